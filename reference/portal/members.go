package portal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// bodyMax is the largest request body in bytes. The largest that makes sense is a configuration with hundreds of skills.
const bodyMax = 64 << 10

// members are the members of a JSON object in a request, with where it stands for the messages.
type members struct {
	path   string
	values map[string]json.RawMessage
}

// readMembers reads the request's body as one JSON object that has no member beside those allowed. Strictness is for the
// administrator's sake: a misspelt member that is passed over looks like one that was set.
func readMembers(r *http.Request, allowed ...string) (members, error) {
	mediaType, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := parameters["charset"]
	if err != nil || mediaType != "application/json" || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return members{}, &fault{http.StatusUnsupportedMediaType, "unsupportedMediaType",
			fmt.Sprintf("expected application/json, found %q", r.Header.Get("Content-Type"))}
	}
	text, err := io.ReadAll(r.Body)
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return members{}, &fault{http.StatusRequestEntityTooLarge, "tooLarge",
			fmt.Sprintf("expected a body of at most %d bytes, found a longer one", tooLarge.Limit)}
	}
	if err != nil {
		return members{}, invalidSyntax("expected a whole body, found one that breaks off")
	}
	if !utf8.Valid(text) {
		return members{}, invalidSyntax("expected UTF-8, found other bytes")
	}
	if !json.Valid(text) {
		return members{}, invalidSyntax("expected one JSON object, found %s", excerpt(text))
	}
	return parseMembers("", text, allowed...)
}

// parseMembers reads valid JSON as an object. It refuses what encoding/json lets pass: unknown members, members twice,
// and names in another case.
func parseMembers(path string, text json.RawMessage, allowed ...string) (members, error) {
	m := members{path: path, values: map[string]json.RawMessage{}}
	d := json.NewDecoder(bytes.NewReader(text))
	if opening, err := d.Token(); err != nil || opening != json.Delim('{') {
		return m, invalidSyntax("%sexpected a JSON object, found %s", m.prefix(), excerpt(text))
	}
	for d.More() {
		token, err := d.Token()
		name, isName := token.(string)
		var value json.RawMessage
		if err == nil {
			err = d.Decode(&value)
		}
		if err != nil || !isName {
			return m, invalidSyntax("%sexpected a JSON object, found %s", m.prefix(), excerpt(text))
		}
		if len(allowed) > 0 && !slices.Contains(allowed, name) {
			return m, &fault{http.StatusBadRequest, "unknownField", fmt.Sprintf("expected one of %s, found %q",
				strings.Join(m.names(allowed), ", "), m.name(name))}
		}
		if _, twice := m.values[name]; twice {
			return m, invalidSyntax("expected %s once, found it twice", m.name(name))
		}
		m.values[name] = value
	}
	return m, nil
}

func (m members) has(name string) bool {
	_, found := m.values[name]
	return found
}

// name is the member's name with its path, for messages.
func (m members) name(name string) string {
	if m.path == "" {
		return name
	}
	return m.path + "." + name
}

func (m members) names(names []string) []string {
	full := make([]string, len(names))
	for i, n := range names {
		full[i] = m.name(n)
	}
	return full
}

func (m members) prefix() string {
	if m.path == "" {
		return ""
	}
	return m.path + ": "
}

// read decodes a member into target if there is one. Null is refused: it says neither a value nor nothing.
func (m members) read(name, expected string, target any) error {
	value, found := m.values[name]
	if !found {
		return nil
	}
	if string(value) == "null" || json.Unmarshal(value, target) != nil {
		return invalidValue("%s: expected %s, found %s", m.name(name), expected, excerpt(value))
	}
	return nil
}

// excerpt is the beginning of what was found, on one line.
func excerpt(text []byte) string {
	line := strings.Join(strings.Fields(string(text)), " ")
	if line == "" {
		return "nothing"
	}
	return shorten(line, 60)
}

// shorten cuts a text to so many characters, and shows that it did.
func shorten(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "…"
}

// allowQuery refuses query parameters other than those allowed, and any of them twice.
func allowQuery(r *http.Request, allowed ...string) error {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return invalidSyntax("expected a query of names and values, found one that cannot be read")
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains(allowed, name) {
			return &fault{http.StatusBadRequest, "unknownField", fmt.Sprintf("unknown query parameter %q", name)}
		}
		if n := len(query[name]); n > 1 {
			return invalidSyntax("expected query parameter %s once, found it %d times", name, n)
		}
	}
	return nil
}
