package steps

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps/internal/exchange"
)

// LeftoverOptions say how to remove what a run left behind.
type LeftoverOptions struct {
	// Ledger is the file that the run wrote. Its things are removed at the run's own target.
	Ledger string
	// Token, CAFile and Insecure are as in ExternalOptions.
	Token, CAFile string
	Insecure      bool
	// Timeout is how long one answer may take; 0 means 60 s. Rate is the most requests a second; 0 means no limit.
	Timeout time.Duration
	Rate    float64
	// Look only names what is left, and sends nothing.
	Look bool
}

// Leftover is what became of one run's things.
type Leftover struct {
	// Target is the URL that the run judged, Prefix what it put into every name.
	Target, Prefix string
	// Cleanup counts and names what is there still.
	reports.Cleanup
}

// RemoveLeftover removes, last first, what the ledger of a run that was killed names and the run did not remove itself.
// Nothing else is touched: each thing is read before it is deleted, and left alone when it has not the run's prefix in its
// name. What was removed is noted in the ledger, so that it can be called again.
func RemoveLeftover(ctx context.Context, o LeftoverOptions) (Leftover, error) {
	l, run, err := exchange.ReopenLedger(o.Ledger)
	if err != nil {
		return Leftover{}, err
	}
	defer l.Close()
	found := Leftover{Target: run.Target, Prefix: run.Prefix}
	count := func() { found.Created, found.Removed, found.Left = l.Counts() }
	count()
	if o.Look || len(found.Left) == 0 {
		return found, nil
	}
	// Leave to write was given to the run.
	target, err := NewExternal(ExternalOptions{URL: run.Target, Token: o.Token, CAFile: o.CAFile, Insecure: o.Insecure, AllowWrites: true})
	if err != nil {
		return found, fmt.Errorf("ledger: %s: %w", o.Ledger, err)
	}
	endpoint, closeEndpoint, err := target.Open(ctx)
	if err != nil {
		return found, err
	}
	defer closeEndpoint()
	err = removeAll(ctx, l, run, endpoint, o)
	count()
	return found, err
}

func removeAll(ctx context.Context, l *exchange.Ledger, run exchange.Run, endpoint *Endpoint, o LeftoverOptions) error {
	g := exchange.NewGuard(run.Prefix)
	var own exchange.CreatedThings
	for _, e := range l.All() {
		// A ledger that was tampered with must not lead the token to another host.
		if !strings.HasPrefix(e.Collection, endpoint.BaseURL+"/") {
			if e.Portal {
				continue // portals are reached in embedded runs only, which keep no file
			}
			return fmt.Errorf("ledger: %s: expected things below %s, found one in %s", o.Ledger, endpoint.BaseURL, e.Collection)
		}
		if e.ID != "" {
			g.Expect(e.Location())
		}
		own.Add(e)
	}
	bounds := exchange.NewLimits(cmp.Or(o.Timeout, time.Minute), o.Rate)
	via := exchange.Authenticate(endpoint.Credential, g.Protect(exchange.NewNetwork(endpoint.Network, bounds)))
	var first error
	exchange.CleanUp(ctx, l, &own, exchange.RoundTripper(func(req *http.Request) (*http.Response, error) {
		resp, err := via.RoundTrip(req)
		if err != nil && first == nil {
			first = err
		}
		return resp, err
	}), nil, time.Time{})
	if err := ctx.Err(); err != nil {
		return errors.New(interrupted)
	}
	return first
}
