package mapping_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	text, err := os.ReadFile("../../fixtures/mappings/" + name + ".json")
	require.NoError(tb, err)
	return text
}

func load(tb testing.TB, name string) *mapping.SynchronizationSchema {
	tb.Helper()
	s, err := mapping.Parse(fixture(tb, name))
	require.NoError(tb, err)
	return s
}

// minimal is a schema with one rule, one mapping of users and these rows, which are JSON.
func minimal(attributeMappings ...string) string {
	return `{"synchronizationRules":[{"sourceDirectoryName":"A","targetDirectoryName":"B","objectMappings":[{
		"sourceObjectName":"User","targetObjectName":"U","attributeMappings":[` + strings.Join(attributeMappings, ",") + `]}]}],
		"directories":[{"name":"B","objects":[{"name":"U","attributes":[
			{"name":"active","type":"Boolean"},{"name":"level","type":"Integer"},{"name":"nickName","caseExact":false}]}]}]}`
}

const matchUPN = `{"targetAttributeName":"userName","matchingPriority":1,"source":{"expression":"[userPrincipalName]"}}`

func TestParseNamesThePlaceOfEachFault(t *testing.T) {
	const row = "$.synchronizationRules[0].objectMappings[0].attributeMappings"
	tests := []struct {
		name, text string
		faults     []string
	}{
		{"not JSON", "{\n  \"version\": nope }", []string{"line 2, column 15: expected JSON: invalid character 'o'"}},
		{"cut off", `{"version":`, []string{"line 1, column 11: expected JSON: unexpected EOF"}},
		{"two documents", "{} {}", []string{"expected JSON: expected the end, found more"}},
		{"another encoding", "\xff\xfe{\x00}\x00", []string{"line 1, column 1: expected JSON in UTF-8, found UTF-16"}},
		{"not an object", "[]", []string{"$: expected an object, found []"}},
		{"no mapping of users", "{}", []string{"$.synchronizationRules: expected an enabled mapping of the source object User"}},
		{"types", `{"version":1,"synchronizationRules":{},"directories":[{"objects":[7]}]}`, []string{
			"$.version: expected a text, found 1",
			"$.synchronizationRules: expected a list, found {}",
			"$.directories[0].name: expected a text that is not empty, found null",
			"$.directories[0].objects[0]: expected an object, found 7",
		}},
		{"rule", `{"synchronizationRules":[{"priority":-1,"editable":"yes","objectMappings":[null]}]}`, []string{
			"$.synchronizationRules[0].priority: expected a whole number of 0 or more, found -1",
			`$.synchronizationRules[0].editable: expected true or false, found "yes"`,
			"$.synchronizationRules[0].sourceDirectoryName: expected a text that is not empty, found null",
			"$.synchronizationRules[0].objectMappings[0]: expected an object, found null",
		}},
		{"expression", minimal(matchUPN, `{"targetAttributeName":"active","source":{"expression":"Switch("}}`), []string{
			row + "[1].source.expression: 1:",
		}},
		{"an expression of the matching attribute", minimal(`{"targetAttributeName":"userName","matchingPriority":1,"source":{"expression":")"}}`),
			[]string{row + "[0].source.expression: 1:1:"}},
		{"unknown function", minimal(matchUPN, `{"targetAttributeName":"title","source":{"expression":"Nope([a])"}}`), []string{
			row + "[1].source.expression: 1:1:", "Nope",
		}},
		{"words", minimal(matchUPN, `{"targetAttributeName":"title","flowType":"Sometimes","flowBehavior":1,"matchingPriority":"1"}`), []string{
			row + `[1].flowType: expected one of ["Always" "ObjectAddOnly" "MultiValueAddOnly" "ValueAddOnly" "AttributeAddOnly"], found "Sometimes"`,
			row + `[1].flowBehavior: expected one of ["FlowWhenChanged" "FlowAlways"], found 1`,
			row + `[1].matchingPriority: expected a whole number of 0 or more, found "1"`,
		}},
		{"no target", minimal(matchUPN, `{"source":{"expression":"[a]"}}`), []string{row + "[1].targetAttributeName: expected a text that is not empty"}},
		{"target id", minimal(matchUPN, `{"targetAttributeName":"id","source":{"expression":"[a]"}}`), []string{
			row + `[1].targetAttributeName: expected an attribute that can be written, found "id"`,
		}},
		{"target twice", minimal(matchUPN, matchUPN), []string{row + `[1].targetAttributeName: expected one mapping for each attribute`}},
		{"no matching attribute", minimal(`{"targetAttributeName":"userName","source":{"expression":"[a]"}}`), []string{
			row + ": expected at least one matching attribute, found none",
		}},
		{"matching by a constant", minimal(`{"targetAttributeName":"userName","matchingPriority":1,"defaultValue":"x"}`), []string{
			row + ": expected matching attribute userName to have a source, found none",
		}},
		{"one priority twice", minimal(matchUPN, `{"targetAttributeName":"externalId","matchingPriority":1,"source":{"expression":"[a]"}}`),
			[]string{"a priority of its own, found 1 for userName and externalId"}},
		{"scoping filters", strings.Replace(minimal(matchUPN), `"attributeMappings"`, `"scope":{"groups":[{},{"clauses":[
			{"sourceOperandName":"city","operatorName":"LIKE"},{"operatorName":"IS NULL"},
			{"sourceOperandName":"city","operatorName":"REGEX MATCH","targetOperand":{"values":["("]}}]}],
			"inputFilterGroups":[{}]},"attributeMappings"`, 1), []string{
			"$.synchronizationRules[0].objectMappings[0].scope.groups[0].clauses: expected at least one clause",
			"$.synchronizationRules[0].objectMappings[0].scope.groups[1].clauses[0].operatorName: expected an operator of &, !&,",
			"$.synchronizationRules[0].objectMappings[0].scope.groups[1].clauses[1].sourceOperandName: expected a text that is not empty",
			"$.synchronizationRules[0].objectMappings[0].scope.groups[1].clauses[2].targetOperand.values: expected a regular expression",
			"$.synchronizationRules[0].objectMappings[0].scope.inputFilterGroups[0].clauses: expected at least one clause",
		}},
		{"flow types", strings.Replace(minimal(matchUPN), `"attributeMappings"`, `"flowTypes":"Add, Drop","attributeMappings"`, 1), []string{
			`$.synchronizationRules[0].objectMappings[0].flowTypes: expected a list of "Add", "Update" and "Delete", found "Add, Drop"`,
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := mapping.Parse([]byte(test.text))
			require.Error(t, err)
			assert.Nil(t, s)
			for _, fault := range test.faults {
				assert.ErrorContains(t, err, fault)
			}
		})
	}
}

func TestParseTakesWhatGraphLeavesOut(t *testing.T) {
	s, err := mapping.Parse([]byte(strings.Replace(minimal(matchUPN,
		`{"targetAttributeName":"title","source":{"type":"Attribute","name":"jobTitle","expression":null}}`,
		`{"targetAttributeName":"costCenter","source":{"type":"Constant","name":"a \"7\""}}`,
		`{"targetAttributeName":"x","@odata.type":"?","flowType":null}`), `"attributeMappings"`,
		`"flowTypes":"Add, Update","scope":{"groups":[],"inputFilterGroups":null},"attributeMappings"`, 1)))
	require.NoError(t, err)
	users := s.Users()
	assert.True(t, users.Enabled)
	assert.Equal(t, mapping.FlowTypes{Add: true, Update: true}, users.FlowTypes)
	assert.Equal(t, "[jobTitle]", users.Row("title").Source.Expression)
	assert.Equal(t, `"a \"7\""`, users.Row("costCenter").Source.Expression)
	assert.Equal(t, mapping.FlowTypeAlways, users.Row("x").FlowType)
	assert.Equal(t, mapping.FlowWhenChanged, users.Row("x").FlowBehavior)
}

// Somebody who mends a file sees all faults at once, each with its place in the text, and the caret of an expression.
func TestFaultsComeTogetherWithTheirPlaces(t *testing.T) {
	text := "\ufeff" + `{
  "version": 1,
  "synchronizationRules": [{
    "sourceDirectoryName": "Ä", "targetDirectoryName": 7, "editable": "yes",
    "objectMappings": [{"sourceObjectName": "User", "targetObjectName": "U", "attributeMappings": [
      {"targetAttributeName": "userName", "matchingPriority": 1, "source": {"expression": "[a]"}},
      {"targetAttributeName": "title", "source": {"expression": "Join([a)"}},
      {"source": null, "source": null}
    ]}]
  }]
}`
	s, err := mapping.Parse([]byte(text))
	assert.Nil(t, s, "nothing is half loaded")
	var faults mapping.Faults
	require.ErrorAs(t, err, &faults)
	var lines []string
	for _, f := range faults {
		lines = append(lines, f.Error())
	}
	const row = "$.synchronizationRules[0].objectMappings[0].attributeMappings"
	assert.Equal(t, []string{
		"line 2, column 14: $.version: expected a text, found 1",
		`line 4, column 71: $.synchronizationRules[0].editable: expected true or false, found "yes"`,
		"line 4, column 56: $.synchronizationRules[0].targetDirectoryName: expected a text, found 7",
		"line 7, column 65: " + row + "[1].source.expression: 1:6: the attribute is not closed: expected ]\nJoin([a)\n     ^",
		`line 8, column 7: ` + row + `[2]: expected one member "source", found a second`,
		"line 8, column 7: " + row + "[2].targetAttributeName: expected a text that is not empty, found null",
	}, lines)
	var syntax *expression.SyntaxError
	assert.ErrorAs(t, err, &syntax)
}

func TestAMultitudeOfFaultsIsTold(t *testing.T) {
	_, err := mapping.Parse([]byte(`{"directories":[` + strings.Repeat("0,", 50_000) + `0]}`))
	var faults mapping.Faults
	require.ErrorAs(t, err, &faults)
	assert.Len(t, faults, 50_001, "and quickly")
}

// What is no object has one fault, not one for each member that an object would have.
func TestOneFaultIsToldOnce(t *testing.T) {
	const row = "$.synchronizationRules[0].objectMappings[0].attributeMappings"
	for _, test := range []struct {
		text   string
		faults []string
	}{
		{minimal(matchUPN, `7`), []string{row + "[1]: expected an object, found 7"}},
		{minimal(matchUPN, `null`), []string{row + "[1]: expected an object, found null"}},
		{minimal(matchUPN, `[{}]`), []string{row + "[1]: expected an object, found [{}]"}},
		{minimal(matchUPN, `{"targetAttributeName":"a","matchingPriority":-1,"source":{"expression":"[a]"}}`),
			[]string{row + "[1].matchingPriority: expected a whole number of 0 or more, found -1"}},
		{minimal(matchUPN, `{"targetAttributeName":"a","source":"[a]"}`), []string{row + `[1].source: expected an object, found "[a]"`}},
		{`{"synchronizationRules":[5]}`, []string{"$.synchronizationRules[0]: expected an object, found 5"}},
		{strings.Replace(minimal(matchUPN), `"attributeMappings"`, `"scope":{"groups":[{"clauses":["x"]}]},"attributeMappings"`, 1),
			[]string{`$.synchronizationRules[0].objectMappings[0].scope.groups[0].clauses[0]: expected an object, found "x"`}},
		{strings.Replace(minimal(matchUPN), `"attributeMappings"`, `"scope":{"groups":["x"]},"attributeMappings"`, 1),
			[]string{`$.synchronizationRules[0].objectMappings[0].scope.groups[0]: expected an object, found "x"`}},
		{strings.Replace(minimal(matchUPN), `"attributeMappings"`, `"scope":{"groups":[{"clauses":[{"sourceOperandName":"city",
			"operatorName":"Greater_Than","targetOperand":5}]}]},"attributeMappings"`, 1), []string{
			"$.synchronizationRules[0].objectMappings[0].scope.groups[0].clauses[0].targetOperand: expected an object, found 5"}},
	} {
		_, err := mapping.Parse([]byte(test.text))
		var faults mapping.Faults
		require.ErrorAs(t, err, &faults, test.text)
		var found []string
		for _, f := range faults {
			found = append(found, f.Path+": "+f.Err.Error())
		}
		assert.Equal(t, test.faults, found)
	}
}
