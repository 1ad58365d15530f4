package main

import (
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

// showProgress has a run tell how far it is: with a bar on a terminal, which goes away at the end, and otherwise with a
// line for each area. The function it gives ends the bar, also one of a run that broke off.
func showProgress(config *steps.Config, out io.Writer, live bool) (end func()) {
	if !live {
		config.Progress = out
		return func() {}
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(out), progressbar.OptionSetWidth(24), progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(false),
		progressbar.OptionSetDescription("asking the target what it supports"))
	red := 0
	config.Advance = func(done, total int, r reports.Result) {
		if r.Outcome >= reports.Blocked && r.Reason != reports.Interrupted {
			red++
		}
		if bar.GetMax() != total {
			bar.ChangeMax(total)
		}
		bar.Describe(fmt.Sprintf("%-14s %d red", r.Area, red))
		_ = bar.Set(done) // a terminal that is gone is no reason to stop
	}
	return func() { _ = bar.Finish() }
}

// terminal says whether somebody looks at what is written.
func terminal(w io.Writer) bool {
	f, isFile := w.(*os.File)
	if !isFile || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
