package connector

import (
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// redacted stands where an answer repeats the credential.
const redacted = "$TOKEN"

// redact takes the credential out of a text of the target, should it repeat it.
func (a answer) redact(text string) string { return redact(text, a.secret) }

// secretMin is the shortest secret that is looked for: a letter or two are in every sentence, and no secret.
const secretMin = 4

// redact takes secrets out of a text, as they are and as URLs, JSON and Go write them: each server escapes other
// characters, so each character may be escaped or not.
func redact(text string, secrets ...string) string {
	for _, secret := range secrets {
		if len(secret) >= secretMin {
			text = strings.ReplaceAll(text, secret, redacted)
			text = patternOf(secret).ReplaceAllLiteralString(text, redacted)
		}
	}
	return text
}

// pattern is a secret and what finds it.
type pattern struct {
	secret string
	find   *regexp.Regexp
}

// slashes are what an escape begins with; they are more than one when it is escaped itself, by JSON or by a URL.
const slashes = `(?:\\|%5[cC])*`

// lastPattern spares the compilation for each text of each error of a job: it has one credential for a long time.
var lastPattern atomic.Pointer[pattern]

func patternOf(secret string) *regexp.Regexp {
	if last := lastPattern.Load(); last != nil && last.secret == secret {
		return last.find
	}
	var b strings.Builder
	for _, r := range secret {
		literal := regexp.QuoteMeta(string(r))
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			b.WriteString(literal)
			continue
		}
		if r == ' ' {
			literal += `|\+`
		}
		percent := ""
		for _, c := range []byte(string(r)) {
			percent += fmt.Sprintf("%%%02x", c)
		}
		fmt.Fprintf(&b, `%s(?:%s|(?i:%s|u%04x))`, slashes, literal, percent, r)
	}
	find := regexp.MustCompile(b.String())
	lastPattern.Store(&pattern{secret, find})
	return find
}
