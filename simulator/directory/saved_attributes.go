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

// MarshalJSON is the JSON of the attributes: an object of attribute names in Entra's words, with texts, true, false, whole
// numbers of 64 bits and lists of texts as values. It is made, and read, when it is asked for, so that a snapshot of many objects
// is small.
func (a Attributes) MarshalJSON() ([]byte, error) {
	switch {
	case a.table != nil:
		return a.packed.appendJSON(a.table), nil
	case a.packed != "":
		return []byte(a.packed), nil
	}
	return []byte("{}"), nil
}

// UnmarshalJSON keeps the text, which a Restoration reads.
func (a *Attributes) UnmarshalJSON(text []byte) error {
	*a = Attributes{packed: packed(text)}
	return nil
}

// UnmarshalJSON reads a user that encoding/json has written. The error says which attribute no user has, or not so.
func (u *User) UnmarshalJSON(text []byte) error {
	type plain User
	return unmarshal(text, (*plain)(u), &u.Attributes, userTable)
}

// UnmarshalJSON reads a group that encoding/json has written. The error says which attribute no group has, or not so.
func (g *Group) UnmarshalJSON(text []byte) error {
	type plain Group
	return unmarshal(text, (*plain)(g), &g.Attributes, groupTable)
}

// unmarshal reads an object of a kind, whose attributes it checks.
func unmarshal(text []byte, object any, attributes *Attributes, of *table) error {
	if err := json.Unmarshal(text, object); err != nil {
		return err
	}
	p, err := attributes.pack(of, nil)
	if err == nil {
		*attributes = Attributes{of, p}
	}
	return err
}

// pack are the attributes as an object of this kind has them, checked.
func (a Attributes) pack(t *table, required []string) (packed, error) {
	switch a.table {
	case t:
		return a.packed, nil
	case nil:
	default:
		a = Attributes{packed: packed(a.packed.appendJSON(a.table))} // the kind was changed after it was saved
	}
	if p, ok := scanAttributes(t, string(a.packed), required); ok {
		return p, nil
	}
	values, err := a.read()
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

// read are the values of the JSON object: nil, strings, bools, int64 and []string.
func (a Attributes) read() (map[string]any, error) {
	values := map[string]any{}
	if a.packed == "" {
		return values, nil
	}
	decoder := json.NewDecoder(strings.NewReader(string(a.packed)))
	decoder.UseNumber()
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
