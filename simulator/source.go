package simulator

import (
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// The flag that Entra derives, as default mappings write it and as the SCIM page's table does.
const (
	isSoftDeleted          = "IsSoftDeleted"
	isSoftDeletedOfThePage = "isSoftDeleted"
	// appRoleAssignments are the roles that a user has in the application.
	appRoleAssignments = "appRoleAssignments"
)

// UserSource are the attributes of a user as mappings see them, of one who is assigned and in scope: IsSoftDeleted is true for
// who is disabled or soft-deleted.
func UserSource(u directory.User) mapping.Source {
	s := &source{of: &subject{typ: userObject, user: u}, softDeleted: !u.AccountEnabled() || u.SoftDeleted()}
	return s.attribute
}

// source are the attributes of a subject as mappings see them: the directory's, and those that are derived. SoftDeleted is
// true for one that is unassigned, out of scope, disabled or soft-deleted (Microsoft Learn, how-provisioning-works).
type source struct {
	of          *subject
	softDeleted bool
	reader      directory.Reader
	reading     bool // the reader has been given the attributes: not every mapping asks for one
}

// attribute is a mapping.Source.
func (s *source) attribute(name string) (expression.Value, bool) {
	switch name {
	case "objectId":
		return expression.String(s.of.id()), true
	case isSoftDeleted, isSoftDeletedOfThePage:
		return expression.Bool(s.softDeleted), true
	}
	if s.of.typ == groupObject {
		return s.read(name)
	}
	switch name {
	case "originalUserPrincipalName":
		return s.read(directory.UserPrincipalName)
	case appRoleAssignments:
		return rolesOf(&s.of.user), len(s.of.user.AppRoleAssignments) > 0
	case directory.Manager:
		return expression.String(s.of.user.Manager), s.of.user.Manager != ""
	case directory.UserPrincipalName:
		name, _ := s.read(directory.UserPrincipalName)
		return expression.String(directory.HomeName(name.Text())), true
	}
	return s.read(name)
}

// read is an attribute of the directory.
func (s *source) read(name string) (expression.Value, bool) {
	if !s.reading {
		s.reader.Reset(s.of.attributes())
		s.reading = true
	}
	text, other := s.reader.Read(name)
	if text != "" {
		return expression.String(text), true
	}
	return sourceValue(other), other != nil
}

// rolesOf are the user's roles as expressions know them.
func rolesOf(u *directory.User) expression.Value {
	roles := make([]expression.Value, len(u.AppRoleAssignments))
	for i, a := range u.AppRoleAssignments {
		roles[i] = expression.Role(expression.AppRole{ID: a.ID, Value: a.Value, DisplayName: a.DisplayName})
	}
	return expression.List(roles...)
}
