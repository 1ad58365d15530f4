package simulator_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
)

func TestParseResetScope(t *testing.T) {
	scopes, err := simulator.ParseResetScope("Watermark, escrows,Full")
	assert.NoError(t, err)
	assert.Equal(t, []simulator.ResetScope{simulator.ResetWatermark, simulator.ResetEscrows, simulator.ResetFull}, scopes)
	scopes, err = simulator.ParseResetScope(" ")
	assert.NoError(t, err)
	assert.Empty(t, scopes)
	_, err = simulator.ParseResetScope("Watermark, Links")
	assert.EqualError(t, err, `resetScope: expected one of None, ConnectorDataStore, Escrows, Watermark, QuarantineState, Full, ForceDeletes, found "Links"`)
}

// Full forgets everything, and takes nothing away from the other scopes that are named with it.
func TestScopesOfARestartAddUp(t *testing.T) {
	s := silent(newStory(t))
	journal := &memoryJournal{die: func() {}}
	job, err := simulator.NewJob(simulator.Config{
		ID: "scim.1", Tenant: s.tenant, Connector: &connector.Client{}, Schema: s.schema, Now: s.clock.Now, NewID: s.newID, Journal: journal,
	})
	require.NoError(t, err)
	job.Restart(simulator.ResetFull)
	require.NoError(t, job.Save())
	assert.False(t, journal.load(t).Job.ForceDeletes)
	job.Restart(simulator.ResetFull, simulator.ResetForceDeletes)
	require.NoError(t, job.Save())
	assert.True(t, journal.load(t).Job.ForceDeletes)
}
