package exchange

import (
	"errors"
	"net/http"
	"slices"
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

// Recorder is the outermost stage of one scenario's requests: it keeps what was sent and what came back, and shows it
// without credentials.
type Recorder struct {
	redact *reports.Redactor

	mu          sync.Mutex
	count       int
	records     []*Record
	refused     *Record // the latest write that the service provider did not accept
	written     *Record // the latest write of all
	unreachable error   // the first request that found no connection
}

// NewRecorder makes a recorder that shows nothing of what the redactor knows as a secret.
func NewRecorder(redact *reports.Redactor) *Recorder { return &Recorder{redact: redact} }

// Via records what passes on its way to the service provider's SCIM endpoint.
func (r *Recorder) Via(next http.RoundTripper) http.RoundTripper {
	return RoundTripper(func(req *http.Request) (*http.Response, error) {
		resp, kept, err := r.record(req, next)
		if req.Method != http.MethodGet && kept != nil && !ofOwnMaking(resp, err) {
			r.wrote(kept, resp)
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

func (r *Recorder) record(req *http.Request, next http.RoundTripper) (*http.Response, *Record, error) {
	sent, err := requestBody(req)
	if err != nil {
		return nil, nil, err
	}
	x := reports.Exchange{Started: time.Now().UTC()}
	x.Request.Method, x.Request.URL, x.Request.Header = req.Method, req.URL.String(), req.Header.Clone()
	if authorization := authorizationOf(req.Context()); authorization != "" {
		x.Request.Header.Set("Authorization", authorization)
	}
	x.Request.Body, x.Request.Truncated = r.evidence(string(sent))

	ctx, held := withSpared(req.Context())
	resp, err := next.RoundTrip(req.WithContext(ctx))
	x.Duration = time.Since(x.Started) - time.Duration(held.Load())
	if err != nil {
		x.Error = err.Error()
		return nil, r.keep(x, err), err
	}
	answer, err := answerBody(resp)
	if err != nil {
		return nil, nil, err
	}
	body := string(answer)
	x.Response = &reports.Response{Status: resp.StatusCode, Header: resp.Header.Clone()} // clients rewrite headers
	x.Response.Body, x.Response.Truncated = r.evidence(body)
	kept := r.keep(x, nil)
	if slot, asked := req.Context().Value(keptKey{}).(*Kept); asked {
		*slot = Kept{Record: kept, Status: resp.StatusCode, Header: resp.Header, Body: body}
		resp.Body = http.NoBody
	}
	return resp, kept, nil
}

// evidence is what is kept of a body. Redaction comes before the cut, so that a cut through a secret leaves no half of it;
// whatever needs no cut is redacted when it is looked at.
func (r *Recorder) evidence(body string) (string, bool) {
	if len(body) <= recordMax {
		return body, false
	}
	return shorten(r.redact.Text(body), false, recordMax)
}

// keep numbers an exchange and adds it to the evidence.
func (r *Recorder) keep(x reports.Exchange, err error) *Record {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.count++
	kept := &Record{number: r.count, redact: r.redact, exchange: x}
	if len(r.records) == exchangesMax {
		r.records = slices.Delete(r.records, 0, exchangesMax/4)
	}
	r.records = append(r.records, kept)
	var te *TransportError
	if r.unreachable == nil && errors.As(err, &te) && te.Unreachable() {
		r.unreachable = te
	}
	return kept
}

// Adopt adds an exchange of another scenario to the evidence, and gives its number here.
func (r *Recorder) Adopt(x reports.Exchange) int { return r.keep(x, nil).number }

// Mark gives the number of the last exchange, for since.
func (r *Recorder) Mark() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.count
}

// Since gives the kept exchanges after a mark.
func (r *Recorder) Since(mark int) []reports.Exchange {
	r.mu.Lock()
	records := slices.Clone(r.records)
	r.mu.Unlock()
	var since []reports.Exchange
	for _, kept := range records {
		if kept.number > mark {
			since = append(since, kept.Exchange())
		}
	}
	return since
}

// Find gives the exchange with a number, as long as it is kept.
func (r *Recorder) Find(number int) (reports.Exchange, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, kept := range append([]*Record{r.refused, r.written}, r.records...) {
		if kept != nil && kept.number == number {
			return kept.Exchange(), true
		}
	}
	return reports.Exchange{}, false
}

// wrote takes note of a write that nobody interfered with; resp is nil where no answer came.
func (r *Recorder) wrote(kept *Record, resp *http.Response) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.written = kept
	if resp == nil || resp.StatusCode >= 400 {
		r.refused = kept
	}
}

// Culprit gives the likely reason why something is not as it should be: the latest write after a mark that the service
// provider did not accept, or else the latest that it accepted.
func (r *Recorder) Culprit(mark int) (reports.Exchange, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, kept := range []*Record{r.refused, r.written} {
		if kept != nil && kept.number > mark {
			return kept.Exchange(), true
		}
	}
	return reports.Exchange{}, false
}

// Last gives the latest exchange.
func (r *Recorder) Last() (reports.Exchange, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.records) == 0 {
		return reports.Exchange{}, false
	}
	return r.records[len(r.records)-1].Exchange(), true
}

// UnreachableError gives the first request that found no connection.
func (r *Recorder) UnreachableError() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.unreachable
}
