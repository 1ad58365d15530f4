package control

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
)

// apiError is an answer that is no success, in Graph's form: {"error": {"code", "message"}}.
type apiError struct {
	status        int
	code, message string
}

func (e *apiError) Error() string { return e.message }

func notFound(format string, args ...any) *apiError {
	return &apiError{http.StatusNotFound, "Request_ResourceNotFound", fmt.Sprintf(format, args...)}
}

func forbidden(message string) *apiError {
	return &apiError{http.StatusForbidden, "Authorization_RequestDenied", message}
}

func conflict(format string, args ...any) *apiError {
	return &apiError{http.StatusConflict, "Conflict", fmt.Sprintf(format, args...)}
}

func badRequest(format string, args ...any) *apiError {
	return &apiError{http.StatusBadRequest, "Request_BadRequest", fmt.Sprintf(format, args...)}
}

// problem is an error of the simulator as an answer. A fault that is nobody's request is a 500.
func problem(err error) *apiError {
	var ours *apiError
	var refused *directory.Error
	var target *connector.Error
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &ours):
		return ours
	case errors.As(err, &refused) && refused.Code == directory.NotFound:
		return notFound("%s", plainly(refused))
	case errors.As(err, &refused):
		return badRequest("%s", plainly(refused))
	case errors.As(err, &target):
		return &apiError{http.StatusBadRequest, target.Code, target.Error()}
	case errors.As(err, &tooLong):
		return &apiError{http.StatusRequestEntityTooLarge, "Request_BadRequest", fmt.Sprintf("expected a body of at most %d bytes, found more", bodyMax)}
	case errors.Is(err, simulator.ErrNoSuchObject):
		return notFound("%s", err.Error())
	case errors.Is(err, simulator.ErrTooManyRequests):
		return &apiError{http.StatusTooManyRequests, "TooManyRequests", err.Error()}
	}
	if unfit := (*simulator.OnDemandError)(nil); errors.As(err, &unfit) {
		return badRequest("%s", unfit.Error())
	}
	if filter := (*auditlog.FilterError)(nil); errors.As(err, &filter) {
		return badRequest("%s", filter.Error())
	}
	return &apiError{http.StatusInternalServerError, "InternalServerError", err.Error()}
}

// plainly is an error of the directory without the name of its package.
func plainly(err *directory.Error) string { return strings.TrimPrefix(err.Error(), "directory: ") }

func fail(w http.ResponseWriter, err error) {
	e := problem(err)
	answer(w, e.status, map[string]any{"error": map[string]any{"code": e.code, "message": e.message}})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(body) // the client has gone
}

// handle is a handler whose answer is a value, or 204 for nil.
func handle(status int, do func(r *http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := do(r)
		switch {
		case err != nil:
			fail(w, err)
		case body == nil:
			w.WriteHeader(http.StatusNoContent)
		default:
			answer(w, status, body)
		}
	}
}
