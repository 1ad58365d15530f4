package steps

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/reports"
)

// mismatch is what a step returns when the service provider did something else than the requirement says. Any other
// error of a step is the harness's own fault.
type mismatch struct {
	// Requirement is the id of the row that is breached, where a step knows; else the scenario's.
	Requirement string
	// Expected and Actual say it in a few words each.
	Expected, Actual string
	// Exchange is the number of the exchange that shows it; 0 if none does.
	Exchange int
	// Cause is what findings are grouped by; empty means the exchange decides.
	Cause string
}

// Error is the sentence for godog's own output; reports print the parts.
func (m *mismatch) Error() string { return "expected " + m.Expected + ", found " + m.Actual }

// mismatches are several answers that were wrong in one step, each a finding of its own.
type mismatches []*mismatch

// Error is the sentence for godog's own output.
func (m mismatches) Error() string {
	lines := make([]string, len(m))
	for i, x := range m {
		lines[i] = x.Error()
	}
	return strings.Join(lines, "\n")
}

// orNil keeps an empty list from being an error.
func (m mismatches) orNil() error {
	if len(m) == 0 {
		return nil
	}
	return m
}

// opaque is a path segment that is an id rather than a name.
var opaque = regexp.MustCompile(`^(?:[0-9a-fA-F-]{16,}|.*[0-9].*|es-.*)$`)

// causeOf names what an exchange shows in a form that is equal for equal faults: method, path without ids, what a PATCH
// is about, status, scimType.
func causeOf(x reports.Exchange) string {
	request := x.Request.Method + " " + pathShape(x.Request.URL) + subjectOf(x.Request)
	switch {
	case x.Response == nil:
		return request + " is not answered: " + lastClause(x.Error)
	case x.Response.Status < 400:
		return request + " is accepted and has not the effect that it should have"
	}
	words := []string{request, "is answered with", strconv.Itoa(x.Response.Status)}
	if t := gjson.Get(x.Response.Body, "scimType"); t.Type == gjson.String && gjson.Valid(x.Response.Body) {
		words = append(words, t.String())
	}
	return strings.Join(words, " ")
}

// subjectOf names the paths of a PATCH's operations: which of the many forms of a PATCH a service provider stumbles over
// is what tells one fault from another.
func subjectOf(r reports.Request) string {
	if r.Method != http.MethodPatch || !gjson.Valid(r.Body) {
		return ""
	}
	var paths []string
	for _, op := range gjson.Get(r.Body, "Operations").Array() {
		path := op.Get("path").String()
		if path == "" {
			path = "several attributes without a path"
		}
		if !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	const most = 3
	if len(paths) > most {
		paths = append(paths[:most], "…")
	}
	return " of " + strings.Join(paths, ", ")
}

// pathShape is the last resource and what follows it: /Users/{id}, /Users?filter=userName eq ….
func pathShape(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	if n := len(segments); n > 1 && opaque.MatchString(segments[n-1]) {
		segments = []string{segments[n-2], "{id}"}
	} else {
		segments = segments[n-1:]
	}
	shape := "/" + strings.Join(segments, "/")
	if filter := u.Query().Get("filter"); filter != "" {
		head, _, _ := strings.Cut(filter, `"`)
		shape += "?filter=" + strings.TrimSpace(head) + " …"
	}
	return shape
}

// lastClause drops method and URL, which pathShape has already said.
func lastClause(sentence string) string {
	if i := strings.LastIndex(sentence, ": "); i >= 0 && strings.Contains(sentence[:i], "://") {
		return sentence[i+2:]
	}
	return sentence
}
