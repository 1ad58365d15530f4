package simulator

import (
	"context"

	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// passage is one user on the way through one cycle: it becomes one row of the provisioning log.
type passage struct {
	job       *Job
	connector Connector
	pipe      *pipe
	pending   *pending
	run       *run
	situation situation
	link      *link // nil without one
	row       *row
	matching  []mapping.MatchingValue // nil before they are asked for
	object    source                  // the object's attributes as mappings see them
	values    mapping.Source          // the same, of the memory of the passage

	// target is the resource that was read or matched; found says that there is one.
	target      connector.Object
	found       bool
	differences []difference
	attributes  []connector.Attribute // of the POST
	// baseline are all values of a user who was matched or looked at again, as what the resource has from now on: for a job that compares
	// with what it exported.
	baseline []difference
	sent     bool // a write was sent
	posted   bool // and it was a POST
	created  bool // and it succeeded
	// recovered says that the resource was found that a POST had made whose answer did not come.
	recovered bool
	claimed   string // the id of a resource that no other user may be linked to meanwhile
	// chosen are the members, by object id, who are provisioned along with a group on demand.
	chosen []string
}

// newPassage begins with the import of the change.
func (j *Job) newPassage(p *pending, r *run) *passage {
	p.resumed = p.resumed || p.underway
	var g *passage
	if last := len(j.passed) - 1; last >= 0 {
		g, j.passed = j.passed[last], j.passed[:last]
	} else {
		g = new(passage)
		g.values = g.object.attribute
	}
	*g = passage{
		values: g.values, differences: g.differences[:0], attributes: g.attributes[:0],
		job: j, connector: j.connectorFor(p.change.typ), pending: p, run: r, situation: j.situation(p), link: j.store.links[p.change.id()],
		pipe: j.flow.pipe(p.change.typ),
	}
	g.object = source{of: &p.change.subject, softDeleted: !g.situation.active()}
	g.row = j.newRow(&p.change, r.ActivityIdentifier, g.link)
	g.row.scoped(g.situation, g.pipe.mapping.EvaluateScope(p.change.source()))
	return g
}

// ended takes a passage back, so that it lends its memory to another.
func (j *Job) ended(g *passage) {
	if len(j.passed) < mostSpare {
		j.passed = append(j.passed, g)
	}
}

// provision takes one user through import, scoping, matching, processing and export. Finished is false when the operation
// failed and is to be retried; one that has failed for too long is given up.
func (j *Job) provision(ctx context.Context, g *passage) (finished bool, err error) {
	p, r := g.pending, g.run
	if g.situation.assigned {
		r.CountEntitled++
	}
	if g.situation.active() {
		r.CountEntitledForProvisioning++
	}
	action, err := g.pass(ctx)
	if err != nil {
		return false, err
	}
	if action.kind == fail {
		r.CountEscrowed++
		p.fail(action, j.now(), j.settings.escrowDelays(), g.posted)
		finished = p.escrow.over(j.now(), j.settings.escrowLifetime())
		g.row.escrowed(action, p.escrow, finished)
	}
	g.tellReferences(action)
	return finished || action.kind != fail, nil
}

// pass decides and exports. The Action is what was done, or a failure that the caller has to write into the row. The error is
// the context's, or a fault of the simulator.
func (g *passage) pass(ctx context.Context) (Action, error) {
	defer g.release()
	action, err := g.decide(ctx)
	if err == nil && action.kind != fail {
		err = g.perform(ctx, action)
	}
	if err == nil {
		return action, nil
	}
	failure, ok := failureOf(err)
	if !ok {
		return Action{}, err
	}
	if fault, ok := targetFault(err); ok && fault.Quarantines {
		g.run.end(fault)
	}
	return failure, nil
}

// decide asks the target as much as the decision needs, and decides.
func (g *passage) decide(ctx context.Context) (Action, error) {
	if err := g.findOwn(ctx); err != nil {
		return Action{}, err
	}
	action := decide(g.situation)
	g.row.intend(action.kind)
	switch action.kind {
	case skip, remove:
		return action, nil // nothing in the target could change this
	case none:
		if g.situation.doubtful {
			return skipBecause(codeNotEntitled, "the request that was under way did not arrive, and nothing is left to be done"), nil
		}
	}
	if g.link != nil {
		if stop, err := g.follow(ctx); err != nil || stop.kind != none {
			return stop, err
		}
	}
	if g.situation.matchesFirst() {
		if stop, err := g.match(ctx); err != nil || stop.kind != none {
			return stop, err
		}
	}
	if err := g.compare(); err != nil {
		return Action{}, err
	}
	return decide(g.situation), nil
}

// follow reads the resource that the user is linked to. An Action other than none ends the user's passage: the resource
// is gone, and nothing is to take its place.
func (g *passage) follow(ctx context.Context) (stop Action, err error) {
	err = g.read(ctx, g.link.targetID)
	if err != nil || !g.situation.missing {
		return Action{}, err
	}
	if stop = decide(g.situation); stop.kind == fail && !g.pending.removing {
		return stop, nil
	}
	g.job.store.remove(g.pending.change.id())
	g.link, g.situation.linked, g.situation.missing = nil, false, false
	if stop = decide(g.situation); stop.kind == none || stop.code == codeNotEntitled {
		return skipBecause(codeNotEntitled, "the resource is gone, and the "+g.situation.noun()+" is not active in the directory"), nil
	}
	return Action{}, nil
}

// read fetches the resource with this id, if updates are to be compared with the target.
func (g *passage) read(ctx context.Context, id string) error {
	if g.job.settings.SkipReadBeforeUpdate && !g.pending.resumed {
		return nil
	}
	object, err := g.connector.Get(ctx, id)
	if fault, ok := targetFault(err); ok && fault.Code == connector.CodeInvalidAnchor {
		g.situation.missing = true
		return nil
	}
	g.target, g.found = object, err == nil
	return err
}

// compare finds out what the user's values would change in the target.
func (g *passage) compare() (err error) {
	source := g.values
	has := g.target.Value
	if !g.found && g.link != nil {
		has = g.link.value()
	}
	switch {
	case g.found:
		g.differences, err = g.pipe.update(g.differences, source, has)
		if err == nil && (g.link == nil || g.pending.resumed) {
			g.baseline, err = g.pipe.update(nil, source, nothing)
		}
	case g.link != nil:
		g.differences, err = g.pipe.update(g.differences, source, has)
	default:
		g.differences, err = g.pipe.creation(g.differences, source)
	}
	if err == nil && g.link != nil && g.job.settings.ClearNulls && g.situation.active() {
		var cleared []difference
		cleared, err = g.pipe.nulls(source, has)
		g.differences = append(g.differences, cleared...)
	}
	if err == nil && !g.found && g.link == nil {
		err = g.addManager()
	}
	g.situation.differs = len(g.differences) > 0
	if g.situation.differs && g.link != nil && g.job.settings.ClearUnchangedSwitch {
		g.differences = append(g.differences, g.pipe.forgotten(g.differences, has)...)
	}
	return err
}
