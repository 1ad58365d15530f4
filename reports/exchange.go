package reports

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

// Exchange is one request to the target and its answer, as the recorder of the run saw and redacted them.
type Exchange struct {
	// Number counts from 1 within a scenario.
	Number   int
	Started  time.Time
	Duration time.Duration
	Request  Request
	// Response is nil when none came; Error says why not.
	Response *Response
	Error    string
}

// Request is what was sent.
type Request struct {
	Method string
	// URL is absolute, escaped as it was sent.
	URL    string
	Header http.Header
	Body   string
	// Truncated says that Body is only the beginning.
	Truncated bool
}

// Response is what came back.
type Response struct {
	Status    int
	Header    http.Header
	Body      string
	Truncated bool
}

const (
	// urlLimit and detailLimit cut a Summary's parts, in characters.
	urlLimit    = 120
	detailLimit = 160
	// scimTypeLimit cuts a scimType where it stands beside a status; the longest of the RFC has 13 characters.
	scimTypeLimit = 40
	// errorLimit is the size in bytes up to which a body is read as a SCIM error. Real ones are far smaller, and gjson
	// recurses: twenty megabytes of brackets overflow the stack, which no recover catches.
	errorLimit = 64 << 10
)

// Summary says the exchange in one line without control characters:
// PATCH /Users/2819c223 gave 400 invalidValue "active must be boolean" after 12 ms.
// Of an answer from 400 on it has scimType and detail (RFC 7644 section 3.12), or else the beginning of the body.
func (e Exchange) Summary() string {
	parts := []string{visible(cut(e.Request.Method, detailLimit)), visible(cut(e.Request.path(), urlLimit)), "gave"}
	if e.Response == nil {
		parts = append(parts, "no answer")
		if e.Error != "" {
			parts = append(parts, "("+visible(cut(e.Error, detailLimit))+")")
		}
	} else {
		parts = append(parts, strconv.Itoa(e.Response.Status))
		parts = append(parts, e.Response.complaint()...)
	}
	return strings.Join(append(parts, "after", spell(e.Duration)), " ")
}

// path gives path and query of the URL as they were sent, and the whole of a URL that cannot be read.
func (r Request) path() string {
	u, err := url.Parse(r.URL)
	if err != nil || u.Opaque != "" {
		return r.URL
	}
	return u.RequestURI()
}

// statusWords gives the status, and the scimType of an error: "400 invalidValue".
func (r Response) statusWords() string {
	words := strconv.Itoa(r.Status)
	if r.Status < http.StatusBadRequest || len(r.Body) > errorLimit || !gjson.Valid(r.Body) {
		return words
	}
	if scimType := gjson.Get(r.Body, "scimType"); scimType.Type == gjson.String && scimType.Str != "" {
		words += " " + visible(cut(scimType.Str, scimTypeLimit))
	}
	return words
}

// complaint gives what an error answer says of itself, nothing for any other.
func (r Response) complaint() []string {
	text := strings.TrimSpace(cut(r.Body, errorLimit))
	if r.Status < http.StatusBadRequest || text == "" {
		return nil
	}
	if len(r.Body) > errorLimit || !gjson.Valid(r.Body) {
		return []string{strconv.Quote(cut(text, detailLimit))}
	}
	var parts []string
	if scimType := gjson.Get(r.Body, "scimType"); scimType.Type == gjson.String && scimType.Str != "" {
		parts = append(parts, visible(cut(scimType.Str, detailLimit)))
	}
	if detail := gjson.Get(r.Body, "detail"); detail.Type == gjson.String && detail.Str != "" {
		parts = append(parts, strconv.Quote(cut(detail.Str, detailLimit)))
	}
	if parts == nil {
		parts = append(parts, strconv.Quote(cut(text, detailLimit)))
	}
	return parts
}
