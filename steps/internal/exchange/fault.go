package exchange

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// Fault is something that happens to the next matching request between the simulator and the service provider. Faults
// come from the client's side, so that a scenario about them works with any service provider.
type Fault struct {
	Method string
	// Answer is the status that the request gets instead of being sent; 0 lets it through and loses the answer.
	Answer int
	// RetryAfter, when not empty, is the answer's Retry-After.
	RetryAfter string
	// Slow, when not nil, passes the answer on as one that took long, or gives the error of a client that has given up: time
	// that goes by on the simulator's clock, and not here.
	Slow func() error
}

// errAnswerLost is what a client sees when the connection breaks after the service provider has done the work.
var errAnswerLost = errors.New("the connection was lost before the answer came (a fault of this scenario's own making)")

// madeHere ends the status line of an answer that a fault gives in the service provider's place.
const madeHere = "(made by this scenario)"

// OwnMaking is an error of a client that is no fault of the service provider.
type OwnMaking interface{ OwnMaking() }

// ofOwnMaking says whether an exchange went wrong because a scenario would have it so. It says nothing of the service provider.
func ofOwnMaking(resp *http.Response, err error) bool {
	var own OwnMaking
	return errors.Is(err, errAnswerLost) || errors.As(err, &own) || resp != nil && strings.HasSuffix(resp.Status, madeHere)
}

// Faults is the stage that makes faults happen, in the order in which they were asked for.
type Faults struct {
	next http.RoundTripper

	mu      sync.Mutex
	pending []Fault
	lasting Fault // happens to every request of its method, or to all; an answer of 0 is none
}

// NewFaults makes the stage in front of the next one.
func NewFaults(next http.RoundTripper) *Faults { return &Faults{next: next} }

// Stand makes a fault last until the next one that does.
func (f *Faults) Stand(x Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lasting = x
}

// Add makes a fault happen to the next request that it fits.
func (f *Faults) Add(x Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pending = append(f.pending, x)
}

func (f *Faults) take(method string) (Fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, x := range f.pending {
		if x.Method == method {
			f.pending = append(f.pending[:i:i], f.pending[i+1:]...)
			return x, true
		}
	}
	x := f.lasting
	return x, x.Answer != 0 && (x.Method == "" || x.Method == method)
}

// RoundTrip implements http.RoundTripper.
func (f *Faults) RoundTrip(req *http.Request) (*http.Response, error) {
	x, found := f.take(req.Method)
	if !found {
		return f.next.RoundTrip(req)
	}
	if x.Answer != 0 {
		const body = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"503","detail":"made by this scenario"}`
		header := http.Header{"Content-Type": {"application/scim+json"}}
		if x.RetryAfter != "" {
			header.Set("Retry-After", x.RetryAfter)
		}
		return &http.Response{StatusCode: x.Answer, Status: strconv.Itoa(x.Answer) + " " + madeHere, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req, Header: header,
			Body: io.NopCloser(strings.NewReader(strings.Replace(body, "503", strconv.Itoa(x.Answer), 1)))}, nil
	}
	resp, err := f.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	lost := errAnswerLost
	if x.Slow != nil {
		if lost = x.Slow(); lost == nil {
			return resp, nil
		}
	}
	resp.Body.Close()
	return nil, lost
}
