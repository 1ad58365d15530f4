package reference

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// errorMessage is the URN of an error's body (RFC 7644 section 3.12).
const errorMessage = "urn:ietf:params:scim:api:messages:2.0:Error"

// Error is a request that failed, as RFC 7644 section 3.12 tells the client.
type Error struct {
	// Status is the HTTP status.
	Status int
	// Type is the scimType of RFC 7644 table 9; empty for a status that has none.
	Type string
	// Detail is for people: what was expected and what was found.
	Detail string
	// allow are the methods of a 405, challenge is the WWW-Authenticate of a 401, location that of /Me.
	allow, challenge, location string
	// attribute is whose value a 409 is about; unrouted says that a 404 is about an endpoint.
	attribute string
	unrouted  bool
	// text is what is answered in place of a SCIM error, which only a defect does.
	text string
	// cause is what went wrong inside the server, with the stack if it was a panic; nil when the client is at fault.
	cause any
	stack []byte
}

// Error is status, type and detail.
func (e *Error) Error() string { return fmt.Sprintf("%d %s: %s", e.Status, e.Type, e.Detail) }

func badRequest(scimType, format string, args ...any) *Error {
	return &Error{Status: http.StatusBadRequest, Type: scimType, Detail: fmt.Sprintf(format, args...)}
}

func invalidSyntax(format string, args ...any) *Error {
	return badRequest(schema.InvalidSyntax, format, args...)
}

func invalidValue(format string, args ...any) *Error {
	return badRequest(schema.InvalidValue, format, args...)
}

func invalidFilter(format string, args ...any) *Error {
	return badRequest(schema.InvalidFilter, format, args...)
}

// unauthorized refuses a credential (RFC 6750 section 3). A request without any is told only the scheme.
func unauthorized(presented bool) *Error {
	e := &Error{Status: http.StatusUnauthorized, Detail: "expected a bearer token, found none",
		challenge: `Bearer realm="SCIM"`}
	if presented {
		e.Detail = "expected a valid bearer token, found another one"
		e.challenge += `, error="invalid_token"`
	}
	return e
}

func forbidden(format string, args ...any) *Error {
	return &Error{Status: http.StatusForbidden, Detail: fmt.Sprintf(format, args...)}
}

func notFound(format string, args ...any) *Error {
	return &Error{Status: http.StatusNotFound, Detail: fmt.Sprintf(format, args...)}
}

// noEndpoint is a path below the base path at which there is nothing.
func noEndpoint(segments []string) *Error {
	e := notFound("there is no endpoint /%s", strings.Join(segments, "/"))
	e.unrouted = true
	return e
}

// methodNotAllowed names the methods that the endpoint has (RFC 9110 section 15.5.6).
func methodNotAllowed(method, allow string) *Error {
	return &Error{Status: http.StatusMethodNotAllowed, Detail: fmt.Sprintf("expected %s, found %s", allow, method),
		allow: allow}
}

// conflict refuses a value that another resource has (RFC 7644 section 3.3).
func conflict(attribute, value string) *Error {
	return &Error{Status: http.StatusConflict, Type: "uniqueness", attribute: attribute,
		Detail: fmt.Sprintf("%s: expected a value that no other resource has, found %s, which is in use", attribute, schema.Quote(value))}
}

func tooLarge(format string, args ...any) *Error {
	return &Error{Status: http.StatusRequestEntityTooLarge, Detail: fmt.Sprintf(format, args...)}
}

// tooSlow ends a request whose body does not arrive in time (RFC 9110 section 15.5.9).
func tooSlow() *Error {
	return &Error{Status: http.StatusRequestTimeout, Detail: "expected the whole body in time, found it missing"}
}

func unsupportedMediaType(found string) *Error {
	return &Error{Status: http.StatusUnsupportedMediaType,
		Detail: fmt.Sprintf("expected %s or application/json in UTF-8, found %q", mediaType, found)}
}

// internalError does not tell the client its cause, which is for the log.
func internalError(cause any) *Error {
	return &Error{Status: http.StatusInternalServerError, Detail: "internal error", cause: cause}
}

func notImplemented(what string) *Error {
	return &Error{Status: http.StatusNotImplemented, Detail: what + " is not implemented"}
}

// problem is the one place where errors of other packages become SCIM errors.
func problem(err error) *Error {
	var own *Error
	var schemaError *schema.Error
	var unknown *store.UnknownMember
	switch {
	case errors.As(err, &own):
		return own
	case errors.As(err, &schemaError):
		return badRequest(schemaError.Type, "%s", schemaError.Detail)
	case errors.As(err, &unknown):
		return problem(unknownMembers([]string{unknown.Ref.ID}))
	case errors.Is(err, store.ErrNotFound):
		return notFound("expected a resource, found none with that id")
	default:
		return internalError(err)
	}
}

// body is the error as a SCIM message.
func (e *Error) body() object {
	o := object{{"schemas", []string{errorMessage}}, {"status", strconv.Itoa(e.Status)}}
	if e.Type != "" {
		o = append(o, member{"scimType", e.Type})
	}
	return append(o, member{"detail", e.Detail})
}

// fail answers with an error.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, e *Error) {
	failed := *s.report(r, e)
	for _, hook := range s.behaviour.failing {
		hook(r, &failed)
	}
	body := failed.body()
	for _, hook := range s.behaviour.failed {
		hook(&failed, &body)
	}
	a := &answer{status: failed.Status, header: http.Header{}, body: body, text: failed.text}
	if failed.allow != "" {
		a.header.Set("Allow", failed.allow)
	}
	if failed.location != "" {
		a.header.Set("Location", failed.location)
	}
	if failed.challenge != "" {
		a.header.Set("WWW-Authenticate", failed.challenge)
	}
	s.write(w, a)
}
