package expression

import (
	"fmt"
	"slices"
	"strings"
)

// Tree is a parsed expression in the shape of Graph's attributeMappingSource.
type Tree struct {
	// Expression is the text of this part.
	Expression string `json:"expression"`
	// Name is the attribute's or the function's, or the constant itself.
	Name string `json:"name"`
	// Type is TypeAttribute, TypeConstant or TypeFunction.
	Type string `json:"type"`
	// Parameters are the arguments of a function, in their order.
	Parameters []TreeParameter `json:"parameters"`
}

// TreeParameter is an argument: Graph's stringKeyAttributeMappingSourceValuePair.
type TreeParameter struct {
	// Key is the name of the function's parameter.
	Key string `json:"key"`
	// Value is nil for one of several arguments of a repeatable parameter that is left empty. Other empty arguments are
	// not there at all, as in Graph's sample of parseExpression.
	Value *Tree `json:"value"`
}

// The types of a Tree.
const (
	TypeAttribute = "Attribute"
	TypeConstant  = "Constant"
	TypeFunction  = "Function"
)

// What the sides of a comparison are called. How Graph shows a comparison is not known; here it is a function by the name
// of its operator.
const (
	leftKey  = "left"
	rightKey = "right"
)

// Tree gives the expression part by part.
func (e *Expression) Tree() *Tree { return treeOf(e.root, e.layout()) }

func treeOf(n node, l layout) *Tree {
	t := &Tree{Expression: l.print(n), Parameters: []TreeParameter{}}
	switch n := n.(type) {
	case attributeNode:
		t.Type, t.Name = TypeAttribute, n.name
	case constantNode:
		t.Type, t.Name = TypeConstant, t.Expression
		if n.value.kind == KindString {
			t.Name = n.value.text
		}
	case comparisonNode:
		t.Type, t.Name = TypeFunction, n.operator
		t.Parameters = []TreeParameter{
			{Key: leftKey, Value: treeOf(n.left, l)}, {Key: rightKey, Value: treeOf(n.right, l)},
		}
	case *callNode:
		t.Type, t.Name = TypeFunction, n.function.Name
		for i, arg := range n.args {
			switch p := n.function.param(i); {
			case arg != nil:
				t.Parameters = append(t.Parameters, TreeParameter{Key: p.Name, Value: treeOf(arg, l)})
			case p.Repeatable:
				t.Parameters = append(t.Parameters, TreeParameter{Key: p.Name})
			}
		}
	}
	return t
}

// ParseTree makes the expression that a tree shows. Texts count only in constants, parameters in everything else. The error
// is a *SyntaxError where the tree can be written as a text, with that text.
func ParseTree(t *Tree) (*Expression, error) {
	text, err := t.text()
	if err != nil {
		return nil, err
	}
	return Parse(text)
}

// text writes the tree as an expression.
func (t *Tree) text() (string, error) {
	if t == nil {
		return "", nil
	}
	switch t.Type {
	case TypeAttribute:
		return "[" + t.Name + "]", nil
	case TypeConstant:
		if t.Expression == "" {
			return quote(t.Name), nil
		}
		root, err := parse(t.Expression)
		if err != nil {
			return "", err
		}
		if !isConstant(root) {
			return "", fmt.Errorf("expected a constant, found %s", t.Expression)
		}
		return t.Expression, nil
	case TypeFunction:
		if slices.Contains(operators[:], t.Name) {
			return t.comparison()
		}
		return t.call()
	}
	return "", fmt.Errorf("expected type %s, %s or %s, found %q", TypeAttribute, TypeConstant, TypeFunction, t.Type)
}

func (t *Tree) comparison() (string, error) {
	if len(t.Parameters) != 2 || t.Parameters[0].Key != leftKey || t.Parameters[1].Key != rightKey {
		return "", fmt.Errorf("expected %s and %s of %s, found %d parameters", leftKey, rightKey, t.Name, len(t.Parameters))
	}
	left, err := t.Parameters[0].Value.text()
	if err != nil {
		return "", err
	}
	right, err := t.Parameters[1].Value.text()
	return left + " " + t.Name + " " + right, err
}

// call writes a call, with every argument in the place of its parameter.
func (t *Tree) call() (string, error) {
	f, ok := lookup(t.Name)
	if !ok {
		return "", fmt.Errorf("unknown function %s%s", t.Name, suggestion(t.Name))
	}
	var args []string
	given, used := 0, 0
	for _, p := range f.Params {
		found := 0
		for _, parameter := range t.Parameters {
			if parameter.Key != p.Name || found > 0 && !p.Repeatable {
				continue
			}
			text, err := parameter.Value.text()
			if err != nil {
				return "", err
			}
			args = append(args, text)
			found++
			if parameter.Value != nil || p.Repeatable {
				given = len(args)
			}
		}
		used += found
		if found == 0 && !p.Repeatable {
			args = append(args, "")
		}
	}
	if used < len(t.Parameters) {
		return "", fmt.Errorf("expected the parameters of %s, each once, found %s", f.Signature(), t.keys())
	}
	return f.Name + "(" + strings.Join(args[:given], ", ") + ")", nil
}

func (t *Tree) keys() string {
	keys := make([]string, len(t.Parameters))
	for i, parameter := range t.Parameters {
		keys[i] = parameter.Key
	}
	return strings.Join(keys, ", ")
}
