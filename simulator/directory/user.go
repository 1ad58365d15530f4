package directory

import (
	"strings"
	"time"
)

// User is one user as provisioning sees it. Values of this type are copies: changing one does not change the tenant.
type User struct {
	// ObjectID is the immutable id, a GUID in Entra.
	ObjectID string
	// Attributes are its values, but for the object id and the manager.
	Attributes Attributes
	// Manager is the object id of the user's manager, or empty.
	Manager string
	// Assigned says that the user is assigned to the application, directly or as a direct member of an assigned group.
	Assigned bool
	// AppRoleAssignments are the roles that the user has in the application, each once: first those assigned directly,
	// then those of groups.
	AppRoleAssignments []AppRoleAssignment
	// DeletedDateTime is when the user was soft-deleted, or zero.
	DeletedDateTime time.Time
}

// UserPrincipalName is the sign-in name; every user has one. That of a guest has #EXT# in it.
func (u User) UserPrincipalName() string { return u.Attributes.Text(UserPrincipalName) }

// AccountEnabled is the value of accountEnabled; every user has one.
func (u User) AccountEnabled() bool {
	enabled, _ := u.Attributes.Value(AccountEnabled).(bool)
	return enabled
}

// SoftDeleted says that the user is deleted and can still be restored.
func (u User) SoftDeleted() bool { return !u.DeletedDateTime.IsZero() }

// user is the object as a copy for callers. The caller holds mu.
func (o *object) user() User {
	u := User{ObjectID: o.id, Attributes: Attributes{userTable, o.attributes}, DeletedDateTime: o.deletedDateTime(),
		AppRoleAssignments: o.assignments()}
	u.Assigned = len(u.AppRoleAssignments) > 0 || o.wasAssigned
	if o.manager != nil && o.manager.present() {
		u.Manager = o.manager.id
	}
	return u
}

// name is the userPrincipalName of a user.
func (o *object) name() string { return userTable.text(o.attributes, UserPrincipalName) }

// rename gives a user another userPrincipalName.
func (o *object) rename(name string) {
	attributes := userTable.unpack(o.attributes)
	attributes[UserPrincipalName] = name
	o.attributes = userTable.pack(attributes)
}

// nameKey is a userPrincipalName in the form in which it is unique.
func nameKey(name string) string { return strings.ToLower(name) }
