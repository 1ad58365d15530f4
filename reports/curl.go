package reports

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Curl gives one shell line that repeats the request. The credential is $TOKEN in double quotes, for the shell to fill
// in; everything else is quoted so that the shell leaves it alone. It is POSIX shell unless a value has characters that
// do not print, which needs the $'…' of bash and zsh. A NUL byte cannot be passed to a command at all.
func (e Exchange) Curl() string {
	r := e.Request
	words := []string{"curl"}
	// Curl gives brackets and braces in a URL a meaning of its own, and resolves "..", both of which the client did not.
	if strings.ContainsAny(r.URL, "[]{}") {
		words = append(words, "--globoff")
	}
	if strings.Contains(r.URL, "/.") {
		words = append(words, "--path-as-is")
	}
	switch {
	case r.Method == http.MethodHead && r.Body == "":
		words = append(words, "--head")
	case r.Method != http.MethodGet || r.Body != "":
		words = append(words, "-X", quote(r.Method))
	}
	words = append(words, r.headerWords()...)
	if r.Body != "" {
		option := "--data"
		if strings.HasPrefix(r.Body, "@") { // which --data would take for the name of a file
			option = "--data-raw"
		}
		words = append(words, option, quote(r.Body))
	}
	words = append(words, quote(r.URL))
	if r.Truncated {
		words = append(words, fmt.Sprintf("# only the first %d bytes of the body were recorded", len(r.Body)))
	}
	return strings.Join(words, " ")
}

// headerWords gives the -H options, sorted by name. Headers that curl makes itself are left out, as are cookies.
func (r Request) headerWords() []string {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		for _, value := range r.Header[name] {
			switch http.CanonicalHeaderKey(name) {
			case "Authorization":
				words = append(words, "-H", authorizationWord(value))
			case "Accept-Encoding", "Connection", "Content-Length", "Cookie", "Host", "Proxy-Authorization",
				"Transfer-Encoding", "User-Agent":
			default:
				words = append(words, "-H", quote(name+": "+value))
			}
		}
	}
	if r.Body != "" && r.Header.Get("Content-Type") == "" {
		words = append(words, "-H", "'Content-Type:'") // else curl says that it is a form
	}
	return words
}

// authorizationWord gives the header with $TOKEN for the shell, whatever the credential was: it trusts nobody to have
// redacted it. A credential other than the target's is repeated as the placeholder, which is as wrong as it was.
func authorizationWord(value string) string {
	scheme, rest, _ := strings.Cut(value, " ")
	switch {
	case value == "" || value == removed:
		return quote("Authorization: " + value)
	case isScheme(scheme) && rest == removed:
		return quote("Authorization: " + value)
	case isScheme(scheme) && rest == placeholder:
		return `"Authorization: ` + scheme + ` $TOKEN"`
	default:
		return `"Authorization: Bearer $TOKEN"`
	}
}

var bareWord = regexp.MustCompile(`^[A-Za-z0-9]+$`)

// quote gives text as one word of a shell line.
func quote(s string) string {
	if bareWord.MatchString(s) {
		return s
	}
	plain := func(r rune) bool { return unicode.IsPrint(r) && r != utf8.RuneError }
	if strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	var b strings.Builder
	for i, width := 0, 0; i < len(s); i += width {
		var r rune
		r, width = utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\'' || r == '\\':
			b.WriteString(`\` + string(r))
		case plain(r):
			b.WriteRune(r)
		default:
			for _, c := range []byte(s[i : i+width]) {
				fmt.Fprintf(&b, `\x%02x`, c)
			}
		}
	}
	return "$'" + b.String() + "'"
}
