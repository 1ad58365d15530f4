package mapping

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/expression/dotnetdate"
)

// ParseExpressionResponse is the answer of Graph's action parseExpression.
type ParseExpressionResponse struct {
	// ParsedExpression is nil when parsing failed.
	ParsedExpression    *expression.Tree `json:"parsedExpression"`
	ParsingSucceeded    bool             `json:"parsingSucceeded"`
	ParsingError        *PublicError     `json:"parsingError"`
	EvaluationSucceeded bool             `json:"evaluationSucceeded"`
	// EvaluationResult has one text for each value, and none for null.
	EvaluationResult []string     `json:"evaluationResult"`
	EvaluationError  *PublicError `json:"evaluationError"`
	// Error is the one or the other of the two errors: Graph's resource type parseExpressionResponse has this member alone.
	Error *PublicError `json:"error"`
}

// PublicError is Graph's, as far as it is needed. Which codes Graph uses is not known.
type PublicError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// The codes of PublicError.
const (
	CodeInvalidExpression = "InvalidExpression"
	CodeEvaluationFailed  = "EvaluationFailed"
)

// ParseExpression is Graph's action of that name. It parses the expression and, unless testInputObject is nil, evaluates it
// for that object; env is what it may ask besides, and may be zero. Where targetAttributeDefinition is given the result
// must be a value of it: what Graph does with the definition is not said, and a value that does not fit is what somebody
// who gives one wants to know.
func ParseExpression(
	text string, testInputObject Source, targetAttributeDefinition *AttributeDefinition, env expression.Environment,
) ParseExpressionResponse {
	r := ParseExpressionResponse{EvaluationResult: []string{}}
	parsed, err := expression.Parse(text)
	if err != nil {
		r.ParsingError = &PublicError{Code: CodeInvalidExpression, Message: firstLine(err)}
		r.Error = r.ParsingError
		return r
	}
	r.ParsedExpression, r.ParsingSucceeded = parsed.Tree(), true
	if testInputObject == nil {
		return r
	}
	env.Attribute = testInputObject
	value, err := parsed.Eval(&env)
	if err == nil && targetAttributeDefinition != nil {
		err = targetAttributeDefinition.accepts(value)
	}
	if err != nil {
		r.EvaluationError = &PublicError{Code: CodeEvaluationFailed, Message: firstLine(err)}
		r.Error = r.EvaluationError
		return r
	}
	r.EvaluationSucceeded, r.EvaluationResult = true, textsOf(value)
	return r
}

// firstLine leaves the picture of the place out of a syntax error: JSON would show it as one line.
func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

func textsOf(v expression.Value) []string {
	switch items := v.Items(); {
	case v.IsNull():
		return []string{}
	case items == nil:
		return []string{v.Text()}
	default:
		list := make([]string, len(items))
		for i, item := range items {
			list[i] = item.Text()
		}
		return list
	}
}

// accepts says whether the attribute can have the value.
func (a *AttributeDefinition) accepts(v expression.Value) error {
	values := textsOf(v)
	if len(values) > 1 && !a.Multivalued {
		return fmt.Errorf("target attribute %s: expected one value, found %d", a.Name, len(values))
	}
	for _, text := range values {
		if expected := a.Type.refuses(text); expected != "" {
			return fmt.Errorf("target attribute %s: expected %s, found %s", a.Name, expected, expression.String(text))
		}
	}
	return nil
}

// refuses says what a text of the type would be, if this one is not.
func (t AttributeType) refuses(text string) (expected string) {
	switch t {
	case TypeBoolean:
		if !strings.EqualFold(text, "True") && !strings.EqualFold(text, "False") {
			return "True or False"
		}
	case TypeInteger:
		if _, err := strconv.ParseInt(text, 10, 64); err != nil {
			return "a whole number"
		}
	case TypeDateTime:
		if _, err := dotnetdate.Parse(text, nil); err != nil {
			return "a date"
		}
	case TypeBinary:
		if _, err := base64.StdEncoding.DecodeString(text); err != nil {
			return "base 64"
		}
	}
	return ""
}
