package simulator

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// row is a row of the provisioning log that is being written. Descriptions of steps follow Graph's samples.
type row struct {
	auditlog.ProvisioningObjectSummary
	object   string     // "User 'ann@contoso.example'"
	intended actionKind // what is to become of the user, as far as is known
}

// systemDetails are those that Graph's samples give the system that is no directory; nil where the application has no ids.
func systemDetails(c Config) map[string]string {
	if c.ApplicationID == "" {
		return nil
	}
	return map[string]string{
		"ApplicationId": c.ApplicationID, "ServicePrincipalId": c.ServicePrincipal.ID,
		"ServicePrincipalDisplayName": c.ServicePrincipal.DisplayName,
	}
}

// mostSteps is one for each stage.
const mostSteps = 6

// newRow begins with the import of the change.
func (j *Job) newRow(c change, cycleID string, l *link) *row {
	pipe := j.flow.pipe(c.typ)
	rule := pipe.rule
	r := &row{object: fmt.Sprintf("%s '%s'", c.typ, c.name())}
	r.ProvisioningObjectSummary = auditlog.ProvisioningObjectSummary{
		ID: j.newID(), ActivityDateTime: j.now(), TenantID: j.tenantID, JobID: j.id, CycleID: cycleID, ChangeID: j.newID(),
		ProvisioningAction:     auditlog.ActionOther,
		ProvisioningStatusInfo: auditlog.StatusInfo{Status: auditlog.StatusSuccess},
		ModifiedProperties:     []auditlog.ModifiedProperty{},
		ProvisioningSteps:      make([]auditlog.ProvisioningStep, 0, mostSteps),
		ServicePrincipal:       j.principal,
		SourceSystem:           auditlog.Identity{ID: pipe.sourceSystem, DisplayName: rule.SourceDirectoryName},
		TargetSystem:           auditlog.Identity{ID: pipe.targetSystem, DisplayName: rule.TargetDirectoryName, Details: j.systemDetails},
		InitiatedBy:            auditlog.Initiator{DisplayName: "Azure AD Provisioning Service", InitiatorType: "system"},
		SourceIdentity:         auditlog.Identity{ID: c.id(), DisplayName: c.name(), IdentityType: string(c.typ)},
		TargetIdentity:         auditlog.Identity{DisplayName: c.name(), IdentityType: pipe.mapping.TargetObjectName},
	}
	if l != nil {
		r.TargetIdentity.ID = l.targetID
	}
	name := map[directory.ChangeType]string{
		directory.Added: auditlog.EntryImportAdd, directory.Updated: auditlog.EntryImportUpdate,
		directory.Removed: auditlog.EntryImportDelete,
	}[c.ChangeType]
	r.step(name, auditlog.StepImport, auditlog.StatusSuccess, nil,
		"Received %s change of type (%s) from %s", r.object, c.ChangeType, rule.SourceDirectoryName)
	return r
}

func (r *row) step(name string, typ auditlog.ProvisioningStepType, status auditlog.Status, details map[string]string,
	format string, args ...any) {
	r.ProvisioningSteps = append(r.ProvisioningSteps, auditlog.ProvisioningStep{
		Name: name, ProvisioningStepType: typ, Status: status, Description: fmt.Sprintf(format, args...), Details: details,
	})
}

func (r *row) scoped(s situation, scope mapping.ScopeEvaluation) {
	details := map[string]string{
		"Active in the source system":          connector.Text(s.enabled && !s.softDeleted && !s.purged),
		"Assigned to the application":          connector.Text(s.assigned),
		"User has the required role":           connector.Text(s.assigned), // Default Access is one (known-issues)
		"Scoping filter evaluation passed":     connector.Text(s.inScope),
		"IsEffectivelyEntitledForProvisioning": connector.Text(s.active()),
	}
	if s.settings.OlderScopingKeys {
		details = map[string]string{
			"IsActive": connector.Text(s.enabled && !s.softDeleted && !s.purged), "Assigned": connector.Text(s.assigned),
			"IsInProvisioningScopeDisplayName": connector.Text(s.inScope), "IsEffectivelyEntitledForProvisioning": connector.Text(s.active()),
		}
	}
	if result := scope.ScopeEvaluationResult(); result != "" {
		details["ScopeEvaluationResult"] = result
	}
	r.step(auditlog.EntrySynchronizationScoping, auditlog.StepScoping, auditlog.StatusSuccess, details,
		"Determine if User in scope by evaluating against each scoping filter")
}

func (r *row) matched(lookup mapping.MatchingValue, objects []connector.Object) {
	status := auditlog.StatusSuccess
	ids := make([]string, len(objects))
	for i, o := range objects {
		ids[i] = o.ID
	}
	if len(objects) > 1 {
		status = auditlog.StatusFailure
	}
	r.step(auditlog.EntryImport, auditlog.StepMatching, status, map[string]string{
		"MatchingAttribute": lookup.TargetAttributeName, "MatchingValue": lookup.Log(), "TargetIds": strings.Join(ids, ", "),
	}, "Retrieved %s from %s", r.object, r.TargetSystem.DisplayName)
}

func (r *row) unmatched(lookups []mapping.MatchingValue) {
	details := map[string]string{}
	for i, lookup := range lookups {
		details["MatchingAttribute"+strconv.Itoa(i+1)] = lookup.TargetAttributeName
		details["MatchingValue"+strconv.Itoa(i+1)] = lookup.Log()
	}
	r.step(auditlog.EntryImport, auditlog.StepMatching, auditlog.StatusSuccess, details,
		"Found no %s in %s", r.object, r.TargetSystem.DisplayName)
}

func (r *row) targetID(id string) { r.TargetIdentity.ID = id }

// verb is how the log speaks of an action that is carried out.
type verb struct {
	action      auditlog.ProvisioningAction
	processing  string // name of the processing step
	export      string // name of the export step
	past, infin string
}

func verbOf(kind actionKind) verb {
	updates := verb{auditlog.ActionUpdate, auditlog.EntrySynchronizationUpdate, auditlog.EntryExportUpdate, "updated", "update"}
	switch kind {
	case create:
		return verb{auditlog.ActionCreate, auditlog.EntrySynchronizationAdd, auditlog.EntryExportAdd, "created", "create"}
	case update:
		return updates
	case restore:
		updates.past, updates.infin = "restored", "restore"
		return updates
	case disable:
		updates.action, updates.past, updates.infin = auditlog.ActionDisable, "disabled", "disable"
		return updates
	case remove:
		return verb{auditlog.ActionDelete, auditlog.EntrySynchronizationDelete, auditlog.EntryExportDelete, "deleted", "delete"}
	}
	return verb{action: auditlog.ActionOther}
}

// intend says what is to become of the user: a failure before anything is sent is one of this action.
func (r *row) intend(kind actionKind) {
	r.intended, r.ProvisioningAction = kind, verbOf(kind).action
}

// planned is the decision to write to the target.
func (r *row) planned(kind actionKind, differences []difference) {
	r.intend(kind)
	v, target := verbOf(kind), r.TargetSystem.DisplayName
	why := ""
	if kind == create { // the words of Graph's sample; it has none for the others
		why = fmt.Sprintf(" (%[1]s is active and assigned in %[2]s, but no matching %[1]s was found in %[3]s)",
			r.SourceIdentity.IdentityType, r.SourceSystem.DisplayName, target)
	}
	r.step(v.processing, auditlog.StepProcessing, auditlog.StatusSuccess, nil, "%s will be %s in %s%s", r.object, v.past, target, why)
	if kind == remove {
		return
	}
	r.ModifiedProperties = slices.Grow(r.ModifiedProperties, len(differences))
	for _, d := range differences {
		r.ModifiedProperties = append(r.ModifiedProperties, d.modified())
	}
}

func (r *row) exported(kind actionKind) {
	v := verbOf(kind)
	r.step(v.export, auditlog.StepExport, auditlog.StatusSuccess, r.reportable(),
		"%s was %s in %s", r.object, v.past, r.TargetSystem.DisplayName)
}

// reportable are the details of an export, whether it succeeded or not.
func (r *row) reportable() map[string]string {
	return map[string]string{"ReportableIdentifier": r.SourceIdentity.DisplayName}
}

func (r *row) skipped(a Action) {
	r.ProvisioningAction = auditlog.ActionOther
	r.ProvisioningStatusInfo = auditlog.StatusInfo{
		Status: auditlog.StatusSkipped,
		ErrorInformation: &auditlog.ErrorInformation{
			ErrorCode: a.code, Reason: a.reason, ErrorCategory: auditlog.CategorySuccess,
		},
	}
	r.step(auditlog.EntrySynchronizationSkip, auditlog.StepProcessing, auditlog.StatusSkipped,
		map[string]string{"SkipReason": a.code},
		"%s will be skipped: %s", r.object, a.reason)
}

// staged is a deletion that is withheld. Which status the portal shows is not documented; nothing was done, so it is a skip.
func (r *row) staged(reason string) {
	r.skipped(skipBecause(codeTooManyDeletes, reason))
	r.ProvisioningAction = auditlog.ActionStagedDelete
}

// escrowed tells of a failure that is tried again, unless it is given up.
func (r *row) escrowed(a Action, e *escrow, givenUp bool) {
	next := "It will be retried in a cycle after " + e.notBefore.Format(time.RFC3339)
	if givenUp {
		next = "It will not be retried any more"
	}
	r.failed(a)
	r.ProvisioningStatusInfo.ErrorInformation.AdditionalDetails = fmt.Sprintf("This operation was retried %d times. %s", e.attempts-1, next)
}

// failed ends the row with an error, in the stage that it had reached.
func (r *row) failed(a Action) {
	info := &auditlog.ErrorInformation{ErrorCode: a.code, Reason: a.reason, ErrorCategory: auditlog.CategoryNonServiceFailure}
	r.ProvisioningStatusInfo = auditlog.StatusInfo{Status: auditlog.StatusFailure, ErrorInformation: info}
	v, target := verbOf(r.intended), r.TargetSystem.DisplayName
	switch r.ProvisioningSteps[len(r.ProvisioningSteps)-1].ProvisioningStepType {
	case auditlog.StepProcessing:
		r.step(v.export, auditlog.StepExport, auditlog.StatusFailure, r.reportable(), "Failed to %s %s in %s", v.infin, r.object, target)
	case auditlog.StepScoping:
		r.step(auditlog.EntryImport, auditlog.StepMatching, auditlog.StatusFailure, nil,
			"Failed to retrieve %s from %s", r.object, target)
	default:
		r.step(v.processing, auditlog.StepProcessing, auditlog.StatusFailure, nil, "Failed to process %s", r.object)
	}
}

// finish is the row as it is logged.
func (r *row) finish(now time.Time) auditlog.ProvisioningObjectSummary {
	r.DurationInMilliseconds = now.Sub(r.ActivityDateTime).Milliseconds()
	return r.ProvisioningObjectSummary
}
