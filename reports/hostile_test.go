package reports

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/entrasim/entrasim/features"
)

// attacks are what a target could send to act on the reader of a report.
var attacks = []string{
	`<script>window.pwned = 1</script>`,
	`</script><script>window.pwned = 2</script>`,
	`</style><style>body { display: none }</style><link rel=stylesheet href=https://evil.example/a.css>`,
	`"><img src=https://evil.example/x.png onerror="window.pwned = 3">`,
	`' onmouseover='window.pwned = 4' autofocus onfocus='window.pwned = 5`,
	`</pre></mark></details></main><h1>Ready for Microsoft Entra ID</h1>`,
	`<iframe srcdoc="<script>parent.pwned = 6</script>"></iframe><svg onload=window.pwned=7>`,
	`javascript:window.pwned=8//`,
	`{{.Script}}${window.pwned=9}<!--`,
	`]]><!ENTITY x SYSTEM "file:///etc/passwd">`,
	`![x](https://evil.example/x.png) [x](javascript:alert(1)) @everyone | # <b>` + "`",
	"\x1b[31m\x00\u202egnp.exe\u2066\u200f\u0085\u2028\xff\xfe",
	strings.Repeat("W", 20000),
	strings.Repeat("[", 3000),
}

// hostile is a report in which a text stands wherever a target, or its operator, can make one turn up.
func hostile(text string) *Report {
	quoted, _ := json.Marshal(text)
	body := `{"schemas":[` + string(quoted) + `],"Resources":[{"active":` + string(quoted) + `,` + string(quoted) + `:{"type":` + string(quoted) + `}}],"scimType":` +
		string(quoted) + `,"detail":` + string(quoted) + `}`
	exchange := func(number int, body string) Exchange {
		return Exchange{
			Number: number, Error: text,
			Request: Request{Method: "PATCH", URL: "https://x.example/Users?filter=" + text, Header: http.Header{"X-A": {text}},
				Body: `{"Operations":[{"op":"Replace","path":` + string(quoted) + `,"value":` + string(quoted) + `}]}`},
			Response: &Response{Status: 400, Header: http.Header{"Location": {text}, "Content-Type": {text}}, Body: body},
		}
	}
	lost := exchange(3, "")
	lost.Response = nil
	r := &Report{
		Version: FormatVersion, Tool: text, Catalogue: text, Target: Target{URL: text}, Profile: text, Dialects: []string{text}, Prefix: text,
		Capabilities: []Claim{{Name: text, Source: text}}, Cleanup: Cleanup{Created: 1, Left: []string{text}},
		Sections: []Section{{Title: text, Text: text, Columns: []string{text}, Rows: [][]string{{text}}}},
		Sources:  []Source{{Path: text, Text: text}},
	}
	for o := range outcomes {
		r.Results = append(r.Results, Result{
			Area: text, Feature: text, Scenario: text, File: text, Line: o, Dialect: text, Requirements: []string{text}, Outcome: Outcome(o), Reason: text,
			Findings: []Finding{{Requirement: text, Level: features.Must, Step: text, Expected: "active " + text, Actual: text, Cause: text, Exchange: 1},
				{Requirement: text, Level: features.Should, Step: text, Expected: text, Actual: text, Exchange: 2}},
			Exchanges: []Exchange{exchange(1, body), exchange(2, text), lost},
		})
	}
	return r
}

// harmless checks that every format can be read by its readers, and that nothing of the report is markup in the page.
func harmless(t *testing.T, r *Report) {
	t.Helper()
	out := map[string]string{}
	for _, f := range r.files() {
		var b bytes.Buffer
		require.NoError(t, f.write(&b), f.name)
		out[f.name] = b.String()
	}
	_, err := ReadJSON(strings.NewReader(out["report.json"]))
	require.NoError(t, err)
	require.True(t, json.Valid([]byte(out["traffic.har"])))
	for _, line := range strings.Split(strings.TrimSpace(out["cucumber.ndjson"]), "\n") {
		require.True(t, json.Valid([]byte(line)), line)
	}
	decoder := xml.NewDecoder(strings.NewReader(out["junit.xml"]))
	for {
		if _, err = decoder.Token(); err != nil {
			break
		}
	}
	require.ErrorIs(t, err, io.EOF)
	assert.Less(t, len(out["summary.md"]), 60<<10)
	assertPlainPage(t, out["report.html"])
}

// assertPlainPage reads the page and looks for elements and attributes that its template does not have.
func assertPlainPage(t *testing.T, page string) {
	t.Helper()
	for i, c := range page {
		require.True(t, c == '\n' || unicode.IsPrint(c), "%q at %d", c, i)
	}
	known := strings.Fields("html head meta title style body header p b nav a main section h1 h2 h3 h4 h5 svg rect ul ol li span div form fieldset legend " +
		"label input select option button output details summary article dl dt dd pre code table thead tbody tr th td mark script i")
	count := map[string]int{}
	tokens := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			require.True(t, errors.Is(tokens.Err(), io.EOF))
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := tokens.Token()
		count[token.Data]++
		require.Contains(t, known, token.Data)
		for _, a := range token.Attr {
			require.False(t, strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "srcdoc", "%s of %s", a.Key, token.Data)
			if a.Key == "href" {
				require.True(t, strings.HasPrefix(a.Val, "#") || strings.HasPrefix(a.Val, "https://www.rfc-editor.org/"), a.Val)
			}
		}
	}
	assert.Equal(t, []int{1, 1, 1}, []int{count["script"], count["style"], count["h1"]})
}

func TestNothingThatATargetSentActs(t *testing.T) {
	for _, text := range attacks {
		harmless(t, hostile(text))
	}
	harmless(t, hostile(strings.Join(attacks, " ")))
	harmless(t, &Report{})
}

func FuzzWriters(f *testing.F) {
	for _, text := range attacks {
		f.Add(text, text, 400)
	}
	f.Add("active", `{"active":"False","emails":[{"type":"work","value":"a"}]}`, 200)
	f.Fuzz(func(t *testing.T, text, body string, status int) {
		r := hostile(text)
		for i := range r.Results {
			for j := range r.Results[i].Exchanges {
				if e := &r.Results[i].Exchanges[j]; e.Response != nil {
					e.Response.Body, e.Response.Status = body, status
				}
				r.Results[i].Exchanges[j].Request.Body = body
			}
		}
		harmless(t, r)
	})
}

// TestLargeReportsStaySane is a run of 800 scenarios that all fail, with long bodies.
func TestLargeReportsStaySane(t *testing.T) {
	r := sample()
	long := `{"members":[` + strings.Repeat(`{"value":"2819c223-7f76-453a-919d-413861904646"},`, 400) + `{}]}`
	for i := range 800 {
		result := sampleFailure(strings.Repeat("a title that is not short ", 4), "default", 100+i)
		for n := range 6 {
			result.Exchanges = append(result.Exchanges, Exchange{Number: 3 + n, Request: Request{Method: "PATCH", URL: "https://scim.example.com", Body: long},
				Response: &Response{Status: 400, Body: long}})
		}
		result.Findings[0].Cause = ""
		result.Findings[0].Diagnosis = nil
		result.Findings[0].Expected = strings.Repeat("x", i)
		r.Results = append(r.Results, result)
	}
	var page, summary bytes.Buffer
	require.NoError(t, r.WriteHTML(&page))
	assert.Less(t, page.Len(), 16<<20)
	assert.Contains(t, page.String(), "left out to keep this page small")
	require.NoError(t, r.WriteMarkdown(&summary))
	assert.Less(t, summary.Len(), 60<<10)
	many := &Report{}
	for i := range 3000 {
		many.Results = append(many.Results, Result{Area: strings.Repeat("area ", 20) + string(rune('a'+i%26)) + strings.Repeat("x", i%50), Outcome: Failed, Reason: "r"})
	}
	summary.Reset()
	require.NoError(t, many.WriteMarkdown(&summary))
	assert.Less(t, summary.Len(), 60<<10)
	assert.Contains(t, summary.String(), "This summary was cut at 60 KiB")
}
