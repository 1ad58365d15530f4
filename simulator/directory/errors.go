package directory

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
)

// Code says what kind of thing was wrong with a request to the tenant.
type Code string

const (
	// NotFound: no user, group or app role has this id, or it has been purged.
	NotFound Code = "NotFound"
	// Deleted: the object is soft-deleted and must be restored first.
	Deleted Code = "Deleted"
	// NotDeleted: the object cannot be restored because it is not deleted.
	NotDeleted Code = "NotDeleted"
	// NameTaken: another object has the userPrincipalName, the id, or the value of an app role.
	NameTaken Code = "NameTaken"
	// UnknownAttribute: the name is not one of AttributeNames, or of GroupAttributes.
	UnknownAttribute Code = "UnknownAttribute"
	// InvalidValue: the value is of the wrong type, an attribute that every object has would be cleared, or Entra does
	// not allow it.
	InvalidValue Code = "InvalidValue"
)

// Error is why the tenant refused. Only the fields that its code needs are set.
type Error struct {
	Code      Code
	Object    string // what was meant: user, group, app role; empty for a user
	ObjectID  string // the object that was meant
	Attribute string // the attribute at fault
	Value     any    // the value that was refused
	Expected  string // what the attribute takes
	Found     string // what is wrong with the value, if the value does not say it
	Nearest   string // the known attribute that was probably meant, empty if none is like it
	Holder    string // id of the object that has the name
}

func (e *Error) Error() string { return "directory: " + e.text() }

func (e *Error) text() string {
	object := cmp.Or(e.Object, aUser)
	switch e.Code {
	case NotFound:
		if object == anAppRole {
			return fmt.Sprintf("expected the id of an app role, found %q", e.ObjectID)
		}
		return fmt.Sprintf("expected the object id of a %s, found %q", object, e.ObjectID)
	case Deleted:
		return fmt.Sprintf("expected a %s that is not deleted, found %s soft-deleted", object, e.ObjectID)
	case NotDeleted:
		return fmt.Sprintf("expected a soft-deleted %s, found %s present", object, e.ObjectID)
	case NameTaken:
		return fmt.Sprintf("expected a %s that is free, found %q held by %s %s", e.Attribute, e.Value, object, e.Holder)
	case UnknownAttribute:
		return fmt.Sprintf("expected a known attribute, found %q%s", e.Attribute, didYouMean(e.Nearest))
	case InvalidValue:
		switch {
		case e.Found != "":
			return fmt.Sprintf("%s: expected %s, found %s", e.Attribute, e.Expected, e.Found)
		case e.Value == nil:
			return fmt.Sprintf("%s: expected %s, found none", e.Attribute, e.Expected)
		}
		return fmt.Sprintf("%s: expected %s, found %s", e.Attribute, e.Expected, asJSON(e.Value))
	}
	return string(e.Code)
}

// asJSON is a value as a file or a request has it. What has members would be too much.
func asJSON(value any) string {
	switch v := value.(type) {
	case map[string]any:
		return "an object"
	case string:
		return strconv.Quote(v)
	}
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return string(text)
}
