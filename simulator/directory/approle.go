package directory

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// DefaultAccess is the id of the role of an assignment that names none (Graph, appRoleAssignment).
const DefaultAccess = "00000000-0000-0000-0000-000000000000"

const anAppRole = "app role"

// AppRole is a role that the application defines.
type AppRole struct {
	// ID is a GUID in Entra.
	ID string `json:"id"`
	// Value is what the application knows the role by; empty for default access.
	Value       string `json:"value"`
	DisplayName string `json:"displayName"`
	// Enabled roles can be assigned. Assignments from before a role was disabled stay.
	Enabled bool `json:"isEnabled"`
}

// appRole is a role and whom it is assigned to directly, users and groups.
type appRole struct {
	AppRole
	assignees set
}

// CreateAppRole adds a role. Without an id it gets one, without a display name its value. Errors: InvalidValue without a
// value, with white space in it, or for what is not UTF-8; NameTaken for an id or value that another role has.
func (t *Tenant) CreateAppRole(r AppRole) (AppRole, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r.DisplayName = cmp.Or(r.DisplayName, r.Value)
	if err := checkAppRole(t.roles, r); err != nil {
		return AppRole{}, err
	}
	if r.ID == "" {
		r.ID = t.newID()
	}
	t.roles = append(t.roles, &appRole{AppRole: r})
	return r, nil
}

// UpdateAppRole changes the role with this id. Who has it directly or through a group appears in the change feed if the
// value or the display name changed. Errors: NotFound, and as for CreateAppRole.
func (t *Tenant) UpdateAppRole(r AppRole) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	old, err := t.role(r.ID)
	if err != nil {
		return err
	}
	r.DisplayName = cmp.Or(r.DisplayName, r.Value)
	if err := checkAppRole(without(slices.Clone(t.roles), old), r); err != nil {
		return err
	}
	named := old.Value != r.Value || old.DisplayName != r.DisplayName
	old.AppRole = r
	if named {
		t.holdersChanged(old)
	}
	return nil
}

// DeleteAppRole deletes the role and its assignments. As in Entra it must have been disabled before (Graph, appRole).
// Errors: NotFound, InvalidValue for a role that is enabled.
func (t *Tenant) DeleteAppRole(id string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	r, err := t.role(id)
	if err != nil {
		return err
	}
	if r.Enabled {
		return &Error{Code: InvalidValue, Object: anAppRole, ObjectID: id, Attribute: "enabled",
			Expected: "false before the role is deleted", Found: "true"}
	}
	for _, o := range slices.Collect(r.assignees.all()) {
		t.revoke(o, r)
	}
	t.roles = without(t.roles, r)
	return nil
}

// AppRoles are the application's roles in the order of creation, without default access.
func (t *Tenant) AppRoles() []AppRole {
	t.mu.Lock()
	defer t.mu.Unlock()
	roles := make([]AppRole, len(t.roles))
	for i, r := range t.roles {
		roles[i] = r.AppRole
	}
	return roles
}

// role is the one with this id; DefaultAccess is not among them. The caller holds mu.
func (t *Tenant) role(id string) (*appRole, error) {
	for _, r := range t.roles {
		if r.ID == id {
			return r, nil
		}
	}
	return nil, &Error{Code: NotFound, Object: anAppRole, ObjectID: id}
}

// checkAppRole says whether the role can be one beside the others.
func checkAppRole(others []*appRole, r AppRole) error {
	if r.Value == "" || strings.ContainsAny(r.Value, " \t\r\n") {
		return &Error{Code: InvalidValue, Object: anAppRole, Attribute: "value", Value: r.Value,
			Expected: "a text without white space"}
	}
	if !utf8.ValidString(r.ID + r.Value + r.DisplayName) {
		return &Error{Code: InvalidValue, Object: anAppRole, Attribute: "value", Value: r.Value, Expected: "texts in UTF-8"}
	}
	if r.ID == DefaultAccess {
		return &Error{Code: NameTaken, Object: anAppRole, Attribute: "id", Value: r.ID, Holder: "Default Access"}
	}
	for _, other := range others {
		switch {
		case other.ID == r.ID:
			return &Error{Code: NameTaken, Object: anAppRole, Attribute: "id", Value: r.ID, Holder: other.Value}
		case other.Value == r.Value:
			return &Error{Code: NameTaken, Object: anAppRole, Attribute: "value", Value: r.Value, Holder: other.ID}
		}
	}
	return nil
}
