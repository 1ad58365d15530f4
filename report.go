package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/entrasim/entrasim/reports"
)

func newReportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Compare the reports of two runs, or write a report's other formats again",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return errors.New("report: expected diff or render, found neither")
		},
	}
	cmd.AddCommand(newReportDiffCommand(), newReportRenderCommand())
	return cmd
}

func newReportDiffCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "diff BEFORE AFTER",
		Short: "Say what became better and what became worse between two runs",
		Long: `diff compares two reports, each a report.json or the folder that has one, and lists the scenarios that failed newly, became
worse otherwise, passed newly, fail in another way, are new or are gone.

Exit status: 0 nothing got worse, 1 something did, 2 nothing could be compared.`,
		Example: `  entrasim report diff last-release/ reports/out/
  entrasim report diff main.json branch.json`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			before, err := readReport(args[0])
			if err != nil {
				return err
			}
			after, err := readReport(args[1])
			if err != nil {
				return err
			}
			d := reports.Compare(before, after)
			if err := d.Write(cmd.OutOrStdout()); err != nil {
				return err
			}
			switch {
			case d.Compared() == 0:
				return errors.New("report diff: the two reports have no scenario in common")
			case d.GotWorse():
				return exitStatus(exitDoesNotConform)
			}
			return nil
		},
	}
}

func newReportRenderCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "render REPORT",
		Short: "Write all formats of a report from its report.json",
		Long: `render reads a report.json, or the folder that has one, and writes report.html, summary.md, junit.xml, traffic.har and
cucumber.ndjson beside it, as this version of entrasim makes them.`,
		Example: `  entrasim report render reports/out
  entrasim report render ci-artifact/report.json --report /tmp/report`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := readReport(args[0])
			if err != nil {
				return err
			}
			if dir == "" {
				dir = filepath.Dir(reportFile(args[0]))
			}
			paths, err := reports.Write(dir, r)
			for _, path := range paths {
				fmt.Fprintln(cmd.OutOrStdout(), path)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&dir, "report", "", "folder to write into (default: where the report.json is)")
	return cmd
}

// reportFile gives the report.json of a folder, and a file as it is.
func reportFile(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return filepath.Join(path, "report.json")
	}
	return path
}

func readReport(path string) (*reports.Report, error) {
	path = reportFile(path)
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	defer file.Close()
	r, err := reports.ReadJSON(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}
