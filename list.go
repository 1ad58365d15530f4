package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
	"github.com/entrasim/entrasim/steps"
)

func newListCommand() *cobra.Command {
	var profile, function string
	lists := map[string]func(io.Writer) error{
		"requirements": func(w io.Writer) error { return listRequirements(w, profile) },
		"scenarios": func(w io.Writer) error {
			p, err := fixtures.LoadProfile(profile)
			if err != nil {
				return err
			}
			return listScenarios(w, steps.Config{Profile: p})
		},
		"steps":     listSteps,
		"functions": func(w io.Writer) error { return listFunctions(w, function) },
		"operators": listOperators, "attributes": listAttributes,
		"defects":  listDefects,
		"profiles": listProfiles,
		"settings": listSettings,
	}
	names := []string{"attributes", "defects", "functions", "operators", "profiles", "requirements", "scenarios", "settings", "steps"}
	cmd := &cobra.Command{
		Use:   "list " + strings.Join(names, "|"),
		Short: "List requirements, scenarios, steps, functions, operators, attributes, settings, defects or profiles",
		Long: `list lists what there is, a line each. list functions NAME shows all that is known of one function of attribute mappings:
its parameters with their types, what it gives, where that is documented, and examples with their results.`,
		Example: `  # What Vonage Contact Center's profile demands
  entrasim list requirements --profile vcc

  # The five ways of Replace, with the examples of the documentation
  entrasim list functions Replace`,
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 2 && args[0] == "functions" {
				function = args[1]
				return nil
			}
			if len(args) != 1 || lists[args[0]] == nil {
				return fmt.Errorf("list: expected one of %s, found %q", strings.Join(names, ", "), strings.Join(args, " "))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return lists[args[0]](cmd.OutOrStdout()) },
	}
	cmd.Flags().StringVar(&profile, "profile", "entra", "profile whose requirements and scenarios to list")
	return cmd
}

// columns writes rows aligned, and what goes wrong while writing.
func columns(w io.Writer, rows func(io.Writer)) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	rows(t)
	return t.Flush()
}

func listRequirements(w io.Writer, profile string) error {
	if _, err := fixtures.LoadProfile(profile); err != nil {
		return err
	}
	return columns(w, func(w io.Writer) {
		for _, r := range features.Requirements() {
			if level := r.LevelIn(profile); level > features.None {
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.ID, level, r.Text, r.Source())
			}
		}
	})
}

func listScenarios(w io.Writer, c steps.Config) error {
	scenarios, err := steps.Select(c)
	if err != nil {
		return err
	}
	return columns(w, func(w io.Writer) {
		for _, s := range scenarios {
			ids := make([]string, len(s.Requirements))
			for i, r := range s.Requirements {
				ids[i] = r.ID
			}
			fmt.Fprintf(w, "%s\t%s\n", s.Path(), strings.Join(ids, " "))
		}
	})
}

func listSteps(w io.Writer) error {
	for _, d := range steps.Vocabulary() {
		if _, err := fmt.Fprintf(w, "%s\n    %s\n\n      %s\n\n", d.Expression, d.Doc, strings.ReplaceAll(d.Example, "\n", "\n      ")); err != nil {
			return err
		}
	}
	return nil
}

// listFunctions lists all functions, a line each, or everything about the one that is named.
func listFunctions(w io.Writer, name string) error {
	if name == "" {
		return columns(w, func(w io.Writer) {
			for _, f := range expression.Functions() {
				fmt.Fprintf(w, "%s\t%s\n", f.Name, f.Summary())
			}
		})
	}
	f, err := expression.LookUp(name)
	if err != nil {
		return fmt.Errorf("list: %w", err)
	}
	fmt.Fprintf(w, "%s\n\n%s\n\n", f.Signature(), f.Doc)
	if err := columns(w, func(w io.Writer) {
		for _, p := range f.Params {
			fmt.Fprintf(w, "  %s\t%s\n", p.Name, p.Kind())
		}
	}); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nSource: %s\n", f.Source)
	for _, e := range f.Examples {
		fmt.Fprintf(w, "\n%s\n", e.Expression)
		for _, name := range slices.Sorted(maps.Keys(e.Attributes)) {
			fmt.Fprintf(w, "  with %s = %s\n", name, e.Attributes[name])
		}
		for _, value := range e.InUse {
			fmt.Fprintf(w, "  with %s in use\n", value)
		}
		if _, err := fmt.Fprintf(w, "  gives %s\n", e.ResultOrNothing()); err != nil {
			return err
		}
	}
	return nil
}

func listOperators(w io.Writer) error {
	for _, o := range mapping.Operators() {
		types := make([]string, len(o.Types))
		for i, t := range o.Types {
			types[i] = string(t)
		}
		written := "in Graph under the same name"
		if !o.Documented {
			written = "Graph's name is not documented; also read as " + o.Enum
		}
		if _, err := fmt.Fprintf(w, "%s\n    holds when %s\n    %s, for %s; letter case: %s\n    %s\n    %s\n\n",
			o.Name, o.Doc, o.Arity, strings.Join(types, ", "), o.Case, written, o.Source); err != nil {
			return err
		}
	}
	return nil
}

func listSettings(w io.Writer) error {
	for _, s := range simulator.SettingsReference() {
		if _, err := fmt.Fprintf(w, "%s %s\n    %s\n\n", s.Name, s.Type, s.Doc); err != nil {
			return err
		}
	}
	return nil
}

func listDefects(w io.Writer) error {
	return columns(w, func(w io.Writer) {
		for _, d := range reference.Defects() {
			title := d.Title
			if d.Profile != "" {
				title += " (profile " + d.Profile + ")"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\n", d.ID, title, d.Source)
		}
	})
}

func listProfiles(w io.Writer) error {
	var faults error
	err := columns(w, func(w io.Writer) {
		for _, name := range fixtures.ProfileNames() {
			p, err := fixtures.LoadProfile(name)
			if err != nil {
				faults = err
				return
			}
			fmt.Fprintf(w, "%s\t%s\t%s\n", p.Name, p.BasePath, p.Title)
		}
	})
	if faults != nil {
		return faults
	}
	return err
}

// listAttributes lists what a user or a group of the simulated directory has, and a mapping can have as a source.
func listAttributes(w io.Writer) error {
	return columns(w, func(w io.Writer) {
		for _, object := range []struct {
			typ string
			all []directory.Attribute
		}{{"User", directory.UserAttributes()}, {"Group", directory.GroupAttributes()}} {
			for _, a := range object.all {
				var notes []string
				for note, holds := range map[string]bool{
					"multi-valued": a.MultiValued, "derived from others": a.Derived, "not offered as a source": a.NotOffered,
				} {
					if holds {
						notes = append(notes, note)
					}
				}
				slices.Sort(notes)
				line := []string{object.typ, a.Name, string(a.Type)}
				if len(notes) > 0 {
					line = append(line, strings.Join(notes, ", "))
				}
				fmt.Fprintln(w, strings.Join(line, "\t"))
			}
		}
	})
}
