package steps_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
	"unicode"
)

// subtleTextFaults change what is written.
func subtleTextFaults() []fault {
	number := func(name string) mutant {
		return shown(ofUsers, func(o object) {
			e, _ := o[enterpriseURN].(object)
			if s, ok := e[name].(string); ok && regexp.MustCompile(`^\d+$`).MatchString(s) {
				var n int
				_, _ = fmt.Sscan(s, &n)
				e[name] = n
			}
		})
	}
	digits := regexp.MustCompile(`[^0-9+]`)
	return []fault{
		{"letters with marks are taken apart", texts("Name", func(s string) string {
			return strings.NewReplacer("ë", "e\u0308", "ü", "u\u0308", "Ñ", "N\u0303", "ú", "u\u0301").Replace(s)
		})},
		{"several blanks are one", texts("displayName", func(s string) string { return regexp.MustCompile(`  +`).ReplaceAllString(s, " ") })},
		{"the word null is no value", texts("displayName", func(s string) string {
			if s == "null" {
				return ""
			}
			return s
		})},
		{"leading zeros of an employee number are lost", texts("employeeNumber", func(s string) string { return strings.TrimLeft(s, "0") })},
		{"an employee number is a number", number("employeeNumber")},
		{"a department of digits is a number", number("department")},
		{"the plus of a phone number is lost", texts("phoneNumbers", func(s string) string { return strings.TrimPrefix(s, "+") })},
		{"a phone number keeps its digits alone", texts("phoneNumbers", func(s string) string { return digits.ReplaceAllString(s, "") })},
		{"what follows a plus in an e-mail is lost", texts("emails", func(s string) string {
			return regexp.MustCompile(`\+[^@]*@`).ReplaceAllString(s, "@")
		})},
		{"e-mails are escaped for HTML", texts("emails", func(s string) string { return strings.ReplaceAll(s, "'", "&#39;") })},
		{"titles begin with a capital", texts("title", func(s string) string {
			if r := []rune(s); len(r) > 0 {
				return string(unicode.ToUpper(r[0])) + string(r[1:])
			}
			return s
		})},
		{"an organization's ampersands are escaped", texts("organization", func(s string) string { return strings.ReplaceAll(s, "&", "&amp;") })},
		{"titles are cut at 40 characters", texts("title", func(s string) string {
			if r := []rune(s); len(r) > 40 {
				return string(r[:40])
			}
			return s
		})},
		{"the family name is in capitals in lists", shown(isList, func(o object) {
			if n, ok := o["name"].(object); ok {
				n["familyName"] = strings.ToUpper(fmt.Sprint(n["familyName"]))
			}
		})},
		{"texts are escaped for HTML in lists", shown(isList, func(o object) {
			if s, ok := o["displayName"].(string); ok {
				o["displayName"] = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "'", "&#39;").Replace(s)
			}
		})},
		{"an emoji is cut in the middle", answered(ofUsers, func(_ *http.Request, p *reply) {
			if p.body != nil {
				p.raw = []byte(strings.ReplaceAll(string(encode(p.body)), "😀", "\\ud83d"))
			}
		})},
		{"answers are Latin-1", answered(ofUsers, func(_ *http.Request, p *reply) {
			if p.body != nil {
				p.raw = []byte(strings.ReplaceAll(string(encode(p.body)), "ë", "\xeb"))
			}
		})},
		{"preferredLanguage loses its region", texts("preferredLanguage", func(s string) string { head, _, _ := strings.Cut(s, "-"); return head })},
	}
}

// subtleShapeFaults are of the form of answers.
func subtleShapeFaults() []fault {
	users := func(change func(object)) mutant {
		return shown(ofUsers, func(o object) {
			if o["userName"] != nil {
				change(o)
			}
		})
	}
	meta := func(change func(object)) mutant {
		return users(func(o object) {
			if m, ok := o["meta"].(object); ok {
				change(m)
			}
		})
	}
	times := func(layout string) mutant {
		return meta(func(m object) {
			for _, name := range []string{"created", "lastModified"} {
				if s, ok := m[name].(string); ok {
					m[name] = instant(s).Format(layout)
				}
			}
		})
	}
	errors := func(change func(object)) mutant {
		return answered(always, func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok && p.status >= 400 {
				change(b)
			}
		})
	}
	return []fault{
		{"schemas is a text", users(func(o object) { o["schemas"] = "urn:ietf:params:scim:schemas:core:2.0:User" })},
		{"schemas does not name the extension", users(func(o object) { o["schemas"] = []any{"urn:ietf:params:scim:schemas:core:2.0:User"} })},
		{"times are numbers", meta(func(m object) {
			for _, name := range []string{"created", "lastModified"} {
				if s, ok := m[name].(string); ok {
					m[name] = instant(s).UnixMilli()
				}
			}
		})},
		{"times have a blank for the T", times("2006-01-02 15:04:05")},
		{"times are dates", times("2006-01-02")},
		{"times are those of HTTP", times(time.RFC1123)},
		{"a name's parts are lists", users(func(o object) {
			if n, ok := o["name"].(object); ok && n["givenName"] != nil {
				n["givenName"] = []any{n["givenName"]}
			}
		})},
		{"display names are lists", users(func(o object) {
			if o["displayName"] != nil {
				o["displayName"] = []any{o["displayName"]}
			}
		})},
		{"primary is a text", users(func(o object) {
			inList(o, "emails", func(x object) {
				if x["primary"] != nil {
					x["primary"] = fmt.Sprint(x["primary"])
				}
			})
		})},
		{"the manager is a text", users(func(o object) {
			if e, ok := o[enterpriseURN].(object); ok {
				if m, ok := e["manager"].(object); ok {
					e["manager"] = m["value"]
				}
			}
		})},
		{"the extension's attributes are the core's", users(func(o object) {
			if e, ok := o[enterpriseURN].(object); ok {
				for k, v := range e {
					o[k] = v
				}
				delete(o, enterpriseURN)
			}
		})},
		{"the extension is an empty object when nothing is in it, and unnamed", users(func(o object) {
			if o[enterpriseURN] == nil {
				o[enterpriseURN] = object{"manager": nil}
			}
		})},
		{"phone numbers are texts", users(func(o object) {
			if list, ok := o["phoneNumbers"].([]any); ok {
				for i, x := range list {
					list[i] = x.(object)["value"]
				}
			}
		})},
		{"emails have a key for each type", users(func(o object) {
			if list, ok := o["emails"].([]any); ok {
				m := object{}
				for _, x := range list {
					m[fmt.Sprint(x.(object)["type"])] = x.(object)["value"]
				}
				o["emails"] = m
			}
		})},
		{"names are those of a database", users(func(o object) {
			if v := o["displayName"]; v != nil {
				delete(o, "displayName")
				o["display_name"] = v
			}
		})},
		{"externalId is missing from the answer to a create", answered(posted, func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok {
				delete(b, "externalId")
			}
		})},
		{"meta is missing from the answer to a create", answered(posted, func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok && p.status == 201 {
				delete(b, "meta")
			}
		})},
		{"the answer to a PUT is the request", answered(method(http.MethodPut, isUser), func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok && p.status == 200 {
				delete(b, "id")
				delete(b, "meta")
			}
		})},
		{"a PUT is answered with 201", status(method(http.MethodPut, isUser), 200, 201)},
		{"a DELETE is answered with 200", status(method(http.MethodDelete, isUser), 204, 200)},
		{"a DELETE of a group is answered with 202", status(method(http.MethodDelete, isGroup), 204, 202)},
		{"a list is answered with 206", status(isList, 200, 206)},
		{"a create of a group answers 200", status(func(r *http.Request) bool { return r.Method == http.MethodPost && isAnyGroup(r) }, 201, 200)},
		{"the status of an error is a number", errors(func(b object) {
			var n int
			_, _ = fmt.Sscan(fmt.Sprint(b["status"]), &n)
			b["status"] = n
		})},
		{"the status of an error is another", errors(func(b object) { b["status"] = "400" })},
		{"the detail of an error is an object", errors(func(b object) { b["detail"] = object{"message": b["detail"]} })},
		{"errors have no schemas", errors(func(b object) { delete(b, "schemas") })},
		{"errors of groups are HTML", answered(isAnyGroup, func(_ *http.Request, p *reply) {
			if p.status >= 400 {
				p.header.Set("Content-Type", "text/html")
				p.raw = []byte("<html>Not here</html>")
			}
		})},
		{"a conflict has no scimType", answered(always, func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok && p.status == 409 {
				delete(b, "scimType")
			}
		})},
		{"a conflict of a rename is a breakdown", answered(patched, func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok && p.status == 409 {
				p.status, b["status"] = 500, "500"
			}
		})},
		{"nobody to change is nothing to allow", status(patched, 404, 405)},
		{"the Location of a create is another's", answered(posted, func(_ *http.Request, p *reply) {
			if l := p.header.Get("Location"); l != "" {
				p.header.Set("Location", l[:len(l)-1]+"0")
				if b, ok := p.body.(object); ok {
					b["meta"].(object)["location"] = l[:len(l)-1] + "0"
				}
			}
		})},
		{"a user has a member twice", answered(ofUsers, func(_ *http.Request, p *reply) {
			if o, ok := p.body.(object); ok && o["userName"] != nil {
				p.raw = []byte(strings.Replace(string(encode(o)), `"userName"`, `"active":false,"userName"`, 1))
			}
		})},
		{"the password comes back encrypted", users(func(o object) { o["password"] = "$2a$10$abcdefghijklmnopqrstuv" })},
		{"the created user has the id of the last", answered(posted, func(r *http.Request, p *reply) {
			if b, ok := p.body.(object); ok && p.status == 201 {
				b["id"] = "00000000-0000-0000-0000-000000000000"
			}
		})},
	}
}

// subtleDoorFaults are of who is let in, of what a request has to say, and of what the service provider says of itself.
func subtleDoorFaults() []fault {
	open := func(when func(*http.Request) bool) mutant {
		return stateful(func() mutant {
			good := ""
			return func(next http.Handler) http.Handler {
				return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
					rec := inside(next, r, http.MethodGet, baseOf(r)+"/ServiceProviderConfig", nil)
					if a := r.Header.Get("Authorization"); rec.Code == 200 && a != "" {
						good = a
					} else if when(r) && good != "" {
						r.Header.Set("Authorization", good)
					}
					next.ServeHTTP(w, r)
				})(next)
			}
		})
	}
	document := func(end string, change func(object)) mutant {
		return answered(func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, end) }, func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok && p.status == 200 {
				change(b)
			}
		})
	}
	attribute := func(name string, change func(object)) mutant {
		return document("/Schemas", func(b object) {
			inList(b, "Resources", func(s object) {
				inList(s, "attributes", func(a object) {
					if a["name"] == name {
						change(a)
					}
				})
			})
		})
	}
	return []fault{
		{"a PATCH needs no token", open(method(http.MethodPatch, isUser))},
		{"a PUT needs no token", open(method(http.MethodPut, isUser))},
		{"groups need no token", open(isAnyGroup)},
		{"a change of a group needs no token", open(method(http.MethodPatch, isGroup))},
		{"a list without a filter needs no token", open(func(r *http.Request) bool { return isList(r) && r.URL.Query().Get("filter") == "" })},
		{"the scheme in small letters is refused", turned(func(r *http.Request, _ string) bool {
			return strings.HasPrefix(r.Header.Get("Authorization"), "bearer ")
		}, 401, "")},
		{"anything is good as Accept but an asterisk", turned(func(r *http.Request, _ string) bool { return r.Header.Get("Accept") == "*/*" }, 406, "")},
		{"PATCH wants another media type", turned(func(r *http.Request, _ string) bool {
			return r.Method == http.MethodPatch && strings.Contains(r.Header.Get("Content-Type"), "charset")
		}, 415, "")},
		{"PATCH of plain JSON is refused", turned(func(r *http.Request, _ string) bool {
			return r.Method == http.MethodPatch && strings.HasPrefix(r.Header.Get("Content-Type"), "application/json")
		}, 415, "")},
		{"titles are described as lists", attribute("title", func(a object) { a["multiValued"] = true })},
		{"e-mails are described as one", attribute("emails", func(a object) { a["multiValued"] = false })},
		{"active is described as a text", attribute("active", func(a object) { a["type"] = "string" })},
		{"display names are described as never returned", attribute("displayName", func(a object) { a["returned"] = "never" })},
		{"userNames are described as read-only", attribute("userName", func(a object) { a["mutability"] = "readOnly" })},
		{"display names are described as read-only", attribute("displayName", func(a object) { a["mutability"] = "readOnly" })},
		{"userNames are described as not unique", attribute("userName", func(a object) { a["uniqueness"] = "none" })},
		{"userNames are described as optional", attribute("userName", func(a object) { a["required"] = false })},
		{"the user's schema lacks userName", document("/Schemas", func(b object) {
			inList(b, "Resources", func(s object) {
				list, _ := s["attributes"].([]any)
				kept := []any{}
				for _, x := range list {
					if x.(object)["name"] != "userName" {
						kept = append(kept, x)
					}
				}
				s["attributes"] = kept
			})
		})},
		{"a schema cannot be read by its id", turned(func(r *http.Request, _ string) bool { return strings.Contains(r.URL.Path, "/Schemas/") }, 404, "")},
		{"a resource type cannot be read by its name", turned(func(r *http.Request, _ string) bool { return strings.Contains(r.URL.Path, "/ResourceTypes/") }, 404, "")},
		{"the resource types name another schema", document("/ResourceTypes", func(b object) {
			inList(b, "Resources", func(t object) { t["schema"] = "urn:ietf:params:scim:schemas:core:2.0:Person" })
		})},
		{"the resource types lack the extension", document("/ResourceTypes", func(b object) {
			inList(b, "Resources", func(t object) { delete(t, "schemaExtensions") })
		})},
		{"groups have no resource type", document("/ResourceTypes", func(b object) {
			list, _ := b["Resources"].([]any)
			kept := []any{}
			for _, x := range list {
				if x.(object)["name"] != "Group" {
					kept = append(kept, x)
				}
			}
			b["Resources"], b["totalResults"] = kept, len(kept)
		})},
		{"there are no authentication schemes", document("/ServiceProviderConfig", func(b object) { b["authenticationSchemes"] = []any{} })},
		{"what is supported is a text", document("/ServiceProviderConfig", func(b object) { b["filter"].(object)["supported"] = "true" })},
		{"the most of a list is a text", document("/ServiceProviderConfig", func(b object) { b["filter"].(object)["maxResults"] = "200" })},
		{"lists are longer than they are said to be", document("/ServiceProviderConfig", func(b object) { b["filter"].(object)["maxResults"] = 1 })},
		{"the number of schemas is wrong", document("/Schemas", func(b object) { b["totalResults"] = 1 })},
		{"the resource types are a list without its schema", document("/ResourceTypes", func(b object) { delete(b, "schemas") })},
	}
}
