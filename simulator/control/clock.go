package control

import (
	"context"
	"net/http"
	"time"
)

// longestAdvance keeps a slip of the pen from turning a century.
const longestAdvance = 366 * 24 * time.Hour

// routeClock has the simulated time.
func (c *Control) routeClock() {
	d := c.options.Driver
	c.mux.HandleFunc("GET /clock", handle(http.StatusOK, func(*http.Request) (any, error) {
		s := d.State()
		return map[string]any{"now": s.Now, "nextRun": s.NextRun, "turnedByHand": d.ByHand()}, nil
	}))
	// {"by": "40m"} or {"to": "2026-03-02T08:00:00Z"}; it answers when everything that is due by then has been done.
	c.mux.HandleFunc("POST /clock/advance", handle(http.StatusOK, func(r *http.Request) (any, error) {
		var body struct {
			By string     `json:"by"`
			To *time.Time `json:"to"`
		}
		if err := read(r, &body); err != nil {
			return nil, err
		}
		if !d.ByHand() {
			return nil, &apiError{http.StatusConflict, "Request_BadRequest", "expected a clock that is turned by hand, found one that runs: start with --speed 0"}
		}
		// One after the other: each turns it from where the one before it left it.
		select {
		case c.turn <- struct{}{}:
			defer func() { <-c.turn }()
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
		now := d.State().Now
		by, err := time.ParseDuration(body.By)
		switch {
		case (body.By == "") == (body.To == nil):
			return nil, badRequest("expected one of by and to, found both or none")
		case body.To == nil && err != nil:
			return nil, badRequest("by: expected a duration such as 40m, found %q", body.By)
		}
		to := now.Add(by)
		if body.To != nil {
			to = *body.To
		}
		if to.Before(now) || to.After(now.Add(longestAdvance)) {
			return nil, badRequest("expected a time from %s to a year later, found %s", now.Format(time.RFC3339), to.Format(time.RFC3339))
		}
		// A client that hangs up stops the clock between two objects, not in the middle of a request.
		if err := d.Advance(context.WithoutCancel(r.Context()), r.Context(), to); err != nil {
			return nil, err
		}
		return map[string]any{"now": d.State().Now, "nextRun": d.State().NextRun}, nil
	}))
	c.mux.HandleFunc("GET /metrics", c.metrics.ServeHTTP)
}
