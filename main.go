// Command entrasim rehearses Microsoft Entra ID provisioning against a SCIM 2.0 endpoint before a customer does.
//
// This package holds flags and wiring, a file for each command; what the commands do is in the packages below it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/steps"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// Exit statuses, of every command.
const (
	exitConforms       = 0
	exitDoesNotConform = 1
	exitNothingLearnt  = 2
)

// exitStatus is returned by a command that has said all there is to say and only sets the status.
type exitStatus int

// Error is for the rare reader who sees it: the status is for the shell.
func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// run is the program: arguments in, exit status out. Interrupting the context ends a command cleanly.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRootCommand()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var status exitStatus
	switch {
	case err == nil:
		return exitConforms
	case errors.As(err, &status):
		return int(status)
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		fmt.Fprintln(stderr, "entrasim: interrupted before anything was learnt")
		return exitNothingLearnt
	default:
		fmt.Fprintln(stderr, "entrasim:", err)
		return exitNothingLearnt
	}
}

// flagFault says which flag was probably meant, as cobra does for commands, or what its value should have been.
func flagFault(cmd *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		flag := invalid.GetFlag()
		if want := map[string]string{
			"int": "a whole number", "uint64": "a whole number that is not negative", "float64": "a number",
			"duration": "a duration such as 30s", "bool": "true or false",
		}[flag.Value.Type()]; want != "" {
			return fmt.Errorf("%s: expected %s, found %q", flag.Name, want, invalid.GetValue())
		}
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || len(unknown.GetSpecifiedName()) < 2 {
		return err
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			known = append(known, f.Name)
		}
	})
	return fmt.Errorf("%w; the nearest is --%s", err, fixtures.Nearest(unknown.GetSpecifiedName(), known))
}

func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "entrasim",
		Short: "Rehearse Microsoft Entra ID provisioning against a SCIM 2.0 endpoint",
		Long: `entrasim rehearses Microsoft Entra ID provisioning against a SCIM 2.0 endpoint, before a customer does.

Exit status: 0 conforms, 1 does not, 2 nothing learnt (bad flag, no connection, nothing selected, interrupted, own fault).`,
		Version:       steps.Version(),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetFlagErrorFunc(flagFault)
	root.AddCommand(newInitCommand(), newVerifyCommand(), newServeCommand(), newSimulateCommand(), newListCommand(), newReportCommand(), newEvalCommand(), newCleanupCommand(),
		newHealthCommand(), newManCommand())
	completions(root)
	return root
}
