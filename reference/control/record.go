package control

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
)

const (
	// keptRequests is how many requests are kept. Beyond it the oldest go.
	keptRequests = 200
	// keptBody is the largest body that is kept, in bytes.
	keptBody = 64 << 10
)

// request is one that the server got, without what is secret in it.
type request struct {
	Time   time.Time `json:"time"`
	Method string    `json:"method"`
	// Target is path and query, decoded.
	Target string              `json:"target"`
	Header map[string][]string `json:"header"`
	Body   string              `json:"body"`
	// Status is that of the answer.
	Status int `json:"status"`
}

// history is the newest requests, oldest first.
type history struct {
	mu       sync.Mutex
	requests []request
}

func (h *history) add(r request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.requests) == keptRequests {
		h.requests = h.requests[1:] // append moves the rest when the room behind it ends
	}
	h.requests = append(h.requests, r)
}

func (h *history) list() []request {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]request{}, h.requests...)
}

// Record is the handler with a record of what it is asked, for GET /control/requests.
func (c *Control) Record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at := c.now().UTC()
		seen := &heard{body: r.Body}
		r.Body = seen
		told := &told{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(told, r)
		c.history.add(redacted(r, at, seen, told.status))
	})
}

// heard is a request's body with a copy of as much of it as the server read, up to keptBody.
type heard struct {
	body io.ReadCloser
	kept bytes.Buffer
	cut  bool
}

func (h *heard) Read(p []byte) (int, error) {
	n, err := h.body.Read(p)
	room := min(n, keptBody-h.kept.Len())
	h.kept.Write(slices.Clone(p[:room]))
	h.cut = h.cut || room < n
	return n, err
}

func (h *heard) Close() error { return h.body.Close() }

// told is a ResponseWriter that remembers the status.
type told struct {
	http.ResponseWriter
	status int
}

func (t *told) WriteHeader(status int) {
	t.status = status
	t.ResponseWriter.WriteHeader(status)
}

// Unwrap is for http.ResponseController.
func (t *told) Unwrap() http.ResponseWriter { return t.ResponseWriter }
