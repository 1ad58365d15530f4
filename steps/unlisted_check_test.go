package steps_test

import (
	"net/http"
	"regexp"
	"strings"
)

// aboutMembers is the part of a filter that asks for a member, with the and before or behind it.
var aboutMembers = regexp.MustCompile(`( and )?members(\.value)? eq "[^"]*"( and )?`)

// memberCheckFaults answer the question whether somebody is a member without looking.
func memberCheckFaults() []tried {
	row := func(name string, change mutant) tried {
		return tried{fault{name, change}, []string{"groups/member_check"}}
	}
	emptied := func(when func(filter string) bool) mutant {
		return listed(func(r *http.Request, b object, _ []any) {
			if when(r.URL.Query().Get("filter")) {
				b["Resources"], b["totalResults"], b["itemsPerPage"] = []any{}, 0, 0
			}
		})
	}
	return []tried{
		row("a condition on members is passed over", filtered(func(f string) string {
			if rest := aboutMembers.ReplaceAllString(f, ""); rest != "" {
				return rest
			}
			return f
		})),
		row("a condition on members is met by any", filtered(func(f string) string { return aboutMembers.ReplaceAllString(f, "${1}members pr${3}") })),
		row("a condition on members is never met", emptied(func(f string) bool { return strings.Contains(f, "members eq") })),
		row("a condition on members.value is never met", emptied(func(f string) bool { return strings.Contains(f, "members.value eq") })),
		row("a condition that follows members is passed over", filtered(func(f string) string {
			if head, _, found := strings.Cut(f, " and "); found && strings.HasPrefix(f, "members eq") {
				return strings.Replace(head, " eq ", " pr or members eq ", 1)
			}
			return f
		})),
	}
}
