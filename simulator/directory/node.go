package directory

import (
	"fmt"
	"slices"
)

// node is a value of a document, YAML or JSON, and where it stands.
type node struct {
	line, column int
	key          string // path from the document, for instance users[3].manager
	// value is nil, a bool, an int64, a string, a []*node, a []member, or a number that is not whole.
	value any
	// written is a whole number as the document has it, which may be 0012.
	written string

	resolved *object // of a reference: whom it means
}

// member is one key of a mapping and its value.
type member struct {
	name string
	at   *node // where the name stands
	node *node
}

// number is a number that is not whole, as it was written.
type number string

// describe says what a node is, for errors.
func (n *node) describe() string {
	switch v := n.value.(type) {
	case nil:
		return "nothing"
	case []*node:
		return "a list"
	case []member:
		return "a mapping"
	case string:
		return fmt.Sprintf("%q", v)
	case int64:
		if n.written != "" {
			return "the number " + n.written
		}
	}
	return fmt.Sprint(n.value)
}

// scalar is the value of an attribute: nil, a bool, an int64, a string or a []string. The error says what it is instead.
func (n *node) scalar() (any, error) {
	switch v := n.value.(type) {
	case nil, bool, int64, string:
		return v, nil
	case []*node:
		texts := make([]string, len(v))
		for i, item := range v {
			text, ok := item.value.(string)
			if !ok {
				return nil, fmt.Errorf("expected a list of texts, found %s in it", item.describe())
			}
			texts[i] = text
		}
		return texts, nil
	}
	return nil, fmt.Errorf("expected a text, a number, true, false or a list of texts, found %s", n.describe())
}

// items are the elements of a list; nothing is an empty one.
func (p *plan) items(n *node) []*node {
	switch v := n.value.(type) {
	case nil:
		return nil
	case []*node:
		return v
	}
	p.faultf(n, "expected a list, found %s", n.describe())
	return nil
}

// mapping are the keys of a mapping; nothing is an empty one.
func (p *plan) mapping(n *node) []member {
	switch v := n.value.(type) {
	case nil:
		return nil
	case []member:
		return v
	}
	p.faultf(n, "expected a mapping, found %s", n.describe())
	return nil
}

// text is a text that is not empty; ok is false, and the fault noted, for anything else.
func (p *plan) text(n *node) (text string, ok bool) {
	text, ok = n.value.(string)
	if ok = ok && text != ""; !ok {
		p.faultf(n, "expected a text, found %s", n.describe())
	}
	return text, ok
}

// child is a node below, under a name.
func (n *node) childKey(name string) string {
	if n.key == "" {
		return name
	}
	return n.key + "." + name
}

func (n *node) itemKey(i int) string { return fmt.Sprintf("%s[%d]", n.key, i) }

// get is the value under a name of a mapping; nil for none.
func get(members []member, name string) *node {
	if i := slices.IndexFunc(members, func(m member) bool { return m.name == name }); i >= 0 {
		return members[i].node
	}
	return nil
}
