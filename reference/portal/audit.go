package portal

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/entrasim/entrasim/reference/store"
)

// auditMax is how many audit entries are kept. Beyond it the oldest go.
const auditMax = 10_000

// auditTextMax is how many characters of an id, a name or a reason an entry keeps.
const auditTextMax = 300

// auditEntry says who did what, when, to what, and whether it was done. Requests without the credential leave none:
// whoever can reach the listener could push out what administrators did.
type auditEntry struct {
	Time time.Time `json:"time"`
	// Actor is the name of the administrator.
	Actor  string `json:"actor"`
	Action string `json:"action"`
	Object object `json:"object"`
	// Outcome is success or refused.
	Outcome string `json:"outcome"`
	// Reason is what the administrator was told when it was refused.
	Reason string `json:"reason,omitempty"`
}

// object is what was acted upon: the account's provisioning, a session, or a user, as far as it is known.
type object struct {
	Type string `json:"type"`
	ID   string `json:"id,omitempty"`
	Name string `json:"name,omitempty"`
}

// auditType is the type of the records in which the store keeps the entries, oldest first.
const auditType = "audit entry"

// audit is the newest entries.
type audit struct {
	store store.Store
	// trimming is held by whoever takes the oldest out.
	trimming sync.Mutex
}

// add keeps an entry. The error is the store's.
func (a *audit) add(e auditEntry) error {
	// What a refused request says can be as long as its body.
	e.Object.ID, e.Object.Name = shorten(e.Object.ID, auditTextMax), shorten(e.Object.Name, auditTextMax)
	e.Reason = shorten(e.Reason, auditTextMax)
	text, err := json.Marshal(e)
	if err != nil {
		return err
	}
	record := store.Record{ID: uuid.NewString(), Type: auditType, Attributes: map[string]any{"entry": string(text)}}
	if err := a.store.Insert(record, nil); err != nil {
		return err
	}
	return a.trim()
}

// trim removes the oldest entries beyond auditMax.
func (a *audit) trim() error {
	a.trimming.Lock()
	defer a.trimming.Unlock()
	surplus := a.store.Count(auditType) - auditMax
	var oldest []string
	a.store.Each(auditType, func(r store.Record) bool {
		if len(oldest) < surplus {
			oldest = append(oldest, r.ID)
		}
		return len(oldest) < surplus
	})
	for _, id := range oldest {
		if err := a.store.Remove(auditType, id); err != nil {
			return err
		}
	}
	return nil
}

// list is the entries, oldest first. The error says that one cannot be read.
func (a *audit) list() ([]auditEntry, error) {
	entries := []auditEntry{}
	var err error
	a.store.Each(auditType, func(r store.Record) bool {
		var e auditEntry
		text, _ := r.Attributes["entry"].(string)
		if err = json.Unmarshal([]byte(text), &e); err == nil {
			entries = append(entries, e)
		}
		return err == nil
	})
	return entries, err
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
		e := auditEntry{Time: p.now().UTC(), Actor: principalOf(r).administrator, Action: name, Outcome: "success"}
		e.Object = object{Type: "user", ID: r.PathValue("id")}
		a, err := do(r, &e)
		if err != nil {
			e.Outcome, e.Reason = "refused", asFault(err).message
		}
		// What the list does not have is not reported as done.
		if failed := p.audit.add(e); err == nil {
			err = failed
		}
		if err != nil {
			respondError(w, err)
			return
		}
		respond(w, a.status, a.body)
	}
}

// showAudit answers {"entries":[…]}, newest last.
func (p *Portal) showAudit(w http.ResponseWriter, r *http.Request) {
	if err := allowQuery(r); err != nil {
		respondError(w, err)
		return
	}
	entries, err := p.audit.list()
	if err != nil {
		respondError(w, err)
		return
	}
	respond(w, http.StatusOK, struct {
		Entries []auditEntry `json:"entries"`
	}{entries})
}
