package exchange

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// Entry is one thing that a run created or tried to create. The first line of a thing is written before its
// request is sent, so that a run which is killed leaves at most things that the ledger names.
type Entry struct {
	Number int `json:"number"`
	// Collection is the URL that the thing was posted to, Name its userName or, for a group, its displayName, ID its id once the answer told it.
	Collection string `json:"collection"`
	Name       string `json:"name,omitempty"`
	ID         string `json:"id,omitempty"`
	// Portal says that the portal's credential is needed.
	Portal bool `json:"portal,omitempty"`
	// Refused says that the answer was an error; Removed that the thing is gone again.
	Refused bool `json:"refused,omitempty"`
	Removed bool `json:"removed,omitempty"`
}

// Run is the first line of a ledger's file: whose things these are, and where.
type Run struct {
	// Prefix is in the name of everything that the run created, Target the URL that was judged.
	Prefix string `json:"prefix"`
	Target string `json:"target"`
}

// Ledger is the run's list of created things, appended to a file of JSON lines: a later line of the same number replaces
// an earlier one.
type Ledger struct {
	mu      sync.Mutex
	file    io.WriteCloser // nil: kept in memory only, for an embedded target
	entries []*Entry
}

// OpenLedger starts a run's ledger in a file. An empty ledger is one in memory.
func OpenLedger(path string, run Run) (*Ledger, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	l := &Ledger{file: f}
	if err := l.write(run); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// Close closes the file, if there is one.
func (l *Ledger) Close() {
	if l.file != nil {
		_ = l.file.Close()
	}
}

// Add writes a new entry before its request goes out. An entry that cannot be written stops the request.
func (l *Ledger) add(e Entry) (*Entry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e.Number = len(l.entries) + 1
	l.entries = append(l.entries, &e)
	return &e, l.write(&e)
}

// change alters an entry under the lock and writes its new line.
func (l *Ledger) change(e *Entry, how func(*Entry)) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	how(e)
	return l.write(e)
}

// write appends one line: a *Entry, or the ledgerRun that comes first.
func (l *Ledger) write(line any) error {
	if l.file == nil {
		return nil
	}
	text, err := json.Marshal(line)
	if err != nil {
		return err
	}
	if _, err := l.file.Write(append(text, '\n')); err != nil {
		return fmt.Errorf("ledger: %w", err)
	}
	return nil
}

// removed marks the thing at a URL as gone. It is looked for among the scenario's own: embedded service providers, one
// for each scenario, may give the same id, and so the same URL, to several things.
func (l *Ledger) removed(own *CreatedThings, at string) error {
	own.mu.Lock()
	defer own.mu.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range slices.Backward(own.entries) { // things are removed in this order, thousands by some scenarios
		if !e.Removed && e.ID != "" && e.Location() == at {
			e.Removed = true
			return l.write(e)
		}
	}
	return nil
}

// Counts gives how many things were created and how many are gone, and names those that are left, or may be.
func (l *Ledger) Counts() (created, removed int, left []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range l.entries {
		switch {
		case e.Refused:
		case e.Removed:
			created, removed = created+1, removed+1
		case e.ID == "":
			left = append(left, cmp.Or(e.Name, "something without a name")+" in "+e.Collection+" (not known whether it was created)")
		default:
			created++
			left = append(left, strings.TrimSpace(e.Name+" "+e.Location()))
		}
	}
	return created, removed, left
}

// All gives the things in the order of their creation.
func (l *Ledger) All() []*Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.entries)
}

// Location is the URL of the thing itself, or empty while its id is unknown.
func (e *Entry) Location() string {
	if e.ID == "" {
		return ""
	}
	return e.Collection + "/" + url.PathEscape(e.ID)
}

// KeepLedger is the stage that writes the ledger. Each scenario has its own list of entries, which it removes at its end.
func KeepLedger(l *Ledger, g *Guard, portal bool, own *CreatedThings, next http.RoundTripper) http.RoundTripper {
	return RoundTripper(func(req *http.Request) (*http.Response, error) {
		switch req.Method {
		case http.MethodDelete:
			resp, err := next.RoundTrip(req)
			if err != nil || resp.StatusCode >= 300 {
				return resp, err
			}
			if err := l.removed(own, withoutQuery(req.URL)); err != nil {
				resp.Body.Close()
				return nil, err
			}
			return resp, nil
		case http.MethodPost:
			if base, bulk := bulkBase(req.URL); bulk && !portal {
				if err := l.bulk(req, base, own); err != nil {
					return nil, err
				}
				return next.RoundTrip(req)
			}
			collection, creates := collectionOf(req.URL)
			if !creates {
				return next.RoundTrip(req)
			}
			return l.create(req, Entry{Collection: collection, Portal: portal}, g, own, next)
		default:
			return next.RoundTrip(req)
		}
	})
}

// collectionOf gives the URL under which a POST makes its thing. Making a token makes nothing that has to be removed.
func collectionOf(u *url.URL) (string, bool) {
	at := strings.TrimRight(withoutQuery(u), "/")
	if head, clones := strings.CutSuffix(at, "/clone"); clones {
		at = head[:strings.LastIndexByte(head, '/')]
	}
	last := strings.ToLower(at[strings.LastIndexByte(at, '/')+1:])
	return at, last == "users" || last == "groups"
}

func withoutQuery(u *url.URL) string {
	at := *u
	at.RawQuery, at.Fragment = "", ""
	return at.String()
}

func (l *Ledger) create(req *http.Request, e Entry, g *Guard, own *CreatedThings, next http.RoundTripper) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err // an interrupted run creates nothing more
	}
	body, err := requestBody(req)
	if err != nil {
		return nil, err
	}
	e.Name = scim.Member(gjson.ParseBytes(body), NameAttribute(e.Collection)).String()
	entry, err := l.add(e)
	if err != nil {
		return nil, err
	}
	own.Add(entry)
	resp, err := next.RoundTrip(req)
	if err != nil {
		return nil, err // the thing may exist: clean-up looks for it by name
	}
	answer, err := answerBody(resp)
	if err != nil {
		return nil, err
	}
	// An id counts only beside a name of this run's: what is not its own it must not delete.
	thing, id := gjson.ParseBytes(answer), ""
	if g.recognises(thing, e.Collection) {
		id = scim.Member(thing, "id").String()
	}
	err = l.change(entry, func(e *Entry) {
		e.Refused = resp.StatusCode >= 400 && resp.StatusCode < 500
		e.ID = id
	})
	if err != nil {
		return nil, err
	}
	if id != "" {
		g.Expect(entry.Location())
	}
	return resp, nil
}

// CreatedThings are the ledger entries of one scenario, in the order of creation.
type CreatedThings struct {
	mu      sync.Mutex
	entries []*Entry
}

// Add takes up a thing as the latest.
func (c *CreatedThings) Add(e *Entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries = append(c.entries, e)
}
