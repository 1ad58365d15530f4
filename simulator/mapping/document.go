package mapping

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// node is a place in a JSON document that knows its path, so that each fault can say where it is. Reading goes on after
// a fault: somebody who mends a file wants to see all of them.
type node struct {
	path   string // $.synchronizationRules[0].name
	value  any    // nil for null and for absent
	faults *[]error
}

// readDocument is the root of a JSON document. The error has the line and column of a syntax error.
func readDocument(text []byte) (node, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	err := decoder.Decode(&value)
	if err == nil {
		if _, err = decoder.Token(); errors.Is(err, io.EOF) {
			return node{path: "$", value: value, faults: new([]error)}, nil
		}
		err = errors.New("expected the end, found more")
	}
	before := text // a document that is cut off is wrong at its end
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		before = text[:min(int(syntax.Offset), len(text))]
	}
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n') - 1
	return node{}, fmt.Errorf("line %d, column %d: expected JSON: %w", line, column, err)
}

func (n node) fault(format string, args ...any) {
	*n.faults = append(*n.faults, fmt.Errorf("%s: "+format, append([]any{n.path}, args...)...))
}

// wrong records that the value is of another type than expected.
func (n node) wrong(expected string) {
	found, err := json.Marshal(n.value)
	if err != nil || len(found) > 60 {
		found = fmt.Appendf(nil, "%T", n.value)
	}
	n.fault("expected %s, found %s", expected, found)
}

// member is a member of an object; that of anything else is null.
func (n node) member(name string) node {
	object, _ := n.value.(map[string]any)
	return node{path: n.path + "." + name, value: object[name], faults: n.faults}
}

// object records a fault unless the value is an object.
func (n node) object() bool {
	if _, ok := n.value.(map[string]any); !ok {
		n.wrong("an object")
		return false
	}
	return true
}

// list are the elements of a list; null has none.
func (n node) list() []node {
	if n.value == nil {
		return nil
	}
	values, ok := n.value.([]any)
	if !ok {
		n.wrong("a list")
		return nil
	}
	nodes := make([]node, len(values))
	for i, value := range values {
		nodes[i] = node{path: n.path + "[" + strconv.Itoa(i) + "]", value: value, faults: n.faults}
	}
	return nodes
}

// text is a text; null is "".
func (n node) text() string {
	if n.value == nil {
		return ""
	}
	text, ok := n.value.(string)
	if !ok {
		n.wrong("a text")
	}
	return text
}

// name is a text that may not be missing or empty.
func (n node) name() string {
	text := n.text()
	if n.value == nil || n.value == "" {
		n.wrong("a text that is not empty")
	}
	return text
}

// optional is a text, or nil for null.
func (n node) optional() *string {
	if n.value == nil {
		return nil
	}
	text := n.text()
	return &text
}

// flag is a boolean; null is the default.
func (n node) flag(byDefault bool) bool {
	if n.value == nil {
		return byDefault
	}
	flag, ok := n.value.(bool)
	if !ok {
		n.wrong("true or false")
	}
	return flag
}

// number is a whole number of 0 or more; null is 0.
func (n node) number() int {
	if n.value == nil {
		return 0
	}
	number, _ := n.value.(json.Number)
	i, err := strconv.Atoi(number.String())
	if err != nil || i < 0 {
		n.wrong("a whole number of 0 or more")
	}
	return i
}

// oneOf is one of the words; null is the first of them.
func oneOf[T ~string](n node, words ...T) T {
	if n.value == nil {
		return words[0]
	}
	for _, word := range words {
		if n.value == string(word) {
			return word
		}
	}
	n.wrong(fmt.Sprintf("one of %q", words))
	return words[0]
}
