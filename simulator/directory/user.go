package directory

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// User is one user as provisioning sees it. Values of this type are copies: changing one does not change the tenant.
type User struct {
	// ObjectID is the immutable id, a GUID in Entra.
	ObjectID string
	// Attributes are the values by Entra's source attribute name. A value is a string, a bool or a []string; an absent
	// name is null. ObjectID, IsSoftDeleted and originalUserPrincipalName are not among them: they are derived.
	Attributes map[string]any
	// Assigned says that the user is assigned to the application.
	Assigned bool
	// DeletedDateTime is when the user was soft-deleted, or zero.
	DeletedDateTime time.Time
}

// UserPrincipalName is the sign-in name; every user has one.
func (u User) UserPrincipalName() string {
	name, _ := u.Attributes[UserPrincipalName].(string)
	return name
}

// AccountEnabled is the value of accountEnabled; every user has one.
func (u User) AccountEnabled() bool {
	enabled, _ := u.Attributes[AccountEnabled].(bool)
	return enabled
}

// SoftDeleted says that the user is deleted and can still be restored.
func (u User) SoftDeleted() bool { return !u.DeletedDateTime.IsZero() }

// nameKey is the userPrincipalName in the form in which it is unique.
func (u User) nameKey() string { return strings.ToLower(u.UserPrincipalName()) }

// clone shares nothing with u.
func (u User) clone() User {
	u.Attributes = maps.Clone(u.Attributes)
	for name, value := range u.Attributes {
		if list, ok := value.([]string); ok {
			u.Attributes[name] = slices.Clone(list)
		}
	}
	return u
}

func equalValues(a, b any) bool {
	listA, okA := a.([]string)
	listB, okB := b.([]string)
	if okA || okB {
		return okA && okB && slices.Equal(listA, listB)
	}
	return a == b
}
