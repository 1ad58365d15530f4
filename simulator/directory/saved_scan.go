package directory

import (
	"encoding/json"
	"strconv"
	"strings"
)

// scanner reads the attributes of a stored object as packed.appendJSON writes them, and nothing else: no white space, each
// name once and in the order of packed. Reading all JSON and checking it takes ten times as long, which is what a large
// tenant would take to start; so whatever the scanner does not know is left to Attributes.read, and errors with it.
type scanner struct{ rest string }

// scanAttributes are the attributes, packed and checked; ok is false when it is for Attributes.read to say what they are.
func scanAttributes(t *table, text string, required []string) (p packed, ok bool) {
	s := &scanner{rest: text}
	b := make([]byte, 0, 1024) // on the stack
	last, lastRow := "", -1
	for before := byte('{'); s.take(before); before = ',' {
		name, isName := s.text()
		if !isName || !s.take(':') {
			return "", false
		}
		a, known := t.attribute(name)
		row, inTable := t.index[name]
		switch {
		case !known || inTable && (row <= lastRow || last != "") || !inTable && name <= last || a.Type == TypeReference:
			return "", false
		case inTable:
			b, lastRow = append(b, byte(row+1)), row //nolint:gosec // a table has less than 255 rows
		default:
			b, last = appendText(append(b, 0), name), name
		}
		if b, ok = s.pack(a, b); !ok {
			return "", false
		}
	}
	if s.rest != "}" {
		return "", false
	}
	p = packed(b)
	for _, name := range required {
		if t.find(p, name).rest == "" {
			return "", false
		}
	}
	return p, true
}

// pack packs the value that comes next, checked as one of the attribute.
func (s *scanner) pack(a Attribute, b []byte) (packed []byte, ok bool) {
	if a.Type == TypeString && !a.MultiValued && !a.Derived { // most are, and this takes no memory
		text, isText := s.text()
		return appendText(append(b, packedText), text), isText && text != "" && saneText(a.Name, text) == ""
	}
	value, isValue := s.value()
	if !isValue {
		return nil, false
	}
	kept, err := a.normalise(value)
	return appendValue(b, kept), err == nil && kept != nil
}

// take passes over the byte if it is the next one.
func (s *scanner) take(c byte) bool {
	if s.rest == "" || s.rest[0] != c {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

func (s *scanner) value() (value any, ok bool) {
	switch {
	case s.rest == "":
		return nil, false
	case s.rest[0] == '"':
		return s.text()
	case s.rest[0] == '[':
		return s.texts()
	}
	end := strings.IndexAny(s.rest, ",}")
	if end < 0 {
		return nil, false
	}
	word := s.rest[:end]
	s.rest = s.rest[end:]
	switch word {
	case "true":
		return true, true
	case "false":
		return false, true
	}
	whole, err := strconv.ParseInt(word, 10, 64)
	return whole, err == nil && strconv.FormatInt(whole, 10) == word
}

func (s *scanner) texts() (texts []string, ok bool) {
	for before := byte('['); s.take(before); before = ',' {
		text, isText := s.text()
		if !isText {
			return nil, false
		}
		texts = append(texts, text)
	}
	return texts, s.take(']')
}

// text is the JSON string that comes next.
func (s *scanner) text() (text string, ok bool) {
	escaped := false
	for i := 1; i < len(s.rest) && s.rest[0] == '"'; i++ {
		switch c := s.rest[i]; {
		case c == '\\':
			escaped = true
			i++
		case c < ' ':
			return "", false
		case c == '"':
			text, s.rest = s.rest[:i+1], s.rest[i+1:]
			if escaped {
				err := json.Unmarshal([]byte(text), &text)
				return text, err == nil
			}
			return text[1:i], true
		}
	}
	return "", false
}
