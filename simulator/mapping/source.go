package mapping

import "github.com/entrasim/entrasim/simulator/expression"

// SourceType is the kind of an attribute mapping's source; the portal calls them Direct, Constant and Expression.
type SourceType string

const (
	SourceAttribute SourceType = expression.TypeAttribute
	SourceConstant  SourceType = expression.TypeConstant
	SourceFunction  SourceType = expression.TypeFunction
)

// AttributeMappingSource is an expression and what Graph says about it. It does not change once it is made. Graph also
// repeats the expression as a tree of parameters, which is read only where there is no text; Tree gives it.
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
	return sourceOf(compiled), nil
}

func sourceOf(compiled *expression.Expression) *AttributeMappingSource {
	tree := compiled.Tree()
	return &AttributeMappingSource{
		Type: SourceType(tree.Type), Name: tree.Name, Expression: compiled.Source(), compiled: compiled,
	}
}

// Tree gives the expression part by part, as Graph's attributeMappingSource has it.
func (s *AttributeMappingSource) Tree() *expression.Tree { return s.compiled.Tree() }

// selectsUnique says whether the source is the function that is for creation only.
func (s *AttributeMappingSource) selectsUnique() bool {
	return s != nil && s.compiled != nil && s.compiled.FunctionName() == expression.SelectUniqueValueName
}

// MayForget says whether the service may take the expression for null when something else changed (the caution at Switch
// on Microsoft Learn, functions-for-customizing-application-data).
func (s *AttributeMappingSource) MayForget() bool {
	return s != nil && s.compiled != nil && s.compiled.MayForget()
}

// Redacts says whether logs must not show what the expression made.
func (s *AttributeMappingSource) Redacts() bool {
	return s != nil && s.compiled != nil && s.compiled.Redacts()
}

// write is the source as JSON. A source that was made anew takes the unknown members of the one that it replaces.
func (s *AttributeMappingSource) write(replaced *jsonValue) *jsonValue {
	return writeTree(s.Tree(), s.Expression, replaced)
}

// writeTree is a part of an expression as JSON, null for an argument that is left empty.
func writeTree(t *expression.Tree, text string, replaced *jsonValue) *jsonValue {
	if t == nil {
		return encodeJSON(nil)
	}
	if replaced.isNull() {
		replaced = nil
	}
	parameters := []*jsonValue{}
	for _, p := range t.Parameters {
		w, argument := rewrite(nil), ""
		if p.Value != nil {
			argument = p.Value.Expression
		}
		w.set("key", encodeJSON(p.Key))
		w.set("value", writeTree(p.Value, argument, nil))
		parameters = append(parameters, w.value())
	}
	w := rewrite(replaced)
	w.set("expression", encodeJSON(text))
	w.set("name", encodeJSON(t.Name))
	w.set("type", encodeJSON(t.Type))
	w.set("parameters", &jsonValue{kind: '[', elements: parameters})
	return w.value()
}
