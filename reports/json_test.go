package reports

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

func TestJSONRoundTrip(t *testing.T) {
	want := sample()
	want.Results[1].Exchanges[0].Response.Truncated = true
	want.Results[1].Exchanges[0].Duration = 1234567 // nanoseconds survive
	var b bytes.Buffer
	require.NoError(t, want.WriteJSON(&b))
	got, err := ReadJSON(&b)
	require.NoError(t, err)
	want.Results = want.sorted()
	assert.Equal(t, want, got)

	b.Reset()
	require.NoError(t, (&Report{}).WriteJSON(&b))
	got, err = ReadJSON(&b)
	require.NoError(t, err)
	assert.Equal(t, &Report{Version: FormatVersion}, got)
}

func TestJSONIsDeterministic(t *testing.T) {
	var first, second bytes.Buffer
	r := sample()
	require.NoError(t, r.WriteJSON(&first))
	slices.Reverse(r.Results)
	require.NoError(t, r.WriteJSON(&second))
	assert.Equal(t, first.String(), second.String(), "the order in which parallel scenarios end does not show")
	assert.Equal(t, "protocol", r.Results[len(r.Results)-1].Area, "writing leaves the report alone")
}

func TestJSONForReaders(t *testing.T) {
	var b bytes.Buffer
	r := sample()
	r.Tool = "<1 & 2>"
	require.NoError(t, r.WriteJSON(&b))
	assert.Contains(t, b.String(), `"tool": "<1 & 2>"`, "as readable as JSON can be")
	for path, want := range map[string]string{
		"version":                            "1",
		"conforms":                           "false",
		"outcomes.failed":                    "2",
		"outcomes.notApplicable":             "1",
		"durationMs":                         "2345.678",
		"results.0.name":                     "connection/probe:the probe is answered",
		"results.0.findings.#":               "0",
		"results.0.exchanges.0.durationMs":   "0.4",
		"results.2.outcome":                  "failed",
		"results.2.findings.0.level":         "Must",
		"results.2.exchanges.1.request.body": `{"Operations":[{"op":"Replace","path":"active","value":"False"}]}`,
		"results.2.findings.0.diagnosis":     "boolean-as-text",
		"diagnoses.#":                        "1",
		"diagnoses.0.fix":                    `Accept "True" and "False" in any case beside the JSON booleans.`,
		"causes.0.diagnosis":                 "boolean-as-text",
		"causes.0.scenarios.#":               "2",
		"causes.1.outcome":                   "blocked",
		"cleanup.left.#":                     "1",
	} {
		assert.Equal(t, want, gjson.GetBytes(b.Bytes(), path).String(), path)
	}
}

func TestReadJSONRejects(t *testing.T) {
	for text, want := range map[string]string{
		"":                "read report: unexpected end of JSON input",
		`{"version":2}`:   "read report: expected version 1, found 2",
		`{}`:              "read report: expected version 1, found 0",
		`{"version":1} x`: "read report: invalid character 'x' after top-level value",
		`{"version":1,"results":[{"outcome":"skipped"}]}`:                                          `found "skipped"`,
		`{"version":1,"results":[{"name":"n","outcome":"failed","findings":[{"level":"Shall"}]}]}`: `result "n": level: expected Must, Should, May or not applicable, found "Shall"`,
	} {
		_, err := ReadJSON(strings.NewReader(text))
		assert.ErrorContains(t, err, want, text)
	}
	_, err := ReadJSON(strings.NewReader(`{"version":1,"new":"field"}`))
	assert.NoError(t, err, "a later field of the same version is ignored")
}

func TestWriteJSONRejectsAnOutcomeThatDoesNotExist(t *testing.T) {
	err := (&Report{Results: []Result{{Outcome: 99}}}).WriteJSON(&bytes.Buffer{})
	assert.ErrorContains(t, err, "outcome: expected 0 to 6, found 99")
}
