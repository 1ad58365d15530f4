package reference

import (
	"net/http"
	"strconv"
)

// mediaType is the Content-Type of every answer with a body (RFC 7644 sections 3.8 and 8.1).
const mediaType = "application/scim+json"

// answer is a response before it is written.
type answer struct {
	status int
	header http.Header
	// body is nil for an answer without one.
	body object
	// text is the body of an answer that is not even JSON, which only a defect makes.
	text string
}

func success(body object) *answer {
	return &answer{status: http.StatusOK, header: http.Header{}, body: body}
}

func noContent() *answer {
	return &answer{status: http.StatusNoContent, header: http.Header{}}
}

// at is the answer with the location of the resource that it shows, which is also its meta.location.
func (a *answer) at(location string) *answer {
	a.header.Set("Location", location)
	return a
}

func (s *Server) write(w http.ResponseWriter, a *answer) {
	for _, hook := range s.behaviour.answering {
		hook(a)
	}
	var body []byte
	if a.body != nil {
		body = a.body.json()
		w.Header().Set("Content-Type", s.behaviour.contentType)
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	if a.text != "" {
		body = []byte(a.text)
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.WriteHeader(a.status)
	// A client that has gone away is nobody to report the error to.
	_, _ = w.Write(body)
}
