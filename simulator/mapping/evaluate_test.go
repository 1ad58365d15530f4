package mapping_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// object is a source object with texts, and the flag that the directory derives.
func object(softDeleted bool, attributes map[string]string) mapping.Source {
	return func(name string) (expression.Value, bool) {
		if name == "IsSoftDeleted" {
			return expression.Bool(softDeleted), true
		}
		text, ok := attributes[name]
		return expression.String(text), ok
	}
}

// evaluated is what the mapping makes of the object, as "target=text" lines.
func evaluated(t *testing.T, m *mapping.ObjectMapping, source mapping.Source, creating bool) []string {
	t.Helper()
	values, err := m.Evaluate(source, creating)
	require.NoError(t, err)
	lines := []string{}
	for _, v := range values {
		lines = append(lines, v.Definition.Name+"="+v.Value.Text())
	}
	return lines
}

func TestEvaluateDefaultMapping(t *testing.T) {
	users := load(t, "vcc").Users()
	ann := map[string]string{
		"userPrincipalName": "ann@x", "displayName": "Ann", "telephoneNumber": "+44 20 7946 0958", "givenName": "",
		"objectId": "u1", "department": "not mapped",
	}
	assert.Equal(t, []string{
		"userName=ann@x", "active=True", "displayName=Ann", `phoneNumbers[type eq "work"].value=+442079460958`, "externalId=u1",
	}, evaluated(t, users, object(false, ann), true), "absent and empty sources do not flow")

	assert.Contains(t, evaluated(t, users, object(true, ann), false), "active=False")
	values, err := users.Evaluate(object(false, ann), true)
	require.NoError(t, err)
	assert.Equal(t, mapping.TypeString, values[0].Definition.Type)
	assert.Equal(t, mapping.TypeBoolean, values[1].Definition.Type)
}

// Value-flow rules of "customize-application-attributes".
func TestEvaluateFlowRules(t *testing.T) {
	const (
		withDefault = `{"targetAttributeName":"title","defaultValue":"none given","source":{"expression":"[jobTitle]"}}`
		constant    = `{"targetAttributeName":"locale","defaultValue":"en-GB","source":null}`
		none        = `{"targetAttributeName":"nickName","source":null}`
		onCreation  = `{"targetAttributeName":"userType","flowType":"ObjectAddOnly","source":{"expression":"\"Employee\""}}`
		ignored     = `{"targetAttributeName":"level","source":{"expression":"[level]"}}`
	)
	s, err := mapping.Parse([]byte(minimal(matchUPN, withDefault, constant, none, onCreation, ignored)))
	require.NoError(t, err)
	users := s.Users()

	empty := object(false, map[string]string{"userPrincipalName": "a", "jobTitle": ""})
	assert.Equal(t, []string{"userName=a", "title=none given", "locale=en-GB", "userType=Employee"}, evaluated(t, users, empty, true))
	assert.Equal(t, []string{"userName=a", "locale=en-GB"}, evaluated(t, users, empty, false))

	full := object(false, map[string]string{"userPrincipalName": "a", "jobTitle": "Dr", "level": "7"})
	assert.Equal(t, []string{"userName=a", "title=Dr", "locale=en-GB", "level=7"}, evaluated(t, users, full, false))
}

func TestEvaluateCarriesWhatTheSchemaSays(t *testing.T) {
	s, err := mapping.Parse([]byte(minimal(matchUPN,
		`{"targetAttributeName":"ACTIVE","source":{"expression":"\"True\""}}`,
		`{"targetAttributeName":"level","flowBehavior":"FlowAlways","source":{"expression":"\"7\""}}`,
		`{"targetAttributeName":"nickName","source":{"expression":"\"N\""}}`)))
	require.NoError(t, err)
	values, err := s.Users().Evaluate(object(false, map[string]string{"userPrincipalName": "a"}), true)
	require.NoError(t, err)

	assert.Equal(t, &mapping.AttributeDefinition{Name: "userName", Type: mapping.TypeString, CaseExact: true}, values[0].Definition, "not listed")
	assert.Equal(t, mapping.TypeBoolean, values[1].Definition.Type)
	assert.Equal(t, mapping.TypeInteger, values[2].Definition.Type)
	assert.True(t, values[2].FlowAlways)
	assert.False(t, values[3].Definition.CaseExact)
	assert.False(t, values[3].FlowAlways)

	s.SetOptions(mapping.Options{CaselessUnlisted: true})
	values, err = s.Users().Evaluate(object(false, map[string]string{"userPrincipalName": "a"}), true)
	require.NoError(t, err)
	assert.False(t, values[0].Definition.CaseExact, "not listed")
	assert.True(t, values[2].Definition.CaseExact, "listed")

	s.SetOptions(mapping.Options{})
	again, err := s.Users().Evaluate(object(false, map[string]string{"userPrincipalName": "a"}), true)
	require.NoError(t, err)
	assert.True(t, again[0].Definition.CaseExact, "the option is taken back")
	assert.False(t, values[0].Definition.CaseExact, "what was handed out stays as it was")
}

// Graph, attributeDefinition: a required attribute without a value takes its default, and no object is created without.
func TestRequiredAttributes(t *testing.T) {
	s, err := mapping.Parse(listed("customappsso", rowOf("floor", "[x]"), `{"name":"floor","required":true,"defaultValue":"ground"}`, ""))
	require.NoError(t, err)
	ann := object(false, map[string]string{"userPrincipalName": "a"})
	assert.Equal(t, []string{"userName=a", "floor=ground", "active=True"}, evaluated(t, s.Users(), ann, true))
	assert.Equal(t, []string{"userName=a", "active=True"}, evaluated(t, s.Users(), ann, false), "at creation only")

	require.NoError(t, s.DefineTargetAttribute(s.Users(), mapping.AttributeDefinition{Name: "floor", Required: true}))
	_, err = s.Users().Evaluate(ann, true)
	require.ErrorIs(t, err, mapping.ErrMissingValue)
	assert.EqualError(t, err, "attribute mapping of floor: expected a value for the required attribute, found none")
	assert.Equal(t, []string{"userName=a", "active=True"}, evaluated(t, s.Users(), ann, false))
	text := "1"
	s.Users().Row("floor").DefaultValue = &text
	assert.Equal(t, []string{"userName=a", "floor=1", "active=True"}, evaluated(t, s.Users(), ann, true), "the row's default comes first")
}

// Graph, attributeMapping: flowType. The first two are the portal's "Apply this mapping".
func TestFlowTypes(t *testing.T) {
	for _, row := range []struct {
		typ                         mapping.FlowType
		creates, updates, overwrite bool // overwrite: flows where the target has a value
		removes                     bool
	}{
		{mapping.FlowTypeAlways, true, true, true, true},
		{mapping.FlowTypeObjectAddOnly, true, false, false, true},
		{mapping.FlowTypeMultiValueAddOnly, true, true, true, false},
		{mapping.FlowTypeValueAddOnly, true, true, true, false},
		{mapping.FlowTypeAttributeAddOnly, true, true, false, false},
	} {
		assert.Equal(t, row.creates, row.typ.Flows(true, false), row.typ)
		assert.Equal(t, row.updates, row.typ.Flows(false, false), row.typ)
		assert.Equal(t, row.overwrite, row.typ.Flows(false, true), row.typ)
		assert.Equal(t, row.removes, row.typ.Removes(), row.typ)

		s, err := mapping.Parse([]byte(minimal(matchUPN, `{"targetAttributeName":"title","flowType":"`+string(row.typ)+`","source":{"expression":"[jobTitle]"}}`)))
		require.NoError(t, err)
		source := object(false, map[string]string{"userPrincipalName": "a", "jobTitle": "Dr"})
		values, err := s.Users().Evaluate(source, true)
		require.NoError(t, err)
		assert.Equal(t, row.typ, values[1].FlowType)
		assert.Equal(t, row.updates, len(evaluated(t, s.Users(), source, false)) == 2, row.typ)
	}
}

func TestEvaluationErrorNamesTheRow(t *testing.T) {
	s := load(t, "vcc")
	require.NoError(t, s.Users().SetExpression("title", `IIF([otherMails]="a@x", "a", "b")`)) // a list cannot be compared
	_, err := s.Users().Evaluate(func(name string) (expression.Value, bool) {
		return expression.Strings("a@x", "b@x"), name == "otherMails"
	}, false)
	var fault *mapping.EvaluationError
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "title", fault.TargetAttributeName)
	assert.ErrorContains(t, err, "attribute mapping of title: 1:")
}

func TestMatchingValues(t *testing.T) {
	users := load(t, "entra").Users()
	require.NoError(t, users.SetMatching("externalId", 3))
	require.NoError(t, users.SetMatching(`emails[type eq "work"].value`, 2))
	assert.Equal(t, []string{"userName", `emails[type eq "work"].value`, "externalId"}, users.MatchingAttributes())

	values, err := users.MatchingValues(object(false, map[string]string{"mailNickname": "ann", "userPrincipalName": "ann@x", "mail": ""}))
	require.NoError(t, err)
	assert.Equal(t, []mapping.MatchingValue{
		{TargetAttributeName: "userName", Value: "ann@x"}, {TargetAttributeName: "externalId", Value: "ann"},
	}, values, "an attribute without a value is passed over")

	values, err = users.MatchingValues(object(false, nil))
	require.NoError(t, err)
	assert.Empty(t, values)
}
