package directory

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Attributes are the values of a stored user or group. Their JSON is an object of attribute names in Entra's words, with
// texts, true, false, whole numbers of 64 bits and lists of texts as values. They are put into JSON, and taken out of it,
// when they are asked for, so that a snapshot of many objects is small.
type Attributes struct {
	table  *table // of packed; nil with text
	packed packed
	text   string // JSON as it was read, not checked yet
}

// MarshalJSON is the JSON of the attributes.
func (a Attributes) MarshalJSON() ([]byte, error) {
	switch {
	case a.table != nil:
		return a.packed.appendJSON(a.table), nil
	case a.text != "":
		return []byte(a.text), nil
	}
	return []byte("{}"), nil
}

// UnmarshalJSON keeps the text, which a Restoration reads.
func (a *Attributes) UnmarshalJSON(text []byte) error {
	*a = Attributes{text: string(text)}
	return nil
}

// pack are the attributes as an object of this kind has them, checked.
func (a Attributes) pack(t *table, required []string) (packed, error) {
	text := a.text
	switch a.table {
	case t:
		return a.packed, nil
	case nil:
	default:
		text = string(a.packed.appendJSON(a.table)) // the kind was changed after it was saved
	}
	if p, ok := scanAttributes(t, text, required); ok {
		return p, nil
	}
	values, err := readAttributes(text)
	if err != nil {
		return "", err
	}
	if _, ok := values[Manager]; ok && t == userTable {
		return "", errors.New("manager: expected it beside the attributes, found it among them")
	}
	final, err := t.apply(map[string]any{}, values, required...)
	if err != nil {
		return "", err
	}
	return t.pack(final), nil
}

// readAttributes are the values of a JSON object: nil, strings, bools, int64 and []string.
func readAttributes(text string) (map[string]any, error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	values := map[string]any{}
	if err := decoder.Decode(&values); err != nil {
		return nil, fmt.Errorf("attributes: expected a JSON object: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("attributes: expected one JSON object, found more")
	}
	for name, value := range values {
		kept, ok := storable(value)
		if !ok {
			return nil, fmt.Errorf("%s: expected a text, a whole number of 64 bits, true, false or a list of texts, found %v", name, value)
		}
		values[name] = kept
	}
	return values, nil
}

// storable is a value that JSON gave as one that attributes have; ok is false for any other.
func storable(value any) (kept any, ok bool) {
	switch v := value.(type) {
	case json.Number:
		whole, err := strconv.ParseInt(v.String(), 10, 64)
		return whole, err == nil
	case []any:
		texts := make([]string, len(v))
		for i, item := range v {
			if texts[i], ok = item.(string); !ok {
				return nil, false
			}
		}
		return texts, true
	case map[string]any:
		return nil, false
	}
	return value, true
}

// appendJSON is the JSON object of packed attributes.
func (p packed) appendJSON(t *table) []byte {
	b := append(make([]byte, 0, 2*len(p)+64), '{')
	for r := (&unpacker{rest: string(p)}); r.rest != ""; {
		if len(b) > 1 {
			b = append(b, ',')
		}
		name, value := r.next(t)
		b = append(appendJSONText(b, name), ':')
		switch v := value.(type) {
		case string:
			b = appendJSONText(b, v)
		case bool:
			b = strconv.AppendBool(b, v)
		case int64:
			b = strconv.AppendInt(b, v, 10)
		case []string:
			b = append(b, '[')
			for i, text := range v {
				if i > 0 {
					b = append(b, ',')
				}
				b = appendJSONText(b, text)
			}
			b = append(b, ']')
		}
	}
	return append(b, '}')
}

func appendJSONText(b []byte, text string) []byte {
	plain := utf8.ValidString(text)
	for i := 0; i < len(text) && plain; i++ {
		plain = text[i] >= ' ' && text[i] != '"' && text[i] != '\\'
	}
	if !plain {
		quoted, _ := json.Marshal(text) // a string never fails
		return append(b, quoted...)
	}
	return append(append(append(b, '"'), text...), '"')
}
