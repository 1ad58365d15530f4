package reference

import (
	"strings"
)

// relationDefects show members and groups wrongly.
func relationDefects() []Defect {
	return []Defect{
		{
			ID:     "D-058",
			Title:  "a filter on displayName is ignored",
			Source: "https://github.com/ssoready/ssoready/pull/232",
			spoil: func(b *behaviour) {
				b.querying = append(b.querying, func(parameters map[string]string) error {
					if strings.HasPrefix(strings.ToLower(parameters["filter"]), "displayname ") {
						delete(parameters, "filter")
					}
					return nil
				})
			},
		},
		{
			ID:     "D-065",
			Title:  "excludedAttributes=members is ignored",
			Source: "https://github.com/simpleidserver/SimpleIdServer/issues/490",
			spoil: func(b *behaviour) {
				b.projecting = append(b.projecting, func(parameters map[string]string) {
					if strings.EqualFold(parameters["excludedAttributes"], membersName) {
						delete(parameters, "excludedAttributes")
					}
				})
			},
		},
		{
			ID:     "D-066",
			Title:  "a list shows every group without members",
			Source: "https://github.com/graphql-hive/console/issues/8352",
			spoil: func(b *behaviour) {
				b.listed = append(b.listed, func(l *listing) error {
					for i, o := range l.resources {
						if o.get(membersName) != nil {
							l.resources[i].set(membersName, []any{})
						}
					}
					return nil
				})
			},
		},
		{
			ID:     "D-131",
			Title:  "a membership shows on the group and not on the user",
			Source: "https://github.com/BerriAI/litellm/issues/14057",
			spoil: func(b *behaviour) {
				b.relating = append(b.relating, func(v *relation) {
					if v.name == groupsName {
						v.value = nil
					}
				})
			},
		},
		{
			ID:     "D-175",
			Title:  "each of a user's groups lists all of its members",
			Source: "https://github.com/jelhub/scimgateway/issues/71",
			spoil: func(b *behaviour) {
				b.relating = append(b.relating, func(v *relation) {
					groups, _ := v.value.([]any)
					for _, g := range groups {
						group, _ := g.(map[string]any)
						id, _ := group["value"].(string)
						if ref, found := v.server.memberRef(id); found && v.name == groupsName {
							record, _ := v.server.store.Get(ref.Type, ref.ID)
							group[membersName] = v.server.membersOf(v.request, record)
						}
					}
				})
			},
		},
	}
}
