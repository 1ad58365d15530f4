package expression

import (
	"fmt"
	"strings"
)

// Warning is something that an expression may contain and that does not do what it looks like, or that the page advises
// against.
type Warning struct {
	// Offset counts bytes from the start of the expression; Line and Column count from 1, Column in characters.
	Offset, Line, Column int
	// Message is a sentence without position.
	Message string
}

// String gives "line:column: message".
func (w Warning) String() string { return fmt.Sprintf("%d:%d: %s", w.Line, w.Column, w.Message) }

// Warnings gives what the page calls unsupported or advises against, in the order of the text. Such an expression can be
// evaluated nonetheless, since there are mappings that have it.
func (e *Expression) Warnings() []Warning {
	var warnings []Warning
	warn := func(n node, message string) {
		line, column := position(e.source, n.position())
		warnings = append(warnings, Warning{Offset: n.position(), Line: line, Column: column, Message: message})
	}
	e.root.walk(func(n node) {
		c, ok := n.(*callNode)
		if !ok || len(c.args) == 0 || c.args[0] == nil {
			return
		}
		switch first := c.args[0]; c.function.Name {
		case functionIIF.Name:
			if isPresenceTest(first) || comparesWithNothing(first) {
				warn(first, "IIF is false for a source that is null or empty; use Switch with the key \"\" instead")
			}
		case functionSwitch.Name:
			if a, ok := first.(attributeNode); ok && strings.EqualFold(a.name, "manager") {
				warn(first, "Switch is not for references such as manager")
			}
			if isPresenceTest(first) {
				warn(first, "Switch compares its keys with True or False here; use the source itself and the key \"\" instead")
			}
		case SelectUniqueValueName:
			warn(c, "SelectUniqueValue is supported for Active Directory only")
		}
	})
	return warnings
}

func isPresenceTest(n node) bool {
	return isCallOf(n, functionIsPresent.Name, functionIsNull.Name, functionIsNullOrEmpty.Name, functionIsNothing.Name)
}

// comparesWithNothing says whether a condition is a comparison with the constant "".
func comparesWithNothing(n node) bool {
	c, ok := n.(comparisonNode)
	if !ok {
		return false
	}
	for _, side := range []node{c.left, c.right} {
		if constant, ok := side.(constantNode); ok && constant.value.IsEmpty() {
			return true
		}
	}
	return false
}
