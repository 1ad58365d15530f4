package steps

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/cucumber/godog"
)

func directorySteps() []Definition {
	return []Definition{
		{`^the directory has these assigned users$`,
			"Makes users in the directory and assigns them to the application. A column is a source attribute; what has no column gets a plausible value, and an empty cell means no value.",
			"Given the directory has these assigned users\n  | user  | telephoneNumber |\n  | alice | +442079460958   |",
			(*world).createAssigned},
		{`^the directory has these users$`,
			"Makes users in the directory that are not assigned.",
			"Given the directory has these users\n  | user  |\n  | alice |",
			(*world).createUnassigned},
		{`^(\w+) is (assigned to|unassigned from) the application$`,
			"Changes the assignment.",
			"When alice is unassigned from the application",
			(*world).assign},
		{`^(\w+) is (disabled|enabled|deleted|restored|purged) in the directory$`,
			"Sets accountEnabled, or soft-deletes, restores or hard-deletes the user.",
			"When alice is disabled in the directory",
			(*world).live},
		{`^(\w+) changes in the directory$`,
			"Sets source attributes; an empty value clears one.",
			"When alice changes in the directory\n  | attribute | value       |\n  | surname   | Newmarriage |",
			(*world).change},
		{`^(\w+) still has this in the directory$`,
			"Checks source attributes: nothing flows back.",
			"Then alice still has this in the directory\n  | attribute   | value         |\n  | displayName | Alice Example |",
			(*world).directoryHas},
	}
}

func (w *world) createAssigned(ctx context.Context, table *godog.Table) error {
	names, err := w.create(table)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := w.assign(ctx, name, "assigned to"); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) createUnassigned(_ context.Context, table *godog.Table) error {
	_, err := w.create(table)
	return err
}

func (w *world) create(table *godog.Table) ([]string, error) {
	rows, err := w.rows(table)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, r := range rows {
		name := r["user"]
		p := w.people[name] // known already if the service provider had the user first
		if name == "" || p != nil && p.objectID != "" {
			return nil, fmt.Errorf("expected a column user with a new name in each row, found %q", name)
		}
		if p == nil {
			p = &person{name: name}
			w.people[name] = p
		}
		attributes := w.plausible(name)
		for column, value := range r {
			switch {
			case column == "user":
			case value == "":
				attributes[column] = nil
			default:
				attributes[column] = sourceValue(value)
			}
		}
		if err := w.fitPerson(attributes); err != nil {
			return nil, err
		}
		maps.DeleteFunc(attributes, func(_ string, v any) bool { return v == nil })
		u, err := w.directory().CreateUser(attributes)
		if err != nil {
			return nil, err
		}
		p.objectID, p.userName = u.ObjectID, w.fitUserName(u.UserPrincipalName())
		names = append(names, name)
	}
	return names, nil
}

// plausible gives a person the attributes that every account in a tenant has.
func (w *world) plausible(name string) map[string]any {
	given := strings.ToUpper(name[:1]) + name[1:]
	address := w.address(w.unique + "-" + name)
	return map[string]any{"userPrincipalName": address, "mail": address, "displayName": given + " Example",
		"givenName": given, "surname": "Example"}
}

// sourceValue reads a table's cell as the directory keeps it.
func sourceValue(cell string) any {
	switch cell {
	case "":
		return nil
	case "true":
		return true
	case "false":
		return false
	default:
		return cell
	}
}

func (w *world) assign(_ context.Context, name, how string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	if how == "assigned to" {
		return w.directory().AssignUser(p.objectID)
	}
	return w.directory().UnassignUser(p.objectID)
}

func (w *world) live(_ context.Context, name, how string) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	defer w.nameOf(p)
	switch how {
	case "disabled":
		return w.directory().UpdateUser(p.objectID, map[string]any{"accountEnabled": false})
	case "enabled":
		return w.directory().UpdateUser(p.objectID, map[string]any{"accountEnabled": true})
	case "deleted":
		return w.directory().DeleteUser(p.objectID)
	case "restored":
		return w.directory().RestoreUser(p.objectID)
	default:
		return w.directory().PurgeUser(p.objectID)
	}
}

func (w *world) change(_ context.Context, name string, table *godog.Table) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	rows, err := w.rows(table, "attribute", "value")
	if err != nil {
		return err
	}
	changes := map[string]any{}
	for _, r := range rows {
		changes[r["attribute"]] = sourceValue(r["value"])
	}
	users, err := w.mapping()
	if err != nil {
		return err
	}
	if err := w.keepsRequired(users, changes); err != nil {
		return err
	}
	if err := w.fitSources(users, changes); err != nil {
		return err
	}
	if err := w.directory().UpdateUser(p.objectID, changes); err != nil {
		return err
	}
	w.nameOf(p)
	return nil
}

// nameOf notes the user's name as the directory has it now.
func (w *world) nameOf(p *person) {
	if u, found := w.directory().User(p.objectID); found {
		p.userName = w.fitUserName(u.UserPrincipalName())
	}
}

func (w *world) directoryHas(_ context.Context, name string, table *godog.Table) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	rows, err := w.rows(table, "attribute", "value")
	if err != nil {
		return err
	}
	u, found := w.directory().User(p.objectID)
	if !found {
		return fmt.Errorf("%s is not in the directory any more", name)
	}
	for _, r := range rows {
		if got := fmt.Sprint(u.Attributes.Value(r["attribute"])); got != r["value"] {
			return fmt.Errorf("the directory's %s of %s changed to %q: the simulator let something flow back", r["attribute"], name, got)
		}
	}
	return nil
}
