package steps_test

import "net/http"

// firstFaults show the first resource of a list whole, and of the others less.
func firstFaults() []tried {
	others := func(lacks ...string) mutant {
		return listed(func(_ *http.Request, _ object, all []any) {
			for i, x := range all {
				if o, ok := x.(object); ok && i > 0 {
					for _, name := range lacks {
						delete(o, name)
					}
				}
			}
		})
	}
	row := func(name string, change mutant) tried {
		return tried{fault{name, change}, []string{"protocol/lists_as_read", "protocol/lists_of_groups"}}
	}
	return []tried{
		row("a list shows the members of its first group alone", others("members")),
		row("a list shows one member of each group behind the first", listed(func(_ *http.Request, _ object, all []any) {
			for i, x := range all {
				if o, ok := x.(object); ok && i > 0 {
					first(o, "members")
				}
			}
		})),
		row("a list shows the members of its first group for all", listed(func(_ *http.Request, _ object, all []any) {
			for _, x := range all {
				if o, ok := x.(object); ok && o["members"] != nil {
					o["members"] = all[0].(object)["members"]
				}
			}
		})),
		row("a list shows the e-mails of its first user alone", others("emails")),
		row("a list shows the phone numbers of its first user alone", others("phoneNumbers")),
		row("a list shows the name of its first user for all", listed(func(_ *http.Request, _ object, all []any) {
			for _, x := range all {
				if o, ok := x.(object); ok && o["name"] != nil {
					o["name"] = all[0].(object)["name"]
				}
			}
		})),
		row("a list that is filtered shows the title of its first user alone", listed(func(r *http.Request, _ object, all []any) {
			for i, x := range all {
				if o, ok := x.(object); ok && i > 0 && r.URL.Query().Has("filter") {
					delete(o, "title")
				}
			}
		})),
	}
}
