package auditlog_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

// Microsoft Learn, concept-provisioning-logs: 30 days with a premium licence, 7 without.
func TestRowsLeaveAfterTheRetention(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		options auditlog.Options
		after   time.Duration
		want    []string
	}{
		{auditlog.Options{}, 30 * day, []string{"1", "2"}},
		{auditlog.Options{}, 30*day + 1, []string{"2"}},
		{auditlog.Options{}, 31*day + 1, []string{}},
		{auditlog.Options{Retention: auditlog.RetentionFree}, 7*day + 1, []string{"2"}},
		{auditlog.Options{Retention: auditlog.RetentionPremium}, 7*day + 1, []string{"1", "2"}},
		{auditlog.Options{MaxRows: 1}, 0, []string{"2"}},
	} {
		log := new(auditlog.Log)
		require.NoError(t, log.Configure(c.options))
		for i, id := range []string{"1", "2"} {
			r := row(id, "ann"+id, "c"+id)
			r.ActivityDateTime = monday.Add(time.Duration(i) * day)
			log.Append(r)
		}
		before := log.Len()
		assert.Equal(t, before-len(c.want), log.Expire(monday.Add(c.after)))
		assert.Zero(t, log.Expire(monday.Add(c.after)), "a row leaves once")
		assert.Equal(t, c.want, ids(log.Rows()), "%+v after %s", c.options, c.after)
		for _, id := range []string{"1", "2"} {
			found := 0
			if len(c.want) > 0 && (id == "2" || len(c.want) == 2) {
				found = 1
			}
			assert.Len(t, log.Object("ann"+id), found)
			assert.Len(t, log.Cycle("c"+id), found)
			assert.Equal(t, found, log.Statistics("c"+id).Rows)
		}
	}
}

func TestOptionsThatCannotBeMeant(t *testing.T) {
	log := new(auditlog.Log)
	assert.EqualError(t, log.Configure(auditlog.Options{Retention: -time.Hour}),
		"retention: expected a duration above 0, or 0 for 720h0m0s, found -1h0m0s")
	assert.EqualError(t, log.Configure(auditlog.Options{MaxRows: -1}),
		"rows: expected a number above 0, or 0 for no limit, found -1")
}

func TestStatistics(t *testing.T) {
	log := new(auditlog.Log)
	assert.Equal(t, auditlog.Statistics{CycleID: "c", Tallies: []auditlog.Tally{}}, log.Statistics("c"))
	for i, outcome := range [][2]string{
		{"other", "skipped"}, {"create", "failure"}, {"create", "success"}, {"update", "success"}, {"create", "success"},
		{"future", "success"},
	} {
		r := row(fmt.Sprint(i), "ann", "c")
		r.ProvisioningAction, r.ProvisioningStatusInfo.Status = auditlog.ProvisioningAction(outcome[0]), auditlog.Status(outcome[1])
		log.Append(r)
	}
	log.Append(row("x", "ann", "another"))
	s := log.Statistics("c")
	assert.Equal(t, auditlog.Statistics{CycleID: "c", Rows: 6, Tallies: []auditlog.Tally{
		{Action: "create", Status: "success", Count: 2}, {Action: "create", Status: "failure", Count: 1},
		{Action: "update", Status: "success", Count: 1}, {Action: "other", Status: "skipped", Count: 1},
		{Action: "future", Status: "success", Count: 1},
	}}, s)
	assert.Equal(t, 3, s.Count(auditlog.ActionCreate, ""))
	assert.Equal(t, 4, s.Count("", auditlog.StatusSuccess))
	assert.Equal(t, 1, s.Count(auditlog.ActionCreate, auditlog.StatusFailure))
}
