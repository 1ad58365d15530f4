package simulator

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/directory"
)

// Provisioning on demand is limited to so many requests in so long a time (Microsoft Learn, provision-on-demand).
const (
	onDemandRequests = 5
	onDemandPeriod   = 10 * time.Second
)

// Errors of ProvisionOnDemand. They are about the request; what the target does wrong is in the answer.
var (
	// ErrTooManyRequests says that the limit of requests on demand is reached.
	ErrTooManyRequests = fmt.Errorf("provision on demand: expected at most %d requests in %s, found more", onDemandRequests, onDemandPeriod)
	// ErrNoSuchObject says that the directory has no such object.
	ErrNoSuchObject = errors.New("provision on demand: expected the id of an object in the directory, found none with it")
)

// codeNotOnDemand is the code of what cannot be done on demand. The page names the cases without a code.
const codeNotOnDemand = "ProvisionOnDemandNotSupported"

// ProvisionOnDemand takes one user through the stages of a cycle at once, whatever the schedule says, and tells each of them
// (Graph: synchronizationJob provisionOnDemand). It creates, updates, and disables who is not assigned or out of scope; it does
// nothing about users who are disabled or deleted in the directory, deletes nobody, and leaves roles to the next cycle. The
// tenant URL's flag has no effect on it: requests go through Config.OnDemand.
//
// What failed is not put into escrow unless Settings.EscrowOnDemand: the next cycle finds the change anyway. An error, such as
// the context's, leaves in doubt what was under way; the next cycle finds that out.
func (j *Job) ProvisionOnDemand(ctx context.Context, objectID string) (OnDemandResult, error) {
	if err := j.admitOnDemand(); err != nil {
		return OnDemandResult{}, err
	}
	user, ok := j.tenant.User(objectID)
	if !ok {
		return OnDemandResult{}, ErrNoSuchObject
	}
	return j.demand(ctx, j.changedUser(directory.Change{Type: directory.Updated, User: user}), nil)
}

// demand takes one object through a cycle of its own, and those of its members who were chosen. Meanwhile it waits among the
// others, so that the journal knows what is under way: when the process ends, or the request is broken off, the next cycle
// finds out what became of it, as it does after one of its own.
func (j *Job) demand(ctx context.Context, c change, chosen []string) (OnDemandResult, error) {
	if err := j.testConnection(ctx, j.onDemand, j.onDemandGroups); err != nil {
		return connectionFailed(j.now(), err)
	}
	if j.store.links[c.id()] == nil {
		c.ChangeType = directory.Added
	}
	p, waited := j.waiting.demand(c)
	p.change.user.AppRoleAssignments = nil
	defer func() { p.change.user.AppRoleAssignments = c.user.AppRoleAssignments }() // for the cycle that follows, if it waits
	g := j.newPassage(p, &run{TaskExecution: TaskExecution{ActivityIdentifier: j.newID()}})
	g.connector, g.chosen = j.onDemand, chosen
	g.situation.retriedCreate = false // somebody asks anew: it is matched
	if c.typ == groupObject {
		g.connector = j.onDemandGroups
	}
	action, err := g.demand(ctx)
	if err == nil && (action.kind != fail || g.sent || !p.resumed) {
		p.settled()
	}
	escrowed := err == nil && action.kind == fail && j.settings.EscrowOnDemand
	if escrowed {
		p.fail(action, j.now(), j.settings.escrowDelays(), g.posted)
	}
	p.done = !waited && !p.doubtful() && !escrowed
	j.notes.wait(c.id())
	j.waiting.drop(func(other *pending) bool { return other.done })
	if err != nil {
		return OnDemandResult{}, err
	}
	switch {
	case escrowed:
		g.row.escrowed(action, p.escrow, false)
	case action.kind == fail:
		g.row.failed(action)
	}
	row, _ := j.log.Row(j.write(g.row))
	return newOnDemandResult(row, j.now()), j.commit()
}

// demand is the way of one object, from its scope to its members.
func (g *passage) demand(ctx context.Context) (Action, error) {
	action := g.onDemand()
	if action.kind == skip {
		g.row.skipped(action)
		return action, nil
	}
	action, err := g.pass(ctx)
	if err != nil || action.kind == fail {
		return action, err
	}
	return g.demandMembers(ctx, action)
}

// admitOnDemand counts the request against the limit, and saves that it did: a restart of the process does not lift it.
func (j *Job) admitOnDemand() error {
	now := j.now()
	j.demands = slices.DeleteFunc(j.demands, func(t time.Time) bool { return now.Sub(t) >= onDemandPeriod })
	if len(j.demands) >= onDemandRequests {
		return ErrTooManyRequests
	}
	j.demands = append(j.demands, now)
	return j.commit()
}

// onDemand is a skip for what is not done on demand.
func (g *passage) onDemand() Action {
	noun := strings.ToLower(string(g.pending.change.typ))
	switch s := g.situation; {
	case s.softDeleted:
		return skipBecause(codeNotOnDemand, "a deleted "+noun+" is not provisioned on demand")
	case !s.enabled:
		return skipBecause(codeNotOnDemand, "a "+noun+" who is disabled in the directory is not provisioned on demand")
	case !s.linked && !s.entitled():
		return skipBecause(codeNotEntitled, "the "+noun+" is not assigned to the application, or out of scope")
	case s.linked && !s.managed && !s.entitled():
		return skipBecause(codeNotEntitled, "the "+noun+" was unassigned, or went out of scope, earlier")
	case decide(s).kind == remove:
		return skipBecause(codeNotOnDemand, "the "+noun+" would be deleted in the target, which is not done on demand")
	}
	return Action{}
}

// connectionFailed is the answer when the first stage fails; it is told of only then.
func connectionFailed(now time.Time, err error) (OnDemandResult, error) {
	fault, ok := targetFault(err)
	if !ok {
		return OnDemandResult{}, err
	}
	return newOnDemandResult(auditlog.ProvisioningObjectSummary{
		ActivityDateTime: now, ProvisioningAction: auditlog.ActionOther,
		ProvisioningStatusInfo: auditlog.StatusInfo{
			Status: auditlog.StatusFailure,
			ErrorInformation: &auditlog.ErrorInformation{
				ErrorCode: fault.Code, Reason: fault.Error(), ErrorCategory: auditlog.CategoryNonServiceFailure,
			},
		},
		ProvisioningSteps: []auditlog.ProvisioningStep{{
			Name: "TestConnection", ProvisioningStepType: auditlog.StepImport, Status: auditlog.StatusFailure, Description: fault.Error(),
		}},
		ModifiedProperties: []auditlog.ModifiedProperty{},
	}, now), nil
}
