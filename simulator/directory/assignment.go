package directory

import "slices"

// AssignUser assigns the user to the application with default access. Assigning twice is once. Errors: NotFound, Deleted.
func (t *Tenant) AssignUser(id string) error { return t.assign(id, aUser, DefaultAccess) }

// AssignUserRole assigns the user to the application with the role of this id. A user can have several. Errors: NotFound,
// Deleted, and InvalidValue for a role that is not enabled.
func (t *Tenant) AssignUserRole(id, roleID string) error { return t.assign(id, aUser, roleID) }

// UnassignUser takes all of the user's own assignments back, whatever their role. Those of groups stay. Errors: NotFound,
// Deleted.
func (t *Tenant) UnassignUser(id string) error { return t.unassign(id, aUser) }

// UnassignUserRole takes one of the user's own assignments back. Errors: NotFound, Deleted.
func (t *Tenant) UnassignUserRole(id, roleID string) error { return t.unassignRole(id, aUser, roleID) }

// AssignGroup assigns the group to the application with default access: its direct members are then assigned, members of
// groups in it are not (Microsoft Learn, how-provisioning-works). Errors: NotFound, Deleted, and InvalidValue for a group
// that is not securityEnabled.
func (t *Tenant) AssignGroup(id string) error { return t.assign(id, aGroup, DefaultAccess) }

// AssignGroupRole is AssignGroup with a role. Errors: also NotFound for the role and InvalidValue for one not enabled.
func (t *Tenant) AssignGroupRole(id, roleID string) error { return t.assign(id, aGroup, roleID) }

// UnassignGroup takes all assignments of the group back. Members who are assigned in another way stay so. Errors: NotFound,
// Deleted.
func (t *Tenant) UnassignGroup(id string) error { return t.unassign(id, aGroup) }

// UnassignGroupRole takes one assignment of the group back. Errors: NotFound, Deleted.
func (t *Tenant) UnassignGroupRole(id, roleID string) error {
	return t.unassignRole(id, aGroup, roleID)
}

func (t *Tenant) assign(id, noun, roleID string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, r, err := t.principal(id, noun, roleID)
	if err != nil {
		return err
	}
	if slices.Contains(o.roles, r) {
		return nil
	}
	if err := assignable(o, r); err != nil {
		return err
	}
	t.grant(o, r)
	return nil
}

func (t *Tenant) unassign(id, noun string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, err := t.present(id, noun)
	if err != nil {
		return err
	}
	for _, r := range slices.Clone(o.roles) {
		t.revoke(o, r)
	}
	return nil
}

func (t *Tenant) unassignRole(id, noun, roleID string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, r, err := t.principal(id, noun, roleID)
	if err == nil && slices.Contains(o.roles, r) {
		t.revoke(o, r)
	}
	return err
}

// principal is a user or group and a role, default access included. The caller holds mu.
func (t *Tenant) principal(id, noun, roleID string) (*object, *appRole, error) {
	o, err := t.present(id, noun)
	if err != nil {
		return nil, nil, err
	}
	if roleID == DefaultAccess {
		return o, t.defaultAccess, nil
	}
	r, err := t.role(roleID)
	return o, r, err
}

// assignable says whether the role can be assigned to the user or group.
func assignable(o *object, r *appRole) error {
	if !r.Enabled {
		return &Error{Code: InvalidValue, Object: anAppRole, ObjectID: r.ID, Attribute: "enabled",
			Expected: "an app role that is enabled", Found: r.Value + ", which is disabled"}
	}
	if o.isGroup() && !securityEnabled(o.attributes) {
		return &Error{Code: InvalidValue, Object: aGroup, ObjectID: o.id, Attribute: SecurityEnabled,
			Expected: "true for a group that is assigned", Found: "false"}
	}
	return nil
}

// grant assigns the role, which the principal has not got. The caller holds mu.
func (t *Tenant) grant(o *object, r *appRole) {
	o.roles = append(o.roles, r)
	t.record(o)
	r.assignees.add(o, t.sequence)
	if o.isGroup() && o.grants() {
		t.membersChanged(o, []*appRole{r})
	}
}

// revoke takes the assignment back. The caller holds mu.
func (t *Tenant) revoke(o *object, r *appRole) {
	granted := o.isGroup() && o.grants()
	o.roles = without(o.roles, r)
	r.assignees.remove(o)
	t.record(o)
	if granted {
		t.membersChanged(o, []*appRole{r})
	}
}
