package steps

import (
	"fmt"
	"slices"
	"strings"

	messages "github.com/cucumber/messages/go/v21"

	"github.com/entrasim/entrasim/simulator/mapping"
	"github.com/entrasim/entrasim/steps/internal/demands"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

// fitMapping makes the attribute mapping what an administrator of this target would make of it: no rows for attributes and
// types that it does not have or keeps for itself, and a row for each that it requires. The row of active stays, whatever the
// schema says of it: Entra ID has no other way to disable a user. It gives the source attribute of each required one that
// the directory has to fill in.
func (w *world) fitMapping(users *mapping.ObjectMapping) error {
	d := &w.run.demands.Users
	w.sources = map[string]demands.Requirement{}
	var excess []string
	for _, row := range users.AttributeMappings {
		a, err := scim.ParseAttribute(row.TargetAttributeName)
		if err != nil {
			return err
		}
		if d.Lacks(row.TargetAttributeName) || d.ReadOnly(row.TargetAttributeName) && scim.KeyOf(row.TargetAttributeName) != "active" {
			excess = append(excess, row.TargetAttributeName)
			continue
		}
		if a.Selector != "type" {
			continue
		}
		if listed, ok := d.TypeFor(a.Name, a.Selected); !ok {
			excess = append(excess, row.TargetAttributeName)
		} else if listed != a.Selected {
			row.TargetAttributeName = strings.Replace(row.TargetAttributeName, `"`+a.Selected+`"`, `"`+listed+`"`, 1)
		}
	}
	for _, target := range excess {
		if row := users.Row(target); row.MatchingPriority > 0 {
			continue
		}
		if err := users.Remove(target); err != nil {
			return err
		}
	}
	if w.run.demands.UserName == "plain" {
		if err := users.SetExpression("userName", `Replace([userPrincipalName], "@", , , ".", , )`); err != nil {
			return err
		}
	}
	for _, r := range d.Required {
		if err := w.mapRequired(users, r); err != nil {
			return err
		}
	}
	return nil
}

// mapRequired sees to it that a required attribute gets a value from the directory: from the source that its row has, or
// from an extension attribute in a new row.
func (w *world) mapRequired(users *mapping.ObjectMapping, r demands.Requirement) error {
	d, target := &w.run.demands.Users, r.Path
	name, sub, hasSub := strings.Cut(target, ".")
	if !scim.IsURN(target) && hasSub && !strings.Contains(target, "[") && (d.Attributes[scim.KeyOf(name)].Many || demands.KnownLists[strings.ToLower(name)]) {
		if sub == "type" {
			return nil // every row names one
		}
		kind, _ := d.TypeFor(name, "work")
		target = fmt.Sprintf("%s[type eq %q].%s", name, kind, sub)
	}
	if row := users.Row(target); row != nil {
		if row.Source != nil && row.Source.Type == mapping.SourceAttribute {
			w.sources[row.Source.Name] = r
		}
		return nil
	}
	if len(w.sources) >= 15 {
		return nil // there are 15 extension attributes
	}
	w.extensions++
	source := fmt.Sprintf("extensionAttribute%d", 16-w.extensions)
	w.sources[source] = r
	return users.SetAttribute(target, source)
}

// fitPerson completes the attributes of a person in the directory with what the target requires, in values that it allows.
func (w *world) fitPerson(attributes map[string]any) error {
	users, err := w.mapping()
	if err != nil {
		return err
	}
	name := w.fitUserName(fmt.Sprint(attributes["userPrincipalName"]))
	for source, r := range w.sources {
		if value, has := attributes[source]; has {
			if value == nil && !w.mapsItself() {
				return notApplicable("leaves %s out, which the target requires (/Schemas or --values)", r.Path)
			}
			continue
		}
		if value := w.madeUp(&w.run.demands.Users, r, name); value != nil {
			attributes[source] = fmt.Sprint(value)
		}
	}
	return w.fitSources(users, attributes)
}

// mapsItself says whether the scenario sets rows of the mapping, where a default may fill a gap.
func (w *world) mapsItself() bool {
	return slices.ContainsFunc(w.scenario.steps, func(s *messages.PickleStep) bool { return strings.Contains(s.Text, "mapping has") })
}

// fitSources replaces values that the target does not allow for the attributes which they flow to.
func (w *world) fitSources(users *mapping.ObjectMapping, attributes map[string]any) error {
	for _, row := range users.AttributeMappings {
		if row.Source == nil || row.Source.Type != mapping.SourceAttribute || scim.KeyOf(row.TargetAttributeName) == "username" {
			continue
		}
		text, isText := attributes[row.Source.Name].(string)
		if !isText || text == "" {
			continue
		}
		fitted, err := w.fitValue(&w.run.demands.Users, row.TargetAttributeName, text)
		if err != nil {
			return err
		}
		attributes[row.Source.Name] = fitted
	}
	return nil
}

// keepsRequired gives an error when source attributes are cleared that the target cannot do without.
func (w *world) keepsRequired(users *mapping.ObjectMapping, changes map[string]any) error {
	for _, row := range users.AttributeMappings {
		if row.Source == nil || row.Source.Type != mapping.SourceAttribute {
			continue
		}
		if value, changes := changes[row.Source.Name]; changes && value == nil && w.run.demands.Users.Needs(row.TargetAttributeName) {
			return notApplicable("takes %s away, which the target requires (/Schemas or --values)", row.TargetAttributeName)
		}
	}
	return nil
}
