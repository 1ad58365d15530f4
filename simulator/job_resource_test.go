package simulator_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
)

// A job goes on from a state that was saved before statuses told of escrows that were pruned, and of progress.
func TestAnEarlierStateIsTakenOver(t *testing.T) {
	s := newStory(t)
	saved := &simulator.Saved{}
	require.NoError(t, json.Unmarshal([]byte(`{"state":"Active","watermark":7,"initial":false,"status":{"code":"",
		"countSuccessiveCompleteFailures":2,"lastExecution":{"activityIdentifier":"c1","state":"Failed","timeBegan":"2026-03-02T07:20:00Z"},
		"quarantine":null,"synchronizedEntryCountByType":null},"schedule":{"next":["2026-03-02T08:40:00Z"]},"order":3}`), &saved.Job))
	job, err := simulator.NewJob(simulator.Config{
		ID: "scim.1", Tenant: s.tenant, Connector: &connector.Client{}, Schema: s.schema, Now: s.clock.Now, NewID: s.newID, Saved: saved,
	})
	require.NoError(t, err)
	status := job.Status()
	assert.Equal(t, 2, status.CountSuccessiveCompleteFailures)
	assert.Equal(t, "c1", status.LastExecution.ActivityIdentifier)
	assert.False(t, status.EscrowsPruned)
	assert.Empty(t, status.Progress)
	assert.Equal(t, simulator.SynchronizationSchedule{Interval: "PT40M", State: simulator.ScheduleActive}, job.Schedule())
}

// The threshold of deletions is shown as the job's setting, and with lanes the shortest interval.
func TestTheJobShowsItsSettings(t *testing.T) {
	s := silent(newStory(t))
	s.settings.TooManyDeletesThreshold = 500
	require.NoError(t, s.run("setting Lanes"))
	require.NoError(t, s.run("start"))
	assert.Equal(t, []simulator.NameValue{{Name: "QuarantineTooManyDeletesThreshold", Value: "500"}}, s.job.JobSettings())
	assert.Equal(t, "PT1M", s.job.Schedule().Interval)
}

// Progress counts the objects that have had their turn, up to all of them, and is gone when the cycle is over.
func TestProgressReachesItsTotal(t *testing.T) {
	s := silent(newStory(t))
	for _, line := range []string{"mapping entra", "user ann", "user bob", "group staff", "join staff ann", "assign bob", "assign-group staff"} {
		require.NoError(t, s.run(line))
	}
	var job *simulator.Job
	var seen []simulator.SynchronizationProgress
	client, err := connector.New(connector.Options{BaseURL: "https://scim.example/scim", HTTP: &http.Client{Transport: s.target}})
	require.NoError(t, err)
	job, err = simulator.NewJob(simulator.Config{
		ID: "scim.1", Tenant: s.tenant, Connector: client, Groups: client.Groups(), Schema: s.schema, Now: s.clock.Now, NewID: s.newID,
		Progress: func(simulator.TaskExecution) { seen = append(seen, job.Status().Progress...) },
	})
	require.NoError(t, err)
	_, err = job.RunCycle(t.Context())
	require.NoError(t, err)
	var completed []int
	for _, p := range seen {
		completed = append(completed, p.CompletedUnits)
		assert.Equal(t, "objects", p.Units)
		assert.Equal(t, monday, p.ProgressObservationDateTime)
	}
	assert.Equal(t, []int{1, 2, 3, 4}, completed, "two users and a group, and then the group's members")
	assert.Equal(t, 3, seen[0].TotalUnits)
	assert.Equal(t, 4, seen[3].TotalUnits)
	assert.Empty(t, job.Status().Progress)
}

// With the setting, an initial cycle that fails too often forgets its failures and pauses; a later initial cycle that does not
// takes the mark away.
func TestEscrowsOfAnInitialCycleArePruned(t *testing.T) {
	for _, prune := range []bool{false, true} {
		s := silent(newStory(t))
		s.settings.PruneInitialEscrows, s.settings.QuarantineThresholds.Base = prune, 1
		for _, line := range []string{"user ann", "user bob", "assign ann", "assign bob"} {
			require.NoError(t, s.run(line))
		}
		s.target.faults = []fault{{method: "POST", status: 400}, {method: "POST", status: 400}}
		require.NoError(t, s.run("start"))
		status := s.job.Status()
		assert.Equal(t, prune, status.EscrowsPruned)
		if !prune {
			assert.Equal(t, simulator.Quarantine, status.Code)
			continue
		}
		assert.Equal(t, simulator.Paused, status.Code)
		assert.Zero(t, s.job.Escrows())
		assert.Nil(t, status.Quarantine)
		s.job.Restart()
		require.NoError(t, s.advance(time.Minute.String()))
		assert.False(t, s.job.Status().EscrowsPruned)
		assert.Len(t, s.target.users, 2)
	}
}
