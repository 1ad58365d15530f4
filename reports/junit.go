package reports

import (
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"github.com/entrasim/entrasim/features"
)

// WriteJUnit writes the report in the JUnit format that CI servers read: a suite per area, a test case per result. The
// outcomes become
//
//	passed                         a bare test case
//	warned                         the same, with the warnings in system-out
//	not applicable, known failure  skipped, with the reason
//	blocked                        a failure of type "blocked"
//	failed                         a failure whose type is the requirement's id
//	errored                        an error
//
// Times are seconds, time stamps UTC. Characters that XML does not allow are written as escapes.
func (r *Report) WriteJUnit(w io.Writer) error { return r.writeJUnit(w, features.Find) }

func (r *Report) writeJUnit(w io.Writer, find catalogue) error {
	all := junitSuites{Name: "entrasim", Time: seconds(r.Duration)}
	for _, area := range r.Areas() {
		suite := r.junitSuite(area, find)
		all.add(suite.junitCounts)
		all.Suites = append(all.Suites, suite)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

type junitCounts struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
}

func (c *junitCounts) add(other junitCounts) {
	c.Tests += other.Tests
	c.Failures += other.Failures
	c.Errors += other.Errors
}

// junitSuites counts no skipped cases: Jenkins's schema has that attribute on a suite alone.
type junitSuites struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	junitCounts
	Time   string       `xml:"time,attr"`
	Suites []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name string `xml:"name,attr"`
	junitCounts
	Skipped    int             `xml:"skipped,attr"`
	Time       string          `xml:"time,attr"`
	Timestamp  string          `xml:"timestamp,attr"`
	Properties []junitProperty `xml:"properties>property"`
	Cases      []junitCase     `xml:"testcase"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitCase struct {
	Name    string       `xml:"name,attr"`
	Class   string       `xml:"classname,attr"`
	File    string       `xml:"file,attr"`
	Line    int          `xml:"line,attr"`
	Time    string       `xml:"time,attr"`
	Skipped *junitDetail `xml:"skipped"`
	Failure *junitDetail `xml:"failure"`
	Error   *junitDetail `xml:"error"`
	Output  *junitText   `xml:"system-out"`
}

type junitDetail struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",cdata"`
}

type junitText struct {
	Text string `xml:",cdata"`
}

func (r *Report) junitSuite(area Area, find catalogue) junitSuite {
	suite := junitSuite{
		Name: visible(area.Name), Timestamp: r.Started.UTC().Format("2006-01-02T15:04:05"),
		Properties: []junitProperty{
			{"tool", visible(r.Tool)}, {"catalogue", visible(r.Catalogue)}, {"target", visible(r.Target.URL)},
			{"profile", visible(r.Profile)}, {"dialects", visible(strings.Join(r.Dialects, ", "))},
			{"seed", fmt.Sprint(r.Seed)}, {"prefix", visible(r.Prefix)},
		},
	}
	var took time.Duration
	seen := map[string]int{}
	for _, result := range area.Results {
		c := junitCaseOf(result, find)
		// Some readers keep one of two cases with the same name: the rows of an outline without a placeholder in its title.
		key := c.Class + "\n" + c.Name
		if seen[key]++; seen[key] > 1 {
			c.Name += fmt.Sprintf(" #%d", seen[key])
		}
		suite.Cases = append(suite.Cases, c)
		suite.add(c.counts())
		if c.Skipped != nil {
			suite.Skipped++
		}
		took += result.Duration
	}
	suite.Time = seconds(took)
	return suite
}

func junitCaseOf(r Result, find catalogue) junitCase {
	c := junitCase{
		Name: visible(r.Scenario), File: visible(r.File), Line: r.Line, Time: seconds(r.Duration),
		Class: visible(strings.ReplaceAll(strings.TrimSuffix(r.File, path.Ext(r.File)), "/", ".")),
	}
	if r.Dialect != "" {
		c.Name += " [" + visible(r.Dialect) + "]"
	}
	switch r.Outcome {
	case NotApplicable, KnownFailure:
		c.Skipped = &junitDetail{Message: visible(r.Outcome.String() + ": " + r.Reason)}
	case Warned:
		c.Output = &junitText{explain(r, r.warnings(), find)}
	case Blocked:
		c.Failure = r.junitDetail("blocked", find)
	case Failed:
		kind := "failed"
		if id := r.failures()[0].Requirement; id != "" {
			kind = visible(id)
		}
		c.Failure = r.junitDetail(kind, find)
	case Errored:
		if r.interrupted() {
			c.Skipped = &junitDetail{Message: r.Reason}
			break
		}
		c.Error = r.junitDetail("errored", find)
	}
	return c
}

func (c junitCase) counts() junitCounts {
	counts := junitCounts{Tests: 1}
	switch {
	case c.Failure != nil:
		counts.Failures = 1
	case c.Error != nil:
		counts.Errors = 1
	}
	return counts
}

// junitDetail gives the failures of a result: the first in the message, all of them in the text.
func (r Result) junitDetail(kind string, find catalogue) *junitDetail {
	findings := r.failures()
	text, _ := root(r, Finding{Expected: findings[0].Expected, Actual: findings[0].Actual}) // the cause is in the text
	message := visible(cut(text, detailLimit))
	if len(findings) > 1 {
		message += fmt.Sprintf(" (and %d more)", len(findings)-1)
	}
	return &junitDetail{Message: message, Type: kind, Text: explain(r, findings, find)}
}

// explain gives the evidence of findings as lines, with an empty one between two findings.
func explain(r Result, findings []Finding, find catalogue) string {
	var b strings.Builder
	for _, f := range findings {
		b.WriteString("\n")
		for _, line := range evidence(r, f, find, longLimit) {
			fmt.Fprintf(&b, "%-11s  %s\n", line.label, line.text)
		}
	}
	return b.String()
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.3f", d.Seconds()) }
