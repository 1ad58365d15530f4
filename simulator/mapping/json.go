package mapping

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// maxDepth is how deeply a document may be nested. A schema has ten levels, and an expression adds three for each call
// within a call, of which there may be 250. maxIndent keeps a hostile document from growing without measure when it is
// written.
const (
	maxDepth  = 1000
	maxIndent = 50
)

// jsonValue is a JSON value that forgets nothing: members stay in their order, those that nobody knows too, and numbers
// and texts as they were written. It does not change once it is made, so that copies of a schema can share it.
type jsonValue struct {
	kind     byte         // '{', '[', or 0 for a scalar
	raw      []byte       // the text of a scalar
	members  []jsonMember // of an object
	elements []*jsonValue // of a list
	offset   int          // where it begins in the document, in bytes
}

// jsonMember is a member of an object; key is its name as it was written, with quotes.
type jsonMember struct {
	name  string
	key   []byte
	value *jsonValue
}

// isNull is true of null and of what is absent.
func (v *jsonValue) isNull() bool { return v == nil || v.kind == 0 && string(v.raw) == "null" }

// member is the member of that name, nil for none. Of several it is the first.
func (v *jsonValue) member(name string) *jsonValue {
	if v == nil {
		return nil
	}
	for _, m := range v.members {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// text is the value of a JSON string; ok is false for anything else.
func (v *jsonValue) text() (text string, ok bool) {
	if v == nil || len(v.raw) == 0 || v.raw[0] != '"' {
		return "", false
	}
	return text, json.Unmarshal(v.raw, &text) == nil
}

// write appends the value, each level indented by two blanks, or on one line if the depth is below 0.
func (v *jsonValue) write(b *bytes.Buffer, depth int) {
	if v.kind == 0 {
		b.Write(v.raw)
		return
	}
	b.WriteByte(v.kind)
	for i, m := range v.members {
		separate(b, i, depth)
		b.Write(m.key)
		b.WriteByte(':')
		if depth >= 0 {
			b.WriteByte(' ')
		}
		m.value.write(b, deeper(depth))
	}
	for i, e := range v.elements {
		separate(b, i, depth)
		e.write(b, deeper(depth))
	}
	if len(v.members)+len(v.elements) > 0 {
		newLine(b, depth)
	}
	b.WriteByte(v.kind + 2) // } follows on {, and ] on [, with one character between
}

func separate(b *bytes.Buffer, i, depth int) {
	if i > 0 {
		b.WriteByte(',')
	}
	newLine(b, deeper(depth))
}

func newLine(b *bytes.Buffer, depth int) {
	if depth >= 0 {
		b.WriteString("\n" + strings.Repeat("  ", min(depth, maxIndent)))
	}
}

func deeper(depth int) int {
	if depth < 0 {
		return depth
	}
	return depth + 1
}

// encodeJSON is a new scalar. Letters such as < stay as they are.
func encodeJSON(value any) *jsonValue {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(fmt.Sprintf("mapping: %v", err)) // only texts, booleans and whole numbers are given
	}
	return &jsonValue{raw: bytes.TrimSuffix(b.Bytes(), []byte("\n"))}
}

// jsonReader makes a tree of a document that is known to be JSON.
type jsonReader struct {
	text    []byte
	decoder *json.Decoder
}

// next is the next token, and where it begins and ends.
func (r *jsonReader) next() (token json.Token, start, end int, err error) {
	start = int(r.decoder.InputOffset())
	token, err = r.decoder.Token()
	end = int(r.decoder.InputOffset())
	for start < end && bytes.IndexByte([]byte(" \t\r\n,:"), r.text[start]) >= 0 {
		start++
	}
	return token, start, end, err
}

func (r *jsonReader) value(depth int) (*jsonValue, error) {
	token, start, end, err := r.next()
	if err != nil {
		return nil, err
	}
	if _, ok := token.(json.Delim); !ok {
		return &jsonValue{raw: r.text[start:end], offset: start}, nil
	}
	if depth == maxDepth {
		return nil, &tooDeep{start}
	}
	v := &jsonValue{kind: r.text[start], offset: start}
	for r.decoder.More() {
		var m jsonMember
		if v.kind == '{' {
			name, start, end, err := r.next()
			if err != nil {
				return nil, err
			}
			m.name, _ = name.(string)
			m.key = r.text[start:end]
		}
		if m.value, err = r.value(depth + 1); err != nil {
			return nil, err
		}
		if v.kind == '{' {
			v.members = append(v.members, m)
		} else {
			v.elements = append(v.elements, m.value)
		}
	}
	_, _, _, err = r.next() // the closing bracket
	return v, err
}

// tooDeep is where a document is nested too deeply.
type tooDeep struct{ offset int }

func (e *tooDeep) Error() string {
	return fmt.Sprintf("expected at most %d levels, found more", maxDepth)
}
