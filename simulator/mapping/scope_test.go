package mapping_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/mapping"
)

// scoped is a schema whose mapping of users has these groups in its scope, which are JSON.
func scoped(groups ...string) string {
	return strings.Replace(minimal(matchUPN), `"attributeMappings"`,
		`"scope":{"groups":[`+strings.Join(groups, ",")+`]},"attributeMappings"`, 1)
}

func clause(t *testing.T, attribute, operator, operand string) mapping.FilterClause {
	t.Helper()
	c, err := mapping.NewFilterClause(attribute, operator, operand)
	require.NoError(t, err)
	return c
}

// "Clauses are evaluated together using AND logic, scoping filters by using OR logic."
func TestClausesAreJoinedByAndGroupsByOr(t *testing.T) {
	m := mapping.ObjectMapping{Scope: &mapping.Filter{Groups: []mapping.FilterGroup{
		{Clauses: []mapping.FilterClause{clause(t, "city", "EQUALS", "London"), clause(t, "department", "EQUALS", "Sales")}},
		{Clauses: []mapping.FilterClause{clause(t, "city", "EQUALS", "Paris")}},
	}}}
	for _, row := range []struct {
		city, department string
		want             bool
	}{
		{"London", "Sales", true}, {"London", "Research", false}, {"Paris", "Research", true}, {"Rome", "Sales", false},
	} {
		source := object(false, map[string]string{"city": row.city, "department": row.department})
		assert.Equal(t, row.want, m.InScope(source), row)
		assert.Equal(t, row.want, m.EvaluateScope(source).InScope, row)
	}
	assert.True(t, (&mapping.ObjectMapping{}).InScope(object(false, nil)), "without a filter everybody is in scope")
	assert.True(t, (&mapping.ObjectMapping{Scope: &mapping.Filter{}}).InScope(object(false, nil)))
}

// Graph, filter: categories say what belongs to the mapping, input filters what is processed at all, without deprovisioning.
func TestTheThreeSetsOfGroups(t *testing.T) {
	group := func(attribute string) []mapping.FilterGroup {
		return []mapping.FilterGroup{{Name: attribute, Clauses: []mapping.FilterClause{clause(t, attribute, "EQUALS", "yes")}}}
	}
	m := mapping.ObjectMapping{Scope: &mapping.Filter{Groups: group("g"), InputFilterGroups: group("i"), CategoryFilterGroups: group("c")}}
	for _, row := range []struct {
		has            string
		reads, inScope bool
	}{
		{"g i c", true, true}, {"i c", true, false}, {"g c", false, false}, {"g i", true, false}, {"", false, false},
	} {
		attributes := map[string]string{}
		for name := range strings.FieldsSeq(row.has) {
			attributes[name] = "yes"
		}
		source := object(false, attributes)
		assert.Equal(t, row.reads, m.Reads(source), row.has)
		assert.Equal(t, row.inScope, m.InScope(source), row.has)
	}
}

// The detail of the scoping step: howto-analyze-provisioning-logs shows {"<title>.department EQUALS 'Marketing'":true}.
func TestScopeEvaluationResult(t *testing.T) {
	m := mapping.ObjectMapping{Scope: &mapping.Filter{Groups: []mapping.FilterGroup{
		{Name: "Marketing", Clauses: []mapping.FilterClause{clause(t, "department", "EQUALS", "Marketing"), clause(t, "city", "IS NULL", "")}},
		{Name: "R&D <1>", Clauses: []mapping.FilterClause{clause(t, "employeeId", "GREATER THAN", "10")}},
	}}}
	e := m.EvaluateScope(object(false, map[string]string{"department": "Marketing", "city": "Rome", "employeeId": "9"}))
	assert.False(t, e.InScope)
	assert.Equal(t, []mapping.ClauseEvaluation{
		{Title: "Marketing", Clause: "department EQUALS 'Marketing'", Holds: true},
		{Title: "Marketing", Clause: "city IS NULL", Holds: false},
		{Title: "R&D <1>", Clause: "employeeId GREATER THAN '10'", Holds: false},
	}, e.Clauses, "each clause is told, whatever came before it")
	assert.Equal(t, `{"Marketing.department EQUALS 'Marketing'":true,"Marketing.city IS NULL":false,"R&D <1>.employeeId GREATER THAN '10'":false}`,
		e.ScopeEvaluationResult())
	assert.Equal(t, `{}`, (&mapping.ObjectMapping{}).EvaluateScope(object(false, nil)).ScopeEvaluationResult())
}

// "Not usable: multi-valued attributes, dates, references" by what the schema says of the attribute.
func TestFiltersRefuseWhatCannotBeCompared(t *testing.T) {
	s := string(fixture(t, "entra"))
	filter := func(attribute, operator, operand string) string {
		return strings.Replace(s, `"scope": null`, `"scope": {"groups": [{"name": "x", "clauses": [{"sourceOperandName": "`+attribute+
			`", "operatorName": "`+operator+`", "targetOperand": {"values": [`+operand+`]}}]}]}`, 1)
	}
	const at = "$.synchronizationRules[0].objectMappings[0].scope.groups[0].clauses[0]."
	for _, row := range []struct{ attribute, operator, operand, says string }{
		{"proxyAddresses", "Includes", `"x"`, at + "sourceOperandName: expected an attribute of one value, found proxyAddresses"},
		{"employeeHireDate", "IS NULL", ``, at + "sourceOperandName: expected an attribute that is not a date, found employeeHireDate"},
		{"manager", "IS NULL", ``, at + "sourceOperandName: expected an attribute that can be filtered by, found manager"},
		{"city", "IsMemberOf", `"x"`, at + "operatorName: expected another operator than IsMemberOf"},
		{"city", "EQUALS", `"x", "y"`, at + "targetOperand.values: expected one value, as the portal writes it"},
		{"city", "EQUALS", `5`, at + "targetOperand.values[0]: expected a text, found 5"},
		{"city", "Greater_Than", `"many"`, at + "targetOperand.values: expected an integer for Greater_Than, found \"many\""},
	} {
		_, err := mapping.Parse([]byte(filter(row.attribute, row.operator, row.operand)))
		assert.ErrorContains(t, err, row.says)
	}
	for _, row := range []struct{ attribute, operator, operand, says string }{
		{"accountEnabled", "EQUALS", `"True"`, at + "operatorName: expected an attribute of type [String Integer] for EQUALS, found accountEnabled of type Boolean"},
		{"shoeSize", "EQUALS", `"5"`, at + `sourceOperandName: expected a source attribute of User, found "shoeSize", which its attribute list lacks`},
		{"city", "Includes", ``, at + "targetOperand: expected a value for Includes, found none"},
	} {
		s, err := mapping.Parse([]byte(filter(row.attribute, row.operator, row.operand)))
		require.NoError(t, err)
		require.Len(t, s.Warnings, 1)
		assert.ErrorContains(t, s.Warnings[0], row.says)
	}
}

// Users and groups have filters of their own.
func TestFiltersOfUsersAndGroupsAreSeparate(t *testing.T) {
	s := load(t, "entra")
	s.Groups().Scope = &mapping.Filter{Groups: []mapping.FilterGroup{{Clauses: []mapping.FilterClause{clause(t, "displayName", "ENDS_WITH", "team")}}}}
	somebody := object(false, map[string]string{"displayName": "Ann"})
	assert.True(t, s.Users().InScope(somebody))
	assert.False(t, s.Groups().InScope(somebody))
}

func TestCloneKeepsTheFilter(t *testing.T) {
	s := load(t, "entra")
	s.Users().Scope = &mapping.Filter{Groups: []mapping.FilterGroup{{Clauses: []mapping.FilterClause{clause(t, "city", "EQUALS", "London")}}}}
	s.SetOptions(mapping.Options{EndsWithIgnoresCase: true})
	copied := s.Clone()
	s.Users().Scope.Groups[0].Clauses[0].TargetOperand = "Paris"
	assert.True(t, copied.Users().InScope(object(false, map[string]string{"city": "London"})))
	copied.Users().Scope.Groups[0].Clauses[0] = clause(t, "city", "ENDS_WITH", "DON")
	assert.True(t, copied.Users().InScope(object(false, map[string]string{"city": "London"})), "options as well")
}
