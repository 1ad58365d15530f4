package simulator

import (
	"context"
	"fmt"
	"slices"

	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// codeUnresolvedReference is the code of a reference to an object that the job has no resource for.
const codeUnresolvedReference = "UnableToResolveReferenceAttributeValue"

// referral is the references of one object on the way through one cycle.
type referral struct {
	job       *Job
	connector Connector
	pipe      *pipe
	waiting   *reference
	place     *reference // where the journal knows of what is under way: waiting, except on demand
	link      *link
	run       *run
	row       *row // that of the first pass, or nil until there is something to tell

	sent int // how many references were written
	// absent are the objects, by id, that have no resource and are not about to get one; coming those whose creation failed
	// and is tried again.
	absent, coming []string
	// later are those that are about to get one, in a lane whose time has not come.
	later []string
}

func (j *Job) newReferral(w *reference, l *link, r *run) *referral {
	w.resumed = w.resumed || w.underway
	g := &referral{
		job: j, connector: j.connectorFor(w.of.typ), pipe: j.flow.pipe(w.of.typ), waiting: w, place: w, link: l, run: r,
		row: w.row,
	}
	if w.owed && w.row == nil {
		g.newRow()
	}
	return g
}

// pass resolves and exports. The Action is an update, a skip of whom nothing could or had to be written, or a failure.
func (g *referral) pass(ctx context.Context) (Action, error) {
	if !g.pipe.mapping.FlowTypes.Update && !g.waiting.creation {
		return notUpdated, nil
	}
	export := g.refer
	if g.waiting.of.typ == groupObject {
		export = g.referMembers
	}
	err := export(ctx)
	if failure, ok := failureOf(err); ok {
		if fault, ok := targetFault(err); ok && fault.Quarantines {
			g.run.end(fault)
		}
		return failure, nil
	}
	switch {
	case err != nil:
		return Action{}, err
	case len(g.coming) > 0:
		return Action{fail, codeUnresolvedReference, g.reason(g.coming, "whose provisioning failed")}, nil
	case g.sent > 0:
		return Action{kind: update}, nil
	case len(g.later) > 0:
		return skipBecause(codeUnresolvedReference, g.reason(g.later, "whose turn to be provisioned has not come")), nil
	case len(g.absent) > 0:
		return skipBecause(codeUnresolvedReference, g.reason(g.absent, "that the job has not provisioned")), nil
	}
	return redundant, nil
}

// reason says which objects could not be referred to.
func (g *referral) reason(ids []string, why string) string {
	return fmt.Sprintf("the reference is to %s %s", someOf(ids), why)
}

// resolve finds the resource of a referenced object. If there is none it notes why.
func (g *referral) resolve(objectID string) (targetID string, ok bool) {
	j := g.job
	if l := j.store.links[objectID]; l != nil {
		return l.targetID, true
	}
	switch p := j.waiting.byID[objectID]; {
	case p != nil && p.escrow != nil:
		g.coming = append(g.coming, objectID)
	case p != nil && !p.done && g.place == g.waiting && j.situation(p).active():
		g.later = append(g.later, objectID)
	default:
		g.absent = append(g.absent, objectID)
	}
	return "", false
}

// refer writes the references of one value: a user's manager.
func (g *referral) refer(ctx context.Context) error {
	created := g.waiting.found != nil && len(g.waiting.found) == 0
	references, err := g.pipe.mapping.EvaluateReferences(g.waiting.of.source(), created)
	if err != nil {
		return err
	}
	var changes []difference
	for _, reference := range references {
		if len(reference.ObjectIDs) == 0 {
			continue
		}
		targetID, ok := g.resolve(reference.ObjectIDs[0])
		if !ok {
			continue
		}
		found, err := g.inTarget(ctx, reference)
		if err != nil {
			return err
		}
		target, wanted := g.pipe.targets[reference.TargetAttributeName], connector.Reference(targetID)
		change := difference{
			Change: connector.Change{Attribute: connector.Attribute{Target: target, Value: wanted}, Add: found == nil},
			old:    identifier(found),
		}
		if connector.Same(wanted, found, true) && !reference.FlowAlways || g.checked(ctx, target, targetID, created) {
			g.record([]difference{change})
			continue
		}
		changes = append(changes, change)
	}
	removed, err := g.removedManagers(ctx, references)
	if err != nil {
		return err
	}
	return g.export(ctx, append(changes, removed...))
}

// removedManagers are the references that the target has and the directory no longer (Settings.RemoveManager).
func (g *referral) removedManagers(ctx context.Context, references []mapping.TargetReference) ([]difference, error) {
	var removed []difference
	for _, name := range g.pipe.references {
		there := slices.ContainsFunc(references, func(r mapping.TargetReference) bool { return r.TargetAttributeName == name })
		if there || !g.job.settings.RemoveManager || g.pipe.mapping.Row(name).FlowType == mapping.FlowTypeObjectAddOnly {
			continue
		}
		found, err := g.inTarget(ctx, mapping.TargetReference{TargetAttributeName: name})
		if err != nil {
			return nil, err
		}
		if id := identifier(found); id != "" {
			removed = append(removed, difference{
				Change: connector.Change{Attribute: connector.Attribute{Target: g.pipe.targets[name], Value: connector.Reference(id)}, Remove: true},
				old:    id,
			})
		}
	}
	return removed, nil
}

// inTarget is the target's value of a reference: what the first pass saw, what was last exported, or what the target says now.
func (g *referral) inTarget(ctx context.Context, reference mapping.TargetReference) (any, error) {
	name := reference.TargetAttributeName
	switch {
	case g.waiting.found != nil:
		return g.waiting.found[name], nil
	case g.job.settings.SkipReadBeforeUpdate && !g.waiting.resumed:
		return g.link.value()(g.pipe.targets[name]), nil
	}
	object, err := g.connector.Get(ctx, g.link.targetID)
	if err != nil {
		return nil, err
	}
	return object.Value(g.pipe.targets[name]), nil
}

// checked asks the target whether it has the reference already, as Entra does before it updates one (Microsoft Learn,
// use-scim-to-provision-users-and-groups, Example 4). A target that refuses the question is taken to have another one: what
// Entra makes of a refusal is not known.
func (g *referral) checked(ctx context.Context, target connector.Target, targetID string, created bool) bool {
	if created || g.job.settings.SkipReferenceCheck {
		return false
	}
	has, err := g.connector.HasReference(ctx, g.link.targetID, target, targetID)
	return err == nil && has
}

// identifier is the id in a reference as the target shows it.
func identifier(found any) string {
	if object, ok := found.(map[string]any); ok {
		return connector.Text(object["value"])
	}
	return connector.Text(found)
}

// export is one PATCH. Nothing to change is no request.
func (g *referral) export(ctx context.Context, differences []difference) error {
	if len(differences) == 0 {
		return nil
	}
	g.newRow().planned(update, differences)
	g.run.CountExports++
	g.job.notes.refer(g.waiting.of.id())
	if err := g.job.intend(&g.place.underway); err != nil {
		return err
	}
	if err := g.connector.Update(ctx, g.link.targetID, changes(differences)); err != nil {
		return err
	}
	g.run.CountExported++
	g.sent += len(differences)
	g.row.exported(update)
	if g.waiting.of.typ == userObject {
		g.record(differences)
	}
	return nil
}

// record remembers what the target has from now on, for a job that compares with what it exported.
func (g *referral) record(differences []difference) {
	if g.job.settings.SkipReadBeforeUpdate {
		g.link.record(differences)
		g.job.notes.link(g.waiting.of.id())
	}
}

// newRow is the row that tells of the references, begun if need be. The first time it says what could not be resolved.
func (g *referral) newRow() *row {
	if g.row == nil {
		c := g.waiting.of
		c.ChangeType = directory.Updated
		g.row = g.job.newRow(&c, g.run.ActivityIdentifier, g.link)
	}
	g.row.resolved(g.absent, g.coming)
	return g.row
}

// resolved tells once of the resolution of references.
func (r *row) resolved(absent, coming []string) {
	for _, step := range r.ProvisioningSteps {
		if step.ProvisioningStepType == auditlog.StepReferenceResolution {
			return
		}
	}
	status, details := auditlog.StatusSuccess, []auditlog.Detail{}
	for _, those := range []struct {
		name string
		ids  []string
	}{{"NotProvisioned", absent}, {"ProvisioningFailed", coming}} {
		if len(those.ids) > 0 {
			status, details = auditlog.StatusWarning, append(details, auditlog.Detail{Name: those.name, Value: someOf(those.ids)})
		}
	}
	r.step(auditlog.EntrySynchronizationReferences, auditlog.StepReferenceResolution, status, "Resolved the references of "+r.object, details...)
}
