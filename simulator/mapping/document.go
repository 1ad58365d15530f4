package mapping

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// node is a place in a JSON document that knows its path, so that each fault can say where it is. Reading goes on after
// a fault: somebody who mends a file wants to see all of them.
type node struct {
	path   string     // $.synchronizationRules[0].name
	value  *jsonValue // nil for absent
	offset int        // of the value; of the object that lacks it when it is absent
	found  *findings

	element bool // of a list, where null is no absence
}

// readDocument is the root of a JSON document. The error has the line and column of a syntax error.
func readDocument(text []byte) (node, error) {
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		return node{}, errors.New("line 1, column 1: expected JSON in UTF-8, found UTF-16")
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	var whole json.RawMessage
	err := decoder.Decode(&whole)
	at := len(text) - 1 // a document that is cut off is wrong at its end
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		at = int(syntax.Offset) - 1
	}
	if err == nil {
		at = int(decoder.InputOffset())
		if _, err = decoder.Token(); errors.Is(err, io.EOF) {
			reader := jsonReader{text: text, decoder: json.NewDecoder(bytes.NewReader(text))}
			reader.decoder.UseNumber()
			var root *jsonValue
			if root, err = reader.value(0); err == nil {
				return node{path: "$", value: root, offset: root.offset, found: &findings{}}, nil
			}
			if deep := (*tooDeep)(nil); errors.As(err, &deep) {
				at = deep.offset
			}
		} else {
			err = errors.New("expected the end, found more")
		}
	}
	fault := &Fault{offset: at}
	(&findings{faults: Faults{fault}}).place(text)
	return node{}, fmt.Errorf("line %d, column %d: expected JSON: %w", fault.Line, fault.Column, err)
}

func (n node) newFault(format string, args []any) *Fault {
	return &Fault{Path: n.path, Err: fmt.Errorf(format, args...), offset: n.offset}
}

func (n node) fault(format string, args ...any) {
	n.found.faults = append(n.found.faults, n.newFault(format, args))
}

// fail records an error as it is.
func (n node) fail(err error) {
	n.found.faults = append(n.found.faults, &Fault{Path: n.path, Err: err, offset: n.offset})
}

func (n node) warn(format string, args ...any) {
	n.found.warnings = append(n.found.warnings, n.newFault(format, args))
}

// wrong records that the value is of another type than expected.
func (n node) wrong(expected string) {
	found := "null"
	if n.value != nil {
		var b bytes.Buffer
		n.value.write(&b, -1)
		found = b.String()
	}
	if len(found) > 60 {
		found = map[byte]string{'{': "an object", '[': "a list"}[n.value.kind]
		if found == "" {
			found = "a value of " + strconv.Itoa(len(n.value.raw)) + " characters"
		}
	}
	n.fault("expected %s, found %s", expected, found)
}

// member is a member of an object; that of anything else is null, and what is wrong with it is nobody's concern, since object
// has said all there is to say.
func (n node) member(name string) node {
	child := node{path: n.path + "." + name, value: n.value.member(name), offset: n.offset, found: n.found}
	if n.value != nil && n.value.kind != '{' && (n.element || !n.value.isNull()) {
		child.found = &findings{}
	}
	if child.value != nil {
		child.offset = child.value.offset
	}
	return child
}

// object records a fault unless the value is an object with one member of each name.
func (n node) object() bool {
	if n.value == nil || n.value.kind != '{' {
		n.wrong("an object")
		return false
	}
	seen := map[string]bool{}
	for _, m := range n.value.members {
		if seen[m.name] {
			n.fault("expected one member %q, found a second", m.name)
		}
		seen[m.name] = true
	}
	return true
}

// list are the elements of a list; null has none.
func (n node) list() []node {
	if n.value.isNull() {
		return nil
	}
	if n.value.kind != '[' {
		n.wrong("a list")
		return nil
	}
	nodes := make([]node, len(n.value.elements))
	for i, e := range n.value.elements {
		nodes[i] = node{path: n.path + "[" + strconv.Itoa(i) + "]", value: e, offset: e.offset, found: n.found, element: true}
	}
	return nodes
}

// text is a text; null is "".
func (n node) text() string {
	text, ok := n.value.text()
	if !ok && !n.value.isNull() {
		n.wrong("a text")
	}
	return text
}

// name is a text that may not be missing or empty.
func (n node) name() string {
	text := n.text()
	if text == "" && (n.value.isNull() || string(n.value.raw) == `""`) {
		n.wrong("a text that is not empty")
	}
	return text
}

// optional is a text, or nil for null.
func (n node) optional() *string {
	if n.value.isNull() {
		return nil
	}
	text := n.text()
	return &text
}

// flag is a boolean; null is the default.
func (n node) flag(byDefault bool) bool {
	if n.value.isNull() {
		return byDefault
	}
	switch string(n.value.raw) {
	case "true":
		return true
	case "false":
		return false
	}
	n.wrong("true or false")
	return byDefault
}

// number is a whole number of 0 or more; null is 0, and anything else -1.
func (n node) number() int {
	if n.value.isNull() {
		return 0
	}
	i, err := strconv.ParseInt(string(n.value.raw), 10, 32) // Graph has Int32
	if err != nil || i < 0 {
		n.wrong("a whole number of 0 or more")
		return -1
	}
	return int(i)
}

// oneOf is one of the words, in any letter case: Graph's own samples write "string" for String. Null is the first of them.
func oneOf[T ~string](n node, words ...T) T {
	if n.value.isNull() {
		return words[0]
	}
	text, ok := n.value.text()
	for _, word := range words {
		if ok && strings.EqualFold(text, string(word)) {
			return word
		}
	}
	n.wrong(fmt.Sprintf("one of %q", words))
	return words[0]
}
