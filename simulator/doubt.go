package simulator

import "context"

// The process may end, or a cycle be broken off, when a write is on its way. The object may then be changed, disabled, renamed
// or deleted in the directory before the job goes on: what the write has done is found out first.

// intend saves what is about to be sent, and how to find out later what became of it.
func (g *passage) intend(kind actionKind) error {
	p := g.pending
	if kind == create || g.link == nil && kind != remove {
		sought, err := g.lookUps()
		if err != nil {
			return err
		}
		p.sought = sought
	}
	p.creating, p.removing = kind == create, kind == remove
	if err := g.job.intend(&p.underway); err != nil {
		return err
	}
	g.sent = true
	return nil
}

// findOwn links the object to the resource that a POST made for it, or a PATCH was to link it to, if the answer is not known.
// It looks for what was sent then, which need not be what the directory has now.
func (g *passage) findOwn(ctx context.Context) error {
	p, store := g.pending, g.job.store
	if !p.resumed || g.link != nil {
		return nil
	}
	for _, sought := range p.sought {
		objects, err := g.lookUp(ctx, sought)
		if err != nil {
			return err
		}
		if len(objects) == 0 {
			continue
		}
		if _, taken := store.owners[objects[0].ID]; len(objects) > 1 || taken {
			return nil // matching tells
		}
		g.row.matched(sought, objects)
		g.row.targetID(objects[0].ID)
		if g.recovered = p.creating; g.recovered {
			g.row.foundCreated()
		}
		if len(g.pipe.references) > 0 && !g.situation.purged {
			g.job.references.linked(p.change, p.creating)
		}
		g.link = &link{typ: p.change.typ, targetID: objects[0].ID, managed: true}
		store.put(p.change.id(), g.link)
		g.situation.linked, g.situation.managed = true, true
		return nil
	}
	return nil
}
