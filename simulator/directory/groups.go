package directory

import (
	"cmp"
	"iter"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// requiredOfGroups are the attributes that every group has.
var requiredOfGroups = []string{DisplayName, MailNickname, SecurityEnabled, MailEnabled}

// CreateGroup adds a group without members that is not assigned. Attributes need displayName; groupTypes with Unified makes
// a Microsoft 365 group, which is then mailEnabled and not securityEnabled unless it is said otherwise; any other is a
// security group, with both the other way round (Graph, Create group). MailNickname is made from displayName unless given.
//
// Errors: UnknownAttribute, InvalidValue.
func (t *Tenant) CreateGroup(attributes map[string]any) (Group, error) {
	final, err := newGroupAttributes(attributes)
	if err != nil {
		return Group{}, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	o := &object{id: t.newID(), attributes: groupTable.pack(final), members: &members{}}
	t.insert(o)
	return o.group(), nil
}

// newGroupAttributes are the attributes of a new group with what every group has.
func newGroupAttributes(attributes map[string]any) (map[string]any, error) {
	mail := kindOf(attributes[GroupTypes]) == Microsoft365
	defaults := map[string]any{SecurityEnabled: !mail, MailEnabled: mail}
	if name, ok := attributes[DisplayName].(string); ok {
		defaults[MailNickname] = nickname(name)
	}
	return groupTable.apply(defaults, attributes, requiredOfGroups...)
}

// nicknameMax is how many characters a mailNickname may have (Graph, group resource type).
const nicknameMax = 64

// nickname is a display name without what a mailNickname must not have, which is all that is not ASCII, too (Graph, group
// resource type); a letter with a mark becomes that letter.
func nickname(displayName string) string {
	kept := strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' || strings.ContainsRune(`@()\[]";:<>,`, r) {
			return -1
		}
		return r
	}, norm.NFD.String(displayName))
	return cmp.Or(kept[:min(len(kept), nicknameMax)], "group")
}

// UpdateGroup changes the named attributes; nil clears one. Changes that change nothing leave no trace in the feed. When a
// group stops or begins to be securityEnabled, its members lose or gain the roles that they have through it.
//
// Errors: NotFound, Deleted, UnknownAttribute, InvalidValue (also for clearing what every group has, for making a Microsoft
// 365 group of a security group or the reverse, and for the members, which AddMember and RemoveMember change). After an
// error nothing is changed.
func (t *Tenant) UpdateGroup(id string, changes map[string]any) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.present(id, aGroup)
	if err != nil {
		return err
	}
	final, err := groupTable.apply(groupTable.unpack(o.attributes), changes, requiredOfGroups...)
	if err != nil {
		return err
	}
	if kind := kindOf(final[GroupTypes]); kind != o.kind() {
		return &Error{Code: InvalidValue, Object: aGroup, ObjectID: id, Attribute: GroupTypes,
			Expected: "the kind of group that it is, " + string(o.kind()), Found: string(kind)}
	}
	next := groupTable.pack(final)
	if next == o.attributes {
		return nil
	}
	granted := o.grants()
	o.attributes = next
	t.record(o)
	if o.grants() != granted {
		t.membersChanged(o, o.roles)
	}
	return nil
}

// Group is the group with this object id, soft-deleted ones included; ok is false for an unknown or purged one.
func (t *Tenant) Group(id string) (group Group, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.known(id, aGroup)
	if err != nil {
		return Group{}, false
	}
	return o.group(), true
}

// Groups are all groups in the order of their creation, soft-deleted ones included. Those that change meanwhile are given
// as they are when their turn comes.
func (t *Tenant) Groups() iter.Seq[Group] {
	return func(yield func(Group) bool) {
		for i := 0; ; i++ {
			t.mu.Lock()
			if i == len(t.groups) {
				t.mu.Unlock()
				return
			}
			o := t.groups[i]
			purged, g := o.purged, Group{}
			if !purged {
				g = o.group()
			}
			t.mu.Unlock()
			if !purged && !yield(g) {
				return
			}
		}
	}
}
