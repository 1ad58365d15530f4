package steps

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// fault is something that happens to the next matching request between the simulator and the service provider. Faults
// come from the client's side, so that a scenario about them works with any service provider.
type fault struct {
	method string
	// answer is the status that the request gets instead of being sent; 0 lets it through and loses the answer.
	answer int
	// retryAfter, when not empty, is the answer's Retry-After.
	retryAfter string
}

// errAnswerLost is what a client sees when the connection breaks after the service provider has done the work.
var errAnswerLost = errors.New("the connection was lost before the answer came (a fault of this scenario's own making)")

// faults is the stage that makes faults happen, in the order in which they were asked for.
type faults struct {
	next http.RoundTripper

	mu      sync.Mutex
	pending []fault
	lasting fault // happens to every request of its method, or to all; an answer of 0 is none
}

// stand makes a fault last until the next one that does.
func (f *faults) stand(x fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lasting = x
}

func (f *faults) add(x fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pending = append(f.pending, x)
}

func (f *faults) take(method string) (fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, x := range f.pending {
		if x.method == method {
			f.pending = append(f.pending[:i:i], f.pending[i+1:]...)
			return x, true
		}
	}
	x := f.lasting
	return x, x.answer != 0 && (x.method == "" || x.method == method)
}

func (f *faults) RoundTrip(req *http.Request) (*http.Response, error) {
	x, found := f.take(req.Method)
	if !found {
		return f.next.RoundTrip(req)
	}
	if x.answer != 0 {
		const body = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"503","detail":"made by this scenario"}`
		header := http.Header{"Content-Type": {"application/scim+json"}}
		if x.retryAfter != "" {
			header.Set("Retry-After", x.retryAfter)
		}
		return &http.Response{StatusCode: x.answer, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req, Header: header,
			Body: io.NopCloser(strings.NewReader(strings.Replace(body, "503", strconv.Itoa(x.answer), 1)))}, nil
	}
	resp, err := f.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	return nil, errAnswerLost
}
