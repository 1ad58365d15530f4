package mapping_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// filtered is a mapping with one clause, and a schema around it for its options.
func filtered(t *testing.T, o mapping.Options, attribute, operator, operand string) *mapping.ObjectMapping {
	t.Helper()
	clause, err := mapping.NewFilterClause(attribute, operator, operand)
	require.NoError(t, err)
	m := &mapping.ObjectMapping{Scope: &mapping.Filter{Groups: []mapping.FilterGroup{{Clauses: []mapping.FilterClause{clause}}}}}
	(&mapping.SynchronizationSchema{SynchronizationRules: []*mapping.SynchronizationRule{{ObjectMappings: []*mapping.ObjectMapping{m}}}}).SetOptions(o)
	return m
}

// value is a source whose every attribute has the value; nil is absent.
func value(v any) mapping.Source {
	return func(string) (expression.Value, bool) {
		switch v := v.(type) {
		case string:
			return expression.String(v), true
		case bool:
			return expression.Bool(v), true
		case int:
			return expression.Number(float64(v)), true
		}
		return expression.Null(), false
	}
}

// Microsoft Learn, define-conditional-rules-for-provisioning-user-accounts, step 8, letters a to n. "A null or empty source
// makes any comparison false", IS NULL apart.
func TestOperators(t *testing.T) {
	long := strings.Repeat("9", 30)
	for _, row := range []struct {
		step, operator, operand string
		source                  any
		want                    bool
	}{
		{"a", "&", "ale", "Sales", true},
		{"a", "&", "sale", "Sales", false},
		{"a", "&", "Sales and more", "Sales", false},
		{"a", "&", "", nil, false},
		{"b", "!&", "x", "Sales", true},
		{"b", "!&", "ale", "Sales", false},
		{"b", "!&", "x", nil, false},
		{"b", "!&", "x", "", false},
		{"c", "ENDS_WITH", "@x.com", "ann@x.com", true},
		{"c", "ENDS_WITH", "@X.com", "ann@x.com", false},
		{"c", "ENDS_WITH", "@x", "ann@x.com", false},
		{"c", "ENDS_WITH", "", nil, false},
		{"d", "EQUALS", "Sales", "Sales", true},
		{"d", "EQUALS", "Sales", "sales", false},
		{"d", "EQUALS", "Sales", nil, false},
		{"d", "EQUALS", "", "", false},
		{"d", "EQUALS", "5", 5, true},
		{"e", "Greater_Than", "5", "6", true},
		{"e", "Greater_Than", "5", 6, true},
		{"e", "Greater_Than", "5", "5", false},
		{"e", "Greater_Than", "9", "10", true}, // not as texts
		{"e", "Greater_Than", "5", "6.5", false},
		{"e", "Greater_Than", "5", "E6", false},
		{"e", "Greater_Than", long, long + "0", true},
		{"e", "Greater_Than", "5", nil, false},
		{"f", "Greater_Than_OR_EQUALS", "5", "5", true},
		{"f", "Greater_Than_OR_EQUALS", "5", "005", true},
		{"f", "Greater_Than_OR_EQUALS", "5", "4", false},
		{"f", "Greater_Than_OR_EQUALS", "-1", "0", true},
		{"f", "Greater_Than_OR_EQUALS", "0", "", false},
		{"g", "Includes", "ale", "Sales", true},
		{"g", "Includes", "ALE", "Sales", false},
		{"g", "Includes", "ale", nil, false},
		{"h", "IS FALSE", "", false, true},
		{"h", "IS FALSE", "", true, false},
		{"h", "IS FALSE", "", "False", true},
		{"h", "IS FALSE", "", nil, false},
		{"i", "IS NOT NULL", "", "x", true},
		{"i", "IS NOT NULL", "", false, true},
		{"i", "IS NOT NULL", "", "", false},
		{"i", "IS NOT NULL", "", nil, false},
		{"j", "IS NULL", "", nil, true},
		{"j", "IS NULL", "", "", true},
		{"j", "IS NULL", "", "x", false},
		{"k", "IS TRUE", "", true, true},
		{"k", "IS TRUE", "", false, false},
		{"k", "IS TRUE", "", "yes", false},
		{"k", "IS TRUE", "", nil, false},
		{"l", "NOT EQUALS", "Sales", "Research", true},
		{"l", "NOT EQUALS", "Sales", "sales", true},
		{"l", "NOT EQUALS", "Sales", "Sales", false},
		{"l", "NOT EQUALS", "Sales", nil, false},
		{"m", "NOT REGEX MATCH", `^x`, "abc", true},
		{"m", "NOT REGEX MATCH", `^a`, "abc", false},
		{"m", "NOT REGEX MATCH", `^x`, nil, false},
		{"m", "NOT REGEX MATCH", `^x`, "", false},
		{"n", "REGEX MATCH", `.*\@domain.com`, "ann@domain.com", true},
		{"n", "REGEX MATCH", `(1[0-9][0-9][0-9][0-9][0-9][0-9])`, "1234567", true},
		{"n", "REGEX MATCH", `([1-9][0-9])`, "abc42", true},
		{"n", "REGEX MATCH", `([1-9][0-9])`, "abc", false},
		{"n", "REGEX MATCH", `Abc`, "abc", false},
		{"n", "REGEX MATCH", `^(?!admin|svc)`, "ann", true},
		{"n", "REGEX MATCH", `^(?!admin|svc)`, "svc-backup", false},
		{"n", "REGEX MATCH", `(?<=@)contoso`, "ann@contoso.example", true},
		{"n", "REGEX MATCH", `^(\w)\1`, "aaron", true},
		{"n", "NOT REGEX MATCH", `^(a+)+$`, strings.Repeat("a", 40) + "b", false}, // no answer in time is none
		{"n", "REGEX MATCH", `.*`, nil, false},
	} {
		got := filtered(t, mapping.Options{}, "a", row.operator, row.operand).InScope(value(row.source))
		assert.Equal(t, row.want, got, "%s: %v %s %q", row.step, row.source, row.operator, row.operand)
	}
}

// What the page leaves open is an option; the first of two rows is the default.
func TestOptionsOfOperators(t *testing.T) {
	whole, ends := mapping.Options{RegexMatchesWhole: true}, mapping.Options{EndsWithIgnoresCase: true}
	ampersand := mapping.Options{AmpersandIgnoresCase: true}
	operand, bits := mapping.Options{Ampersand: mapping.AmpersandInOperand}, mapping.Options{Ampersand: mapping.AmpersandBits}
	zero := mapping.Options{NullIsZero: true}
	for _, row := range []struct {
		options           mapping.Options
		operator, operand string
		source            string
		want              bool
	}{
		{mapping.Options{}, "REGEX MATCH", "b|c", "abc", true},
		{whole, "REGEX MATCH", "b|c", "abc", false},
		{whole, "REGEX MATCH", "b|abc", "abc", true},
		{whole, "NOT REGEX MATCH", "b", "abc", true},
		{mapping.Options{}, "ENDS_WITH", "COM", "x.com", false},
		{ends, "ENDS_WITH", "COM", "x.com", true},
		{mapping.Options{}, "&", "SALE", "Sales", false},
		{ampersand, "&", "SALE", "Sales", true},
		{ampersand, "!&", "SALE", "Sales", false},
		{operand, "&", "Sales, Research", "Sales", true},
		{operand, "&", "Sal", "Sales", false},
		{operand, "!&", "Sal", "Sales", true},
		{bits, "&", "4", "6", true},
		{bits, "&", "1", "6", false},
		{bits, "!&", "1", "6", true},
		{bits, "!&", "1", "six", false},
		{ends, "EQUALS", "SALES", "Sales", false},
		{mapping.Options{}, "Greater_Than", "-1", "", false},
		{zero, "Greater_Than", "-1", "", true},
		{zero, "Greater_Than", "0", "", false},
		{zero, "Greater_Than_OR_EQUALS", "0", "", true},
		{zero, "NOT EQUALS", "1", "", false},
	} {
		got := filtered(t, row.options, "a", row.operator, row.operand).InScope(value(row.source))
		assert.Equal(t, row.want, got, "%+v: %s %s %q", row.options, row.source, row.operator, row.operand)
	}
}

// Six operators have no documented name in Graph, so that any likely one is taken, and kept as it is.
func TestSpellingsOfOperators(t *testing.T) {
	for want, spellings := range map[string][]string{
		"&": {"&", "BitAnd", "bitand", "BIT AND"}, "!&": {"!&", "NotBitAnd", "NOT_BIT_AND"},
		"ENDS_WITH":              {"ENDS_WITH", "EndsWith", "ENDS WITH", "ends-with"},
		"Greater_Than":           {"Greater_Than", "GREATER_THAN", "GREATER THAN", "GreaterThan"},
		"Greater_Than_OR_EQUALS": {"Greater_Than_OR_EQUALS", "GREATER THAN OR EQUALS", "EqualOrGreaterThan"},
		"Includes":               {"Includes", "INCLUDES"},
	} {
		for _, spelling := range spellings {
			c, err := mapping.NewFilterClause("a", spelling, "5")
			require.NoError(t, err, spelling)
			assert.Equal(t, spelling, c.OperatorName)
			m := mapping.ObjectMapping{Scope: &mapping.Filter{Groups: []mapping.FilterGroup{{Clauses: []mapping.FilterClause{c}}}}}
			for _, source := range []string{"5", "6", "45"} {
				assert.Equal(t, filtered(t, mapping.Options{}, "a", want, "5").InScope(value(source)), m.InScope(value(source)), "%s %s", spelling, source)
			}
		}
	}
}

func TestNewFilterClauseRefuses(t *testing.T) {
	for _, row := range []struct{ attribute, operator, value, says string }{
		{"", "EQUALS", "x", "expected a source attribute, found none"},
		{"a", "equals", "x", "expected an operator of &, !&, ENDS_WITH, EQUALS,"},
		{"a", "", "x", `found ""`},
		{"a", "LessThan", "5", `found "LessThan"`},
		{"a", "IsMemberOf", "x", "IsMemberOf, which is not supported"},
		{"a", "IS NULL", "x", "expected no value for IS NULL"},
		{"a", "Greater_Than", "", `expected an integer for Greater_Than, found ""`},
		{"a", "GreaterThan", "5.0", `expected an integer for GreaterThan, found "5.0"`},
		{"a", "REGEX MATCH", "(", "missing closing )"},
		{"a", "NOT REGEX MATCH", "x++", "expected a regular expression of .NET, found nested quantifier"},
		{"manager", "IS NULL", "", "expected an attribute that can be filtered by, found manager"},
		{"Members", "IS NULL", "", "found Members"},
		{"appRoleAssignments", "EQUALS", "x", "found appRoleAssignments"},
		{"userType", "EQUALS", "Guest", "found userType"},
		{"isMemberOf", "EQUALS", "x", "found isMemberOf"},
	} {
		_, err := mapping.NewFilterClause(row.attribute, row.operator, row.value)
		assert.ErrorContains(t, err, row.says)
	}
}

// The registry explains itself: `list operators` and Graph's filterOperators are read off it.
func TestEveryOperatorIsExplained(t *testing.T) {
	var names []string
	for _, o := range mapping.Operators() {
		names = append(names, o.Name)
		assert.NotEmpty(t, o.Doc, o.Name)
		assert.NotEmpty(t, o.Case, o.Name)
		assert.NotEmpty(t, o.Source, o.Name)
		assert.NotEmpty(t, o.Types, o.Name)
		assert.Equal(t, strings.HasPrefix(o.Name, "IS "), o.Arity == mapping.Unary, o.Name)
	}
	assert.Equal(t, []string{"&", "!&", "ENDS_WITH", "EQUALS", "Greater_Than", "Greater_Than_OR_EQUALS", "Includes", "IS FALSE",
		"IS NOT NULL", "IS NULL", "IS TRUE", "NOT EQUALS", "NOT REGEX MATCH", "REGEX MATCH"}, names, "as on the page")
	mapping.Operators()[3].Types[0] = "mine"
	assert.Equal(t, mapping.TypeString, mapping.Operators()[3].Types[0], "nobody can change it")
}

func TestAClauseMadeByHandHoldsForNothing(t *testing.T) {
	m := mapping.ObjectMapping{Scope: &mapping.Filter{Groups: []mapping.FilterGroup{{
		Clauses: []mapping.FilterClause{{SourceOperandName: "a", OperatorName: "IS NULL"}}}}}}
	assert.False(t, m.InScope(value(nil)))
}
