package reference

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
)

// usualSize is room for the answer about one resource, in bytes.
const usualSize = 1 << 10

// json writes the object. Nothing is escaped that JSON does not demand, so that values look as they were sent.
//
// Attribute values have few types and nearly all texts need no escape, so that this takes a fraction of the time that
// encoding/json needs to find out; the rest is left to it.
func (o object) json() []byte { return o.append(make([]byte, 0, usualSize)) }

func (o object) append(b []byte) []byte {
	b = append(b, '{')
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendText(b, m.name), ':')
		b = appendValue(b, m.value)
	}
	return append(b, '}')
}

func appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case object:
		return v.append(b)
	case string:
		return appendText(b, v)
	case bool:
		return strconv.AppendBool(b, v)
	case []object:
		return appendArray(b, v)
	case []any:
		return appendArray(b, v)
	case map[string]any:
		return appendMap(b, v)
	default:
		return appendOther(b, v)
	}
}

func appendArray[T any](b []byte, values []T) []byte {
	if values == nil {
		return append(b, "null"...)
	}
	b = append(b, '[')
	for i, v := range values {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendValue(b, v)
	}
	return append(b, ']')
}

// appendMap writes the members in the order of their names, as encoding/json does.
func appendMap(b []byte, values map[string]any) []byte {
	if values == nil {
		return append(b, "null"...)
	}
	names := make([]string, 0, 8) // on the stack, where that is enough
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	b = append(b, '{')
	for i, name := range names {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendText(b, name), ':')
		b = appendValue(b, values[name])
	}
	return append(b, '}')
}

func appendText(b []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return appendOther(b, text)
		}
	}
	return append(append(append(b, '"'), text...), '"')
}

func appendOther(b []byte, value any) []byte {
	buffer := bytes.NewBuffer(b)
	encoder := json.NewEncoder(buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err) // everything that is put into an object is JSON
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte{'\n'})
}
