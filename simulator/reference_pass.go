package simulator

import (
	"context"
	"sync"

	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
)

// refer is the second pass: it takes each object whose references wait once, in order, as long as the target does not refuse
// the job as a whole. An object that is not in the target yet goes on waiting, and one that the job does not manage is
// forgotten: its references are noted again when it enters scope.
func (j *Job) refer(ctx context.Context, r *run, w *workers) {
	done := map[*reference]bool{}
	r.total += len(j.references.order)
	for _, typ := range []objectType{userObject, groupObject} {
		each(w, j.references.order, func() bool { return j.stops(r) }, func(waiting *reference, mu sync.Locker) error {
			if waiting.of.typ != typ {
				return nil
			}
			finished, err := j.takeReferences(ctx, waiting, r, mu)
			done[waiting] = finished
			return err
		})
	}
	j.references.drop(func(w *reference) bool { return done[w] })
}

// takeReferences is the turn of one object's references: they are written if their time has come. Finished is false when
// they go on waiting.
func (j *Job) takeReferences(ctx context.Context, waiting *reference, r *run, mu sync.Locker) (finished bool, err error) {
	l, p := j.store.links[waiting.of.id()], j.waiting.byID[waiting.of.id()]
	switch {
	case l == nil || !l.managed || l.disabled:
		r.completed++
		return p == nil, nil
	case !waiting.due(j.now()), p != nil && p.escrow != nil && p.escrow.gone: // there is nothing to write them to
		r.completed++
		return false, nil
	}
	g := j.newReferral(waiting, l, r)
	g.connector = unlocking{g.connector, mu}
	finished, err = j.settleReferences(ctx, g)
	if err != nil {
		return false, err
	}
	r.completed++
	j.progress(r.TaskExecution)
	waiting.underway, waiting.resumed, waiting.owed = false, waiting.resumed && !finished, false
	waiting.done = finished
	j.notes.refer(waiting.of.id())
	return finished, j.commit()
}

// settleReferences takes one object's references through resolution and export. Finished is false when something is left to
// be tried again.
func (j *Job) settleReferences(ctx context.Context, g *referral) (finished bool, err error) {
	action, err := g.pass(ctx)
	if err != nil {
		return false, err
	}
	w := g.waiting
	switch action.kind {
	case fail:
		g.run.CountEscrowed++
		w.escrow = w.escrow.again(j.now(), j.settings.escrowDelays(), false)
		finished = w.escrow.over(j.now(), j.settings.escrowLifetime())
		g.newRow().escrowed(action, w.escrow, finished)
	case skip:
		finished = true
		if g.row != nil || action.code == codeUnresolvedReference {
			g.newRow().skipped(action)
		}
	default:
		finished = true
	}
	finished = finished && len(g.later) == 0
	if g.row != nil {
		j.write(g.row)
	}
	w.row, w.found = nil, nil
	return finished, nil
}

// closeRows writes the rows that waited for a second pass that did not take place.
func (j *Job) closeRows() {
	for _, w := range j.references.order {
		if w.row != nil {
			w.row.skipped(skipBecause(codeRedundantExport, "the target has every mapped value but references, whose turn did not come"))
			j.write(w.row)
			j.notes.refer(w.of.id())
		}
		w.row, w.found = nil, nil
	}
}

// noteReferences makes the references of an object that changed wait for the second pass, if the mapping has any, and says
// how many of them changed.
func (j *Job) noteReferences(c change, memberships directory.GroupChange) int {
	pipe := j.flow.pipe(c.typ)
	switch {
	case c.ChangeType == directory.Removed, len(pipe.references) == 0:
		return 0
	case c.typ == userObject && c.user.Manager == "" && !j.settings.RemoveManager,
		c.typ == groupObject && c.ChangeType == directory.Updated && !memberships.AllMembers &&
			len(memberships.MembersAdded)+len(memberships.MembersRemoved) == 0:
		j.references.seen(c)
		return 0
	}
	return j.references.note(c, memberships)
}

// defersTo says whether the row of the object, to which the first pass sends nothing, is left to the second.
func (g *passage) defersTo(action Action) bool {
	if g.recovered {
		return false // it tells of the creation
	}
	if len(g.chosen) > 0 {
		return action.code == codeRedundantExport && g.refersOnDemand(action)
	}
	return action.code == codeRedundantExport && g.situation.active() && g.run.refers() &&
		g.job.references.byID[g.pending.change.id()] != nil
}

// tellReferences ends the first pass of an object: the second is told what the target has, and the row goes into the log
// unless it is left to the second.
func (g *passage) tellReferences(action Action) {
	w := g.job.references.byID[g.pending.change.id()]
	if w != nil && g.situation.active() {
		w.found = g.foundReferences()
	}
	if g.defersTo(action) {
		w.row = g.row
		g.job.notes.refer(w.of.id())
		return
	}
	g.job.write(g.row)
}

// foundReferences are the values of reference attributes that the target has; nil if it was not asked.
func (g *passage) foundReferences() map[string]any {
	if g.created {
		return g.createdReferences()
	}
	if !g.found {
		return nil
	}
	values := map[string]any{}
	for _, name := range g.pipe.references {
		if value := g.target.Value(g.pipe.targets[name]); value != nil {
			values[name] = value
		}
	}
	return values
}

// addManager puts the manager among the attributes of a POST (Settings.ManagerInCreate), if there is a resource of the manager.
func (g *passage) addManager() error {
	if !g.job.settings.ManagerInCreate || g.pending.change.typ != userObject {
		return nil
	}
	references, err := g.pipe.mapping.EvaluateReferences(g.pending.change.source(), true)
	if err != nil {
		return err
	}
	for _, r := range references {
		if len(r.ObjectIDs) == 0 {
			continue
		}
		if l := g.job.store.links[r.ObjectIDs[0]]; l != nil {
			g.differences = append(g.differences, difference{Change: connector.Change{
				Attribute: connector.Attribute{Target: g.pipe.targets[r.TargetAttributeName], Value: connector.Reference(l.targetID)}, Add: true,
			}})
		}
	}
	return nil
}

// createdReferences are those that went with a POST.
func (g *passage) createdReferences() map[string]any {
	sent := map[string]any{}
	for _, name := range g.pipe.references {
		for _, d := range g.differences {
			if id, ok := d.Value.(connector.Reference); ok && d.Target.String() == g.pipe.targets[name].String() {
				sent[name] = map[string]any{"value": string(id)}
			}
		}
	}
	return sent
}
