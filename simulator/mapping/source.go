package mapping

import (
	"slices"
	"strings"

	"github.com/entrasim/entrasim/simulator/expression"
)

// SourceType is the kind of an attribute mapping's source; the portal calls them Direct, Constant and Expression.
type SourceType string

const (
	SourceAttribute SourceType = "Attribute"
	SourceConstant  SourceType = "Constant"
	SourceFunction  SourceType = "Function"
)

// AttributeMappingSource is an expression and what Graph says about it. It does not change once it is made. Graph also
// repeats the expression as a tree of parameters; the text is what counts here, so the tree is kept and not read, and made
// anew when the text changes.
type AttributeMappingSource struct {
	// Type is what the expression is.
	Type SourceType
	// Name is the attribute's, the function's, or the constant itself.
	Name string
	// Expression is the text that is evaluated.
	Expression string

	compiled *expression.Expression
}

// newSource compiles an expression. The error is an *expression.SyntaxError.
func newSource(text string) (*AttributeMappingSource, error) {
	compiled, err := expression.Parse(text)
	if err != nil {
		return nil, err
	}
	s := &AttributeMappingSource{Type: SourceConstant, Expression: text, compiled: compiled}
	switch {
	case compiled.FunctionName() != "":
		s.Type, s.Name = SourceFunction, compiled.FunctionName()
	case len(compiled.Attributes()) == 1 && compiled.String() == "["+compiled.Attributes()[0]+"]":
		s.Type, s.Name = SourceAttribute, compiled.Attributes()[0]
	default:
		value, err := compiled.Eval(func(string) (expression.Value, bool) { return expression.Null(), false })
		if err != nil {
			return nil, err
		}
		s.Name = value.Text()
	}
	return s, nil
}

// write is the source as JSON. A source that was made anew takes the unknown members of the one that it replaces.
func (s *AttributeMappingSource) write(replaced *jsonValue) *jsonValue {
	if replaced.isNull() {
		replaced = nil
	}
	w := rewrite(replaced)
	w.set("expression", encodeJSON(s.Expression))
	w.set("name", encodeJSON(s.Name))
	w.set("type", encodeJSON(s.Type))
	w.set("parameters", &jsonValue{kind: '[', elements: s.parameters()})
	return w.value()
}

// parameters are the arguments of a function by the names of its parameters: {"key", "value"}, where the value is a source
// again. As in Graph's samples, an argument that is left empty is not there. Should one not be an expression by itself, as
// the comparison of an IIF, there are none at all: how Graph shows it is not known.
func (s *AttributeMappingSource) parameters() []*jsonValue {
	elements := []*jsonValue{}
	if s.Type != SourceFunction {
		return elements
	}
	names := parameterNames(s.Name)
	for i, argument := range arguments(s.compiled.String()) {
		if argument == "" {
			continue
		}
		source, err := newSource(argument)
		if err != nil {
			return []*jsonValue{}
		}
		w := rewrite(nil)
		w.set("key", encodeJSON(names[min(i, len(names)-1)]))
		w.set("value", source.write(nil))
		elements = append(elements, w.value())
	}
	return elements
}

// parameterNames are the names of the function's parameters; the last one repeats.
func parameterNames(function string) []string {
	functions := expression.Functions()
	i := slices.IndexFunc(functions, func(f expression.Function) bool { return f.Name == function })
	var names []string
	for _, p := range functions[i].Params {
		names = append(names, p.Name)
	}
	return names
}

// arguments are those of a call in its canonical form, Name(first, second); one that is left empty is "".
func arguments(call string) []string {
	_, inside, _ := strings.Cut(strings.TrimSuffix(call, ")"), "(")
	if inside == "" {
		return nil
	}
	var list []string
	depth, start := 0, 0
	for i := 0; i < len(inside); i++ {
		switch inside[i] {
		case '"':
			for i++; inside[i] != '"'; i++ {
				if inside[i] == '\\' {
					i++
				}
			}
		case '[':
			i += strings.IndexByte(inside[i:], ']')
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				list = append(list, strings.TrimSpace(inside[start:i]))
				start = i + 1
			}
		}
	}
	return append(list, strings.TrimSpace(inside[start:]))
}
