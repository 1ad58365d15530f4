package auditlog

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	// placeholder stands where a credential stood.
	placeholder = "$TOKEN"
	// secretMin is the length in bytes from which a secret is looked for. A shorter one is no secret, and taking it out
	// would take the log apart.
	secretMin = 4
	// coreMin is the length from which the middle of a base64 text is looked for.
	coreMin = 8
)

// secrets are what must not get into the log.
type secrets struct {
	known    []string
	replacer *strings.Replacer // nil without a secret
}

// Hide makes the log know credentials: in rows that are appended from now on, $TOKEN stands wherever one of them stood in
// any text, be it as it is, escaped for a URL, for JSON or for HTML, or encoded as base64, also as a part of a longer
// text as in HTTP Basic. White space around a secret is not part of it, and one of less than four bytes is ignored. A
// secret of which a target repeats only a part is not found.
func (l *Log) Hide(credentials ...string) {
	l.lock()
	defer l.mu.Unlock()
	for _, secret := range credentials {
		if secret = strings.TrimSpace(secret); len(secret) >= secretMin {
			l.secrets.known = append(l.secrets.known, secret)
		}
	}
	slices.Sort(l.secrets.known)
	l.secrets.known = slices.Compact(l.secrets.known)
	if len(l.secrets.known) > 0 {
		l.secrets.replacer, l.common = replacer(l.secrets.known, placeholder), nil
	}
}

// replacer puts the same text in place of each form of each secret.
func replacer(known []string, instead string) *strings.Replacer {
	var all []string
	for _, secret := range known {
		all = append(all, forms(secret)...)
	}
	// Of several pairs that match at one place the replacer takes the first: the longest form goes first. What stands
	// instead stands for itself, for the sake of a secret that is part of it.
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	pairs := []string{instead, instead}
	for _, form := range slices.Compact(all) {
		pairs = append(pairs, form, instead)
	}
	return strings.NewReplacer(pairs...)
}

var percentEscape = regexp.MustCompile(`%[0-9A-F]{2}`)

// forms gives the spellings under which a target may repeat a secret, itself included.
func forms(secret string) []string {
	quoted, _ := json.Marshal(secret) // strings cannot fail
	plain := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	spelt := []string{
		secret, url.QueryEscape(secret), url.PathEscape(secret), html.EscapeString(secret),
		string(quoted[1 : len(quoted)-1]),                    // Go, also in web pages
		plain.Replace(secret),                                // most languages
		strings.ReplaceAll(plain.Replace(secret), "/", `\/`), // PHP
		dotnet(secret),
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

// dotnet escapes a text as System.Text.Json does: what has a meaning in HTML, the plus sign, and all that is not ASCII.
func dotnet(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\\':
			b.WriteString(`\\`)
		case r < utf8.RuneSelf && !strings.ContainsRune("\"&'+<>`", r):
			b.WriteRune(r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			r -= 0x10000
			fmt.Fprintf(&b, `\u%04X\u%04X`, 0xD800+r>>10, 0xDC00+r&0x3FF)
		}
	}
	return b.String()
}

// base64Core gives the characters of an encoded text that depend on the secret alone, when the secret begins shift bytes
// after a multiple of three.
func base64Core(encoding *base64.Encoding, secret string, shift int) string {
	encoded := encoding.WithPadding(base64.NoPadding).EncodeToString([]byte(strings.Repeat("\x00", shift) + secret))
	first := (shift*8 + 5) / 6 // characters that share bits with what stands before
	last := (shift + len(secret)) * 8 / 6
	return encoded[first:last]
}
