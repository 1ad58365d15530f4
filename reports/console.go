package reports

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/features"
)

// ConsoleOptions say how much is printed, and how. The zero value is a plain text with failures grouped by cause.
type ConsoleOptions struct {
	// Color adds ANSI colours.
	Color bool
	// Verbosity is 0 for failures grouped by cause, 1 for every failure with its exchange in full, 2 for all scenarios
	// and their exchanges besides.
	Verbosity int
	// Strict makes the verdict count warnings, as ExitStatus(true) does.
	Strict bool
	// ReportDir is the folder with the report files, named in the summary; empty if there is none.
	ReportDir string
}

const (
	// shortLimit and longLimit cut expected and actual values, in characters.
	shortLimit = 300
	longLimit  = 4000
	// namesLimit is how many scenario names a group lists at verbosity 0.
	namesLimit = 3
)

// WriteConsole writes the report for people: a table of areas, then what failed, then warnings, then a summary whose
// last line is the verdict. Nothing that a target sent reaches the terminal unescaped.
func (r *Report) WriteConsole(w io.Writer, options ConsoleOptions) error {
	return r.writeConsole(w, options, features.Find)
}

func (r *Report) writeConsole(w io.Writer, options ConsoleOptions, find catalogue) error {
	buffered := bufio.NewWriter(w) // keeps the first error for Flush
	c := &console{Writer: buffered, ConsoleOptions: options, find: find}
	c.heading(r)
	c.table(r.Areas())
	if options.Verbosity >= 2 {
		c.scenarios(r.sorted())
	}
	if options.Verbosity >= 1 {
		c.everyFailure(r.sorted())
	} else {
		c.groups(causes(r.sorted(), Result.failures, Errored))
		c.groups(r.Causes())
	}
	c.warnings(causes(r.sorted(), Result.warnings, Warned, Failed))
	c.sections(r.Sections)
	c.summary(r)
	return buffered.Flush()
}

type console struct {
	*bufio.Writer
	ConsoleOptions
	find catalogue
}

func (c *console) printf(format string, args ...any) { fmt.Fprintf(c, format, args...) }

func (c *console) heading(r *Report) {
	target := visible(r.Target.URL)
	if r.Target.Embedded {
		target = "the embedded reference"
	}
	c.printf("entrasim %s, catalogue %s, profile %s\n", visible(r.Tool), visible(r.Catalogue), visible(r.Profile))
	c.printf("target %s\n", target)
}

// everyFailure prints each result that is no success, all its findings, and the exchanges that show them.
func (c *console) everyFailure(results []Result) {
	for _, result := range results {
		if result.Outcome < Blocked || result.interrupted() {
			continue
		}
		for _, f := range result.failures() {
			c.block(result, f, longLimit)
			if e := result.exchange(f); e != nil {
				c.wire(*e)
			}
		}
	}
}

// groups prints one block per cause, with the names of the scenarios that share it.
func (c *console) groups(groups []Cause) {
	for _, group := range groups {
		c.block(group.Example, group.Finding, shortLimit)
		if len(group.Scenarios) == 1 {
			continue
		}
		names := make([]string, 0, namesLimit)
		for _, name := range group.Scenarios[:min(namesLimit, len(group.Scenarios))] {
			names = append(names, visible(name))
		}
		more := ""
		if rest := len(group.Scenarios) - len(names); rest > 0 {
			more = fmt.Sprintf(" and %d more (-v prints all)", rest)
		}
		c.line("scenarios", fmt.Sprintf("%d: %s%s", len(group.Scenarios), strings.Join(names, "; "), more))
	}
}

// block prints one finding with its evidence.
func (c *console) block(r Result, f Finding, limit int) {
	c.printf("\n%s  %s\n", c.paint(r.Outcome, shout(r.Outcome)), place(r))
	for _, line := range evidence(r, f, c.find, limit) {
		c.line(line.label, line.text)
	}
}

func (c *console) line(label, text string) {
	c.printf("  %s  %s\n", c.dim(fmt.Sprintf("%-11s", label)), text)
}

// wire prints a whole exchange, in the manner of curl -v.
func (c *console) wire(e Exchange) {
	e = new(Redactor).Exchange(e)
	c.printf("  > %s %s\n", visible(e.Request.Method), visible(e.Request.URL))
	c.message(">", e.Request.Header, e.Request.Body, e.Request.Truncated)
	if e.Response == nil {
		c.printf("  < no answer: %s\n", visible(e.Error))
		return
	}
	c.printf("  < %d %s\n", e.Response.Status, http.StatusText(e.Response.Status))
	c.message("<", e.Response.Header, e.Response.Body, e.Response.Truncated)
}

func (c *console) message(mark string, header http.Header, body string, truncated bool) {
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			c.printf("  %s %s: %s\n", mark, visible(name), visible(cut(value, longLimit)))
		}
	}
	if body == "" {
		return
	}
	c.printf("  %s\n", mark)
	for _, line := range lines(cut(body, longLimit)) {
		c.printf("  %s %s\n", mark, line)
	}
	if truncated {
		c.printf("  %s (the rest of the body was not recorded)\n", mark)
	}
}

// scenarios prints a line per result, and one per exchange below it.
func (c *console) scenarios(results []Result) {
	c.printf("\n")
	for _, r := range results {
		c.printf("%s  %s  (%s)\n", c.paint(r.Outcome, r.Word()), place(r), spell(r.Duration))
		if r.Reason != "" {
			c.printf("  %s\n", visible(cut(r.Reason, longLimit)))
		}
		for _, e := range r.Exchanges {
			c.printf("  %d  %s\n", e.Number, e.Summary())
		}
	}
}

// warnings prints one line per breach that is none of a Must.
func (c *console) warnings(groups []Cause) {
	if len(groups) > 0 {
		c.printf("\n")
	}
	for _, g := range groups {
		text := g.Text
		if f := g.Finding; f.Requirement != "" {
			text = fmt.Sprintf("%s, %s: expected %s, found %s", f.Requirement, f.Level, f.Expected, f.Actual)
		}
		count := ""
		if n := len(g.Scenarios); n > 1 {
			count = fmt.Sprintf(", and %d more scenarios", n-1)
		}
		c.printf("%s  %s:%d%s  %s\n", c.paint(Warned, shout(Warned)), visible(g.Example.File), g.Example.Line, count,
			visible(cut(text, shortLimit)))
	}
}

// summary prints counts, what is needed to run it again, and the verdict.
func (c *console) summary(r *Report) {
	c.printf("\n")
	if left := len(r.Cleanup.Left); left > 0 {
		c.printf("%s: entrasim cleanup removes them\n", r.Cleanup.Sentence())
		for _, thing := range r.Cleanup.Left[:min(left, 3)] {
			c.printf("  %s\n", visible(cut(thing, shortLimit)))
		}
	}
	c.printf("%d scenarios%s\n", len(r.Results),
		r.tally(": ", Passed, NotApplicable, Warned, KnownFailure, Blocked, Failed, Errored))
	c.printf("seed %d, took %s", r.Seed, spell(r.Duration))
	if c.ReportDir != "" {
		c.printf("\nreport in %s: %s", visible(c.ReportDir), strings.Join(FileNames(), ", "))
	}
	worst := [...]Outcome{Passed, Failed, Errored}[r.ExitStatus(c.Strict)]
	c.printf("\n%s\n", c.paint(worst, r.verdict(c.Strict)))
}
