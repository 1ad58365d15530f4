package portal

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"sync"
	"time"
)

// How long a session lasts, and how many there are. The times are of OWASP's Session Management Cheat Sheet for
// applications of low risk; an administrator who is asked more often writes the credential down.
const (
	// sessionIdle ends a session that has not been used, sessionAbsolute any.
	sessionIdle     = 30 * time.Minute
	sessionAbsolute = 12 * time.Hour
	// sessionMax is how many sessions there are at once. Beyond it the one that was used longest ago ends.
	sessionMax = 100
)

// session is one sign-in of an administrator. Its id is in the browser's cookie and nowhere else: only the hash is kept.
type session struct {
	hash          [sha256.Size]byte
	administrator string
	begun, used   time.Time
}

// expires is when the session ends if nobody uses it any more.
func (s session) expires() time.Time {
	idle, absolute := s.used.Add(sessionIdle), s.begun.Add(sessionAbsolute)
	if idle.Before(absolute) {
		return idle
	}
	return absolute
}

// sessions are those under way. The zero value is ready to use.
type sessions struct {
	mu  sync.Mutex
	all []session
}

// begin makes a session and returns it with its id, which is not kept.
func (s *sessions) begin(administrator string, now time.Time) (id string, begun session) {
	id = rand.Text()
	begun = session{hash: sha256.Sum256([]byte(id)), administrator: administrator, begun: now, used: now}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expire(now)
	if len(s.all) == sessionMax {
		oldest := 0
		for i := range s.all {
			if s.all[i].used.Before(s.all[oldest].used) {
				oldest = i
			}
		}
		s.all[oldest] = begun
	} else {
		s.all = append(s.all, begun)
	}
	return id, begun
}

// find is the session of an id, unless it has expired. If it is used, its time of idleness begins again; what another site
// has forged is no use.
func (s *sessions) find(id string, now time.Time, used bool) (session, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expire(now)
	i := s.index(id)
	if i < 0 {
		return session{}, false
	}
	if used {
		s.all[i].used = now
	}
	return s.all[i], true
}

// end forgets the session of an id.
func (s *sessions) end(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.index(id); i >= 0 {
		s.all = append(s.all[:i], s.all[i+1:]...)
	}
}

// index compares with every session, whichever is the one, so that time tells nothing.
func (s *sessions) index(id string) int {
	hash := sha256.Sum256([]byte(id))
	found := -1
	for i := range s.all {
		if subtle.ConstantTimeCompare(hash[:], s.all[i].hash[:]) == 1 {
			found = i
		}
	}
	return found
}

func (s *sessions) expire(now time.Time) {
	kept := s.all[:0]
	for _, one := range s.all {
		if now.Before(one.expires()) {
			kept = append(kept, one)
		}
	}
	s.all = kept
}

// csrfToken is what a page of the session has to send with every change. It is made from the id, so that nothing more
// needs to be kept, and the id cannot be made from it.
func csrfToken(id string) string {
	mac := hmac.New(sha256.New, []byte(id))
	mac.Write([]byte("CSRF token of the portal"))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func isCSRFToken(given, id string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(csrfToken(id))) == 1
}
