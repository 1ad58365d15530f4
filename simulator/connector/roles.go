package connector

import (
	"encoding/json"
	"slices"
)

// Roles are the application roles of a user, as one of three functions of the expression language makes them. Their target
// is roles, whichever sub-attribute of it the mapping names (Microsoft Learn, customize-application-attributes, which has
// all shapes).
type Roles struct {
	Kind RoleKind
	List []Role
}

// Role is one of them.
type Role struct {
	ID          string `json:"id"` // GUID of the application role
	Value       string `json:"value"`
	DisplayName string `json:"displayName"`
}

// RoleKind is the function that made the roles. It decides their shape.
type RoleKind uint8

const (
	// SingleAppRoleAssignment is at most one role, written as the primary one and added.
	SingleAppRoleAssignment RoleKind = iota
	// AppRoleAssignmentsComplex is all roles, added; none is ever removed.
	AppRoleAssignmentsComplex
	// AssertiveAppRoleAssignmentsComplex is all roles, put in the place of those that are there.
	AssertiveAppRoleAssignmentsComplex
)

// roleType is the type of each role on the wire.
const roleType = "WindowsAzureActiveDirectoryRole"

// RolesTarget is the attribute that holds roles.
var RolesTarget = Target{&path{text: "roles", attribute: "roles"}}

// Assertive says whether roles that are not among these are to go.
func (r Roles) Assertive() bool { return r.Kind == AssertiveAppRoleAssignmentsComplex }

// MarshalJSON is the roles without their kind.
func (r Roles) MarshalJSON() ([]byte, error) {
	return json.Marshal(append([]Role{}, r.List...))
}

// elements are the roles in a POST, and in a PATCH of the compliant dialect. Only the name of the display name differs
// between the two complex functions; the single one has none.
func (r Roles) elements() []any {
	list := make([]any, len(r.List))
	for i, role := range r.List {
		element := object{{"primary", r.Kind == SingleAppRoleAssignment}, {"type", roleType}}
		switch r.Kind {
		case AppRoleAssignmentsComplex:
			element = append(element, field{"displayName", role.DisplayName})
		case AssertiveAppRoleAssignmentsComplex:
			element = append(element, field{"display", role.DisplayName})
		}
		list[i] = append(element, field{"value", role.Value})
	}
	return list
}

// texts are the roles in a PATCH of the default dialect: each a JSON object in a text.
func (r Roles) texts() []any {
	list := make([]any, len(r.List))
	for i, role := range r.List {
		list[i] = object{{"value", string(encode(role))}}
	}
	return list
}

// same says whether a resource's roles need no change: all are there and, if the kind is assertive, no others. A role that
// the target keeps as the text that the default dialect sends counts by the value inside; what Entra does with one is not
// known.
func (r Roles) same(found any) bool {
	elements, _ := found.([]any)
	var values []string
	for _, e := range elements {
		object, _ := e.(map[string]any)
		values = append(values, roleValue(Text(memberOf(object, "value"))))
	}
	wanted := make([]string, len(r.List))
	for i, role := range r.List {
		wanted[i] = role.Value
	}
	if r.Kind == AssertiveAppRoleAssignmentsComplex {
		slices.Sort(values)
		return slices.Equal(slices.Sorted(slices.Values(wanted)), values)
	}
	return !slices.ContainsFunc(wanted, func(value string) bool { return !slices.Contains(values, value) })
}

func roleValue(text string) string {
	var role Role
	if json.Unmarshal([]byte(text), &role) == nil && role.Value != "" {
		return role.Value
	}
	return text
}
