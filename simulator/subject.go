package simulator

import (
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// objectType is a type of object in the directory, in the words of a mapping's sourceObjectName.
type objectType string

const (
	userObject  objectType = "User"
	groupObject objectType = "Group"
)

// subject is one object of the directory as it is now: a user, or a group.
type subject struct {
	typ   objectType
	user  directory.User
	group *directory.Group // nil for a user
}

// change is a subject that changed.
type change struct {
	directory.ChangeType
	subject
}

// changedUser is a user who changed. None has a role where everybody is provisioned, unless Settings.RolesWithSyncAll.
func (j *Job) changedUser(c directory.Change) change {
	if j.syncAll && !j.settings.RolesWithSyncAll {
		c.User.AppRoleAssignments = nil
	}
	return change{c.Type, subject{typ: userObject, user: c.User}}
}

func changedGroup(c directory.GroupChange) change {
	return change{c.Type, subject{typ: groupObject, group: &c.Group}}
}

func (s *subject) id() string {
	if s.typ == groupObject {
		return s.group.ObjectID
	}
	return s.user.ObjectID
}

// name is what people call it: userPrincipalName, or displayName of a group.
func (s *subject) name() string {
	if s.typ == groupObject {
		return s.group.DisplayName()
	}
	return s.user.UserPrincipalName()
}

func (s *subject) assigned() bool {
	if s.typ == groupObject {
		return s.group.Assigned
	}
	return s.user.Assigned
}

// enabled is true for a group: there is no accountEnabled of one.
func (s *subject) enabled() bool { return s.typ == groupObject || s.user.AccountEnabled() }

func (s *subject) softDeleted() bool {
	if s.typ == groupObject {
		return s.group.SoftDeleted()
	}
	return s.user.SoftDeleted()
}

func (s *subject) attributes() directory.Attributes {
	if s.typ == groupObject {
		return s.group.Attributes
	}
	return s.user.Attributes
}

// source are the attributes of the subject as scoping filters and references see them, to which nobody is soft-deleted.
func (s *subject) source() mapping.Source { return (&source{of: s}).attribute }
