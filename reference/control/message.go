package control

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
)

// bodyMax is the largest request body in bytes. Switches need few.
const bodyMax = 4 << 10

// read decodes the body, one JSON object without members that target lacks. If it cannot, it has answered.
func read(w http.ResponseWriter, r *http.Request, target any) bool {
	if found, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || found != "application/json" {
		fail(w, http.StatusUnsupportedMediaType, fmt.Sprintf("expected application/json, found %q", r.Header.Get("Content-Type")))
		return false
	}
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	err := decoder.Decode(target)
	if err == nil {
		if _, rest := decoder.Token(); !errors.Is(rest, io.EOF) {
			err = errors.New("expected one JSON object, found more")
		}
	}
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		fail(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("expected a body of at most %d bytes, found a longer one", bodyMax))
	case err != nil:
		fail(w, http.StatusBadRequest, "expected a JSON object: "+err.Error())
	}
	return err == nil
}

// fail answers {"error":"…"}.
func fail(w http.ResponseWriter, status int, message string) {
	respond(w, status, map[string]string{"error": message})
}

func respond(w http.ResponseWriter, status int, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		panic(err) // every body is strings, numbers and booleans
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n')) // a client that went away is told nothing
}
