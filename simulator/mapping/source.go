package mapping

import (
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
// repeats the expression as a tree of parameters; the text is what counts here, so the tree is not read.
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
		s.Name = strings.Trim(compiled.String(), `"`)
	}
	return s, nil
}
