package exchange

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/entrasim/entrasim/reports"
)

const (
	// recordMax is how much of a body is kept as evidence.
	recordMax = 64 << 10
	// exchangesMax is how many exchanges of one scenario are kept: a simulated year sends thousands.
	exchangesMax = 400
	// briefMax and briefBody are how many exchanges of a scenario that passed are kept, and how much of their bodies.
	briefMax  = 30
	briefBody = 4 << 10
)

// Recorder is the outermost stage of one scenario's requests: it keeps what was sent and what came back, without
// credentials.
type Recorder struct {
	redact *reports.Redactor

	mu          sync.Mutex
	count       int
	exchanges   []reports.Exchange
	refused     reports.Exchange // the latest write that the service provider did not accept
	written     reports.Exchange // the latest write of all
	unreachable error            // the first request that found no connection
}

// NewRecorder makes a recorder that keeps nothing of what the redactor knows as a secret.
func NewRecorder(redact *reports.Redactor) *Recorder { return &Recorder{redact: redact} }

// Via records what passes on its way to the service provider's SCIM endpoint.
func (r *Recorder) Via(next http.RoundTripper) http.RoundTripper {
	return RoundTripper(func(req *http.Request) (*http.Response, error) {
		resp, x, err := r.record(req, next)
		if req.Method != http.MethodGet {
			r.wrote(x)
		}
		return resp, err
	})
}

// ViaPortal records what passes on its way to the portal, where a refusal says nothing about SCIM.
func (r *Recorder) ViaPortal(next http.RoundTripper) http.RoundTripper {
	return RoundTripper(func(req *http.Request) (*http.Response, error) {
		resp, _, err := r.record(req, next)
		return resp, err
	})
}

func (r *Recorder) record(req *http.Request, next http.RoundTripper) (*http.Response, reports.Exchange, error) {
	sent, err := requestBody(req)
	if err != nil {
		return nil, reports.Exchange{}, err
	}
	x := reports.Exchange{Started: time.Now().UTC()}
	x.Request.Method = req.Method
	x.Request.URL = r.redact.Text(req.URL.String())
	header := req.Header.Clone()
	if authorization := authorizationOf(req.Context()); authorization != "" {
		header.Set("Authorization", authorization)
	}
	x.Request.Header = r.redact.Header(header)
	x.Request.Body, x.Request.Truncated = r.text(sent)

	ctx, held := withSpared(req.Context())
	resp, err := next.RoundTrip(req.WithContext(ctx))
	x.Duration = time.Since(x.Started) - time.Duration(held.Load())
	if err != nil {
		x.Error = r.redact.Text(err.Error())
		return nil, r.keep(x, err), err
	}
	body, err := answerBody(resp)
	if err != nil {
		return nil, x, err
	}
	x.Response = &reports.Response{Status: resp.StatusCode, Header: r.redact.Header(resp.Header)}
	x.Response.Body, x.Response.Truncated = r.text(body)
	x = r.keep(x, nil)
	if slot, asked := req.Context().Value(exchangeSlot{}).(*reports.Exchange); asked {
		*slot = x
	}
	return resp, x, nil
}

// exchangeSlot is where a context says that the exchange of its request is to be put.
type exchangeSlot struct{}

// KeepIn makes the recorder put a copy of a request's exchange into x as well.
func KeepIn(ctx context.Context, x *reports.Exchange) context.Context {
	return context.WithValue(ctx, exchangeSlot{}, x)
}

// text makes evidence of a body. Redaction comes before the cut, so that a cut through a secret leaves no half of it.
func (r *Recorder) text(body []byte) (string, bool) {
	text := r.redact.Text(string(body))
	if len(text) > recordMax {
		return strings.ToValidUTF8(text[:recordMax], ""), true
	}
	return text, false
}

// keep numbers an exchange and adds it to the evidence.
func (r *Recorder) keep(x reports.Exchange, err error) reports.Exchange {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	x.Number = r.count
	if len(r.exchanges) == exchangesMax {
		r.exchanges = slices.Delete(r.exchanges, 0, exchangesMax/4)
	}
	r.exchanges = append(r.exchanges, x)
	var te *TransportError
	if r.unreachable == nil && errors.As(err, &te) && te.Unreachable() {
		r.unreachable = te
	}
	return x
}

// Adopt adds an exchange of another scenario to the evidence, and gives its number here.
func (r *Recorder) Adopt(x reports.Exchange) int { return r.keep(x, nil).Number }

// Brief gives the exchanges of a scenario that passed: enough for the dialect matrix and the traffic, and no more than
// keeps the report of a whole run at a few megabytes.
func Brief(exchanges []reports.Exchange) []reports.Exchange {
	exchanges = exchanges[:min(len(exchanges), briefMax)]
	for i := range exchanges {
		x := &exchanges[i]
		x.Request.Body, x.Request.Truncated = shorten(x.Request.Body, x.Request.Truncated)
		if x.Response != nil {
			response := *x.Response
			response.Body, response.Truncated = shorten(response.Body, response.Truncated)
			x.Response = &response
		}
	}
	return exchanges
}

func shorten(body string, truncated bool) (string, bool) {
	if len(body) > briefBody {
		return strings.ToValidUTF8(body[:briefBody], ""), true
	}
	return body, truncated
}

// Mark gives the number of the last exchange, for since.
func (r *Recorder) Mark() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.count
}

// Since gives the kept exchanges after a mark.
func (r *Recorder) Since(mark int) []reports.Exchange {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := slices.IndexFunc(r.exchanges, func(x reports.Exchange) bool { return x.Number > mark })
	if i < 0 {
		return nil
	}
	return slices.Clone(r.exchanges[i:])
}

// Find gives the exchange with a number, as long as it is kept.
func (r *Recorder) Find(number int) (reports.Exchange, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, x := range append([]reports.Exchange{r.refused, r.written}, r.exchanges...) {
		if number > 0 && x.Number == number {
			return x, true
		}
	}
	return reports.Exchange{}, false
}

func (r *Recorder) wrote(x reports.Exchange) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.written = x
	if x.Response == nil || x.Response.Status >= 400 {
		r.refused = x
	}
}

// Culprit gives the likely reason why something is not as it should be: the latest write after a mark that the service
// provider did not accept, or else the latest that it accepted.
func (r *Recorder) Culprit(mark int) (reports.Exchange, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.refused.Number > mark {
		return r.refused, true
	}
	return r.written, r.written.Number > mark
}

// Last gives the latest exchange.
func (r *Recorder) Last() (reports.Exchange, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.exchanges) == 0 {
		return reports.Exchange{}, false
	}
	return r.exchanges[len(r.exchanges)-1], true
}

// UnreachableError gives the first request that found no connection.
func (r *Recorder) UnreachableError() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.unreachable
}
