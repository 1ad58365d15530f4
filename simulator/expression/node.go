package expression

import (
	"fmt"
	"strings"
)

// node is a part of a parsed expression. A function argument that was left empty is a nil node.
type node interface {
	eval(scope) (Value, error)
	write(*strings.Builder, layout)
	// walk visits the node and all below it, in the order of the text.
	walk(visit func(node))
	// position is where the node begins in the source, in bytes.
	position() int
}

// scope is what an evaluation needs beyond the tree: the environment, the source for error messages, and the time that
// regular expressions have taken. It is passed by value so that evaluating allocates nothing of its own.
type scope struct {
	env    *Environment
	source string
	// searches is nil where the expression has no regular expression.
	searches *stopwatch
}

// attributeNode is [name].
type attributeNode struct {
	name   string
	offset int
}

func (a attributeNode) eval(s scope) (Value, error) {
	if s.env.Attribute == nil {
		return Null(), nil
	}
	v, ok := s.env.Attribute(a.name)
	if !ok {
		return Null(), nil
	}
	return v, nil
}

func (a attributeNode) write(b *strings.Builder, _ layout) { b.WriteString("[" + a.name + "]") }
func (a attributeNode) walk(visit func(node))              { visit(a) }
func (a attributeNode) position() int                      { return a.offset }

// constantNode is a text in double quotes, True, False, a number or one of the bare words.
type constantNode struct {
	value  Value
	hex    bool // the number was written in hexadecimal, and is printed so
	word   bool // the text was written without quotes, and is printed so
	offset int
}

func (c constantNode) eval(scope) (Value, error) { return c.value, nil }

func (c constantNode) write(b *strings.Builder, _ layout) {
	if c.hex {
		fmt.Fprintf(b, "&H%X", int64(c.value.number))
		return
	}
	if c.word {
		b.WriteString(c.value.text)
		return
	}
	b.WriteString(c.value.String())
}

func (c constantNode) walk(visit func(node)) { visit(c) }
func (c constantNode) position() int         { return c.offset }

// callNode is Name(argument, argument).
type callNode struct {
	function *Function
	args     []node
	evaluate evaluator
	offset   int
	redacts  bool // it or an argument is Redact
}

func (c *callNode) write(b *strings.Builder, l layout) {
	b.WriteString(c.function.Name + "(")
	for i, arg := range c.args {
		if i > 0 {
			b.WriteString(l.comma)
		}
		if arg != nil {
			arg.write(b, l)
		}
	}
	b.WriteByte(')')
}

func (c *callNode) walk(visit func(node)) {
	visit(c)
	for _, arg := range c.args {
		if arg != nil {
			arg.walk(visit)
		}
	}
}

func (c *callNode) position() int { return c.offset }
