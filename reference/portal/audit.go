package portal

import (
	"net/http"
	"sync"
	"time"
)

// auditMax is how many audit entries are kept. Beyond it the oldest go.
const auditMax = 10_000

// auditTextMax is how many characters of an id, a name or a reason an entry keeps.
const auditTextMax = 300

// administrator is the actor of every entry: the portal has one credential.
const administrator = "administrator"

// auditEntry says who did what, when, to what, and whether it was done. Requests without the credential leave none:
// whoever can reach the listener could push out what administrators did.
type auditEntry struct {
	Time   time.Time `json:"time"`
	Actor  string    `json:"actor"`
	Action string    `json:"action"`
	Object object    `json:"object"`
	// Outcome is success or refused.
	Outcome string `json:"outcome"`
	// Reason is what the administrator was told when it was refused.
	Reason string `json:"reason,omitempty"`
}

// object is what was acted upon: the account's provisioning, or a user, as far as it is known.
type object struct {
	Type string `json:"type"`
	ID   string `json:"id,omitempty"`
	Name string `json:"name,omitempty"`
}

// audit is the newest entries, oldest first.
type audit struct {
	mu      sync.Mutex
	entries []auditEntry
}

func (a *audit) add(e auditEntry) {
	// What a refused request says can be as long as its body.
	e.Object.ID, e.Object.Name = shorten(e.Object.ID, auditTextMax), shorten(e.Object.Name, auditTextMax)
	e.Reason = shorten(e.Reason, auditTextMax)
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.entries) == auditMax {
		a.entries = a.entries[1:] // append moves the rest when the room behind it ends, so that this costs little
	}
	a.entries = append(a.entries, e)
}

// list is a copy of the entries.
func (a *audit) list() []auditEntry {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]auditEntry{}, a.entries...)
}

// answer is what an action that was done returns to the administrator.
type answer struct {
	status int
	body   any
}

// action is a handler that leaves an audit entry, done or refused. The handler names the object as soon as it knows it,
// and may say the action more precisely.
func (p *Portal) action(name string, do func(*http.Request, *auditEntry) (answer, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		e := auditEntry{Time: p.now().UTC(), Actor: administrator, Action: name, Outcome: "success"}
		e.Object = object{Type: "user", ID: r.PathValue("id")}
		// The limit is set here, where the connection can be told to close after a body that is too long.
		r.Body = http.MaxBytesReader(w, r.Body, bodyMax)
		a, err := do(r, &e)
		if err != nil {
			e.Outcome, e.Reason = "refused", asFault(err).message
			p.audit.add(e)
			respondError(w, err)
			return
		}
		p.audit.add(e)
		respond(w, a.status, a.body)
	}
}

// showAudit answers {"entries":[…]}, newest last.
func (p *Portal) showAudit(w http.ResponseWriter, r *http.Request) {
	if err := allowQuery(r); err != nil {
		respondError(w, err)
		return
	}
	respond(w, http.StatusOK, struct {
		Entries []auditEntry `json:"entries"`
	}{p.audit.list()})
}
