package auditlog_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

// The log keeps rows in another form than it gives them: nothing gets lost on the way, whatever the length, and each is found
// by the number that it was given.
func TestRowsComeBackAsTheyWere(t *testing.T) {
	long := failedRow()
	long.ProvisioningSteps[0].Description, long.ID = strings.Repeat("ü", 100_000), strings.Repeat("x", 128)
	long.DurationInMilliseconds, long.ActivityDateTime = -1<<62, time.Date(1, 1, 1, 0, 0, 0, 999_999_999, time.UTC)
	other := everywhere("")
	other.ProvisioningStatusInfo.ErrorInformation = nil
	rows := []auditlog.ProvisioningObjectSummary{failedRow(), {}, long, everywhere("ann"), everywhere("ann"), other, failedRow()}
	log := new(auditlog.Log)
	for i, row := range rows {
		number := log.Append(row)
		require.EqualValues(t, i+1, number)
		got, ok := log.Row(number)
		require.True(t, ok)
		assert.Equal(t, row, got)
	}
	assert.Equal(t, rows, log.Rows())

	require.NoError(t, log.Configure(auditlog.Options{MaxRows: 1}))
	log.Append(failedRow())
	_, ok := log.Row(1)
	assert.False(t, ok, "it has left")
	_, ok = log.Row(9)
	assert.False(t, ok)
}

// What rows have in common is kept once, until a credential is known that may be in it.
func TestACredentialInWhatRowsShare(t *testing.T) {
	log := new(auditlog.Log)
	row := failedRow()
	row.TargetSystem.DisplayName = "of hunter2"
	log.Append(row)
	log.Hide("hunter2")
	log.Append(row)
	log.Append(row)
	for i, want := range []string{"of hunter2", "of $TOKEN", "of $TOKEN"} {
		assert.Equal(t, want, log.Rows()[i].TargetSystem.DisplayName)
	}
}
