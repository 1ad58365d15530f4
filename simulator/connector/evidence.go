package connector

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
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

// redacted stands where an answer repeats the credential.
const redacted = "$TOKEN"

// exchangeOf is the evidence of an answer.
func exchangeOf(a answer) Exchange {
	e := Exchange{Method: a.request.method, URL: a.url, RequestBody: a.request.body, Status: a.status}
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
	body := a.redact(string(a.body)) // before the cut, which might leave half of a credential
	e.Body = []byte(body[:min(len(body), maxEvidence)])
	return e
}

// redact takes the credential out of a text of the target, should it repeat it.
func (a answer) redact(text string) string { return redact(text, a.secret) }

// redact takes secrets out of a text, as they are and as JSON, URLs and Go write them.
func redact(text string, secrets ...string) string {
	for _, secret := range secrets {
		if secret == "" {
			continue
		}
		quoted, encoded := strconv.Quote(secret), string(encode(secret))
		forms := []string{
			secret, url.QueryEscape(secret), url.PathEscape(secret), quoted[1 : len(quoted)-1],
			strings.ReplaceAll(secret, "/", `\/`), encoded[1 : len(encoded)-1],
		}
		slices.SortStableFunc(forms, func(x, y string) int { return cmp.Compare(len(y), len(x)) }) // none cuts another
		for _, form := range forms {
			text = strings.ReplaceAll(text, form, redacted)
		}
	}
	return text
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
