package steps_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// protocolFaults break what only the standard asks for.
func protocolFaults() []tried {
	put := method(http.MethodPut, isUser)
	filter := func(name, from, to string) fault {
		re := regexp.MustCompile(from)
		return fault{name, filtered(func(f string) string { return re.ReplaceAllString(f, to) })}
	}
	without := func(header string, when func(*http.Request) bool) mutant {
		return func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if when(r) {
					r.Header.Del(header)
				}
				next.ServeHTTP(w, r)
			})
		}
	}
	unprojected := func(when func(*http.Request) bool) mutant {
		return asked(when, func(q url.Values) { q.Del("attributes"); q.Del("excludedAttributes") })
	}
	return []tried{
		{filter("co means eq", ` co `, ` eq `), []string{"protocol/operators"}},
		{filter("ge means gt", ` ge `, ` gt `), []string{"protocol/operators"}},
		{filter("ew means co", ` ew `, ` co `), []string{"protocol/operators"}},
		{filter("not is passed over", `not \(`, `(`), []string{"protocol/filter_logic"}},
		{filter("or means and", ` or `, ` and `), []string{"protocol/filter_logic"}},
		{fault{"sortOrder is passed over", asked(isUserList, func(q url.Values) { q.Del("sortOrder") })}, []string{"protocol/sorting"}},
		{fault{"a read gives all attributes", unprojected(method(http.MethodGet, isUser))}, []string{"protocol/projection"}},
		{fault{"a PUT answers with all attributes", unprojected(put)}, []string{"protocol/projection_of_updates"}},
		{fault{"a PUT heeds no version", without("If-Match", put)}, []string{"protocol/conditions"}},
		{fault{"a DELETE heeds no version", without("If-Match", method(http.MethodDelete, isUser))}, []string{"protocol/conditions"}},
		{fault{"a PUT keeps the family name", sent(put, func(_ *http.Request, b object) { delete(b, "name") })}, []string{"protocol/replacing"}},
		{fault{"a name that is a text is no name", sent(posted, func(_ *http.Request, b object) {
			if _, isText := b["name"].(string); isText {
				delete(b, "name")
			}
		})}, []string{"protocol/value_types"}},
		{fault{"titles are described as immutable", advertising(func(a object) bool {
			if a["name"] == "title" {
				a["mutability"] = "immutable"
			}
			return true
		})}, []string{"protocol/immutable"}},
		{fault{"a member becomes another", operations(grouped, func(op object) []object {
			who, isValue := strings.CutSuffix(opPath(op), "].value")
			if !isValue || !strings.HasPrefix(who, "members[") {
				return []object{op}
			}
			return []object{{"op": "remove", "path": who + "]"}, {"op": "add", "path": "members", "value": []any{object{"value": op["value"]}}}}
		})}, []string{"protocol/immutable"}},
		{fault{"no such group is a breakdown", status(func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "-nothing") }, 404, 500)},
			[]string{"protocol/unknown_groups"}},
	}
}
