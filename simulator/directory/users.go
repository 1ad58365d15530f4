package directory

import (
	"iter"
	"strings"
)

// CreateUser adds a user that is not assigned. Attributes need userPrincipalName; accountEnabled is true and
// mailNickname the part of userPrincipalName before the @ unless they are given, and userType is Guest for a name with
// #EXT#. A nil or empty value is an absent one.
//
// Errors: UnknownAttribute, InvalidValue, NameTaken, NotFound or Deleted for the manager.
func (t *Tenant) CreateUser(attributes map[string]any) (User, error) {
	final, err := newUserAttributes(attributes)
	if err != nil {
		return User{}, err
	}

	t.mu.Lock()
	defer t.mu.Unlock()
	o := &object{attributes: userTable.pack(final)}
	if err := t.claim(o, o.name()); err != nil {
		return User{}, err
	}
	manager, err := t.managerIn(attributes)
	if err != nil {
		return User{}, err
	}
	o.id = t.newID()
	t.names[nameKey(o.name())] = o
	t.insert(o)
	t.manage(o, manager)
	return o.user(), nil
}

// newUserAttributes are the attributes of a new user with what every user has.
func newUserAttributes(attributes map[string]any) (map[string]any, error) {
	defaults := map[string]any{AccountEnabled: true}
	if name, ok := attributes[UserPrincipalName].(string); ok {
		local, _, _ := strings.Cut(name, "@")
		defaults[MailNickname] = local
		if isGuestName(name) {
			defaults[UserType] = Guest
		}
	}
	return userTable.apply(defaults, attributes, UserPrincipalName, AccountEnabled)
}

// UpdateUser changes the named attributes, the manager among them; nil clears one. Changes that change nothing leave no
// trace in the feed.
//
// Errors: NotFound, Deleted, UnknownAttribute, InvalidValue (also for clearing userPrincipalName or accountEnabled),
// NameTaken. After an error nothing is changed.
func (t *Tenant) UpdateUser(id string, changes map[string]any) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.present(id, aUser)
	if err != nil {
		return err
	}
	final, err := userTable.apply(userTable.unpack(o.attributes), changes, UserPrincipalName, AccountEnabled)
	if err != nil {
		return err
	}
	name := final[UserPrincipalName].(string)
	if err := t.claim(o, name); err != nil {
		return err
	}
	manager, err := t.managerIn(changes)
	if err != nil {
		return err
	}
	if next := userTable.pack(final); next != o.attributes {
		delete(t.names, nameKey(o.name()))
		t.names[nameKey(name)] = o
		o.attributes = next
		t.record(o)
	}
	if _, given := changes[Manager]; given {
		t.manage(o, manager)
	}
	return nil
}

// User is the user with this object id, soft-deleted ones included; ok is false for an unknown or purged one.
func (t *Tenant) User(id string) (user User, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.known(id, aUser)
	if err != nil {
		return User{}, false
	}
	return o.user(), true
}

// FindUser is the user with this userPrincipalName, compared without case, among those that are not deleted.
func (t *Tenant) FindUser(userPrincipalName string) (user User, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, ok := t.names[nameKey(userPrincipalName)]
	if !ok {
		return User{}, false
	}
	return o.user(), true
}

// Users are all users in the order of their creation, soft-deleted ones included. Those who change meanwhile are given
// as they are when their turn comes.
func (t *Tenant) Users() iter.Seq[User] {
	return func(yield func(User) bool) {
		for i := 0; ; i++ {
			t.mu.Lock()
			if i == len(t.users) {
				t.mu.Unlock()
				return
			}
			o := t.users[i]
			purged, u := o.purged, User{}
			if !purged {
				u = o.user()
			}
			t.mu.Unlock()
			if !purged && !yield(u) {
				return
			}
		}
	}
}

// claim says whether the user may have this userPrincipalName. The caller holds mu.
func (t *Tenant) claim(o *object, name string) error {
	holder, taken := t.names[nameKey(name)]
	if !taken || holder == o {
		return nil
	}
	return &Error{Code: NameTaken, ObjectID: o.id, Attribute: UserPrincipalName, Value: name, Holder: holder.id}
}
