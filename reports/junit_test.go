package reports

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
)

// foreignSuites is JUnit as a reader sees it, written down apart from the writer's own types, so that a mistake there
// does not hide here.
type foreignSuites struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Suites   []struct {
		Name      string `xml:"name,attr"`
		Timestamp string `xml:"timestamp,attr"`
		Tests     int    `xml:"tests,attr"`
		Failures  int    `xml:"failures,attr"`
		Errors    int    `xml:"errors,attr"`
		Skipped   int    `xml:"skipped,attr"`
		Cases     []struct {
			Name    string           `xml:"name,attr"`
			Class   string           `xml:"classname,attr"`
			Failure []foreignProblem `xml:"failure"`
			Error   []foreignProblem `xml:"error"`
			Skipped []foreignProblem `xml:"skipped"`
			Output  []string         `xml:"system-out"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

type foreignProblem struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

func readJUnit(t *testing.T, r *Report) foreignSuites {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.WriteJUnit(&b))
	var suites foreignSuites
	require.NoError(t, xml.Unmarshal(b.Bytes(), &suites), b.String())
	return suites
}

// TestJUnitCounts counts elements and compares them with the attributes, per suite and in all.
func TestJUnitCounts(t *testing.T) {
	suites := readJUnit(t, sample())
	tests, failures, faults, skipped := 0, 0, 0, 0
	for _, suite := range suites.Suites {
		f, e, s := 0, 0, 0
		for _, c := range suite.Cases {
			assert.LessOrEqual(t, len(c.Failure)+len(c.Error)+len(c.Skipped), 1, "one state per case: %s", c.Name)
			f, e, s = f+len(c.Failure), e+len(c.Error), s+len(c.Skipped)
		}
		assert.Equal(t, []int{len(suite.Cases), f, e, s},
			[]int{suite.Tests, suite.Failures, suite.Errors, suite.Skipped}, suite.Name)
		assert.Equal(t, "2026-11-23T09:00:00", suite.Timestamp)
		tests, failures, faults, skipped = tests+len(suite.Cases), failures+f, faults+e, skipped+s
	}
	assert.Equal(t, []int{8, 3, 1, 2}, []int{tests, failures, faults, skipped}, "elements")
	assert.Equal(t, []int{8, 3, 1}, []int{suites.Tests, suites.Failures, suites.Errors}, "attributes")
}

// TestJUnitHasWhatJenkinsReads: strict readers refuse an element or an attribute that the schema of Jenkins' xUnit plugin
// (junit-10.xsd) does not have. Each line has an element below another, with the attributes that are allowed there.
func TestJUnitHasWhatJenkinsReads(t *testing.T) {
	allowed := map[string][]string{
		"/testsuites":                               {"name", "time", "tests", "failures", "disabled", "errors"},
		"/testsuites/testsuite":                     {"name", "tests", "failures", "errors", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
		"/testsuites/testsuite/properties":          nil,
		"/testsuites/testsuite/properties/property": {"name", "value"},
		"/testsuites/testsuite/testcase":            {"name", "time", "classname", "status", "class", "file", "line", "log", "group", "url", "assertions"},
		"/testsuites/testsuite/testcase/failure":    {"message", "type"},
		"/testsuites/testsuite/testcase/error":      {"message", "type"},
		"/testsuites/testsuite/testcase/skipped":    {"message", "type"},
		"/testsuites/testsuite/testcase/system-out": nil,
	}
	var b bytes.Buffer
	require.NoError(t, sample().WriteJUnit(&b))
	decoder, at := xml.NewDecoder(&b), ""
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		switch e := token.(type) {
		case xml.StartElement:
			at += "/" + e.Name.Local
			require.Contains(t, allowed, at)
			for _, a := range e.Attr {
				assert.Contains(t, allowed[at], a.Name.Local, at)
			}
		case xml.EndElement:
			at = at[:strings.LastIndexByte(at, '/')]
		}
	}
}

func TestJUnitPerOutcome(t *testing.T) {
	finding := Finding{Requirement: "MS-SCIM-12", Level: features.Must, Expected: "a", Actual: "b", Cause: "c"}
	for o, want := range map[Outcome]string{
		Passed:        "",
		NotApplicable: "skipped  not applicable: why",
		Warned:        "system-out",
		KnownFailure:  "skipped  known failure: why",
		Blocked:       "failure blocked why",
		Failed:        "failure MS-SCIM-12 expected a, found b",
		Errored:       "error errored why",
	} {
		result := Result{Area: "x", Outcome: o}
		if o != Passed && o != Warned && o != Failed {
			result.Reason = "why"
		}
		if o == Warned || o == Failed {
			result.Findings = []Finding{finding}
		}
		c := readJUnit(t, &Report{Results: []Result{result}}).Suites[0].Cases[0]
		var got []string
		for kind, problems := range map[string][]foreignProblem{
			"failure": c.Failure, "error": c.Error, "skipped": c.Skipped,
		} {
			for _, p := range problems {
				got = append(got, kind+" "+p.Type+" "+p.Message)
			}
		}
		if len(c.Output) > 0 {
			got = append(got, "system-out")
			assert.Contains(t, c.Output[0], "expected     a")
		}
		assert.Equal(t, want, strings.Join(got, "; "), o.String())
	}
}

func TestJUnitMentionsFurtherFindings(t *testing.T) {
	r := Result{Outcome: Failed, Findings: []Finding{
		{Requirement: "A", Level: features.Must, Expected: "1", Actual: "2"},
		{Requirement: "B", Level: features.Must, Expected: "3", Actual: "4"},
	}}
	failure := readJUnit(t, &Report{Results: []Result{r}}).Suites[0].Cases[0].Failure[0]
	assert.Equal(t, "expected 1, found 2 (and 1 more)", failure.Message)
	assert.Contains(t, failure.Text, "actual       4")
}

func TestJUnitTellsRowsOfAnOutlineApart(t *testing.T) {
	row := Result{Area: "x", File: "x/y.feature", Scenario: "each", Outcome: Failed}
	var names []string
	for _, c := range readJUnit(t, &Report{Results: []Result{row, row, row}}).Suites[0].Cases {
		names = append(names, c.Class+" "+c.Name)
	}
	assert.Equal(t, []string{"x.y each", "x.y each #2", "x.y each #3"}, names)
}

func TestJUnitOfHostileText(t *testing.T) {
	hostile := "]]><script>\x00\x1b[31m\ufffe\xff & \"'\nnext"
	r := Result{
		Area: hostile, Scenario: hostile, File: hostile, Dialect: hostile, Outcome: Failed, Reason: hostile,
		Findings: []Finding{{Requirement: hostile, Level: features.Must, Expected: hostile, Actual: hostile}},
	}
	skipped := r
	skipped.Outcome = NotApplicable
	var b bytes.Buffer
	report := &Report{Tool: hostile, Target: Target{URL: hostile}, Results: []Result{r, skipped}}
	require.NoError(t, report.WriteJUnit(&b))
	assert.False(t, slices.ContainsFunc(b.Bytes(), func(c byte) bool { return c < ' ' && c != '\n' }))
	text := readJUnit(t, report).Suites[0].Cases[0].Failure[0].Text
	assert.Contains(t, text, `expected     ]]><script>\x00\x1b[31m\ufffe\xff & "'\nnext`)
}
