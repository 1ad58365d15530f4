package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/simulator/expression"
)

// completions lets a shell finish the values of flags and arguments that name something of ours, in every command.
func completions(root *cobra.Command) {
	values := map[string]func() []cobra.Completion{
		"profile":       fixtures.ProfileNames,
		"run":           selectable,
		"skip":          selectable,
		"known-failing": selectable,
		"defect":        defects,
	}
	folders := []string{"report", "features", "dir"}
	for _, c := range allCommands(root) {
		for flag, list := range values {
			if c.Flags().Lookup(flag) != nil {
				complete(c, flag, cobra.ShellCompDirectiveDefault, list)
			}
		}
		for _, flag := range folders {
			if c.Flags().Lookup(flag) != nil {
				complete(c, flag, cobra.ShellCompDirectiveFilterDirs, func() []cobra.Completion { return nil })
			}
		}
		if c.Flags().Lookup("dialect") != nil {
			complete(c, "dialect", cobra.ShellCompDirectiveNoFileComp, func() []cobra.Completion {
				if c.Name() == "verify" {
					return []cobra.Completion{"default", "compliant", "both"}
				}
				return []cobra.Completion{"default", "compliant"}
			})
		}
		if c.Name() == "list" {
			c.ValidArgsFunction = completeList(c.ValidArgs)
			c.ValidArgs = nil // which would be offered after the first argument, too
		}
	}
}

// complete gives a flag its values. The error would be that the flag is not there, or has a completion already.
func complete(c *cobra.Command, flag string, then cobra.ShellCompDirective, list func() []cobra.Completion) {
	_ = c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return beginning(begun, list()), then
	})
}

// beginning leaves those that begin as what was typed, in any letter case.
func beginning(begun string, all []cobra.Completion) []cobra.Completion {
	return slices.DeleteFunc(slices.Clone(all), func(c cobra.Completion) bool {
		return len(c) < len(begun) || !strings.EqualFold(c[:len(begun)], begun)
	})
}

// allCommands are a command and those below it.
func allCommands(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		all = append(all, allCommands(sub)...)
	}
	return all
}

// completeList finishes what there is to list, and after functions the name of one.
func completeList(lists []cobra.Completion) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		switch {
		case len(args) == 0:
			return beginning(begun, lists), cobra.ShellCompDirectiveNoFileComp
		case len(args) == 1 && args[0] == "functions":
			var names []cobra.Completion
			for _, f := range expression.Functions() {
				names = append(names, cobra.CompletionWithDesc(f.Name, f.Summary()))
			}
			return beginning(begun, names), cobra.ShellCompDirectiveNoFileComp
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

// selectable is what a pattern of --run may be without a wildcard: areas and requirements.
func selectable() []cobra.Completion {
	var all []cobra.Completion
	areas, err := features.FS.ReadDir(".")
	if err != nil {
		return nil
	}
	for _, a := range areas {
		all = append(all, cobra.CompletionWithDesc(a.Name(), "all scenarios of the area"))
	}
	for _, r := range features.Requirements() {
		all = append(all, cobra.CompletionWithDesc(r.ID, r.Text))
	}
	return all
}

func defects() []cobra.Completion {
	var all []cobra.Completion
	for _, d := range reference.Defects() {
		all = append(all, cobra.CompletionWithDesc(d.ID, strings.TrimSpace(d.Title)))
	}
	return all
}
