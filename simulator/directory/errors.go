package directory

import "fmt"

// Code says what kind of thing was wrong with a request to the tenant.
type Code string

const (
	// NotFound: no user has this object id, or it has been purged.
	NotFound Code = "NotFound"
	// Deleted: the user is soft-deleted and must be restored first.
	Deleted Code = "Deleted"
	// NotDeleted: the user cannot be restored because it is not deleted.
	NotDeleted Code = "NotDeleted"
	// NameTaken: another user has the userPrincipalName.
	NameTaken Code = "NameTaken"
	// UnknownAttribute: the name is not one of AttributeNames.
	UnknownAttribute Code = "UnknownAttribute"
	// InvalidValue: the value is of the wrong type, or an attribute that every user has would be cleared.
	InvalidValue Code = "InvalidValue"
)

// Error is why the tenant refused. Only the fields that its code needs are set.
type Error struct {
	Code      Code
	ObjectID  string // the user that was meant
	Attribute string // the attribute at fault
	Value     any    // the value that was refused
	Expected  string // what the attribute takes
	Nearest   string // the known attribute that was probably meant
	Holder    string // object id of the user that has the name
}

func (e *Error) Error() string {
	switch e.Code {
	case NotFound:
		return fmt.Sprintf("directory: expected the object id of a user, found %q", e.ObjectID)
	case Deleted:
		return fmt.Sprintf("directory: expected a user that is not deleted, found %s soft-deleted", e.ObjectID)
	case NotDeleted:
		return fmt.Sprintf("directory: expected a soft-deleted user, found %s present", e.ObjectID)
	case NameTaken:
		return fmt.Sprintf("directory: expected a userPrincipalName that is free, found %q held by user %s", e.Value, e.Holder)
	case UnknownAttribute:
		return fmt.Sprintf("directory: expected a known attribute, found %q: did you mean %q?", e.Attribute, e.Nearest)
	case InvalidValue:
		if e.Value == nil {
			return fmt.Sprintf("directory: %s: expected %s, found none", e.Attribute, e.Expected)
		}
		return fmt.Sprintf("directory: %s: expected %s, found %T %v", e.Attribute, e.Expected, e.Value, e.Value)
	}
	return "directory: " + string(e.Code)
}
