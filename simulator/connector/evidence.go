package connector

import (
	"net/http"
	"strings"
)

// Exchange is a request and its answer, as evidence for an Error. Unlike the error's text it may name people, in the
// filter and in bodies; credentials are in none of it.
type Exchange struct {
	Method, URL string
	RequestBody []byte
	// Status is 0, and Header and Body nil, when there was no answer.
	Status int
	Header http.Header // without Set-Cookie
	Body   []byte      // at most 16 KiB of it
}

// maxEvidence is how much of an answer's body an error keeps, in bytes. A job may hold thousands of errors.
const maxEvidence = 16 << 10

// exchangeOf is the evidence of an answer.
func exchangeOf(a answer) Exchange {
	e := Exchange{Method: a.request.method, URL: a.url.String(), RequestBody: a.request.body, Status: a.status}
	if a.status == 0 {
		return e
	}
	e.Header = http.Header{}
	for name, values := range a.header {
		if name == "Set-Cookie" {
			continue
		}
		for _, v := range values {
			e.Header[name] = append(e.Header[name], a.redact(v))
		}
	}
	body := a.redact(a.body) // before the cut, which might leave half of a credential
	e.Body = []byte(body[:min(len(body), maxEvidence)])
	return e
}

// secretOf is the credential of a request as it was sent, without its scheme.
func secretOf(r *http.Request) string {
	if r == nil {
		return ""
	}
	header := r.Header.Get("Authorization")
	if _, secret, ok := strings.Cut(header, " "); ok {
		return strings.TrimSpace(secret)
	}
	return header
}
