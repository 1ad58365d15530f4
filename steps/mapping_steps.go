package steps

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/cucumber/godog"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// mappingSteps configure the job: what an administrator sets on the mapping page before switching provisioning on.
func mappingSteps() []Definition {
	return []Definition{
		{`^the mapping has these rows$`,
			"Sets rows of the attribute mapping. type is Attribute, Expression, Constant or None (no row); default and apply are optional.",
			"Given the mapping has these rows\n  | target                             | type       | source                         |\n  | phoneNumbers[type eq \"work\"].value | Expression | StripSpaces([telephoneNumber]) |",
			(*world).mapRows},
		{`^the job has these settings$`,
			"Sets what `entrasim list settings` names, such as QuarantineThresholds.Failures, or SoftDeleteSupported or RenameDeletedUsers, before provisioning is switched on.",
			"Given the job has these settings\n  | setting                 | value |\n  | SkipOutOfScopeDeletions | true  |",
			(*world).setJob},
		{`^the job's scoping filter is$`,
			"Sets a scoping filter: all rows must hold.",
			"Given the job's scoping filter is\n  | attribute  | operator | value |\n  | department | EQUALS   | Sales |",
			(*world).scope},
	}
}

func (w *world) mapRows(_ context.Context, table *godog.Table) error {
	rows, err := w.rows(table, "target", "type", "source", "default?", "apply?")
	if err != nil {
		return err
	}
	users, err := w.mapping()
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r["type"] != "None" && w.run.demands.Users.Lacks(r["target"]) && !w.scenario.Verbatim {
			return notApplicable("needs %s, which the target does not have or keeps for itself (/Schemas or --values)", r["target"])
		}
		if err := mapRow(users, r); err != nil {
			return err
		}
	}
	return w.applySchema()
}

func mapRow(users *mapping.ObjectMapping, r row) error {
	var err error
	switch r["type"] {
	case "Attribute":
		err = users.SetAttribute(r["target"], r["source"])
	case "Expression":
		err = users.SetExpression(r["target"], r["source"])
	case "Constant":
		users.SetConstant(r["target"], r["source"])
	case "None":
		return users.Remove(r["target"])
	default:
		err = fmt.Errorf("type: expected Attribute, Expression, Constant or None, found %q", r["type"])
	}
	if err != nil {
		return err
	}
	if text := r["default"]; text != "" {
		users.Row(r["target"]).DefaultValue = &text
	}
	switch r["apply"] {
	case "", "always":
	case "only at creation":
		users.Row(r["target"]).FlowType = mapping.FlowTypeObjectAddOnly
	default:
		return fmt.Errorf("apply: expected always or only at creation, found %q", r["apply"])
	}
	return nil
}

func (w *world) setJob(_ context.Context, table *godog.Table) error {
	if w.job != nil {
		return fmt.Errorf("the job's settings have to stand before provisioning is switched on")
	}
	rows, err := w.rows(table, "setting", "value")
	if err != nil {
		return err
	}
	for _, r := range rows {
		name, value := r["setting"], r["value"]
		on, err := strconv.ParseBool(value)
		switch {
		case name == "RenameDeletedUsers" && err == nil: // the directory's, off by default: one published failure shows it
			w.directory().RenameDeletedUsers = on
			continue
		case name == "SoftDeleteSupported" && err == nil: // as the schema's metadata say it
			name, value = "NoSoftDelete", strconv.FormatBool(!on)
		}
		line := name + ": " + value
		if group, below, inside := strings.Cut(name, "."); inside {
			line = group + ": {" + below + ": " + value + "}"
		}
		w.chosenSettings = append(w.chosenSettings, line)
	}
	chosen, err := simulator.ReadSettings("the job's settings", []byte(strings.Join(w.chosenSettings, "\n")))
	if err != nil {
		return err
	}
	w.settings, w.wire = chosen.Settings, chosen.Wire
	return nil
}

func (w *world) scope(_ context.Context, table *godog.Table) error {
	rows, err := w.rows(table, "attribute", "operator", "value")
	if err != nil {
		return err
	}
	users, err := w.mapping()
	if err != nil {
		return err
	}
	group := mapping.FilterGroup{Name: "the feature's filter"}
	for _, r := range rows {
		clause, err := mapping.NewFilterClause(r["attribute"], r["operator"], r["value"])
		if err != nil {
			return err
		}
		group.Clauses = append(group.Clauses, clause)
	}
	users.Scope = &mapping.Filter{Groups: []mapping.FilterGroup{group}}
	return w.applySchema()
}
