package reports

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
)

const (
	// placeholder stands where a secret of the run stood, and is what a curl line expands.
	placeholder = "$TOKEN"
	// removed stands where a credential stood that is not the run's own.
	removed = "[redacted]"
	// secretMin is the length in bytes from which a secret is looked for. A shorter one is no secret, and taking it out
	// would take the evidence apart.
	secretMin = 4
	// coreMin is the length from which the middle of a base64 text is looked for.
	coreMin = 8
)

// Redactor takes secrets out of what a run records. It has to see a text whole: half a secret at the end of a text that
// was cut before is not found. The zero value knows no secret and still empties credential headers. It may be used from
// several goroutines.
type Redactor struct {
	mu       sync.RWMutex
	forms    []string
	replacer *strings.Replacer
}

// NewRedactor gives a redactor for some secrets. Empty ones and those of less than four bytes are ignored.
func NewRedactor(secrets ...string) *Redactor {
	r := &Redactor{}
	for _, secret := range secrets {
		r.Add(secret)
	}
	return r
}

// Add makes the redactor know one more secret. White space around it is not part of it.
func (r *Redactor) Add(secret string) {
	secret = strings.TrimSpace(secret)
	if len(secret) < secretMin {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if slices.Contains(r.forms, secret) {
		return // each scenario comes with the token of all
	}
	r.forms = append(r.forms, forms(secret)...)
	slices.SortFunc(r.forms, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	r.forms = slices.Compact(r.forms)
	// The replacer prefers earlier pairs where several match: the longest form goes first. The placeholder stands for
	// itself, for the sake of a secret that is part of it.
	pairs := []string{placeholder, placeholder}
	for _, form := range r.forms {
		pairs = append(pairs, form, placeholder)
	}
	r.replacer = strings.NewReplacer(pairs...)
}

// Text gives text with each occurrence of a secret replaced by $TOKEN, also where it is escaped for a URL, for JSON or
// for HTML, or is inside of something encoded as base64, as with HTTP Basic.
func (r *Redactor) Text(text string) string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if r.replacer == nil {
		return text
	}
	return r.replacer.Replace(text)
}

// Header gives a copy of a header. The values of Authorization, Proxy-Authorization, Cookie and Set-Cookie are gone,
// known secret or not, save the scheme of a credential; all others are redacted as text.
func (r *Redactor) Header(header http.Header) http.Header {
	if header == nil {
		return nil
	}
	redacted := make(http.Header, len(header))
	for name, values := range header {
		for _, value := range values {
			switch http.CanonicalHeaderKey(name) {
			case "Authorization", "Proxy-Authorization":
				value = r.credential(value)
			case "Cookie", "Set-Cookie":
				value = removed
			default:
				value = r.Text(value)
			}
			redacted[name] = append(redacted[name], value)
		}
	}
	return redacted
}

// credential gives "Bearer $TOKEN" for a secret of the run and "Bearer [redacted]" for any other, such as a wrong one
// that a scenario sends on purpose. What is redacted already stays.
func (r *Redactor) credential(value string) string {
	scheme, rest, found := strings.Cut(value, " ")
	switch {
	case value == "":
		return ""
	case !found || !isScheme(scheme):
		return removed
	case r.Text(rest) == placeholder:
		return scheme + " " + placeholder
	default:
		return scheme + " " + removed
	}
}

func isScheme(word string) bool {
	return strings.EqualFold(word, "Bearer") || strings.EqualFold(word, "Basic")
}

// Exchange gives a redacted copy of an exchange.
func (r *Redactor) Exchange(e Exchange) Exchange {
	e.Error = r.Text(e.Error)
	e.Request.Method, e.Request.URL = r.Text(e.Request.Method), r.Text(e.Request.URL)
	e.Request.Header, e.Request.Body = r.Header(e.Request.Header), r.Text(e.Request.Body)
	if e.Response != nil {
		response := *e.Response
		response.Header, response.Body = r.Header(response.Header), r.Text(response.Body)
		e.Response = &response
	}
	return e
}

// Result gives a redacted copy of a result: reason, findings and exchanges. Findings quote what a target answered,
// which may well be the credential it was sent.
func (r *Redactor) Result(result Result) Result {
	result.Reason = r.Text(result.Reason)
	result.Findings = slices.Clone(result.Findings)
	for i, f := range result.Findings {
		f.Step, f.Expected, f.Actual, f.Cause = r.Text(f.Step), r.Text(f.Expected), r.Text(f.Actual), r.Text(f.Cause)
		result.Findings[i] = f
	}
	result.Exchanges = slices.Clone(result.Exchanges)
	for i, e := range result.Exchanges {
		result.Exchanges[i] = r.Exchange(e)
	}
	return result
}

var percentEscape = regexp.MustCompile(`%[0-9A-F]{2}`)

// forms gives the spellings under which a secret turns up on the wire, itself included.
func forms(secret string) []string {
	quoted, _ := json.Marshal(secret) // strings cannot fail
	spelt := []string{
		secret, url.QueryEscape(secret), url.PathEscape(secret), html.EscapeString(secret),
		string(quoted[1 : len(quoted)-1]),
		strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(secret),
		strings.NewReplacer(`\`, `\\`, `"`, `\"`, `/`, `\/`).Replace(secret),
	}
	for _, s := range spelt[1:3] {
		spelt = append(spelt, percentEscape.ReplaceAllStringFunc(s, strings.ToLower))
	}
	for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		whole := encoding.EncodeToString([]byte(secret))
		spelt = append(spelt, whole, strings.TrimRight(whole, "="))
		for shift := range 3 {
			if core := base64Core(encoding, secret, shift); len(core) >= coreMin {
				spelt = append(spelt, core)
			}
		}
	}
	return spelt
}

// base64Core gives the characters of an encoded text that depend on the secret alone, when the secret begins shift bytes
// after a multiple of three.
func base64Core(encoding *base64.Encoding, secret string, shift int) string {
	encoded := encoding.WithPadding(base64.NoPadding).EncodeToString([]byte(strings.Repeat("\x00", shift) + secret))
	first := (shift*8 + 5) / 6 // characters that share bits with what stands before
	last := (shift + len(secret)) * 8 / 6
	return encoded[first:last]
}
