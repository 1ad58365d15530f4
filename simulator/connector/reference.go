package connector

import "slices"

// Reference is the target's id of another resource, as the value of manager. How it is written is Wire.Manager's matter.
type Reference string

// References are the target's ids of other resources, as the value of members.
type References []string

// members is the attribute of a group that is never read back.
const members = "members"

// MembersTarget is the attribute that holds the members of a group.
var MembersTarget = Target{&path{text: members, attribute: members}}

// managerAttribute is the attribute of the enterprise extension whose shape in an answer matters.
const managerAttribute = "manager"

// memberValue is one element of members. Entra sends neither display nor type (Microsoft Learn,
// use-scim-to-provision-users-and-groups).
func memberValue(id string, withRef bool) object {
	if withRef {
		return object{{"$ref", nil}, {"value", id}}
	}
	return object{{"value", id}}
}

func memberValues(ids References, withRef bool) []any {
	values := make([]any, len(ids))
	for i, id := range ids {
		values[i] = memberValue(id, withRef)
	}
	return values
}

// identifiers are the ids in a resource's value of a reference attribute: texts, objects with value, or lists of either.
func identifiers(found any) []string {
	switch f := found.(type) {
	case string:
		return []string{f}
	case map[string]any:
		if id, ok := memberOf(f, "value").(string); ok && id != "" {
			return []string{id}
		}
	case []any:
		var ids []string
		for _, item := range f {
			ids = append(ids, identifiers(item)...)
		}
		return ids
	}
	return nil
}

// sameReferences compares ids, which are case-exact (RFC 7643, section 3.1), without regard to order.
func sameReferences(wanted []string, found any) bool {
	ids := identifiers(found)
	slices.Sort(ids)
	return slices.Equal(slices.Sorted(slices.Values(wanted)), ids)
}
