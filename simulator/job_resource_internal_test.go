package simulator

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestIntervalsAreWrittenAsGraphDoes(t *testing.T) {
	for text, d := range map[string]time.Duration{
		"PT40M": 40 * time.Minute, "PT1H30M": 90 * time.Minute, "P1D": 24 * time.Hour, "P1DT1M": 24*time.Hour + time.Minute,
		"PT0.5S": 500 * time.Millisecond, "PT1M1S": 61 * time.Second, "PT0S": 0,
	} {
		assert.Equal(t, text, isoDuration(d))
	}
}
