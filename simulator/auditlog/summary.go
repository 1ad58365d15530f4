// Package auditlog is the provisioning log: what a job did with each object in each cycle, as the rows that Microsoft
// Graph answers at GET /auditLogs/provisioning. Names of types, JSON members and values are those of Graph v1.0,
// resource type provisioningObjectSummary and its parts.
//
// It records; it does not decide. The job that writes a row chooses the words.
package auditlog

import "time"

// ProvisioningObjectSummary is one row: one object in one cycle.
type ProvisioningObjectSummary struct {
	ID               string    `json:"id"`
	ActivityDateTime time.Time `json:"activityDateTime"`
	JobID            string    `json:"jobId"`
	CycleID          string    `json:"cycleId"`
	// ChangeID joins the three files of the portal's download; here each row has its own.
	ChangeID               string             `json:"changeId"`
	ProvisioningAction     ProvisioningAction `json:"provisioningAction"`
	DurationInMilliseconds int64              `json:"durationInMilliseconds"`
	ProvisioningStatusInfo StatusInfo         `json:"provisioningStatusInfo"`
	ProvisioningSteps      []ProvisioningStep `json:"provisioningSteps"`
	ModifiedProperties     []ModifiedProperty `json:"modifiedProperties"`
	ServicePrincipal       Identity           `json:"servicePrincipal"`
	SourceSystem           Identity           `json:"sourceSystem"`
	TargetSystem           Identity           `json:"targetSystem"`
	InitiatedBy            Initiator          `json:"initiatedBy"`
	// SourceIdentity is the object in the directory: object id and userPrincipalName.
	SourceIdentity Identity `json:"sourceIdentity"`
	// TargetIdentity is the resource at the service provider; its id is empty until there is one.
	TargetIdentity Identity `json:"targetIdentity"`
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

// Status is how a step, or the whole row, came out.
type Status string

const (
	StatusSuccess Status = "success"
	StatusWarning Status = "warning"
	StatusFailure Status = "failure"
	StatusSkipped Status = "skipped"
)

// StatusInfo is the outcome of the row.
type StatusInfo struct {
	Status Status `json:"status"`
	// ErrorInformation says why, for a failure or a skip.
	ErrorInformation *ErrorInformation `json:"errorInformation,omitempty"`
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
	ErrorCode string `json:"errorCode"`
	// Reason is one sentence.
	Reason string `json:"reason"`
	// AdditionalDetails is what the target said about it, if anything.
	AdditionalDetails string        `json:"additionalDetails,omitempty"`
	ErrorCategory     ErrorCategory `json:"errorCategory"`
	RecommendedAction string        `json:"recommendedAction,omitempty"`
}

// ProvisioningStepType is a stage of processing an object, in this order.
type ProvisioningStepType string

const (
	StepImport     ProvisioningStepType = "import"
	StepScoping    ProvisioningStepType = "scoping"
	StepMatching   ProvisioningStepType = "matching"
	StepProcessing ProvisioningStepType = "processing"
	StepExport     ProvisioningStepType = "export"
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
)

// ProvisioningStep is one stage of processing the object.
type ProvisioningStep struct {
	Name                 string               `json:"name"`
	ProvisioningStepType ProvisioningStepType `json:"provisioningStepType"`
	Status               Status               `json:"status"`
	Description          string               `json:"description"`
	Details              map[string]string    `json:"details,omitempty"`
}

// ModifiedProperty is a target attribute that the export changed or was to change.
type ModifiedProperty struct {
	// DisplayName is the target attribute's name as the mapping writes it.
	DisplayName string `json:"displayName"`
	// OldValue is empty when the target had no value.
	OldValue string `json:"oldValue"`
	NewValue string `json:"newValue"`
}

// Identity names an object, or a system.
type Identity struct {
	ID           string            `json:"id"`
	DisplayName  string            `json:"displayName"`
	IdentityType string            `json:"identityType,omitempty"`
	Details      map[string]string `json:"details,omitempty"`
}

// Initiator is who caused the row.
type Initiator struct {
	ID            string `json:"id"`
	DisplayName   string `json:"displayName"`
	InitiatorType string `json:"initiatorType"`
}
