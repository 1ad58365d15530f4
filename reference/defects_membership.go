package reference

import (
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/entrasim/entrasim/reference/patch"
	"github.com/entrasim/entrasim/reference/schema"
)

// firstPage is how many members a server with D-133 reads.
const firstPage = 100

// membershipDefects lose, invent or refuse members of groups.
func membershipDefects() []Defect {
	return []Defect{
		{
			ID:     "D-113",
			Title:  "a removal of members by value is refused",
			Source: "https://github.com/Captain-P-Goldfish/SCIM-SDK/issues/149",
			spoil: func(b *behaviour) {
				eachEdit(b, func(_ *membership, e *patch.Edit) error {
					if e.Op == patch.Remove && e.Selection == nil && !e.All {
						return invalidValue("values must not be set for remove")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-114",
			Title:  "a removal of members by value does nothing",
			Source: "https://github.com/thomaspoignant/scim-patch/issues/959",
			spoil: func(b *behaviour) {
				dropEdits(b, func(e patch.Edit) bool { return e.Op == patch.Remove && e.Selection == nil && !e.All })
			},
		},
		{
			ID:     "D-115",
			Title:  "a removal of members by filter does nothing",
			Source: "https://github.com/goauthentik/authentik/issues/24173",
			spoil: func(b *behaviour) {
				dropEdits(b, func(e patch.Edit) bool { return e.Op == patch.Remove && e.Selection != nil })
			},
		},
		{
			ID:     "D-116",
			Title:  "ids have dots, and a removal by filter does not find them",
			Source: "https://github.com/better-auth/better-auth/pull/10018",
			spoil: func(b *behaviour) {
				b.creating = append(b.creating, func(c *creation) { c.id = strings.Replace(c.id, "-", ".", 1) })
				dropEdits(b, func(e patch.Edit) bool {
					return e.Selection != nil && slices.ContainsFunc(e.Selection.Named, func(id string) bool { return strings.Contains(id, ".") })
				})
			},
		},
		{
			ID:     "D-117",
			Title:  "a replacement that names no members empties the group",
			Source: "https://github.com/langwatch/langwatch/issues/7131",
			spoil: func(b *behaviour) {
				b.editing = append(b.editing, func(m *membership) error {
					replaces := func(o patch.Operation) bool { return o.Op == patch.Replace }
					if len(m.edits) == 0 && slices.ContainsFunc(m.others, replaces) {
						m.edits = []patch.Edit{{Op: patch.Remove, All: true}}
					}
					return nil
				})
			},
		},
		{
			ID:     "D-119",
			Title:  "adding a member who is one already is an error",
			Source: "https://github.com/simpleidserver/SimpleIdServer/issues/245",
			spoil: func(b *behaviour) {
				eachEdit(b, func(m *membership, e *patch.Edit) error {
					if e.Op == patch.Add && slices.ContainsFunc(e.Values, m.has) {
						return conflict("members", e.Values[0])
					}
					return nil
				})
			},
		},
		{
			ID:     "D-120",
			Title:  "adding a member who is one already stores it twice",
			Source: "https://github.com/AzureAD/SCIMReferenceCode/issues/10",
			spoil:  func(b *behaviour) { (&repeated{surplus: map[string]int{}}).spoil(b) },
		},
		{
			ID:     "D-125",
			Title:  "one unknown member fails the others, who are called unknown too",
			Source: "https://github.com/fleetdm/fleet/issues/52600",
			spoil: func(b *behaviour) {
				eachEdit(b, func(m *membership, e *patch.Edit) error {
					unknown := func(id string) bool { _, found := m.server.memberRef(id); return !found }
					if e.Op != patch.Remove && slices.ContainsFunc(e.Values, unknown) {
						return invalidValue("members: invalid ids: %s", strings.Join(e.Values, ", "))
					}
					return nil
				})
			},
		},
		{
			ID:     "D-128",
			Title:  "removing somebody who is no member is an error",
			Source: "https://github.com/Infisical/infisical/pull/6471",
			spoil: func(b *behaviour) {
				eachEdit(b, func(m *membership, e *patch.Edit) error {
					stranger := func(id string) bool { return !m.has(id) }
					ids := e.Values
					if e.Selection != nil {
						ids = e.Selection.Named
					}
					if e.Op == patch.Remove && slices.ContainsFunc(ids, stranger) {
						return badRequest(schema.NoTarget, "members: no such member")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-129",
			Title:  "a replacement of members only adds",
			Source: "https://github.com/keycloak/keycloak/issues/52752",
			spoil: func(b *behaviour) {
				eachEdit(b, func(_ *membership, e *patch.Edit) error {
					if e.Op == patch.Replace && e.Selection == nil {
						e.Op = patch.Add
					}
					return nil
				})
			},
		},
		{
			ID:     "D-133",
			Title:  "adding a member drops those beyond the first hundred",
			Source: "https://github.com/FusionAuth/fusionauth-issues/issues/2784",
			spoil: func(b *behaviour) {
				eachEdit(b, func(m *membership, e *patch.Edit) error {
					if all := m.members(); e.Op == patch.Add && len(all) > firstPage {
						e.Op, e.Values = patch.Replace, append(all[:firstPage:firstPage], e.Values...)
					}
					return nil
				})
			},
		},
		{
			ID:     "D-140",
			Title:  "a user who is activated again has lost all memberships",
			Source: "https://github.com/kortix-ai/suna/pull/7298",
			spoil: func(b *behaviour) {
				b.changed = append(b.changed, func(_ *http.Request, c *change) error {
					if c.before.Attributes["active"] == false && c.after["active"] == true {
						return c.server.leaveAll(refOf(c.before))
					}
					return nil
				})
			},
		},
	}
}

// eachEdit has every edit of members seen; it may be changed.
func eachEdit(b *behaviour, see func(*membership, *patch.Edit) error) {
	b.editing = append(b.editing, func(m *membership) error {
		m.edits = slices.Clone(m.edits)
		for i := range m.edits {
			if err := see(m, &m.edits[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// dropEdits leaves out edits of members.
func dropEdits(b *behaviour, drop func(patch.Edit) bool) {
	b.editing = append(b.editing, func(m *membership) error {
		m.edits = slices.DeleteFunc(slices.Clone(m.edits), drop)
		return nil
	})
}

// repeated is the list of members of a server on which it is no set.
type repeated struct {
	mu sync.Mutex
	// surplus is how often somebody is a member beyond once, by the ids of group and member.
	surplus map[string]int
}

func (r *repeated) spoil(b *behaviour) {
	eachEdit(b, r.edit)
	b.relating = append(b.relating, r.show)
}

func (r *repeated) edit(m *membership, e *patch.Edit) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e.Op == patch.Add {
		for _, id := range slices.DeleteFunc(slices.Clone(e.Values), func(id string) bool { return !m.has(id) }) {
			r.surplus[m.group.ID+id]++
		}
		return nil
	}
	ids := &e.Values
	if e.Selection != nil {
		ids = &e.Selection.Named
	}
	*ids = slices.DeleteFunc(slices.Clone(*ids), func(id string) bool {
		r.surplus[m.group.ID+id]--
		return r.surplus[m.group.ID+id] >= 0
	})
	return nil
}

func (r *repeated) show(v *relation) {
	if v.name != membersName {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []any
	for _, member := range v.value.([]any) {
		id, _ := member.(map[string]any)["value"].(string)
		all = append(all, slices.Repeat([]any{member}, 1+max(r.surplus[v.of.ID+id], 0))...)
	}
	v.value = all
}
