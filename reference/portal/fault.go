package portal

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/entrasim/entrasim/reference/store"
)

// fault is an error that the administrator is told: a status, a code for programs and a message for people.
type fault struct {
	status  int
	code    string
	message string
}

func (f *fault) Error() string { return f.message }

// unauthorized refuses a request that nobody vouches for.
func unauthorized(message string) error {
	return &fault{http.StatusUnauthorized, "unauthorized", message}
}

// forbidden refuses a change that a page of another site may have caused.
func forbidden(format string, args ...any) error {
	return &fault{http.StatusForbidden, "crossSite", fmt.Sprintf(format, args...)}
}

func notFound(format string, args ...any) error {
	return &fault{http.StatusNotFound, "notFound", fmt.Sprintf(format, args...)}
}

func invalidValue(format string, args ...any) error {
	return &fault{http.StatusBadRequest, "invalidValue", fmt.Sprintf(format, args...)}
}

func invalidSyntax(format string, args ...any) error {
	return &fault{http.StatusBadRequest, "invalidSyntax", fmt.Sprintf(format, args...)}
}

// scimManaged refuses what only Microsoft Entra ID may do to a user that it provisions.
func scimManaged(format string, args ...any) error {
	return &fault{http.StatusForbidden, "scimManaged", fmt.Sprintf(format, args...)}
}

// asFault translates every error that a handler can return. One that is nobody's fault but ours says nothing of what
// went wrong inside.
func asFault(err error) *fault {
	var f *fault
	if errors.As(err, &f) {
		return f
	}
	var conflict *store.Conflict
	if errors.As(err, &conflict) {
		return &fault{http.StatusConflict, "uniqueness", fmt.Sprintf("%s %q is taken already by %s",
			conflict.Key.Name, conflict.Key.Value, holder(conflict.Record))}
	}
	if errors.Is(err, store.ErrNotFound) {
		return &fault{http.StatusNotFound, "notFound", "no user with that id"}
	}
	return &fault{http.StatusInternalServerError, "internal", "the request could not be carried out"}
}

func holder(r store.Record) string {
	switch {
	case r.Archived:
		return "an archived user"
	case r.Origin == store.SCIM:
		return "a user that Microsoft Entra ID provisions"
	default:
		return "another user"
	}
}

// errorBody is {"error":{"code":"…","message":"…"}}.
type errorBody struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func respondError(w http.ResponseWriter, err error) {
	f := asFault(err)
	if f.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="portal"`)
	}
	var body errorBody
	body.Error.Code, body.Error.Message = f.code, f.message
	respond(w, f.status, body)
}

// respond sends a JSON answer. A body of nil is none.
func respond(w http.ResponseWriter, status int, body any) {
	if body == nil {
		w.WriteHeader(status)
		return
	}
	text, err := json.Marshal(body)
	if err != nil {
		status = http.StatusInternalServerError
		text = []byte(`{"error":{"code":"internal","message":"no answer could be made"}}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n')) // a client that went away is told nothing
}
