package simulator_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

// The answer on demand has Graph's names, and shows no more than the log: not a value that the mapping redacts.
func TestTheAnswerOnDemandIsAsTheLogShowsIt(t *testing.T) {
	s := silent(newStory(t))
	require.NoError(t, s.schema.Users().SetExpression("displayName", "Redact([displayName])"))
	u, err := s.tenant.CreateUser(map[string]any{"userPrincipalName": "ann@x", "displayName": "hidden"})
	require.NoError(t, err)
	require.NoError(t, s.tenant.AssignUser(u.ObjectID))
	s.begin()
	result, err := s.job.ProvisionOnDemand(t.Context(), u.ObjectID)
	require.NoError(t, err)
	assert.Equal(t, "Success", gjson.Get(result.Key, "result").String())
	assert.Equal(t, "success", gjson.Get(result.Value, "statusInfo.status").String())
	assert.Equal(t, "ann@x", gjson.Get(result.Value, `modifiedProperties.#(displayName=="userName").newValue`).String())
	assert.NotContains(t, result.Value, "hidden")
}
