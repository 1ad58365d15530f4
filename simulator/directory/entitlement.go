package directory

import "slices"

// AppRoleAssignment is a role and who it was assigned to: the user, or a group that the user is a direct member of.
type AppRoleAssignment struct {
	AppRole
	PrincipalID string
}

// assignments are the roles of a user, each once, its own first; of a group, its own.
func (o *object) assignments() []AppRoleAssignment {
	var list []AppRoleAssignment
	add := func(principal *object) {
		for _, r := range principal.roles {
			if !slices.ContainsFunc(list, func(a AppRoleAssignment) bool { return a.ID == r.ID }) {
				list = append(list, AppRoleAssignment{AppRole: r.AppRole, PrincipalID: principal.id})
			}
		}
	}
	add(o)
	if o.isGroup() || o.purged {
		return list
	}
	for _, g := range o.groups {
		if g.grants() {
			add(g)
		}
	}
	return list
}

// grants tells whether the group gives its direct members roles: it is assigned, not deleted, and security-enabled
// (Microsoft Learn, how-provisioning-works).
func (o *object) grants() bool {
	return len(o.roles) > 0 && o.present() && securityEnabled(o.attributes)
}

// securityEnabled tells whether a group is.
func securityEnabled(attributes packed) bool { return groupTable.isTrue(attributes, SecurityEnabled) }

// gainsFrom tells whether the user has one of the roles through this group only: what changes between the group and the
// user then changes the user's roles.
func (o *object) gainsFrom(g *object, roles []*appRole) bool {
	return !o.isGroup() && slices.ContainsFunc(roles, func(r *appRole) bool { return !o.holdsWithout(g, r) })
}

// holdsWithout tells whether the user has the role directly or through another group.
func (o *object) holdsWithout(g *object, r *appRole) bool {
	if slices.Contains(o.roles, r) {
		return true
	}
	return slices.ContainsFunc(o.groups, func(other *object) bool {
		return other != g && slices.Contains(other.roles, r) && other.grants()
	})
}

// membersChanged records the members of a group whose roles changed because the group began or ceased to give these. The
// caller holds mu.
func (t *Tenant) membersChanged(g *object, roles []*appRole) {
	for member := range g.members.all() {
		if member.gainsFrom(g, roles) {
			t.record(member)
		}
	}
}

// holdersChanged records everybody who has the role, directly or through a group, each once. The caller holds mu.
func (t *Tenant) holdersChanged(r *appRole) {
	before := t.sequence
	record := func(o *object) {
		if o.changed <= before {
			t.record(o)
		}
	}
	for o := range r.assignees.all() {
		record(o)
		if !o.isGroup() || !o.grants() {
			continue
		}
		for member := range o.members.all() {
			if !member.isGroup() {
				record(member)
			}
		}
	}
}
