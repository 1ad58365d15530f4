package simulator_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
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

// A process that is killed and begun again does not lift the limit, and neither does one whose requests failed.
func TestTheLimitOnDemandOutlivesTheProcess(t *testing.T) {
	s := silent(newStory(t))
	u, err := s.tenant.CreateUser(map[string]any{"userPrincipalName": "ann@x"})
	require.NoError(t, err)
	require.NoError(t, s.tenant.AssignUser(u.ObjectID))
	journal := &memoryJournal{die: func() {}}
	live := func() *simulator.Job {
		client, err := connector.New(connector.Options{BaseURL: "https://scim.example/scim", HTTP: &http.Client{Transport: s.target}})
		require.NoError(t, err)
		job, err := simulator.NewJob(simulator.Config{
			ID: "scim.1", Tenant: s.tenant, Connector: client, Schema: s.schema, Now: s.clock.Now, NewID: s.newID,
			Journal: journal, Saved: journal.load(t),
		})
		require.NoError(t, err)
		return job
	}
	for range 5 {
		_, err := live().ProvisionOnDemand(t.Context(), "nobody")
		require.ErrorIs(t, err, simulator.ErrNoSuchObject)
	}
	job := live()
	_, err = job.ProvisionOnDemand(t.Context(), u.ObjectID)
	require.ErrorIs(t, err, simulator.ErrTooManyRequests)

	s.clock.AdvanceTo(monday.Add(10 * time.Second))
	_, err = job.ProvisionOnDemand(t.Context(), u.ObjectID)
	require.NoError(t, err)
}
