package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/entrasim/entrasim/steps"
)

// cleanupOptions are the flags of cleanup.
type cleanupOptions struct {
	steps.LeftoverOptions
	tokenFile, tokenEnv string
	report              string
}

func newCleanupCommand() *cobra.Command {
	var o cleanupOptions
	cmd := &cobra.Command{
		Use:   "cleanup [LEDGER...]",
		Short: "Delete what an interrupted run left at a target",
		Long: `cleanup deletes what a run of verify created and could not remove, because it was killed. It takes the ledgers that runs
write into their report folder; without one, all that are there. A ledger names the target and everything that was created
there. Each thing is looked at before it is deleted, and left alone when its name has not the run's prefix.

Call it when the run is over. Exit status: 0 nothing is left, 1 something is, 2 it could not be looked at.`,
		Example: `  # All runs of this folder, first to look at
  entrasim cleanup --dry-run
  entrasim cleanup --token-file token.txt

  # One run
  entrasim cleanup reports/out/ledger-es4f2a1.ndjson --token-env SCIM_TOKEN`,
		RunE: func(cmd *cobra.Command, ledgers []string) error {
			return cleanup(cmd.Context(), o, ledgers, cmd.OutOrStdout())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.tokenFile, "token-file", "", "file that holds the secret token")
	f.StringVar(&o.tokenEnv, "token-env", "", "environment variable that holds the secret token")
	f.StringVar(&o.report, "report", "reports/out", "folder in which to look for ledgers")
	f.BoolVar(&o.Look, "dry-run", false, "name what is left, and send nothing")
	f.Float64Var(&o.Rate, "rate", 0, "most requests a second (default: no limit)")
	f.DurationVar(&o.Timeout, "timeout", time.Minute, "how long one answer may take")
	f.StringVar(&o.CAFile, "ca-file", "", "PEM file with further certificate authorities")
	f.BoolVar(&o.Insecure, "insecure", false, "go on when the certificate is not valid")
	return cmd
}

func cleanup(ctx context.Context, o cleanupOptions, ledgers []string, stdout io.Writer) error {
	switch {
	case o.Timeout <= 0:
		return fmt.Errorf("timeout: expected a time above 0, found %s", o.Timeout)
	case o.Rate < 0:
		return fmt.Errorf("rate: expected a number of requests a second, found %g", o.Rate)
	}
	if len(ledgers) == 0 {
		found, err := filepath.Glob(filepath.Join(o.report, "ledger-*.ndjson"))
		if err != nil {
			return fmt.Errorf("report: %w", err)
		}
		if len(found) == 0 {
			return fmt.Errorf("cleanup: expected ledger-*.ndjson files in %s, found none; name a ledger, or its folder with --report", o.report)
		}
		slices.Sort(found)
		ledgers = found
	}
	var err error
	if o.Token, err = readToken(o.tokenFile, o.tokenEnv); err != nil {
		return err
	}
	left := 0
	for _, file := range ledgers {
		o.Ledger = file
		found, err := steps.RemoveLeftover(ctx, o.LeftoverOptions)
		left += len(found.Left)
		if len(ledgers) > 1 {
			fmt.Fprintln(stdout, file)
		}
		writeLeftover(stdout, found, o.Look)
		if err != nil {
			return err
		}
	}
	if left > 0 {
		return exitStatus(exitDoesNotConform)
	}
	return nil
}

func writeLeftover(w io.Writer, found steps.Leftover, look bool) {
	fmt.Fprintf(w, "%d created, %d removed", found.Created, found.Removed)
	switch {
	case len(found.Left) == 0:
		fmt.Fprintln(w, ", nothing left")
		return
	case look:
		fmt.Fprintf(w, "; left at %s, or not known whether they are:\n", found.Target)
	default:
		fmt.Fprintf(w, "; could not be removed from %s:\n", found.Target)
	}
	for _, thing := range found.Left {
		fmt.Fprintln(w, "  "+thing)
	}
}
