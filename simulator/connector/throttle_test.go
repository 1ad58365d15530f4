package connector_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/connector"
)

func TestRetryAfterIsHonouredWhenAsked(t *testing.T) {
	start := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	answer := func(status int, after string) reply {
		return reply{status: status, header: http.Header{"Retry-After": {after}}}
	}
	throttled := func(after string) reply { return answer(429, after) }
	const ignored, waits, unavailable = connector.RetryAfterIgnored, connector.RetryAfterThrottled, connector.RetryAfterUnavailable
	tests := []struct {
		name    string
		rule    connector.RetryAfter
		answers []reply
		sent    int
		waited  time.Duration
		ok      bool
	}{
		{"seconds", waits, []reply{throttled("5"), throttled("7")}, 3, 12 * time.Second, true},
		{"a date", waits, []reply{throttled("Sun, 01 Mar 2026 09:00:30 GMT")}, 2, 30 * time.Second, true},
		{"not said", waits, []reply{throttled("")}, 1, 0, false},
		{"nonsense", waits, []reply{throttled("-5")}, 1, 0, false},
		{"too long", waits, []reply{throttled("3600")}, 1, 0, false},
		{"for ever", waits, []reply{throttled("1"), throttled("1"), throttled("1"), throttled("1"), throttled("1")}, 4, 3 * time.Second, false},
		{"503", waits, []reply{answer(503, "5")}, 1, 0, false},
		{"503 as well", unavailable, []reply{answer(503, "5"), throttled("1")}, 3, 6 * time.Second, true},
		{"other statuses", unavailable, []reply{answer(500, "5")}, 1, 0, false},
		{"by default the next cycle", ignored, []reply{throttled("5")}, 1, 0, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clk := clock.NewVirtual(start)
			c, s := client(t, connector.Options{Clock: clk, Wire: connector.Wire{RetryAfter: test.rule}}, test.answers...)
			err := c.Update(t.Context(), "7", []connector.Change{replaced(t, "title", "x")})
			assert.Equal(t, test.ok, err == nil, "%v", err)
			require.Len(t, s.asked, test.sent)
			assert.Equal(t, test.waited, clk.Now().Sub(start))
			assert.Equal(t, s.asked[0], s.asked[len(s.asked)-1], "the same request, body included")
		})
	}
}
