package reference

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/patch"
	"github.com/entrasim/entrasim/reference/store"
)

// groupURN is the URN of the group schema (RFC 7643 section 4.2).
const groupURN = "urn:ietf:params:scim:schemas:core:2.0:Group"

// groupDefects refuse groups, or requests for their members, as such.
func groupDefects() []Defect {
	return []Defect{
		{
			ID:     "D-015",
			Title:  "a group cannot be changed with PATCH",
			Source: "https://github.com/goauthentik/authentik/issues/11249",
			spoil: func(b *behaviour) {
				b.admitting = append(b.admitting, func(_ *Server, r *http.Request) error {
					if groupPatched(r) != "" {
						return methodNotAllowed(r.Method, "GET, PUT, DELETE")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-044",
			Title:  "a group without members is answered 500",
			Source: "https://github.com/Infisical/infisical/issues/6552",
			spoil: func(b *behaviour) {
				refuseGroups(b, func(given map[string]any) error {
					if _, has := given[membersName]; !has {
						return internalError("members is undefined")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-045",
			Title:  "a group with Microsoft's second schema is refused",
			Source: "https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility",
			spoil: func(b *behaviour) {
				refuseGroups(b, func(given map[string]any) error {
					if urns, _ := given["schemas"].([]any); len(urns) > 1 {
						return invalidValue("schemas: unknown schema %v", urns[1])
					}
					return nil
				})
			},
		},
		{
			ID:     "D-046",
			Title:  "a group's name may have letters and digits only",
			Source: "https://github.com/postmanlabs/postman-app-support/issues/12551",
			spoil: func(b *behaviour) {
				plain := regexp.MustCompile(`^[A-Za-z0-9 _-]*$`)
				refuseGroups(b, func(given map[string]any) error {
					if name, _ := given["displayName"].(string); !plain.MatchString(name) {
						return invalidValue("displayName can't have any special characters")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-118",
			Title:  "a change of a group's externalId is acknowledged and not done",
			Source: "https://github.com/langwatch/langwatch/issues/7141",
			spoil: func(b *behaviour) {
				b.patching = append(b.patching, func(c *change) error {
					if c.server.hasMembers(c.before) {
						c.operations, _ = withoutKeys(c.operations, isExternalID)
						c.operations = slices.DeleteFunc(c.operations, func(o patch.Operation) bool { return isExternalID(o.Path) })
					}
					return nil
				})
			},
		},
		{
			ID:     "D-121",
			Title:  "a member without display is answered 500",
			Source: "https://github.com/wso2/product-is/issues/16451",
			spoil: func(b *behaviour) {
				refuseNewMembers(b, func(_ string, members []any) bool {
					return slices.ContainsFunc(members, func(m any) bool { o, _ := m.(map[string]any); return o["display"] == nil })
				})
			},
		},
		{
			ID:     "D-122",
			Title:  "an addition with the path members is answered 500, one without a path is not",
			Source: "https://github.com/wso2/product-is/issues/16933",
			spoil: func(b *behaviour) {
				refuseNewMembers(b, func(path string, _ []any) bool { return path != "" })
			},
		},
		{
			ID:     "D-127",
			Title:  "a group as a member becomes a user",
			Source: "https://github.com/BerriAI/litellm/pull/34997",
			spoil:  becomeUsers,
		},
		{
			ID:     "D-132",
			Title:  "every addition of members is answered 500",
			Source: "https://github.com/BerriAI/litellm/issues/11555",
			spoil: func(b *behaviour) {
				refuseNewMembers(b, func(string, []any) bool { return true })
			},
		},
	}
}

func isExternalID(name string) bool { return strings.EqualFold(name, "externalId") }

// hasMembers reports whether the record is a group.
func (s *Server) hasMembers(r store.Record) bool {
	t := s.resourceType(r.Type)
	return t != nil && t.hasMembers
}

// groupPatched is the id of the group that the request changes with PATCH, if it does.
func groupPatched(r *http.Request) string {
	segments := pathSegments(r.URL.Path)
	if last := len(segments) - 1; r.Method == http.MethodPatch && last > 0 && segments[last-1] == "Groups" {
		return segments[last]
	}
	return ""
}

// refuseGroups has the body of each new group seen.
func refuseGroups(b *behaviour, refuse func(given map[string]any) error) {
	b.receiving = append(b.receiving, func(given map[string]any) error {
		urns, _ := given["schemas"].([]any)
		if !slices.Contains(urns, any(groupURN)) {
			return nil
		}
		return refuse(given)
	})
}

// refuseNewMembers answers 500 to additions of members for which it is true. The path is empty for an operation without.
func refuseNewMembers(b *behaviour, refused func(path string, members []any) bool) {
	b.receiving = append(b.receiving, func(given map[string]any) error {
		operations, _ := given["Operations"].([]any)
		for _, o := range operations {
			operation, _ := o.(map[string]any)
			op, _ := operation["op"].(string)
			path, _ := operation["path"].(string)
			members, named := operation["value"], strings.EqualFold(path, membersName)
			if value, _ := members.(map[string]any); path == "" && value[membersName] != nil {
				members, named = value[membersName], true
			}
			if list, _ := members.([]any); named && strings.EqualFold(op, "add") && refused(path, list) {
				return internalError("members[0] has no property display")
			}
		}
		return nil
	})
}

// becomeUsers makes a user for every group that is to be a member.
func becomeUsers(b *behaviour) {
	eachEdit(b, func(m *membership, e *patch.Edit) error {
		if e.Op == patch.Remove {
			return nil
		}
		e.Values = slices.DeleteFunc(slices.Clone(e.Values), func(id string) bool {
			ref, found := m.server.memberRef(id)
			t := m.server.resourceType(ref.Type)
			phantom := found && t.hasMembers
			if phantom {
				m.change.phantoms = append(m.change.phantoms, id)
			}
			return phantom
		})
		return nil
	})
	b.changed = append(b.changed, func(_ *http.Request, c *change) error {
		for _, id := range c.phantoms {
			attributes := map[string]any{"userName": id}
			t, now := c.server.resourceType("User"), c.server.now()
			record := store.Record{ID: c.server.newID(), Type: t.Name, Attributes: attributes, Created: now, LastModified: now, Version: 1}
			if err := c.server.store.Insert(record, storeKeys(c.server.keys(t, attributes))); err != nil {
				return err
			}
		}
		return nil
	})
}
