package connector

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// object is a JSON object whose members keep their order: Microsoft's samples have one, and golden files need one.
type object []field

type field struct {
	name  string
	value any
}

// encode is the JSON text of a value made of object, []any, Boolean and what encoding/json knows. Characters such as & are
// not escaped.
func encode(value any) []byte {
	var b bytes.Buffer
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
		b.WriteByte('[')
		for i, item := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			appendJSON(b, item)
		}
		b.WriteByte(']')
	case Boolean:
		appendJSON(b, v.Value)
	default:
		encoder := json.NewEncoder(b)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(v); err != nil {
			panic(fmt.Sprintf("connector: %T is not a value of an Attribute: %v", value, err)) // a programming error
		}
		b.Truncate(b.Len() - 1) // the encoder ends with a newline
	}
}
