package mapping_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// with adds attributes of any kind to an object of texts.
func with(source mapping.Source, more map[string]expression.Value) mapping.Source {
	return func(name string) (expression.Value, bool) {
		if v, ok := more[name]; ok {
			return v, true
		}
		return source(name)
	}
}

// Users and groups are written first, references in a later pass (how-provisioning-works).
func TestReferencesAreLeftForLater(t *testing.T) {
	s := load(t, "entra")
	ann := with(object(false, map[string]string{"userPrincipalName": "ann@x"}), map[string]expression.Value{"manager": expression.String("u9")})
	for _, line := range evaluated(t, s.Users(), ann, true) {
		assert.NotContains(t, line, "manager")
	}
	references, err := s.Users().EvaluateReferences(ann, false)
	require.NoError(t, err)
	require.Len(t, references, 1)
	assert.Equal(t, ent+":manager", references[0].TargetAttributeName)
	assert.Equal(t, []string{"u9"}, references[0].ObjectIDs)
	assert.Equal(t, mapping.FlowTypeAlways, references[0].FlowType)
	assert.Equal(t, ent, references[0].Definition.ReferencedObjects[0].ReferencedObjectName)

	references, err = s.Users().EvaluateReferences(object(false, nil), false)
	require.NoError(t, err)
	assert.Empty(t, references, "a manager who was taken away stays: nulls do not flow")
}

func TestMembers(t *testing.T) {
	groups := load(t, "entra").Groups()
	team := with(object(false, map[string]string{"displayName": "Team", "objectId": "g1"}),
		map[string]expression.Value{"members": expression.Strings("u2", "u1", "u2", "")})
	assert.Equal(t, []string{"displayName=Team", "externalId=g1"}, evaluated(t, groups, team, true))
	references, err := groups.EvaluateReferences(team, true)
	require.NoError(t, err)
	require.Len(t, references, 1)
	assert.Equal(t, []string{"u2", "u1"}, references[0].ObjectIDs, "each once, in order")
	assert.True(t, references[0].Definition.Multivalued)

	references, err = groups.EvaluateReferences(object(false, nil), false)
	require.NoError(t, err)
	require.Len(t, references, 1, "the last member does leave")
	assert.Empty(t, references[0].ObjectIDs)
}

// A reference is known by its type, or by its name where a schema does not say.
func TestIsReference(t *testing.T) {
	s, err := mapping.Parse([]byte(minimal(matchUPN,
		`{"targetAttributeName":"Members","source":{"expression":"[members]"}}`,
		`{"targetAttributeName":"`+ent+`:manager","exportMissingReferences":true,"flowType":"ObjectAddOnly","source":{"expression":"[manager]"}}`,
		`{"targetAttributeName":"`+ent+`:managerName","source":{"expression":"[x]"}}`,
		`{"targetAttributeName":"level","source":{"expression":"[x]"}}`)))
	require.NoError(t, err)
	users := s.Users()
	var references []string
	for _, row := range users.AttributeMappings {
		if users.IsReference(row) {
			references = append(references, row.TargetAttributeName)
		}
	}
	assert.Equal(t, []string{"Members", ent + ":manager"}, references)

	given := map[string]expression.Value{"manager": expression.String("u9"), "members": expression.String("u1")}
	updating, err := users.EvaluateReferences(with(object(false, nil), given), false)
	require.NoError(t, err)
	assert.Len(t, updating, 1, "the manager is for creation only")
	creating, err := users.EvaluateReferences(with(object(false, nil), given), true)
	require.NoError(t, err)
	require.Len(t, creating, 2)
	assert.True(t, creating[1].ExportMissingReferences)

	require.NoError(t, s.DefineTargetAttribute(users, mapping.AttributeDefinition{Name: "level", Type: mapping.TypeReference}))
	assert.True(t, users.IsReference(users.Row("level")))
	assert.ErrorContains(t, users.SetMatching("level", 2), "expected matching attribute level to be a value, found a reference")
}

func TestAReferenceThatCannotBeEvaluatedNamesItsRow(t *testing.T) {
	groups := load(t, "entra").Groups()
	require.NoError(t, groups.SetExpression("members", `IIF([x]="a", "b", "c")`))
	_, err := groups.EvaluateReferences(func(string) (expression.Value, bool) { return expression.Strings("a", "b"), true }, true)
	var fault *mapping.EvaluationError
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "members", fault.TargetAttributeName)
}
