// Package directory is the source side of provisioning: a Microsoft Entra tenant with its users, their assignment to the
// application, soft deletion and its end after 30 days, and the change feed that a provisioning job reads.
//
// It is not Microsoft Graph: it keeps what provisioning can see and nothing else. Attribute names are those that Entra
// offers as sources in an attribute mapping (Microsoft Learn, customize-application-attributes), not Graph's.
package directory

import (
	"maps"
	"strings"
	"sync"
	"time"
)

// Tenant holds the users of one directory and the order in which they changed. It is safe for concurrent use.
type Tenant struct {
	// RenameDeletedUsers makes DeleteUser free the user principal name at once, by putting the object id without its
	// dashes in front of it; RestoreUser takes it off again. A published failure shows Entra exporting such a name in
	// the same PATCH as the deactivation (D-106, https://github.com/onyx-dot-app/onyx/pull/14074). No Microsoft page
	// mentions it for provisioning and no second report was found, so it is off. Set it before the tenant is used.
	RenameDeletedUsers bool

	now   func() time.Time
	newID func() string

	mu       sync.Mutex
	objects  map[string]*object // by object id; a purged one stays, as the tombstone that the change feed reports
	names    map[string]string  // lower-case userPrincipalName to object id, of users that are not deleted
	feed     []entry            // in the order of sequence; superseded entries are dropped from time to time
	sequence Watermark          // of the latest change
	bin      []deletion         // soft deletions, oldest first; one that was undone or done is skipped
}

// object is a user and its place in the change feed.
type object struct {
	user    User
	created Watermark // of the change that made it
	changed Watermark // of its latest change: the feed's earlier entries for it are superseded
	purged  bool
}

// New is an empty tenant. Now gives the time of changes and never goes back; newID gives object ids, each once: in Entra
// they are GUIDs.
func New(now func() time.Time, newID func() string) *Tenant {
	return &Tenant{now: now, newID: newID, objects: map[string]*object{}, names: map[string]string{}}
}

// CreateUser adds a user that is not assigned. Attributes need userPrincipalName; accountEnabled is true and
// mailNickname the part of userPrincipalName before the @ unless they are given. A nil or empty value is an absent one.
//
// Errors: UnknownAttribute, InvalidValue, NameTaken.
func (t *Tenant) CreateUser(attributes map[string]any) (User, error) {
	defaults := map[string]any{AccountEnabled: true}
	if name, ok := attributes[UserPrincipalName].(string); ok {
		local, _, _ := strings.Cut(name, "@")
		defaults["mailNickname"] = local
	}
	final, err := apply(defaults, attributes)
	if err != nil {
		return User{}, err
	}

	t.mu.Lock()
	defer t.mu.Unlock()
	u := User{Attributes: final}
	if err := t.claim(u); err != nil {
		return User{}, err
	}
	u.ObjectID = t.newID()
	o := &object{user: u, created: t.sequence + 1}
	t.objects[u.ObjectID] = o
	t.names[u.nameKey()] = u.ObjectID
	t.record(o)
	return u.clone(), nil
}

// UpdateUser changes the named attributes; nil clears one. Changes that change nothing leave no trace in the feed.
//
// Errors: NotFound, Deleted, UnknownAttribute, InvalidValue (also for clearing userPrincipalName or accountEnabled),
// NameTaken. After an error nothing is changed.
func (t *Tenant) UpdateUser(id string, changes map[string]any) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.present(id)
	if err != nil {
		return err
	}
	final, err := apply(o.user.Attributes, changes)
	if err != nil {
		return err
	}
	if maps.EqualFunc(final, o.user.Attributes, equalValues) {
		return nil
	}
	next := o.user
	next.Attributes = final
	if err := t.claim(next); err != nil {
		return err
	}
	delete(t.names, o.user.nameKey())
	t.names[next.nameKey()] = id
	o.user = next
	t.record(o)
	return nil
}

// AssignUser assigns the user to the application. Assigning twice is once. Errors: NotFound, Deleted.
func (t *Tenant) AssignUser(id string) error { return t.assign(id, true) }

// UnassignUser takes the assignment back. Errors: NotFound, Deleted.
func (t *Tenant) UnassignUser(id string) error { return t.assign(id, false) }

func (t *Tenant) assign(id string, assigned bool) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.present(id)
	if err != nil {
		return err
	}
	if o.user.Assigned != assigned {
		o.user.Assigned = assigned
		t.record(o)
	}
	return nil
}

// User is the user with this object id, soft-deleted ones included; ok is false for an unknown or purged one.
func (t *Tenant) User(id string) (user User, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, ok := t.objects[id]
	if !ok || o.purged {
		return User{}, false
	}
	return o.user.clone(), true
}

// FindUser is the user with this userPrincipalName, compared without case, among those that are not deleted.
func (t *Tenant) FindUser(userPrincipalName string) (user User, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	id, ok := t.names[strings.ToLower(userPrincipalName)]
	if !ok {
		return User{}, false
	}
	return t.objects[id].user.clone(), true
}

// claim says whether the user may have its userPrincipalName. The caller holds mu.
func (t *Tenant) claim(u User) error {
	holder, taken := t.names[u.nameKey()]
	if !taken || holder == u.ObjectID {
		return nil
	}
	return &Error{Code: NameTaken, ObjectID: u.ObjectID, Attribute: UserPrincipalName, Value: u.UserPrincipalName(),
		Holder: holder}
}

// known is the object with this id, soft-deleted ones included. The caller holds mu.
func (t *Tenant) known(id string) (*object, error) {
	o, ok := t.objects[id]
	if !ok || o.purged {
		return nil, &Error{Code: NotFound, ObjectID: id}
	}
	return o, nil
}

// present is the object with this id if it is not deleted. The caller holds mu.
func (t *Tenant) present(id string) (*object, error) {
	o, err := t.known(id)
	if err == nil && o.user.SoftDeleted() {
		return nil, &Error{Code: Deleted, ObjectID: id}
	}
	return o, err
}
