package mapping

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/simulator/expression"
)

// Operator is one row of the table of the operators of scoping filters: all that is known of it, for help, for Graph's
// filterOperators, for the check of clauses and for their evaluation. Graph's multivaluedComparisonType is All for each.
type Operator struct {
	// Name is what the portal shows. Where Graph's operatorName is documented, it is the same.
	Name string
	// Documented says that Graph's operatorName is documented. Of another one every spelling is accepted that is likely:
	// the portal's and that of Enum, in any letter case, with blanks, hyphens, underscores or nothing between the words.
	Documented bool
	// Enum is the name in Microsoft's reference code, "" for none.
	Enum string
	// Arity is Binary, or Unary for an operator that takes no value.
	Arity Arity
	// Types are the types of source attributes that the operator is for (Graph: supportedAttributeTypes). Graph's page shows
	// those of EQUALS; the others follow from what the operator does.
	Types []AttributeType
	// Doc says in a sentence when a clause holds, Case whether letter case counts, Source where both come from.
	Doc, Case, Source string

	// holds is asked for values that are not empty; onEmpty is the answer for those that are.
	holds   func(c FilterClause, value expression.Value, o Options) bool
	onEmpty bool
	// What the clause's value has to be.
	wantsInteger, wantsPattern bool
	// zeroOnEmpty says that Options.NullIsZero concerns it.
	zeroOnEmpty bool
}

// Arity is Graph's scopeOperatorType.
type Arity string

const (
	Binary Arity = "Binary"
	Unary  Arity = "Unary"
)

// theScopingPage documents the operators and when they hold. A comparison with a null or empty source is false, IS NULL
// apart.
const theScopingPage = "Microsoft Learn, define-conditional-rules-for-provisioning-user-accounts"

const (
	caseSensitive = "sensitive"
	caseless      = "-"
	caseUnknown   = "not documented; sensitive unless an option says otherwise"
)

// operators is every operator, in the order of the page.
var operators = [...]Operator{
	{Name: "&", Enum: "BitAnd", Arity: Binary, Types: texts, Case: caseUnknown, Source: theScopingPage,
		Doc: "the value occurs in the source attribute; the page can be read otherwise, which is an option", holds: ampersand(true)},
	{Name: "!&", Enum: "NotBitAnd", Arity: Binary, Types: texts, Case: caseUnknown, Source: theScopingPage,
		Doc: "the value does not occur in the source attribute", holds: ampersand(false)},
	{Name: "ENDS_WITH", Enum: "EndsWith", Arity: Binary, Types: texts, Case: caseUnknown, Source: theScopingPage,
		Doc: "the source attribute ends with the value",
		holds: func(c FilterClause, v expression.Value, o Options) bool {
			source, operand := fold(v.Text(), c.TargetOperand, o.EndsWithIgnoresCase)
			return strings.HasSuffix(source, operand)
		}},
	{Name: "EQUALS", Documented: true, Enum: "Equals", Arity: Binary, Types: equatable, Case: caseSensitive, Source: theScopingPage,
		Doc:   "the source attribute is the value",
		holds: func(c FilterClause, v expression.Value, _ Options) bool { return v.Text() == c.TargetOperand }},
	{Name: "Greater_Than", Enum: "GreaterThan", Arity: Binary, Types: integers, Case: caseless, Source: theScopingPage,
		Doc:          "both are integers, and the source attribute is greater",
		wantsInteger: true, zeroOnEmpty: true,
		holds: func(c FilterClause, v expression.Value, _ Options) bool {
			return compareIntegers(v, c.TargetOperand, 1)
		}},
	{Name: "Greater_Than_OR_EQUALS", Enum: "EqualOrGreaterThan", Arity: Binary, Types: integers, Case: caseless, Source: theScopingPage,
		Doc:          "both are integers, and the source attribute is not less",
		wantsInteger: true, zeroOnEmpty: true,
		holds: func(c FilterClause, v expression.Value, _ Options) bool {
			return compareIntegers(v, c.TargetOperand, 0)
		}},
	{Name: "Includes", Enum: "Includes", Arity: Binary, Types: texts, Case: caseSensitive, Source: theScopingPage,
		Doc: "the source attribute contains the value",
		holds: func(c FilterClause, v expression.Value, _ Options) bool {
			return strings.Contains(v.Text(), c.TargetOperand)
		}},
	{Name: "IS FALSE", Documented: true, Arity: Unary, Types: booleans, Case: caseless, Source: theScopingPage,
		Doc:   "the source attribute is false",
		holds: func(_ FilterClause, v expression.Value, _ Options) bool { return v.Text() == "False" }},
	{Name: "IS NOT NULL", Documented: true, Arity: Unary, Types: anything, Case: caseless, Source: theScopingPage,
		Doc:   "the source attribute has a value",
		holds: func(FilterClause, expression.Value, Options) bool { return true }},
	{Name: "IS NULL", Documented: true, Arity: Unary, Types: anything, Case: caseless, Source: theScopingPage,
		Doc:   "the source attribute is null or empty; no other operator holds then",
		holds: func(FilterClause, expression.Value, Options) bool { return false }, onEmpty: true},
	{Name: "IS TRUE", Documented: true, Arity: Unary, Types: booleans, Case: caseless, Source: theScopingPage,
		Doc:   "the source attribute is true",
		holds: func(_ FilterClause, v expression.Value, _ Options) bool { return v.Text() == "True" }},
	{Name: "NOT EQUALS", Documented: true, Enum: "NotEquals", Arity: Binary, Types: equatable, Case: caseSensitive, Source: theScopingPage,
		Doc:   "the source attribute has a value, and it is another one",
		holds: func(c FilterClause, v expression.Value, _ Options) bool { return v.Text() != c.TargetOperand }},
	{Name: "NOT REGEX MATCH", Documented: true, Enum: "NotMatchesExpression", Arity: Binary, Types: texts, Case: caseSensitive, Source: theScopingPage,
		Doc:          "the source attribute has a value, and the regular expression does not match it",
		wantsPattern: true,
		holds:        func(c FilterClause, v expression.Value, o Options) bool { return c.matches(v, o, false) }},
	{Name: "REGEX MATCH", Documented: true, Enum: "MatchesExpression", Arity: Binary, Types: texts, Case: caseSensitive, Source: theScopingPage,
		Doc:          "the regular expression matches the source attribute, at any place unless an option says otherwise",
		wantsPattern: true,
		holds:        func(c FilterClause, v expression.Value, o Options) bool { return c.matches(v, o, true) }},
}

var (
	texts     = []AttributeType{TypeString}
	integers  = []AttributeType{TypeInteger, TypeString} // employee ids are texts in the directory
	booleans  = []AttributeType{TypeBoolean}
	equatable = []AttributeType{TypeString, TypeInteger}
	anything  = []AttributeType{TypeString, TypeInteger, TypeBoolean, TypeBinary, TypeReference}
)

// Operators gives every operator, in the order of the page. The caller may change the answer.
func Operators() []Operator {
	list := slices.Clone(operators[:])
	for i := range list {
		list[i].Types = slices.Clone(list[i].Types)
	}
	return list
}

// findOperator finds an operator by what a schema calls it. The error says what is known.
func findOperator(name string) (*Operator, error) {
	names := make([]string, len(operators))
	for i := range operators {
		o := &operators[i]
		if o.Name == name || !o.Documented && (squeeze(o.Name) == squeeze(name) || squeeze(o.Enum) == squeeze(name)) {
			return o, nil
		}
		names[i] = o.Name
	}
	if strings.EqualFold(squeeze(name), "IsMemberOf") {
		return nil, fmt.Errorf("expected another operator than IsMemberOf, which is not supported (%s)", theScopingPage)
	}
	return nil, fmt.Errorf("expected an operator of %s, found %q", strings.Join(names, ", "), name)
}

// squeeze is a name without letter case and without what stands between its words. The operator & is not a word.
func squeeze(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", " ", "", "-", "").Replace(name))
}

func fold(a, b string, ignoreCase bool) (string, string) {
	if ignoreCase {
		return strings.ToLower(a), strings.ToLower(b)
	}
	return a, b
}

func ampersand(want bool) func(FilterClause, expression.Value, Options) bool {
	return func(c FilterClause, v expression.Value, o Options) bool {
		source, operand := fold(v.Text(), c.TargetOperand, o.AmpersandIgnoresCase)
		switch o.Ampersand {
		case AmpersandInOperand:
			return strings.Contains(operand, source) == want
		case AmpersandBits:
			a, b := integer(source), integer(operand)
			return a != nil && b != nil && (new(big.Int).And(a, b).Sign() != 0) == want // no integer, no comparison
		}
		return strings.Contains(source, operand) == want
	}
}

// compareIntegers is whether both are integers and their comparison gives at least so much. Ids may have any number of digits.
func compareIntegers(v expression.Value, operand string, least int) bool {
	a, b := integer(v.Text()), integer(operand)
	return a != nil && b != nil && a.Cmp(b) >= least
}

// integer is nil for a text that is not one.
func integer(text string) *big.Int {
	if len(text) > 100 { // no id, and costly
		return nil
	}
	i, ok := new(big.Int).SetString(text, 10)
	if !ok {
		return nil
	}
	return i
}
