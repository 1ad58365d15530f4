package directory

import (
	"slices"
	"time"
)

// GroupKind is what kind of group it is.
type GroupKind string

const (
	// Security is a group without Unified among its groupTypes.
	Security GroupKind = "security"
	// Microsoft365 is a group with Unified among its groupTypes.
	Microsoft365 GroupKind = "Microsoft 365"
)

// unified is what groupTypes has for a Microsoft 365 group.
const unified = "Unified"

// Group is one group as provisioning sees it. Its members are asked for with Tenant.Members. Values of this type are
// copies: changing one does not change the tenant.
type Group struct {
	// ObjectID is the immutable id, a GUID in Entra.
	ObjectID string
	// Attributes are its values, but for the object id and the members.
	Attributes Attributes
	// MemberCount is the number of direct members, without soft-deleted ones.
	MemberCount int
	// Assigned says that the group itself is assigned to the application.
	Assigned bool
	// AppRoleAssignments are the roles that the group's members have through it.
	AppRoleAssignments []AppRoleAssignment
	// DeletedDateTime is when the group was soft-deleted, or zero. Only Microsoft 365 groups are.
	DeletedDateTime time.Time
}

// DisplayName is the group's name; every group has one, and two may have the same.
func (g Group) DisplayName() string { return g.Attributes.Text(DisplayName) }

// SecurityEnabled is the value of securityEnabled; every group has one. Only such a group can be assigned.
func (g Group) SecurityEnabled() bool {
	enabled, _ := g.Attributes.Value(SecurityEnabled).(bool)
	return enabled
}

// Kind is what kind of group it is.
func (g Group) Kind() GroupKind { return kindOf(g.Attributes.Value(GroupTypes)) }

// SoftDeleted says that the group is deleted and can still be restored.
func (g Group) SoftDeleted() bool { return !g.DeletedDateTime.IsZero() }

// kindOf is the kind of a group with this value of groupTypes.
func kindOf(groupTypes any) GroupKind {
	if types, _ := groupTypes.([]string); slices.Contains(types, unified) {
		return Microsoft365
	}
	return Security
}

// group is the object as a copy for callers. The caller holds mu.
func (o *object) group() Group {
	g := Group{ObjectID: o.id, Attributes: Attributes{groupTable, o.attributes}, DeletedDateTime: o.deletedDateTime(),
		MemberCount: o.members.len() - o.members.hidden, AppRoleAssignments: o.assignments()}
	g.Assigned = len(o.roles) > 0 || o.wasAssigned
	return g
}

// kind is what kind of group the object is.
func (o *object) kind() GroupKind {
	return kindOf(Attributes{groupTable, o.attributes}.Value(GroupTypes))
}
