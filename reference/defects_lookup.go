package reference

import "github.com/entrasim/entrasim/reference/schema"

// lookupDefects break the search for a resource.
func lookupDefects() []Defect {
	return []Defect{
		{
			ID:     "D-048",
			Title:  "the userName filter is case-sensitive",
			Source: "https://github.com/zulip/zulip/issues/21758",
			spoil: func(b *behaviour) {
				b.semantics.CaseExact = func(a *schema.Attribute) bool { return a.CaseExact || a.Name == "userName" }
			},
		},
	}
}
