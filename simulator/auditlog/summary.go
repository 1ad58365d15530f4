// Package auditlog is the provisioning log: what a job did with each object in each cycle, as the rows that Microsoft
// Graph answers at GET /auditLogs/provisioning. Names of types, JSON members and values are those of Graph v1.0,
// resource type provisioningObjectSummary and its parts.
//
// It records; it does not decide. The job that writes a row chooses the words, and tells the log the time: nothing here
// asks a clock. What the log changes in a row is what must never be in a log: credentials, and the values of properties
// that are marked as redacted.
package auditlog

import (
	"maps"
	"time"
)

// ProvisioningObjectSummary is one row: one object in one cycle. Its JSON is Graph's, with every property of v1.0; see
// MarshalJSON.
type ProvisioningObjectSummary struct {
	ID string
	// ActivityDateTime is when the object was taken up; it is stored in UTC.
	ActivityDateTime time.Time
	TenantID         string
	JobID            string
	CycleID          string
	// ChangeID joins the three files of the portal's download; here each row has its own.
	ChangeID               string
	ProvisioningAction     ProvisioningAction
	DurationInMilliseconds int64
	ProvisioningStatusInfo StatusInfo
	ProvisioningSteps      []ProvisioningStep
	ModifiedProperties     []ModifiedProperty
	// ServicePrincipal has an id and a name only.
	ServicePrincipal Identity
	// SourceSystem and TargetSystem have no IdentityType. Graph's samples give the system that is no directory the details
	// ApplicationId, ServicePrincipalId and ServicePrincipalDisplayName.
	SourceSystem Identity
	TargetSystem Identity
	InitiatedBy  Initiator
	// SourceIdentity is the object in the directory: object id and userPrincipalName.
	SourceIdentity Identity
	// TargetIdentity is the resource at the service provider; its id is empty until there is one.
	TargetIdentity Identity
}

// ProvisioningAction is what was done, or was to be done, to the target.
type ProvisioningAction string

const (
	ActionCreate  ProvisioningAction = "create"
	ActionUpdate  ProvisioningAction = "update"
	ActionDelete  ProvisioningAction = "delete"
	ActionDisable ProvisioningAction = "disable"
	// ActionStagedDelete is a deletion that is withheld until an administrator allows it.
	ActionStagedDelete ProvisioningAction = "stageddelete"
	// ActionOther is the action of a row about an object that needed none.
	ActionOther ProvisioningAction = "other"
)

// Actions are all actions, in Graph's order.
func Actions() []ProvisioningAction {
	return []ProvisioningAction{
		ActionCreate, ActionUpdate, ActionDelete, ActionStagedDelete, ActionDisable, ActionOther,
	}
}

// Status is how a step, or the whole row, came out.
type Status string

const (
	StatusSuccess Status = "success"
	StatusWarning Status = "warning"
	StatusFailure Status = "failure"
	StatusSkipped Status = "skipped"
)

// Statuses are all statuses, in Graph's order.
func Statuses() []Status { return []Status{StatusSuccess, StatusWarning, StatusFailure, StatusSkipped} }

// StatusInfo is the outcome of the row.
type StatusInfo struct {
	Status Status
	// ErrorInformation says why, for a failure or a skip.
	ErrorInformation *ErrorInformation
}

// ErrorCategory says whose fault an error is.
type ErrorCategory string

const (
	CategoryFailure           ErrorCategory = "failure"           // the service's
	CategoryNonServiceFailure ErrorCategory = "nonServiceFailure" // the target's, the directory's or the configuration's
	CategorySuccess           ErrorCategory = "success"           // nobody's: a skip
)

// ErrorInformation is the reason of a failure or a skip.
type ErrorInformation struct {
	// ErrorCode is one of the codes that Microsoft Learn, howto-analyze-provisioning-logs lists, for instance
	// EntryConflict.
	ErrorCode string
	// Reason is one sentence.
	Reason string
	// AdditionalDetails is what the target said about it, if anything.
	AdditionalDetails string
	ErrorCategory     ErrorCategory
	RecommendedAction string
}

// ProvisioningStepType is a stage of processing an object, in this order.
type ProvisioningStepType string

const (
	StepImport              ProvisioningStepType = "import"
	StepScoping             ProvisioningStepType = "scoping"
	StepMatching            ProvisioningStepType = "matching"
	StepProcessing          ProvisioningStepType = "processing"
	StepReferenceResolution ProvisioningStepType = "referenceResolution"
	StepExport              ProvisioningStepType = "export"
)

// Names of steps, as Graph's samples and Microsoft Learn, howto-analyze-provisioning-logs write them. The last is made
// by analogy: no sample shows a deletion.
const (
	EntryImport                 = "EntryImport"
	EntryImportAdd              = "EntryImportAdd"
	EntryImportUpdate           = "EntryImportUpdate"
	EntryImportDelete           = "EntryImportDelete"
	EntrySynchronizationScoping = "EntrySynchronizationScoping"
	EntrySynchronizationAdd     = "EntrySynchronizationAdd"
	EntrySynchronizationUpdate  = "EntrySynchronizationUpdate"
	EntrySynchronizationDelete  = "EntrySynchronizationDelete"
	EntrySynchronizationSkip    = "EntrySynchronizationSkip"
	EntryExportAdd              = "EntryExportAdd"
	EntryExportUpdate           = "EntryExportUpdate"
	EntryExportDelete           = "EntryExportDelete"
	// EntrySynchronizationReferences is made up: no sample shows the resolution of references.
	EntrySynchronizationReferences = "EntrySynchronizationReferences"
)

// ProvisioningStep is one stage of processing the object.
type ProvisioningStep struct {
	Name                 string
	ProvisioningStepType ProvisioningStepType
	Status               Status
	Description          string
	Details              Details
	// Redacted says that the description and the details hold a value that the log must not have: both are replaced by
	// Redact before the row is stored.
	Redacted bool
}

// ModifiedProperty is a target attribute that the export changed or was to change.
type ModifiedProperty struct {
	// DisplayName is the target attribute's name as the mapping writes it.
	DisplayName string
	// OldValue is empty when the target had no value, NewValue when the value is taken away.
	OldValue string
	NewValue string
	// Redacted says that the mapping is a Redact(…): the log shows Redact for both values and never stores them.
	Redacted bool
}

// Identity names an object, or a system.
type Identity struct {
	ID           string
	DisplayName  string
	IdentityType string
	Details      map[string]string
}

func (i *Identity) equal(other *Identity) bool {
	return i.ID == other.ID && i.DisplayName == other.DisplayName && i.IdentityType == other.IdentityType && maps.Equal(i.Details, other.Details)
}

// Initiator is who caused the row.
type Initiator struct {
	ID            string
	DisplayName   string
	InitiatorType string // system, user or application
}
