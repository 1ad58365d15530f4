package auditlog_test

import (
	"testing"

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

func TestRowsAreReadWhileTheyAreWritten(t *testing.T) {
	var log auditlog.Log
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 200 {
			log.Append(row("x", "ann", "c"))
		}
	}()
	for log.Len() < 200 {
		_ = log.Object("ann")
		_ = log.Cycle("c")
	}
	<-done
	assert.Len(t, log.Rows(), 200)
}
