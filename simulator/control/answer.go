package control

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
		return notFound("%s", refused.Error())
	case errors.As(err, &refused):
		return badRequest("%s", refused.Error())
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

// read reads a body of one JSON object. Members that nobody asked for are refused, so that a misspelt one is noticed.
func read(r *http.Request, into any) error {
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		if errors.As(err, new(*http.MaxBytesError)) {
			return err
		}
		return badRequest("body: expected a JSON object, found a fault: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return badRequest("body: expected one JSON object, found more behind it")
	}
	return nil
}

// attributes are the members of a body as the directory takes them: whole numbers and lists of texts.
func attributes(r *http.Request) (map[string]any, error) {
	body := map[string]any{}
	if err := read(r, &body); err != nil {
		return nil, err
	}
	for name, value := range body {
		switch v := value.(type) {
		case json.Number:
			whole, err := v.Int64()
			if err != nil {
				return nil, badRequest("%s: expected a whole number, found %s", name, v)
			}
			body[name] = whole
		case []any:
			texts := make([]string, len(v))
			for i, item := range v {
				text, ok := item.(string)
				if !ok {
					return nil, badRequest("%s: expected a list of texts, found %v among them", name, item)
				}
				texts[i] = text
			}
			body[name] = texts
		}
	}
	return body, nil
}
