package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

// updateKnownFailing runs without the list of known failures and writes it as the run has it. The file need not be there yet.
// A run that learnt nothing leaves it alone.
func updateKnownFailing(ctx context.Context, o verifyOptions, config steps.Config, stdout io.Writer) error {
	if len(o.KnownFailing) != 1 || !strings.HasPrefix(o.KnownFailing[0], "@") {
		return errors.New("known-failing-update: expected one --known-failing @FILE, which is to be written")
	}
	if len(o.Run)+len(o.Skip) > 0 {
		return errors.New("known-failing-update: expected a whole run, found --run or --skip, under which the list would lose what is left out")
	}
	file := strings.TrimPrefix(o.KnownFailing[0], "@")
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("known-failing-update: %w", err)
	}
	report, err := steps.Run(ctx, config)
	if err != nil {
		return err
	}
	report.Strict = o.Strict
	if _, err := reports.Write(o.Report, report); err != nil {
		return err
	}
	if n := report.Count(reports.Errored); n > 0 {
		return fmt.Errorf("known-failing-update: %d scenarios errored, so that the run does not say all; %s stays as it is", n, file)
	}
	updated, change := steps.UpdateKnownFailing(string(text), report)
	if err := os.WriteFile(file, []byte(updated), 0o644); err != nil { //nolint:gosec // a list for everybody to read
		return fmt.Errorf("known-failing-update: %w", err)
	}
	fmt.Fprintf(stdout, "%s: %d lines kept, %d dropped, %d added\n", file, change.Kept, change.Dropped, change.Added)
	return nil
}
