package reference

import (
	"net/http"

	"github.com/entrasim/entrasim/reference/schema"
)

// me are the handlers of /Me: those of the user whom the token belongs to, without a redirect (RFC 7644 section 3.11).
// Every answer has the user's permanent Location, errors included. A POST is not among them: the subject exists already,
// or there is none.
func (s *Server) me() (map[string]handler, error) {
	if s.subject == "" {
		return nil, notImplemented("/Me, because the token belongs to no user,")
	}
	t := s.resourceType("User")
	id, found := s.subjectID(t)
	if !found {
		return nil, notFound("the user whom the token belongs to does not exist")
	}
	handlers := s.one(t, id)
	for method, handle := range handlers {
		handlers[method] = func(r *http.Request) (*answer, error) {
			a, err := handle(r)
			if err != nil {
				failed := *problem(err)
				failed.location = s.location(r, t, id)
				return nil, &failed
			}
			return a.at(s.location(r, t, id)), nil
		}
	}
	return handlers, nil
}

// subjectID is the id of the user whom the token belongs to.
func (s *Server) subjectID(t *resourceType) (id string, found bool) {
	for _, record := range s.store.Lookup(t.Name, "userName", schema.Fold(s.subject)) {
		if shown(record) {
			return record.ID, true
		}
	}
	return "", false
}
