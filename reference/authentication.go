package reference

import (
	"net/http"
	"strings"
)

// authenticate lets a request pass that has the account's bearer token (RFC 6750 section 2.1). While SCIM is not enabled
// for the account, nothing is served: 404, whatever the token.
func (s *Server) authenticate(r *http.Request) error {
	if s.account == nil {
		return nil
	}
	if !s.account.Enabled() {
		return notFound("SCIM is not enabled for this account: an administrator enables it in the portal")
	}
	token, presented := s.behaviour.credential(r)
	accepted := presented && s.account.Accepts(token)
	for _, hook := range s.behaviour.authorising {
		accepted = accepted || presented && hook(token)
	}
	if !accepted {
		return unauthorized(presented && token != "")
	}
	return nil
}

// bearer is the credential of a request. The scheme has no letter case (RFC 9110 section 11.1).
func bearer(r *http.Request) (token string, presented bool) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}
