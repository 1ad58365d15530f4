package directory

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Loaded says what came of a file.
type Loaded struct {
	AppRoles, Users, Groups, Assignments int
	// Ignored are properties and columns that the directory does not keep, and references to objects that are neither in
	// the file nor in the tenant, and what an attribute of one value had besides its first, sorted by name.
	Ignored []Ignored
}

// Ignored is a name that was passed over, and how often it had a value.
type Ignored struct {
	Name  string
	Count int
}

// LoadError is a fault of a file. Line and column count from 1; column is 0 where it is not known.
type LoadError struct {
	File         string
	Line, Column int
	// Key is the place within the document, for instance users[3].manager; empty for the document itself.
	Key string
	Err error
}

func (e *LoadError) Error() string {
	text := e.Err.Error()
	if refused := (*Error)(nil); errors.As(e.Err, &refused) {
		text = refused.text()
	}
	place := e.File
	if e.Line > 0 {
		place = fmt.Sprintf("%s:%d", place, e.Line)
	}
	if e.Column > 0 {
		place = fmt.Sprintf("%s:%d", place, e.Column)
	}
	if e.Key != "" {
		place += ": " + e.Key
	}
	return place + ": " + text
}

func (e *LoadError) Unwrap() error { return e.Err }

// faultsMax is how many faults of a file are told at once.
const faultsMax = 20

// plan is what files add to a tenant, checked against it and not yet made.
type plan struct {
	tenant *Tenant
	names  []string // of the files
	file   *reading // that is read, or whose references are resolved

	roles       []*appRole
	users       []*planned
	groups      []*planned
	assignments []plannedAssignment
	// requested are the nodes of assignments, which are resolved when all files have been read.
	requested []requested

	byID    map[string]*planned   // of those that have an id in the file
	byName  map[string]*planned   // users by lower-case userPrincipalName
	byTitle map[string][]*planned // groups by displayName

	saysSecurityEnabled map[*object]bool // groups of which the file says whether they are
	tenantGroups        map[string][]*object

	faults []error
	more   int // faults beyond faultsMax
}

// reading is one file.
type reading struct {
	name    string
	lenient bool // references to objects that are not known are passed over
	ignored map[string]int
	loaded  Loaded
	// place, if there is one, mends the place of a fault when all are known.
	place func(*LoadError)
}

type requested struct {
	file       *reading
	assignment *node
}

// planned is a user or group of a file.
type planned struct {
	object  *object
	file    *reading
	at      *node
	deleted time.Time // when it was soft-deleted, or zero
	manager *node     // reference to it, nil for none
	members []*node   // references to them
}

type plannedAssignment struct {
	principal *object
	role      *appRole
}

func newPlan(t *Tenant) *plan {
	return &plan{tenant: t, byID: map[string]*planned{}, byName: map[string]*planned{},
		byTitle: map[string][]*planned{}, saysSecurityEnabled: map[*object]bool{}}
}

// fault notes what is wrong at a node.
func (p *plan) fault(at *node, err error) {
	if len(p.faults) == faultsMax {
		p.more++
		return
	}
	p.faults = append(p.faults, &LoadError{File: p.file.name, Line: at.line, Column: at.column, Key: at.key, Err: err})
}

func (p *plan) faultf(at *node, format string, args ...any) { p.fault(at, fmt.Errorf(format, args...)) }

// err are all faults.
func (p *plan) err() error {
	if p.more > 0 {
		return errors.Join(append(p.faults, fmt.Errorf("%s: and %d more faults", strings.Join(p.names, ", "), p.more))...)
	}
	return errors.Join(p.faults...)
}

// invalidByte is the offset of the first byte that is no UTF-8, -1 for none. A file that a spreadsheet saved in the
// machine's own code page has some.
func invalidByte(text []byte) int {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// commit makes what was planned; nothing of it can fail any more.
func (p *plan) commit() {
	t := p.tenant
	for _, r := range p.roles {
		if r.ID == "" {
			r.ID = t.newID()
		}
		t.roles = append(t.roles, r)
	}
	everybody := slices.Concat(p.users, p.groups)
	for _, n := range everybody {
		o := n.object
		if o.id == "" {
			o.id = t.newID()
		}
		if !o.isGroup() && n.deleted.IsZero() {
			t.names[nameKey(o.name())] = o
		}
		t.insert(o)
	}
	for _, n := range everybody {
		if n.manager != nil {
			t.manage(n.object, n.manager.resolved)
		}
		for _, m := range n.members {
			t.join(n.object, m.resolved)
		}
	}
	for _, a := range p.assignments {
		if !slices.Contains(a.principal.roles, a.role) {
			t.grant(a.principal, a.role)
		}
	}
	for _, n := range everybody {
		if !n.deleted.IsZero() {
			t.discard(n.object, n.deleted)
		}
	}
}
