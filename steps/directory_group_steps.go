package steps

import (
	"context"
	"fmt"

	"github.com/cucumber/godog"
)

// directoryGroupSteps change groups and managers in the simulator's directory.
func directoryGroupSteps() []Definition {
	return []Definition{
		{`^the directory has these assigned groups$`,
			"Makes groups in the directory and assigns them to the application; their members are assigned through them. displayName begins with {{unique}}.",
			"Given the directory has these assigned groups\n  | group | members    |\n  | sales | alice, bob |",
			(*world).createGroups},
		{`^the group (\w+) is (renamed to "[^"]*"|assigned|unassigned|deleted) in the directory$`,
			"Changes the group's displayName or its assignment, or deletes it.",
			`When the group sales is renamed to "{{unique}} support" in the directory`,
			(*world).liveGroup},
		{`^(?:the group )?(\w+) (joins|leaves) the group (\w+) in the directory$`,
			"Changes a membership, of a user or of a group.",
			"When alice joins the group sales in the directory",
			(*world).changeMembership},
		{`^(\d+) more users join the group (\w+) in the directory$`,
			"Makes many users in the directory, all of them members of the group.",
			"When 2000 more users join the group sales in the directory",
			(*world).crowdJoins},
		{`^the manager of (\w+) in the directory is (\w+)$`,
			"Sets whom a user reports to.",
			"When the manager of alice in the directory is meg",
			(*world).changeManager},
		{`^(\w+) has no manager any more in the directory$`,
			"Clears whom a user reports to.",
			"When alice has no manager any more in the directory",
			(*world).clearManager},
		{`^(\w+) is provisioned on demand$`,
			"Presses Provision on demand for the user: no cycle runs.",
			"When alice is provisioned on demand",
			(*world).provisionOnDemand},
	}
}

func (w *world) createGroups(_ context.Context, table *godog.Table) error {
	rows, err := w.rows(table, "group", "members?")
	if err != nil {
		return err
	}
	for _, r := range rows {
		name := r["group"]
		if name == "" || w.groups[name] != nil {
			return fmt.Errorf("expected a column group with a new name in each row, found %q", name)
		}
		g := &group{name: name, displayName: w.unique + " " + name}
		made, err := w.directory().CreateGroup(map[string]any{"displayName": g.displayName, "securityEnabled": true})
		if err != nil {
			return err
		}
		g.objectID = made.ObjectID
		w.groups[name] = g
		for _, who := range listOf(r["members"]) {
			p, err := w.person(who)
			if err != nil {
				return err
			}
			if err := w.directory().AddMember(g.objectID, p.objectID); err != nil {
				return err
			}
		}
		if err := w.directory().AssignGroup(g.objectID); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) liveGroup(_ context.Context, name, how string) error {
	g, err := w.group(name)
	if err != nil {
		return err
	}
	switch how {
	case "assigned":
		return w.directory().AssignGroup(g.objectID)
	case "unassigned":
		return w.directory().UnassignGroup(g.objectID)
	case "deleted":
		return w.directory().DeleteGroup(g.objectID)
	}
	text := how[len(`renamed to "`) : len(how)-1]
	if g.displayName, err = w.expand(text); err != nil {
		return err
	}
	return w.directory().UpdateGroup(g.objectID, map[string]any{"displayName": g.displayName})
}

func (w *world) changeMembership(_ context.Context, who, how, name string) error {
	var objectID string
	if nested, found := w.groups[who]; found {
		objectID = nested.objectID
	} else {
		p, err := w.person(who)
		if err != nil {
			return err
		}
		objectID = p.objectID
	}
	g, err := w.group(name)
	if err != nil {
		return err
	}
	if how == "joins" {
		return w.directory().AddMember(g.objectID, objectID)
	}
	return w.directory().RemoveMember(g.objectID, objectID)
}

func (w *world) changeManager(_ context.Context, who, manager string) error {
	p, err := w.person(who)
	if err != nil {
		return err
	}
	m, err := w.person(manager)
	if err != nil {
		return err
	}
	return w.directory().SetManager(p.objectID, m.objectID)
}

func (w *world) clearManager(_ context.Context, who string) error {
	p, err := w.person(who)
	if err != nil {
		return err
	}
	return w.directory().ClearManager(p.objectID)
}

func (w *world) provisionOnDemand(ctx context.Context, who string) error {
	p, err := w.person(who)
	if err != nil {
		return err
	}
	job, err := w.provisioning()
	if err != nil {
		return err
	}
	_, err = job.ProvisionOnDemand(ctx, p.objectID) // what the service provider refused is in the log
	return err
}
