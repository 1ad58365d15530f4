package directory

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"unicode/utf8"
)

// jsonReader reads a JSON text into nodes.
type jsonReader struct {
	text    []byte
	lines   []int // offset of the beginning of each line
	decoder *json.Decoder
	faulty  *node // where a value is wrong that is JSON nevertheless
}

// jsonDocument reads the one value of a JSON text; nil with a fault if it is none.
func (p *plan) jsonDocument(text []byte) *node {
	r := &jsonReader{text: text, lines: []int{0}, decoder: json.NewDecoder(bytes.NewReader(text))}
	r.decoder.UseNumber()
	for i, c := range text {
		if c == '\n' {
			r.lines = append(r.lines, i+1)
		}
	}
	root, err := r.value("", 0)
	if err == nil {
		if _, more := r.decoder.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("expected the end after the first value, found more")
		}
	}
	if err != nil {
		offset := r.decoder.InputOffset()
		if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
			offset = syntax.Offset
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("expected more, found the end of the text")
		}
		at := r.faulty
		if at == nil {
			at = r.position(int(offset), "")
		}
		p.faultf(at, "expected JSON: %w", err)
		return nil
	}
	return root
}

// position is that of the first character of a value at or after the offset.
func (r *jsonReader) position(offset int, key string) *node {
	for offset < len(r.text) && bytes.IndexByte([]byte(" \t\r\n,:"), r.text[offset]) >= 0 {
		offset++
	}
	offset = min(offset, len(r.text))
	line, found := slices.BinarySearch(r.lines, offset)
	if !found {
		line--
	}
	return &node{line: line + 1, column: utf8.RuneCount(r.text[r.lines[line]:offset]) + 1, key: key}
}

func (r *jsonReader) value(key string, depth int) (*node, error) {
	n := r.position(int(r.decoder.InputOffset()), key)
	if depth > depthMax {
		return nil, errors.New("expected less nesting")
	}
	token, err := r.decoder.Token()
	if err != nil {
		return nil, err
	}
	switch v := token.(type) {
	case json.Number:
		if whole, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
			n.value = whole
		} else {
			n.value = number(v.String())
		}
	case json.Delim:
		if v == '[' {
			n.value, err = r.items(n, depth)
		} else {
			n.value, err = r.members(n, depth)
		}
	default:
		n.value = token
	}
	return n, err
}

func (r *jsonReader) items(parent *node, depth int) ([]*node, error) {
	items := []*node{}
	for r.decoder.More() {
		item, err := r.value(parent.itemKey(len(items)), depth+1)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	_, err := r.decoder.Token() // the closing bracket
	return items, err
}

func (r *jsonReader) members(parent *node, depth int) ([]member, error) {
	members, seen := []member{}, map[string]bool{}
	for r.decoder.More() {
		at := r.position(int(r.decoder.InputOffset()), "")
		token, err := r.decoder.Token()
		if err != nil {
			return nil, err
		}
		name, _ := token.(string) // nothing else is a key
		if seen[name] {
			r.faulty = at
			return nil, fmt.Errorf("expected each name once, found %q twice", name)
		}
		seen[name] = true
		at.key = parent.childKey(name)
		value, err := r.value(at.key, depth+1)
		if err != nil {
			return nil, err
		}
		members = append(members, member{name: name, at: at, node: value})
	}
	_, err := r.decoder.Token() // the closing brace
	return members, err
}
