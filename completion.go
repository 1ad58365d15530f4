package main

import (
	"github.com/spf13/cobra"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
)

// completions lets a shell finish the values of flags that name something of ours, in every command that has such a flag.
func completions(root *cobra.Command) {
	requirements := func() []cobra.Completion {
		var all []cobra.Completion
		for _, r := range features.Requirements() {
			all = append(all, cobra.CompletionWithDesc(r.ID, r.Text))
		}
		return all
	}
	values := map[string]func() []cobra.Completion{
		"profile": fixtures.ProfileNames,
		"dialect": func() []cobra.Completion { return []cobra.Completion{"default", "compliant"} }, // verify has both, unless asked
		"run":     requirements,
		"skip":    requirements,
		"defect": func() []cobra.Completion {
			var all []cobra.Completion
			for _, d := range reference.Defects() {
				all = append(all, cobra.CompletionWithDesc(d.ID, d.Title))
			}
			return all
		},
	}
	for _, c := range root.Commands() {
		for flag, list := range values {
			if c.Flags().Lookup(flag) == nil {
				continue
			}
			// The error would be that the flag is not there, or has a completion already.
			_ = c.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
				return list(), cobra.ShellCompDirectiveDefault
			})
		}
	}
}
