package reference

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"
)

// requestIDHeader tells the client under which id its request is in the log.
const requestIDHeader = "X-Request-Id"

// requestIDValue is the path value under which a request carries that id.
const requestIDValue = "requestID"

// logged serves a request and writes a line about it. Neither query nor body is in the line, nor any header: they hold
// personal data and the token. The id is never the client's, who could write into the log with it.
func (s *Server) logged(w http.ResponseWriter, r *http.Request) {
	id, began := rand.Text(), time.Now()
	r.SetPathValue(requestIDValue, id)
	w.Header().Set(requestIDHeader, id)
	watched := &statusWriter{ResponseWriter: w}
	s.current().respond(watched, r)
	s.log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("id", id), slog.String("method", r.Method),
		slog.String("path", r.URL.Path), slog.Int("status", watched.status), slog.Duration("took", time.Since(began)))
}

// statusWriter remembers the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// report takes what went wrong inside the server to the log, and leaves the client nothing but the request's id: a cause
// may name files or hold what belongs to others.
func (s *Server) report(r *http.Request, e *Error) *Error {
	if e.cause == nil || s.log == nil {
		return e
	}
	told, id := *e, r.PathValue(requestIDValue)
	told.Detail += ", logged under request id " + id
	s.log.LogAttrs(r.Context(), slog.LevelError, "internal error", slog.String("id", id),
		slog.String("cause", fmt.Sprint(e.cause)), slog.String("stack", string(e.stack)))
	return &told
}

// panicked is the error for what a handler has panicked with. It is for the function that recovers to call.
func panicked(v any) *Error {
	e := internalError(v)
	e.stack = debug.Stack()
	return e
}
