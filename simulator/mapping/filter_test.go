package mapping_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// Microsoft Learn, define-conditional-rules-for-provisioning-user-accounts, table of operators.
func TestOperators(t *testing.T) {
	text := func(s string) *expression.Value { v := expression.String(s); return &v }
	truth := func(b bool) *expression.Value { v := expression.Bool(b); return &v }
	for _, row := range []struct {
		operator, operand string
		source            *expression.Value // nil is absent
		want              bool
	}{
		{"EQUALS", "Sales", text("Sales"), true},
		{"EQUALS", "Sales", text("sales"), false},
		{"EQUALS", "Sales", nil, false},
		{"EQUALS", "", text(""), false}, // a null or empty source makes any comparison false
		{"NOT EQUALS", "Sales", text("Research"), true},
		{"NOT EQUALS", "Sales", text("Sales"), false},
		{"NOT EQUALS", "Sales", nil, false},
		{"IS TRUE", "", truth(true), true},
		{"IS TRUE", "", truth(false), false},
		{"IS TRUE", "", nil, false},
		{"IS FALSE", "", truth(false), true},
		{"IS FALSE", "", truth(true), false},
		{"IS FALSE", "", nil, false},
		{"IS NULL", "", nil, true},
		{"IS NULL", "", text(""), true},
		{"IS NULL", "", text("x"), false},
		{"IS NOT NULL", "", text("x"), true},
		{"IS NOT NULL", "", nil, false},
		{"REGEX MATCH", `.*\@domain.com`, text("ann@domain.com"), true},
		{"REGEX MATCH", `([1-9][0-9])`, text("abc42"), true},
		{"REGEX MATCH", `([1-9][0-9])`, text("abc"), false},
		{"REGEX MATCH", `.*`, nil, false},
		{"NOT REGEX MATCH", `^x`, text("abc"), true},
		{"NOT REGEX MATCH", `^a`, text("abc"), false},
		{"NOT REGEX MATCH", `^x`, nil, false},
	} {
		clause, err := mapping.NewFilterClause("a", row.operator, row.operand)
		require.NoError(t, err)
		m := mapping.ObjectMapping{Scope: &mapping.Filter{Groups: []mapping.FilterGroup{{Clauses: []mapping.FilterClause{clause}}}}}
		got := m.InScope(func(string) (expression.Value, bool) {
			if row.source == nil {
				return expression.Null(), false
			}
			return *row.source, true
		})
		assert.Equal(t, row.want, got, "%s %q against %v", row.operator, row.operand, row.source)
	}
}

func TestClausesAreJoinedByAndGroupsByOr(t *testing.T) {
	clause := func(attribute, value string) mapping.FilterClause {
		c, err := mapping.NewFilterClause(attribute, "EQUALS", value)
		require.NoError(t, err)
		return c
	}
	m := mapping.ObjectMapping{Scope: &mapping.Filter{Groups: []mapping.FilterGroup{
		{Clauses: []mapping.FilterClause{clause("city", "London"), clause("department", "Sales")}},
		{Clauses: []mapping.FilterClause{clause("city", "Paris")}},
	}}}
	for _, row := range []struct {
		city, department string
		want             bool
	}{
		{"London", "Sales", true}, {"London", "Research", false}, {"Paris", "Research", true}, {"Rome", "Sales", false},
	} {
		assert.Equal(t, row.want, m.InScope(object(false, map[string]string{"city": row.city, "department": row.department})), row)
	}
	assert.True(t, (&mapping.ObjectMapping{}).InScope(object(false, nil)), "without a filter everybody is in scope")
	assert.True(t, (&mapping.ObjectMapping{Scope: &mapping.Filter{}}).InScope(object(false, nil)))
}

func TestNewFilterClauseRefuses(t *testing.T) {
	for _, row := range []struct{ attribute, operator, value, says string }{
		{"", "EQUALS", "x", "expected a source attribute"},
		{"a", "equals", "x", "expected an operator of EQUALS"},
		{"a", "IS NULL", "x", "expected no value for IS NULL"},
		{"a", "REGEX MATCH", "(", "missing closing )"},
	} {
		_, err := mapping.NewFilterClause(row.attribute, row.operator, row.value)
		assert.ErrorContains(t, err, row.says)
	}
}

func TestCloneKeepsTheFilter(t *testing.T) {
	s := load(t, "entra")
	c, err := mapping.NewFilterClause("city", "EQUALS", "London")
	require.NoError(t, err)
	s.Users().Scope = &mapping.Filter{Groups: []mapping.FilterGroup{{Clauses: []mapping.FilterClause{c}}}}
	copied := s.Clone()
	s.Users().Scope.Groups[0].Clauses[0].TargetOperand = "Paris"
	assert.True(t, copied.Users().InScope(object(false, map[string]string{"city": "London"})))
}
