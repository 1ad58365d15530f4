package simulator

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// The first four rows are the cases that Microsoft's page works through (application-provisioning-quarantine-status).
func TestQuarantines(t *testing.T) {
	for _, row := range []struct {
		name string
		outcome
		want QuarantineReason
	}{
		{"45,000 failures", outcome{base: 45_000, total: 45_000, failed: 45_000, succeeded: 1_000_000}, EncounteredBaseEscrowThreshold},
		{"30,000 failures, 5,000 successes", outcome{base: 30_000, total: 30_000, failed: 30_000, succeeded: 5_000}, EncounteredEscrowProportionThreshold},
		{"20,000 failures, 100,000 successes", outcome{base: 20_000, total: 20_000, failed: 20_000, succeeded: 100_000}, ""},
		{"40,000 failures and 21,000 of managers", outcome{base: 40_000, total: 61_000, failed: 61_000, succeeded: 1_000_000}, EncounteredTotalEscrowThreshold},
		{"4,000 failures alone", outcome{base: 4_000, total: 4_000, failed: 4_000}, ""},
		{"5,000 failures alone", outcome{base: 5_000, total: 5_000, failed: 5_000}, EncounteredEscrowProportionThreshold},
		{"40 per cent", outcome{base: 8_000, total: 8_000, failed: 8_000, succeeded: 12_000}, ""},
		{"more than 40 per cent", outcome{base: 8_001, total: 8_001, failed: 8_001, succeeded: 12_000}, EncounteredEscrowProportionThreshold},
		{"the thresholds themselves", outcome{base: 40_000, total: 60_000, failed: 1_000, succeeded: 9_000}, ""},
		{"refused credentials", outcome{exception: true}, EncounteredQuarantineException},
		{"withheld deletions", outcome{withheld: true}, TooManyDeletes},
		{"nothing", outcome{}, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			reason, yes := row.quarantines(QuarantineThresholds{})
			assert.Equal(t, row.want, reason)
			assert.Equal(t, row.want != "", yes)
		})
	}
	reason, _ := outcome{base: 2}.quarantines(QuarantineThresholds{Base: 1})
	assert.Equal(t, EncounteredBaseEscrowThreshold, reason, "a threshold of one's own")
}

func TestAttemptsThinOut(t *testing.T) {
	began := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	var hours []float64
	for now := began; now.Sub(began) < 96*time.Hour; {
		now = nextAttempt(began, now, Settings{}.quarantineAttempts())
		hours = append(hours, now.Sub(began).Hours())
	}
	assert.Equal(t, []float64{6, 12, 24, 48, 72, 96}, hours)
}
