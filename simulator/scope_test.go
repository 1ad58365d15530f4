package simulator_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
)

// What was set while the job ran outlives the process, whatever its settings say then.
func TestTheScopeOutlivesTheProcess(t *testing.T) {
	s := silent(newStory(t))
	journal := &memoryJournal{die: func() {}}
	live := func(settings simulator.Settings) *simulator.Job {
		job, err := simulator.NewJob(simulator.Config{
			ID: "scim.1", Tenant: s.tenant, Connector: &connector.Client{}, Schema: s.schema, Settings: settings, Now: s.clock.Now,
			NewID: s.newID, Journal: journal, Saved: journal.load(t),
		})
		require.NoError(t, err)
		return job
	}
	job := live(simulator.Settings{})
	assert.False(t, job.SyncAll() || job.SkipOutOfScopeDeletions())
	require.NoError(t, job.Save())
	assert.True(t, live(simulator.Settings{SkipOutOfScopeDeletions: true}).SkipOutOfScopeDeletions(), "nobody has set it: the settings count")

	job.SetSyncAll(true)
	job.SetSkipOutOfScopeDeletions(true)
	require.NoError(t, job.Save())
	job = live(simulator.Settings{})
	assert.True(t, job.SyncAll() && job.SkipOutOfScopeDeletions())
	job.SetSkipOutOfScopeDeletions(false)
	require.NoError(t, job.Save())
	assert.False(t, live(simulator.Settings{SkipOutOfScopeDeletions: true}).SkipOutOfScopeDeletions())
}
