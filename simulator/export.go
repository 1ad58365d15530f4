package simulator

import (
	"context"
	"errors"

	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// perform carries out the decision, writes it into the row and remembers what came of it.
func (g *passage) perform(ctx context.Context, action Action) error {
	if action.kind == skip {
		g.linkSkipped(action)
		switch {
		case g.recovered && action.code == codeRedundantExport:
			g.row.recovered(g.baseline)
		case !g.defersTo(action):
			g.row.skipped(action)
		}
		return nil
	}
	g.row.planned(action.kind, g.differences)
	g.run.CountExports++
	if err := g.export(ctx, action.kind); err != nil {
		return err
	}
	g.run.CountExported++
	g.row.exported(action.kind)
	return nil
}

// export is the one write to the target.
func (g *passage) export(ctx context.Context, kind actionKind) error {
	j, id, again := g.job, g.pending.change.id(), g.pending.resumed && g.pending.removing
	j.notes.wait(id)
	if g.link != nil && g.situation.entitled() {
		g.manage(g.link, true) // from now on, whatever comes of the request
		j.notes.link(id)
	}
	if err := g.intend(kind); err != nil {
		return err
	}
	switch kind {
	case create:
		g.posted = true
		g.attributes = attributes(g.attributes, g.differences)
		object, err := g.connector.Create(ctx, g.attributes)
		if err != nil {
			return err
		}
		g.created = true
		g.row.targetID(object.ID)
		g.keep(&link{targetID: object.ID})
		return nil
	case remove:
		err := g.remove(ctx)
		fault, ok := targetFault(err)
		if ok && fault.Code == connector.CodeInvalidAnchor && (!j.settings.FailMissingDelete || again) {
			err = nil // gone already
		}
		if err == nil {
			j.references.deleted[g.link.targetID] = true
			j.store.remove(id)
		}
		return err
	}
	l := g.link
	if l == nil {
		l = &link{targetID: g.target.ID}
	}
	err := g.connector.Update(ctx, l.targetID, changes(g.differences))
	switch fault, ok := targetFault(err); {
	case err == nil:
		g.keep(l)
	case ok && fault.Code == connector.CodeInvalidAnchor && j.settings.RecreateAfterInvalidAnchor:
		j.store.remove(id) // the retry matches again
	}
	return err
}

// remove deletes the resource. If it may have been deleted already, before the process ended, it is looked at first.
func (g *passage) remove(ctx context.Context) error {
	if g.pending.resumed {
		if _, err := g.connector.Get(ctx, g.link.targetID); err != nil {
			return err
		}
	}
	return g.connector.Delete(ctx, g.link.targetID)
}

// manage says whether the job manages the object from now on. If it did not before, all of its references are to be written.
func (g *passage) manage(l *link, managed bool) {
	if managed && !l.managed && len(g.pipe.references) > 0 {
		g.job.references.linked(g.pending.change, g.created)
	}
	l.managed = managed
}

// keep links the user to the resource, which now has what was to be exported.
func (g *passage) keep(l *link) {
	g.manage(l, g.situation.entitled())
	l.typ, l.disabled = g.pending.change.typ, !g.situation.active()
	if g.job.settings.SkipReadBeforeUpdate {
		l.record(g.baseline)
		l.record(g.differences)
	}
	g.job.store.put(g.pending.change.id(), l)
	if l.typ == userObject && !l.managed && l.disabled && g.job.settings.ForgetUnassigned {
		g.job.store.remove(g.pending.change.id())
	}
}

// linkSkipped takes note of a user for whom nothing was sent: of one whose resource turned out to have everything, that it
// is linked and in which state; of any, whether the job still manages it.
func (g *passage) linkSkipped(action Action) {
	l := g.link
	if l == nil && g.found {
		l = &link{targetID: g.target.ID}
	}
	switch {
	case l == nil:
	case action.code == codeRedundantExport:
		g.keep(l)
	case g.link != nil:
		g.job.settle(g.pending)
	}
}

// failureOf is an error as the decision that it amounts to; ok is false for a fault of the simulator, and for the end of
// the context.
func failureOf(err error) (Action, bool) {
	if fault, ok := targetFault(err); ok {
		return Action{fail, fault.Code, fault.Error()}, true
	}
	if evaluation := (*mapping.EvaluationError)(nil); errors.As(err, &evaluation) {
		if errors.Is(err, mapping.ErrMissingValue) {
			return Action{fail, codeMissingValues, evaluation.Error()}, true
		}
		return Action{fail, codeInternalError, evaluation.Error()}, true
	}
	return Action{}, false
}
