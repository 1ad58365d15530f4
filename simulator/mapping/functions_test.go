package mapping_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// What the functions say besides a value reaches whoever sends and logs it.
func TestEvaluateCarriesWhatFunctionsSay(t *testing.T) {
	s, err := mapping.Parse([]byte(minimal(
		`{"targetAttributeName":"userName","matchingPriority":1,"source":{"expression":"Redact([userPrincipalName])"}}`,
		`{"targetAttributeName":"title","defaultValue":"none","source":{"expression":"IgnoreFlowIfNullOrEmpty([jobTitle])"}}`,
		`{"targetAttributeName":"roles","source":{"expression":"AssertiveAppRoleAssignmentsComplex([appRoleAssignments])"}}`,
		`{"targetAttributeName":"locale","source":{"expression":"Now()"}}`,
		`{"targetAttributeName":"alias","source":{"expression":"SelectUniqueValue([userPrincipalName], \"b\")"}}`)))
	require.NoError(t, err)
	users := s.Users()
	users.Environment = expression.Environment{
		Now:   func() time.Time { return time.Date(2021, 7, 2, 15, 33, 38, 0, time.UTC) },
		InUse: func(value string) (bool, error) { return value == "a@x", nil },
	}
	source := func(name string) (expression.Value, bool) {
		switch name {
		case "userPrincipalName":
			return expression.String("a@x"), true
		case "appRoleAssignments":
			return expression.List(expression.Role(expression.AppRole{ID: "1", DisplayName: "User"})), true
		}
		return expression.Null(), false
	}
	assert.Equal(t, []string{"userName=a@x", "roles=User", "locale=7/2/2021 3:33:38 PM", "alias=b"},
		evaluated(t, users, source, true), "a dropped attribute has no default either")
	assert.Equal(t, []string{"userName=a@x", "roles=User", "locale=7/2/2021 3:33:38 PM"},
		evaluated(t, users, source, false), "SelectUniqueValue is for creation only")

	values, err := users.Evaluate(source, true)
	require.NoError(t, err)
	assert.True(t, values[0].Value.Redacted())
	_, flow := values[1].Value.AppRoles()
	assert.Equal(t, expression.AssertiveRolesComplex, flow)

	matching, err := users.MatchingValues(source)
	require.NoError(t, err)
	assert.Equal(t, []mapping.MatchingValue{{TargetAttributeName: "userName", Value: "a@x", Redacted: true}}, matching)
	assert.Equal(t, "[Redact]", matching[0].Log())

	err = users.SetExpression("userName", `SelectUniqueValue("a", "b")`)
	assert.ErrorContains(t, err, "expected matching attribute userName to have another source than SelectUniqueValue")
}

// A function without its text is what its parameters say.
func TestParseReadsTheTreeOfAFunction(t *testing.T) {
	row := func(parameters string) string {
		return minimal(matchUPN, `{"targetAttributeName":"title","source":{"name":"Switch","type":"Function","parameters":[`+
			parameters+`]}}`)
	}
	const (
		source = `{"key":"source","value":{"name":"IsSoftDeleted","type":"Attribute"}}`
		value  = `{"key":"switchValue","value":{"expression":"\"False\"","name":"False","type":"Constant","parameters":[]}}`
	)
	s, err := mapping.Parse([]byte(row(source + `,{"key":"defaultValue","value":null},` + value + `,` + value)))
	require.NoError(t, err)
	title := s.Users().Row("title").Source
	assert.Equal(t, `Switch([IsSoftDeleted], , "False", "False")`, title.Expression)
	assert.Equal(t, mapping.SourceFunction, title.Type)
	assert.Equal(t, "Switch", title.Name)
	assert.Len(t, title.Tree().Parameters, 3)

	const path = "$.synchronizationRules[0].objectMappings[0].attributeMappings[1].source.parameters"
	_, err = mapping.Parse([]byte(row(source + `,` + value)))
	require.ErrorContains(t, err, path+": 1:1: Switch: expected keys and values in pairs")
	_, err = mapping.Parse([]byte(row(`{"key":"source","value":{"name":"a","type":"Variable"}}`)))
	require.ErrorContains(t, err, path+`[0].value.type: expected one of ["Attribute" "Constant" "Function"], found "Variable"`)
}

func TestParseExpression(t *testing.T) {
	input, err := mapping.ParseInputObject([]byte(`{"definition": null, "properties": [
		{"key": "preferredLanguage", "value": "EN-US"}, {"key": "accountEnabled", "value": true}, {"key": "level", "value": 7},
		{"key": "lastLogonTimestamp", "value": 132539615991234567}, {"key": "otherMails", "value": ["a@x", "b@x"]},
		{"key": "nothing", "value": null}, {"key": "appRoleAssignments", "value": ["Default Assignment",
			{"id": "1", "value": "Admin", "displayName": "Administrator"}]}]}`))
	require.NoError(t, err)
	boolean := &mapping.AttributeDefinition{Name: "active", Type: mapping.TypeBoolean}
	integer := &mapping.AttributeDefinition{Name: "level", Type: mapping.TypeInteger}
	mails := &mapping.AttributeDefinition{Name: "emails", Type: mapping.TypeString, Multivalued: true}
	tests := []struct {
		text   string
		target *mapping.AttributeDefinition
		result []string
		says   string
	}{
		{`Replace([preferredLanguage], "-", , , "_", ,  )`, nil, []string{"EN_US"}, ""},
		{`Not([accountEnabled])`, boolean, []string{"False"}, ""},
		{`[level]`, integer, []string{"7"}, ""},
		{`[lastLogonTimestamp]`, integer, []string{"132539615991234567"}, ""},
		{`[otherMails]`, mails, []string{"a@x", "b@x"}, ""},
		{`AppRoleAssignmentsComplex([appRoleAssignments])`, nil, []string{"Default Assignment", "Admin"}, ""},
		{`[nothing]`, boolean, []string{}, ""},
		{`[otherMails]`, boolean, nil, "target attribute active: expected one value, found 2"},
		{`[preferredLanguage]`, boolean, nil, `target attribute active: expected True or False, found "EN-US"`},
		{`[preferredLanguage]`, integer, nil, `target attribute level: expected a whole number, found "EN-US"`},
		{`"x"`, &mapping.AttributeDefinition{Name: "d", Type: mapping.TypeDateTime}, nil, `expected a date, found "x"`},
		{`"x"`, &mapping.AttributeDefinition{Name: "b", Type: mapping.TypeBinary}, nil, `expected base 64, found "x"`},
		{`Now()`, nil, nil, "1:1: Now: expected a clock, found an evaluation without one"},
	}
	for _, test := range tests {
		r := mapping.ParseExpression(test.text, input, test.target, expression.Environment{})
		assert.True(t, r.ParsingSucceeded, test.text)
		assert.NotNil(t, r.ParsedExpression, test.text)
		assert.Nil(t, r.ParsingError, test.text)
		if test.says == "" {
			assert.True(t, r.EvaluationSucceeded, test.text)
			assert.Equal(t, test.result, r.EvaluationResult, test.text)
			assert.Nil(t, r.Error, test.text)
			continue
		}
		assert.False(t, r.EvaluationSucceeded, test.text)
		assert.Empty(t, r.EvaluationResult, test.text)
		require.NotNil(t, r.EvaluationError, test.text)
		assert.Contains(t, r.EvaluationError.Message, test.says)
		assert.Equal(t, r.EvaluationError, r.Error)
	}
}

func TestParseExpressionOfWhatIsNone(t *testing.T) {
	r := mapping.ParseExpression("Append([a]", nil, nil, expression.Environment{})
	text, err := json.Marshal(r)
	require.NoError(t, err)
	assert.JSONEq(t, `{"parsedExpression":null,"parsingSucceeded":false,"evaluationSucceeded":false,"evaluationResult":[],
		"parsingError":{"code":"InvalidExpression","message":"1:7: the bracket is not closed: expected )"},"evaluationError":null,
		"error":{"code":"InvalidExpression","message":"1:7: the bracket is not closed: expected )"}}`, string(text))

	r = mapping.ParseExpression("[a]", nil, nil, expression.Environment{})
	assert.True(t, r.ParsingSucceeded)
	assert.False(t, r.EvaluationSucceeded, "there was no object to evaluate for")
	assert.Nil(t, r.Error)
	text, err = json.Marshal(r)
	require.NoError(t, err)
	assert.Equal(t, "[]", gjson.GetBytes(text, "evaluationResult").Raw)
}

// People write the attributes themselves; read as Graph's form such a file would be an object without any.
func TestParseInputObjectTakesPlainAttributes(t *testing.T) {
	source, err := mapping.ParseInputObject([]byte(`{"@odata.type": "#microsoft.graph.user", "mail": "ann@x", "level": 7, "gone": null,
		"enabled": true, "otherMails": ["a@x", "b@x"], "appRoleAssignments": [{"value": "Admin"}]}`))
	require.NoError(t, err)
	for name, want := range map[string]expression.Value{
		"mail": expression.String("ann@x"), "level": expression.Number(7), "enabled": expression.Bool(true),
		"otherMails": expression.Strings("a@x", "b@x"), "gone": expression.Null(), "absent": expression.Null(),
		"appRoleAssignments": expression.List(expression.Role(expression.AppRole{Value: "Admin"})), "@odata.type": expression.Null(),
	} {
		v, _ := source(name)
		assert.True(t, want.Equal(v), "%s: expected %v, found %v", name, want, v)
	}
}

func TestParseInputObjectNamesThePlaceOfEachFault(t *testing.T) {
	for text, fault := range map[string]string{
		"[]":                             "expressionInputObject: line 1, column 1: $: expected an object, found []",
		`{"properties":{}}`:              "$.properties: expected a list, found {}",
		`{"a":1,"a":2}`:                  `$: expected one member "a", found a second`,
		`{"a":{"id":1}}`:                 "$.a.id: expected a text, found 1",
		`{"properties":[{"value":"x"}]}`: "$.properties[0].key: expected a text that is not empty, found null",
		`{"properties":[{"key":"a","value":[{"id":1}]}]}`: "$.properties[0].value[0].id: expected a text, found 1",
		`{`: "line 1, column 1: expected JSON",
	} {
		_, err := mapping.ParseInputObject([]byte(text))
		assert.ErrorContains(t, err, fault)
	}
}
