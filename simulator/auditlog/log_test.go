package auditlog_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

func row(id, object, cycle string) auditlog.ProvisioningObjectSummary {
	return auditlog.ProvisioningObjectSummary{ID: id, CycleID: cycle, SourceIdentity: auditlog.Identity{ID: object}}
}

func ids(rows []auditlog.ProvisioningObjectSummary) []string {
	found := []string{}
	for _, r := range rows {
		found = append(found, r.ID)
	}
	return found
}

func TestLogIsReadByObjectAndByCycle(t *testing.T) {
	var log auditlog.Log
	assert.Empty(t, log.Rows())
	assert.Empty(t, log.Object("ann"))

	log.Append(row("1", "ann", "first"))
	log.Append(row("2", "bob", "first"))
	log.Append(row("3", "ann", "second"))

	assert.Equal(t, 3, log.Len())
	assert.Equal(t, []string{"1", "2", "3"}, ids(log.Rows()))
	assert.Equal(t, []string{"1", "3"}, ids(log.Object("ann")))
	assert.Equal(t, []string{"1", "2"}, ids(log.Cycle("first")))
	assert.Empty(t, log.Cycle("third"))
}

// Readers see whole rows, in order, while the job writes, rows leave and secrets are added; and a reader may write.
func TestRowsAreReadWhileTheyAreWritten(t *testing.T) {
	const rows = 3000
	log := new(auditlog.Log)
	assert.NoError(t, log.Configure(auditlog.Options{Retention: 500 * time.Second}))
	var wg sync.WaitGroup
	done := make(chan struct{})
	wg.Go(func() {
		defer close(done)
		for i := range rows {
			r := failedRow()
			r.ID, r.CycleID = fmt.Sprintf("%06d", i), fmt.Sprint(i/100)
			r.ActivityDateTime = monday.Add(time.Duration(i) * time.Second)
			log.Append(r)
			log.Expire(r.ActivityDateTime)
		}
	})
	for _, q := range []auditlog.Query{
		{OldestFirst: true}, {}, {Object: "u1"}, {Object: "t1", OldestFirst: true}, {Statuses: []auditlog.Status{"failure"}},
	} {
		wg.Go(func() {
			all, err := log.All(q)
			assert.NoError(t, err)
			for running := true; running; {
				select {
				case <-done:
					running = false
				default:
				}
				last := ""
				for row := range all {
					inOrder := last == "" || q.OldestFirst == (last < row.ID)
					if !inOrder || len(row.ProvisioningSteps) != 2 || row.ProvisioningStatusInfo.ErrorInformation == nil {
						t.Errorf("row %s after %s: %+v", row.ID, last, row)
						return
					}
					last = row.ID
					log.Hide("a secret")
					_ = log.Statistics(row.CycleID)
				}
			}
		})
	}
	wg.Wait()
	assert.Equal(t, 501, log.Len())
	for range log.Rows() {
		log.Append(failedRow()) // no lock is held here
	}
}
