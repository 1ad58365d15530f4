package portal

import (
	"net/http"
	"time"
)

// signedIn is a session as its page needs it.
type signedIn struct {
	Administrator string `json:"administrator"`
	// CSRFToken goes into the header X-CSRF-Token of every request that changes something.
	CSRFToken string `json:"csrfToken"`
	// ExpiresAt is when the session ends unless it is used.
	ExpiresAt time.Time `json:"expiresAt"`
}

func showSession(id string, s session) signedIn {
	return signedIn{s.administrator, csrfToken(id), s.expires().UTC()}
}

// signIn makes a session for {"credential":"…"}: 201 with the cookie and the CSRF token. It is the one request that is
// served without a credential beside the body. A wrong one leaves no audit entry, as all requests without credential.
func (p *Portal) signIn(w http.ResponseWriter, r *http.Request) {
	if err := sameOrigin(r); err != nil {
		respondError(w, err) // else a foreign page could sign somebody in as another
		return
	}
	credential, err := readCredential(r)
	if err != nil {
		respondError(w, err)
		return
	}
	name, ok := p.administratorOf(credential)
	if !ok {
		respondError(w, unauthorized("credential: expected an administrator's, found another one"))
		return
	}
	id, begun := p.sessions.begin(name, p.now())
	if err := p.noteSession("sign in", name); err != nil {
		respondError(w, err)
		return
	}
	http.SetCookie(w, sessionCookie(r, id))
	respond(w, http.StatusCreated, showSession(id, begun))
}

// showSignedIn answers with the session of the request's cookie, so that a page that is loaded again has its CSRF token.
func (p *Portal) showSignedIn(w http.ResponseWriter, r *http.Request) {
	who := principalOf(r)
	if who.sessionID == "" {
		respondError(w, notFound("a request with a bearer token has no session"))
		return
	}
	respond(w, http.StatusOK, showSession(who.sessionID, who.session))
}

// signOut ends the session of the request's cookie, and makes the browser forget it.
func (p *Portal) signOut(w http.ResponseWriter, r *http.Request) {
	who := principalOf(r)
	if who.sessionID == "" {
		respondError(w, notFound("a request with a bearer token has no session to end"))
		return
	}
	p.sessions.end(who.sessionID)
	if err := p.noteSession("sign out", who.administrator); err != nil {
		respondError(w, err)
		return
	}
	http.SetCookie(w, sessionCookie(r, ""))
	respond(w, http.StatusNoContent, nil)
}

// readCredential is the credential in the body. What was found instead is not said: it may be the credential, misplaced.
func readCredential(r *http.Request) (string, error) {
	m, err := readMembers(r, "credential")
	if f := asFault(err); err != nil && f.status != http.StatusBadRequest {
		return "", f
	}
	var credential string
	if err != nil || m.read("credential", "a string", &credential) != nil || credential == "" {
		return "", invalidSyntax(`expected {"credential":"…"}, found another body`)
	}
	return credential, nil
}

func (p *Portal) noteSession(action, administrator string) error {
	return p.audit.add(auditEntry{Time: p.now().UTC(), Actor: administrator, Action: action, Object: object{Type: "session"},
		Outcome: "success"})
}
