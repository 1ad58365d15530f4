package reference

import (
	"net/http"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/patch"
	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// membersName is the attribute of a group that lists its members, groupsName that of a user that lists the groups (RFC
// 7643 sections 4.2 and 4.1.2). Neither is stored: both are views of the memberships that the store keeps, and so they
// agree (D-131).
const (
	membersName = "members"
	groupsName  = "groups"
)

// members is the attribute that lists members, nil for a resource type that has none.
func (t *resourceType) members() *schema.Attribute {
	if !t.hasMembers {
		return nil
	}
	return t.Core.Attribute(membersName)
}

// takeMembers takes the members out of the attributes that a client has given for a whole resource, as the edit that makes
// them so. The map is changed.
func (t *resourceType) takeMembers(attributes map[string]any) ([]patch.Edit, error) {
	set := t.members()
	if set == nil {
		return nil, nil
	}
	list, _ := attributes[set.Name].([]any)
	delete(attributes, set.Name)
	values, err := patch.SetValues(set, list)
	return []patch.Edit{{Op: patch.Replace, Values: values}}, err
}

// related is the value of an attribute that follows from memberships. It is not related for any other attribute.
func (s *Server) related(r *http.Request, t *resourceType, record store.Record, name string) (value any, related bool) {
	switch {
	case name == membersName && t.members() != nil:
		value = s.membersOf(r, record)
	case name == groupsName && s.inGroups(t):
		value = s.groupsOf(r, record)
	default:
		return nil, false
	}
	for _, hook := range s.behaviour.relating {
		v := &relation{server: s, request: r, of: record, name: name, value: value}
		hook(v)
		value = v.value
	}
	return value, true
}

// relation is what an attribute that follows from memberships shows. Defects may meddle with it.
type relation struct {
	server  *Server
	request *http.Request
	// of is the group or user, name that of the attribute.
	of    store.Record
	name  string
	value any
}

// inGroups reports whether resources of the type list the groups that they are in: those whose schema has the attribute,
// under a profile that has groups.
func (s *Server) inGroups(t *resourceType) bool {
	return t.Core.Attribute(groupsName) != nil &&
		slices.ContainsFunc(s.types, func(t *resourceType) bool { return t.hasMembers })
}

// membersOf are the direct members of a group, in creation order; an empty list for none, as Microsoft's page shows it
// ("Develop and plan provisioning for a SCIM endpoint", Create Group).
func (s *Server) membersOf(r *http.Request, group store.Record) []any {
	values := []any{}
	s.store.Members(refOf(group), func(member store.Record) bool {
		if t := s.resourceType(member.Type); t != nil {
			value := memberValue(member)
			value["$ref"] = s.location(r, t, member.ID)
			values = append(values, value)
		}
		return true
	})
	return values
}

// memberValue is a member as the group's attribute has it, but for its location.
func memberValue(member store.Record) map[string]any {
	value := map[string]any{"value": member.ID, "type": member.Type}
	if name := displayOf(member); name != "" {
		value["display"] = name
	}
	return value
}

// displayOf is what a resource is called where another lists it.
func displayOf(record store.Record) string {
	for _, name := range []string{"displayName", "userName"} {
		if text, ok := record.Attributes[name].(string); ok && text != "" {
			return text
		}
	}
	return ""
}

// groupsOf are the groups that a resource is in, nil for none: direct ones first, then those that it is in because a group
// is in another. A group that contains itself along some way is listed once (RFC 7643 section 4.1.2).
func (s *Server) groupsOf(r *http.Request, record store.Record) any {
	var values []any
	seen := map[store.Ref]bool{}
	level, kind := []store.Ref{refOf(record)}, "direct"
	for len(level) > 0 {
		var above []store.Ref
		for _, member := range level {
			for _, group := range s.store.Groups(member) {
				t := s.resourceType(group.Type)
				if t == nil || seen[refOf(group)] {
					continue
				}
				seen[refOf(group)] = true
				above = append(above, refOf(group))
				value := map[string]any{"value": group.ID, "$ref": s.location(r, t, group.ID), "type": kind}
				if name := displayOf(group); name != "" {
					value["display"] = name
				}
				values = append(values, value)
			}
		}
		level, kind = above, "indirect"
	}
	if values == nil {
		return nil
	}
	return values
}

func refOf(r store.Record) store.Ref { return store.Ref{Type: r.Type, ID: r.ID} }

// groupsWith gives the groups of a type that have a member with this id, in creation order.
func (s *Server) groupsWith(t *resourceType, id string, yield func(store.Record) bool) {
	ref, found := s.memberRef(id)
	if !found {
		return
	}
	for _, group := range s.store.Groups(ref) {
		if group.Type == t.Name && !yield(group) {
			return
		}
	}
}

// compared gives the attribute values that a filter compares. Of the members it has only those that the filter names, when
// it does nothing with them but ask for ids: Entra's check of a reference, id eq "…" and members eq "…", must not read a
// whole group (D-173).
func (s *Server) compared(r *http.Request, t *resourceType, e filter.Expression) func(store.Record) filter.Resource {
	ids, only := []string(nil), false
	if t.members() != nil {
		ids, only = memberIDs(e)
	}
	return func(record store.Record) filter.Resource {
		attributes := s.attributes(r, t, record)
		if !only {
			return attributes
		}
		return func(extension, name string) any {
			if extension != "" || name != membersName {
				return attributes(extension, name)
			}
			values := []any{}
			for _, id := range ids {
				if ref, found := s.memberRef(id); found && s.store.HasMember(refOf(record), ref) {
					values = append(values, map[string]any{"value": id})
				}
			}
			return values
		}
	}
}

// memberIDs are the ids that a filter asks for among members. Only is false when it asks for anything else of them.
func memberIDs(e filter.Expression) (ids []string, only bool) {
	both := func(left, right filter.Expression) ([]string, bool) {
		l, okLeft := memberIDs(left)
		r, okRight := memberIDs(right)
		return append(l, r...), okLeft && okRight
	}
	switch e := e.(type) {
	case *filter.And:
		return both(e.Left, e.Right)
	case *filter.Or:
		return both(e.Left, e.Right)
	case *filter.Not:
		return memberIDs(e.Operand)
	case *filter.ValuePath:
		value, ok := e.Filter.(*filter.Comparison)
		if !strings.EqualFold(e.Path.Attribute, membersName) {
			return nil, true
		}
		return askedID(value, ok && strings.EqualFold(value.Path.Attribute, "value"))
	case *filter.Comparison:
		if !strings.EqualFold(e.Path.Attribute, membersName) {
			return nil, true
		}
		return askedID(e, e.Path.Sub == "" || strings.EqualFold(e.Path.Sub, "value"))
	}
	return nil, true
}

// askedID is the id that a comparison demands of a member.
func askedID(c *filter.Comparison, ofValue bool) ([]string, bool) {
	if !ofValue || c.Operator != filter.Equal {
		return nil, false
	}
	id, ok := c.Value.(string)
	return []string{id}, ok
}

// patchAnswer is the status of a successful PATCH for which the client has not asked for attributes.
func (s *Server) patchAnswer(t *resourceType) int {
	if t.hasMembers {
		return s.profile.GroupPatchAnswer
	}
	return s.profile.PatchAnswer
}
