package connector

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// object is a JSON object whose members keep their order: Microsoft's samples have one, and golden files need one.
type object []field

type field struct {
	name  string
	value any
}

// encode is the JSON text of a value made of object, []any, Boolean, place and what encoding/json knows. Characters such as & are
// not escaped.
func encode(value any) []byte {
	var b bytes.Buffer
	b.Grow(512) // most bodies
	appendJSON(&b, value)
	return b.Bytes()
}

func appendJSON(b *bytes.Buffer, value any) {
	switch v := value.(type) {
	case object:
		b.WriteByte('{')
		for i, f := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			appendJSON(b, f.name)
			b.WriteByte(':')
			appendJSON(b, f.value)
		}
		b.WriteByte('}')
	case []any:
		appendList(b, v)
	case []string:
		appendList(b, v)
	case Boolean:
		b.WriteString(strconv.FormatBool(v.Value))
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case place:
		b.WriteString(gap + strconv.Itoa(int(v)) + gap)
	case string:
		if !isPlain(v) {
			appendEncoded(b, v)
			return
		}
		b.WriteByte('"')
		b.WriteString(v)
		b.WriteByte('"')
	default:
		appendEncoded(b, v)
	}
}

func appendList[T any](b *bytes.Buffer, list []T) {
	b.WriteByte('[')
	for i, item := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		appendJSON(b, item)
	}
	b.WriteByte(']')
}

// isPlain says that a text is the same in JSON, but for the quotes around it.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// appendEncoded leaves the value to encoding/json.
func appendEncoded(b *bytes.Buffer, value any) {
	encoder := json.NewEncoder(b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(fmt.Sprintf("connector: %T is not a value of an Attribute: %v", value, err)) // a programming error
	}
	b.Truncate(b.Len() - 1) // the encoder ends with a newline
}
