package directory

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
	"unicode/utf8"
)

// Restoration makes the tenant that was saved: it has the same feed, so that watermarks of its readers stay valid, and does from
// then on what the saved one would have done. The rows are those of a whole Snapshot, or of all of them laid over each other,
// and come one by one, so that they need not all be in memory: first all objects, then memberships and removals, then Tenant.
// Within that the order is free; rows in the order of their watermarks are faster.
//
// An error says what of the rows contradicts the others. After one it is of no use, and every call gives that error.
type Restoration struct {
	tenant   *Tenant
	roles    map[string]*appRole
	managers []pendingManager
	linked   bool // no more objects can come
	err      error
}

// pendingManager is a reference that is resolved when all users are there.
type pendingManager struct {
	user    *object
	manager string
	since   Watermark
}

// NewRestoration begins one. Now and newID are as for New, and newID gives no id that it gave before. Settings such as
// RenameDeletedUsers are not saved, and the caller's to set.
func NewRestoration(now func() time.Time, newID func() string, s State) *Restoration {
	t := New(now, newID)
	t.sequence, t.handedOut, t.forgotten = s.Sequence, s.Sequence, s.Forgotten
	r := &Restoration{tenant: t, roles: map[string]*appRole{DefaultAccess: t.defaultAccess}}
	if s.Sequence > math.MaxInt64 { // what a database has room for, and more than any tenant comes to
		_ = r.faultf("sequence: expected a watermark up to %d, found %d", uint64(math.MaxInt64), s.Sequence)
	}
	if s.Forgotten > s.Sequence {
		_ = r.faultf("forgotten: expected a watermark up to %d, found %d", s.Sequence, s.Forgotten)
	}
	for _, role := range s.AppRoles {
		if err := checkAppRole(t.roles, role); err != nil {
			_ = r.fault("app role "+role.ID, err)
		}
		if role.ID == "" {
			_ = r.faultf("app role %s: expected an id, found none", role.Value)
		}
		kept := &appRole{AppRole: role}
		t.roles, r.roles[role.ID] = append(t.roles, kept), kept
	}
	return r
}

// fault keeps the first error, which it gives.
func (r *Restoration) fault(of string, err error) error {
	if refused := (*Error)(nil); errors.As(err, &refused) {
		err = errors.New(refused.text())
	}
	if r.err == nil {
		r.err = fmt.Errorf("directory: restore: %s: %w", of, err)
	}
	return r.err
}

func (r *Restoration) faultf(format string, args ...any) error {
	return r.fault("saved tenant", fmt.Errorf(format, args...))
}

// Object takes a user or group.
func (r *Restoration) Object(s Record) error {
	if r.err == nil {
		if err := r.object(s); err != nil {
			return r.fault(s.Kind+" "+s.ID, err)
		}
	}
	return r.err
}

func (r *Restoration) object(s Record) error {
	t := r.tenant
	if err := r.check(s); err != nil {
		return err
	}
	o := &object{id: s.ID, purged: s.Purged, wasAssigned: s.WasAssigned,
		created: s.Created, changed: s.Changed, managerChanged: s.ManagerChanged}
	required := []string{UserPrincipalName, AccountEnabled}
	if s.Kind == KindGroup {
		o.members, required = &members{}, requiredOfGroups
	}
	var err error
	if o.attributes, err = s.Attributes.pack(o.table(), required); err != nil {
		return err
	}
	if s.DeletedIn > 0 {
		o.deleted = &deletion{object: o, at: s.DeletedDateTime.UTC(), sequence: s.DeletedIn}
		if o.isGroup() && o.kind() != Microsoft365 {
			return errors.New("deletedIn: expected a Microsoft 365 group, found a security group, which is not soft-deleted")
		}
		if !o.purged {
			t.bin = append(t.bin, o.deleted)
		}
	}
	if s.Manager != "" {
		r.managers = append(r.managers, pendingManager{o, s.Manager, s.ManagerSince})
	}
	for _, g := range s.Roles {
		role := r.roles[g.Role]
		if role == nil || slices.Contains(o.roles, role) {
			return fmt.Errorf("roles: expected the id of an app role, each once, found %q", g.Role)
		}
		o.roles = append(o.roles, role)
		role.assignees.slots = append(role.assignees.slots, slot{g.Since, o})
	}
	if o.isGroup() {
		t.groups = append(t.groups, o)
	} else {
		t.users = append(t.users, o)
	}
	return nil
}

// check says what of a record is impossible whatever the others are.
func (r *Restoration) check(s Record) error {
	until := r.tenant.sequence
	switch {
	case r.linked:
		return errors.New("expected objects before memberships and removals, found it after")
	case s.ID == "" || !utf8.ValidString(s.ID):
		return fmt.Errorf("id: expected a text in UTF-8, found %q", s.ID)
	case s.Kind != KindUser && s.Kind != KindGroup:
		return fmt.Errorf("kind: expected user or group, found %q", s.Kind)
	case s.Created == 0 || s.Created > s.Changed:
		return fmt.Errorf("created: expected a watermark from 1 to changed, %d, found %d", s.Changed, s.Created)
	case s.Changed > until:
		return fmt.Errorf("changed: expected a watermark up to that of the tenant, %d, found %d", until, s.Changed)
	case s.ManagerChanged > s.Changed:
		return fmt.Errorf("managerChanged: expected a watermark up to changed, %d, found %d", s.Changed, s.ManagerChanged)
	case s.DeletedIn > until:
		return fmt.Errorf("deletedIn: expected a watermark up to that of the tenant, %d, found %d", until, s.DeletedIn)
	case s.DeletedIn == 0 && !s.DeletedDateTime.IsZero():
		return errors.New("deletedIn: expected the change that deleted it, found none")
	case s.Kind == KindGroup && (s.Manager != "" || s.ManagerChanged > 0):
		return errors.New("manager: expected none of a group, found one")
	case s.Manager != "" && (s.ManagerSince == 0 || s.ManagerSince > s.ManagerChanged):
		return fmt.Errorf("managerSince: expected a watermark from 1 to managerChanged, %d, found %d", s.ManagerChanged, s.ManagerSince)
	case s.WasAssigned && !s.Purged:
		return errors.New("wasAssigned: expected it of an object that is purged, found it of another")
	case s.Purged && (s.Manager != "" || len(s.Roles) > 0):
		return errors.New("purged: expected neither manager nor roles, found some")
	}
	for _, g := range s.Roles {
		if g.Since == 0 || g.Since > s.Changed {
			return fmt.Errorf("roles: expected a watermark from 1 to changed, %d, found %d", s.Changed, g.Since)
		}
	}
	return nil
}

// Tenant is the tenant, when all rows have been taken.
func (r *Restoration) Tenant() (*Tenant, error) {
	if r.err == nil && r.link() == nil {
		r.finish()
	}
	if r.err != nil {
		return nil, r.err
	}
	t := r.tenant
	r.tenant, r.err = nil, errors.New("directory: restore: expected to be asked for the tenant once")
	return t, nil
}
