package exchange

import (
	"context"
	"net/http"
	"strings"
	"sync"

	"github.com/entrasim/entrasim/reports"
)

// Record is an exchange that a recorder has kept. It holds what went over the wire, and shows it without secrets. To take
// them out is work, most of all with bodies, and is left until somebody looks: as a rule that is when the scenario has ended
// and the next one runs.
type Record struct {
	number int
	redact *reports.Redactor

	mu       sync.Mutex
	exchange reports.Exchange // as it went over the wire, until it is shown
	shown    bool
}

// Number is that of the exchange, from 1 within a scenario; 0 for one that was not kept.
func (r *Record) Number() int { return r.number }

// Exchange gives the exchange as evidence: without secrets, and with the beginning of long bodies.
func (r *Record) Exchange() reports.Exchange {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.shown {
		r.shown = true
		r.exchange = r.redact.Exchange(r.exchange)
		r.exchange.Number = r.number
		cutBodies(&r.exchange, recordMax)
	}
	return r.exchange
}

// Kept is what a request with KeepIn leaves: the record of its exchange, and the answer as it came. The answer that goes
// on to the client has no body then, so that no client copies it once more.
type Kept struct {
	*Record
	Status int
	Header http.Header
	Body   string
}

// keptKey is where a context says that the exchange of its request is to be put.
type keptKey struct{}

// KeepIn makes the recorder put a request's exchange into k as well.
func KeepIn(ctx context.Context, k *Kept) context.Context {
	return context.WithValue(ctx, keptKey{}, k)
}

// Brief gives the exchanges of a scenario that passed: enough for the dialect matrix and the traffic, and no more than
// keeps the report of a whole run at a few megabytes.
func Brief(exchanges []reports.Exchange) []reports.Exchange {
	exchanges = exchanges[:min(len(exchanges), briefMax)]
	for i := range exchanges {
		x := &exchanges[i]
		if x.Response != nil {
			response := *x.Response
			x.Response = &response
		}
		cutBodies(x, briefBody)
	}
	return exchanges
}

// cutBodies keeps at most so many bytes of each body.
func cutBodies(x *reports.Exchange, most int) {
	x.Request.Body, x.Request.Truncated = shorten(x.Request.Body, x.Request.Truncated, most)
	if x.Response != nil {
		x.Response.Body, x.Response.Truncated = shorten(x.Response.Body, x.Response.Truncated, most)
	}
}

func shorten(body string, truncated bool, most int) (string, bool) {
	if len(body) > most {
		return strings.ToValidUTF8(body[:most], ""), true
	}
	return body, truncated
}
