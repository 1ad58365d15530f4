package simulator

import (
	"strings"

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
	return sourceOf(&u, !u.AccountEnabled() || u.SoftDeleted())
}

// sourceOf are the attributes of a user as mappings see them: the directory's, and three that are derived. SoftDeleted is
// true for a user who is unassigned, out of scope, disabled or soft-deleted (Microsoft Learn, how-provisioning-works).
func sourceOf(u *directory.User, softDeleted bool) mapping.Source {
	var reader *directory.Reader // made for the first who asks: not every mapping does
	read := func(name string) (expression.Value, bool) {
		if reader == nil {
			reader = directory.NewReader(u.Attributes)
		}
		text, other := reader.Read(name)
		if text != "" {
			return expression.String(text), true
		}
		return sourceValue(other), other != nil
	}
	return func(name string) (expression.Value, bool) {
		switch name {
		case "objectId":
			return expression.String(u.ObjectID), true
		case isSoftDeleted, isSoftDeletedOfThePage:
			return expression.Bool(softDeleted), true
		case "originalUserPrincipalName":
			return read(directory.UserPrincipalName)
		case appRoleAssignments:
			return rolesOf(u), len(u.AppRoleAssignments) > 0
		case directory.Manager:
			return expression.String(u.Manager), u.Manager != ""
		case directory.UserPrincipalName:
			name, _ := read(directory.UserPrincipalName)
			return expression.String(homeName(name.Text())), true
		}
		return read(name)
	}
}

// rolesOf are the user's roles as expressions know them.
func rolesOf(u *directory.User) expression.Value {
	roles := make([]expression.Value, len(u.AppRoleAssignments))
	for i, a := range u.AppRoleAssignments {
		roles[i] = expression.Role(expression.AppRole{ID: a.ID, Value: a.Value, DisplayName: a.DisplayName})
	}
	return expression.List(roles...)
}

// homeName is the user principal name of a guest without what the inviting tenant made of it: alias_theirdomain#EXT#@ours
// is alias@theirdomain again (Microsoft Learn, how-provisioning-works, B2B users).
func homeName(name string) string {
	home, _, guest := strings.Cut(name, "#EXT#@")
	at := strings.LastIndexByte(home, '_')
	if !guest || at < 0 {
		return name
	}
	return home[:at] + "@" + home[at+1:]
}
