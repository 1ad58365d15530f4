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
	object   string            // "User 'ann@contoso.example'"
	intended actionKind        // what is to become of the user, as far as is known
	began    time.Duration     // by the job's Elapsed
	details  []auditlog.Detail // of all steps, one after the other
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

// newRow begins with the import of the change. Rows that were written lend their memory to new ones, since the log keeps none of it.
func (j *Job) newRow(c *change, cycleID string, l *link) *row {
	pipe, name := j.flow.pipe(c.typ), c.name()
	rule := pipe.rule
	var r *row
	if last := len(j.spare) - 1; last >= 0 {
		r, j.spare = j.spare[last], j.spare[:last]
	} else {
		r = new(row)
	}
	*r = row{object: string(c.typ) + " '" + name + "'", details: r.details[:0], began: j.elapsed(), ProvisioningObjectSummary: auditlog.ProvisioningObjectSummary{
		ID: j.newID(), ActivityDateTime: j.now(), TenantID: j.tenantID, JobID: j.id, CycleID: cycleID, ChangeID: j.newID(),
		ProvisioningAction:     auditlog.ActionOther,
		ProvisioningStatusInfo: auditlog.StatusInfo{Status: auditlog.StatusSuccess},
		ModifiedProperties:     r.ModifiedProperties[:0],
		ProvisioningSteps:      r.ProvisioningSteps[:0],
		ServicePrincipal:       j.principal,
		SourceSystem:           auditlog.Identity{ID: pipe.sourceSystem, DisplayName: rule.SourceDirectoryName},
		TargetSystem:           auditlog.Identity{ID: pipe.targetSystem, DisplayName: rule.TargetDirectoryName, Details: j.systemDetails},
		InitiatedBy:            auditlog.Initiator{DisplayName: "Azure AD Provisioning Service", InitiatorType: "system"},
		SourceIdentity:         auditlog.Identity{ID: c.id(), DisplayName: name, IdentityType: string(c.typ)},
		TargetIdentity:         auditlog.Identity{DisplayName: name, IdentityType: pipe.mapping.TargetObjectName},
	}}
	if l != nil {
		r.TargetIdentity.ID = l.targetID
	}
	r.step(importOf(c.ChangeType), auditlog.StepImport, auditlog.StatusSuccess,
		"Received "+r.object+" change of type ("+string(c.ChangeType)+") from "+rule.SourceDirectoryName)
	return r
}

// mostSpare is for how many rows that were written, and passages that have ended, the memory is kept.
const mostSpare = 16

// importOf is the name of the first step.
func importOf(c directory.ChangeType) string {
	switch c {
	case directory.Added:
		return auditlog.EntryImportAdd
	case directory.Removed:
		return auditlog.EntryImportDelete
	}
	return auditlog.EntryImportUpdate
}

func (r *row) step(name string, typ auditlog.ProvisioningStepType, status auditlog.Status, description string, details ...auditlog.Detail) {
	first := len(r.details)
	r.details = append(r.details, details...)
	r.stepOf(name, typ, status, description, first)
}

// stepOf is a step whose details are there already, from the first on.
func (r *row) stepOf(name string, typ auditlog.ProvisioningStepType, status auditlog.Status, description string, first int) {
	r.ProvisioningSteps = append(r.ProvisioningSteps, auditlog.ProvisioningStep{
		Name: name, ProvisioningStepType: typ, Status: status, Description: description, Details: r.details[first:len(r.details):len(r.details)],
	})
}

func (r *row) scoped(s situation, scope mapping.ScopeEvaluation) {
	present, assigned := connector.Text(s.enabled && !s.softDeleted && !s.purged), connector.Text(s.assigned)
	inScope, active := connector.Text(s.inScope), auditlog.Detail{Name: "IsEffectivelyEntitledForProvisioning", Value: connector.Text(s.active())}
	result := auditlog.Detail{Name: "ScopeEvaluationResult", Value: scope.ScopeEvaluationResult()}
	details := []auditlog.Detail{
		{Name: "Active in the source system", Value: present},
		{Name: "Assigned to the application", Value: assigned},
		{Name: "User has the required role", Value: assigned}, // Default Access is one (known-issues)
		{Name: "Scoping filter evaluation passed", Value: inScope},
		active, result,
	}
	if s.settings.OlderScopingKeys {
		details = []auditlog.Detail{{Name: "IsActive", Value: present}, {Name: "Assigned", Value: assigned},
			{Name: "IsInProvisioningScopeDisplayName", Value: inScope}, active, result}
	}
	r.step(auditlog.EntrySynchronizationScoping, auditlog.StepScoping, auditlog.StatusSuccess,
		"Determine if User in scope by evaluating against each scoping filter", details...)
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
	r.step(auditlog.EntryImport, auditlog.StepMatching, status, "Retrieved "+r.object+" from "+r.TargetSystem.DisplayName,
		auditlog.Detail{Name: "MatchingAttribute", Value: lookup.TargetAttributeName},
		auditlog.Detail{Name: "MatchingValue", Value: lookup.Log()}, auditlog.Detail{Name: "TargetIds", Value: strings.Join(ids, ", ")})
}

func (r *row) unmatched(lookups []mapping.MatchingValue) {
	first := len(r.details)
	for i, lookup := range lookups {
		number := strconv.Itoa(i + 1)
		r.details = append(r.details, auditlog.Detail{Name: "MatchingAttribute" + number, Value: lookup.TargetAttributeName},
			auditlog.Detail{Name: "MatchingValue" + number, Value: lookup.Log()})
	}
	r.stepOf(auditlog.EntryImport, auditlog.StepMatching, auditlog.StatusSuccess, "Found no "+r.object+" in "+r.TargetSystem.DisplayName, first)
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
	description := ""
	if kind == create { // the words of Graph's sample; it has none for the others
		typ := r.SourceIdentity.IdentityType
		description = r.object + " will be created in " + target + " (" + typ + " is active and assigned in " + r.SourceSystem.DisplayName +
			", but no matching " + typ + " was found in " + target + ")"
	} else {
		description = r.object + " will be " + v.past + " in " + target
	}
	r.step(v.processing, auditlog.StepProcessing, auditlog.StatusSuccess, description)
	if kind == remove {
		return
	}
	r.ModifiedProperties = slices.Grow(r.ModifiedProperties, len(differences))
	for i := range differences {
		r.ModifiedProperties = append(r.ModifiedProperties, differences[i].modified())
	}
}

func (r *row) exported(kind actionKind) {
	v := verbOf(kind)
	r.step(v.export, auditlog.StepExport, auditlog.StatusSuccess, r.object+" was "+v.past+" in "+r.TargetSystem.DisplayName, r.reportable())
}

// foundCreated is a creation whose answer did not come before the process ended, or the cycle was broken off.
func (r *row) foundCreated() {
	r.step(auditlog.EntryExportAdd, auditlog.StepExport, auditlog.StatusSuccess,
		r.object+" was created in "+r.TargetSystem.DisplayName+" before the job was interrupted, and has been found", r.reportable())
}

// recovered makes the row that of the creation, where nothing else is to be done.
func (r *row) recovered(has []difference) {
	r.intend(create)
	for i := range has {
		r.ModifiedProperties = append(r.ModifiedProperties, has[i].modified())
	}
}

// reportable is the detail of an export, whether it succeeded or not.
func (r *row) reportable() auditlog.Detail {
	return auditlog.Detail{Name: "ReportableIdentifier", Value: r.SourceIdentity.DisplayName}
}

func (r *row) skipped(a Action) {
	r.ProvisioningAction = auditlog.ActionOther
	r.ProvisioningStatusInfo = auditlog.StatusInfo{
		Status: auditlog.StatusSkipped,
		ErrorInformation: &auditlog.ErrorInformation{
			ErrorCode: a.code, Reason: a.reason, ErrorCategory: auditlog.CategorySuccess,
		},
	}
	r.step(auditlog.EntrySynchronizationSkip, auditlog.StepProcessing, auditlog.StatusSkipped, r.object+" will be skipped: "+a.reason,
		auditlog.Detail{Name: "SkipReason", Value: a.code})
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
		r.step(v.export, auditlog.StepExport, auditlog.StatusFailure, "Failed to "+v.infin+" "+r.object+" in "+target, r.reportable())
	case auditlog.StepScoping:
		r.step(auditlog.EntryImport, auditlog.StepMatching, auditlog.StatusFailure, "Failed to retrieve "+r.object+" from "+target)
	default:
		r.step(v.processing, auditlog.StepProcessing, auditlog.StatusFailure, "Failed to process "+r.object)
	}
}

// write puts the row into the log, which ends it, and gives its number there.
func (j *Job) write(r *row) uint64 {
	r.DurationInMilliseconds = (j.elapsed() - r.began).Milliseconds()
	number := j.log.Append(r.ProvisioningObjectSummary)
	j.notes.row(number)
	if len(j.spare) < mostSpare {
		j.spare = append(j.spare, r)
	}
	return number
}
