package simulator_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/connector"
)

// killsBehind ends the process when the target has done what it was asked, and before its answer arrives.
type killsBehind struct {
	http.RoundTripper
	method string
}

func (k killsBehind) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := k.RoundTripper.RoundTrip(r)
	if r.Method == k.method {
		resp.Body.Close()
		panic(kill{})
	}
	return resp, err
}

// The log tells of a creation whose answer nobody saw as of any other, once the resource has been found.
func TestTheLogTellsOfACreationWithoutAnAnswer(t *testing.T) {
	s := silent(newStory(t))
	u, err := s.tenant.CreateUser(map[string]any{"userPrincipalName": "ann@x", "displayName": "Ann"})
	require.NoError(t, err)
	require.NoError(t, s.tenant.AssignUser(u.ObjectID))
	journal := &memoryJournal{die: func() {}}
	live := func(transport http.RoundTripper) *simulator.Job {
		client, err := connector.New(connector.Options{BaseURL: "https://scim.example/scim", HTTP: &http.Client{Transport: transport}})
		require.NoError(t, err)
		job, err := simulator.NewJob(simulator.Config{
			ID: "scim.1", Tenant: s.tenant, Connector: client, Schema: s.schema, Now: s.clock.Now, NewID: s.newID,
			Journal: journal, Saved: journal.load(t),
		})
		require.NoError(t, err)
		return job
	}
	cycle := func(job *simulator.Job) error {
		engine := simulator.New(s.clock, s.tenant)
		engine.Add(job)
		return engine.AdvanceTo(t.Context(), s.clock.Now())
	}
	job := live(killsBehind{s.target, http.MethodPost})
	job.Start()
	require.NoError(t, job.Save())
	require.False(t, survives(func() { _ = cycle(job) }))
	assert.Empty(t, journal.rows)

	job = live(s.target)
	require.NoError(t, cycle(job))
	require.Len(t, journal.rows, 1)
	row := journal.rows[0]
	assert.Equal(t, auditlog.ActionCreate, row.ProvisioningAction)
	assert.Equal(t, auditlog.StatusSuccess, row.ProvisioningStatusInfo.Status)
	assert.Contains(t, row.ModifiedProperties, auditlog.ModifiedProperty{DisplayName: "userName", NewValue: "ann@x"})
	assert.Equal(t, "User 'ann@x' was created in customappsso before the job was interrupted, and has been found",
		row.ProvisioningSteps[len(row.ProvisioningSteps)-1].Description)
	target, _ := job.Link(u.ObjectID)
	assert.Equal(t, target, row.TargetIdentity.ID)
}
