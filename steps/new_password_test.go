package steps_test

import (
	"net/http"
	"strings"
)

// changesPasswords says in /ServiceProviderConfig that passwords can be changed.
func changesPasswords() mutant {
	return answered(func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/ServiceProviderConfig") },
		func(_ *http.Request, p *reply) {
			if b, ok := p.body.(object); ok && p.status == http.StatusOK {
				b["changePassword"] = object{"supported": true}
			}
		})
}

// newPasswordFaults are those of who claims it and does not do it right.
func newPasswordFaults() []tried {
	row := func(name string, change mutant) tried {
		return tried{fault{name, combined(changesPasswords(), change)}, []string{"protocol/new_password"}}
	}
	ofPassword := func(r *http.Request, body string) bool { return patched(r) && strings.Contains(body, `"password"`) }
	after := func(ops ...any) mutant {
		return afterwards(patched, func(body string, _ object) []any {
			if strings.Contains(body, `"password"`) {
				return ops
			}
			return nil
		})
	}
	return []tried{
		row("a new password is refused", turned(ofPassword, http.StatusBadRequest, "mutability")),
		row("a new password is not implemented", turned(ofPassword, http.StatusNotImplemented, "")),
		row("a new password is shown once", around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			body, _ := decode([]byte(read(r))).(object)
			if list, _ := body["Operations"].([]any); patched(r) && len(list) == 1 && opPath(list[0].(object)) == "password" {
				answered(always, func(_ *http.Request, p *reply) {
					if user, ok := p.body.(object); ok {
						user["nickName"] = list[0].(object)["value"]
					}
				})(next).ServeHTTP(w, r)
				return
			}
			next.ServeHTTP(w, r)
		})),
		row("a new password is shown to who asks for it", stateful(func() mutant {
			passwords := map[string]any{}
			return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
				body, _ := decode([]byte(read(r))).(object)
				if list, _ := body["Operations"].([]any); patched(r) && len(list) == 1 && opPath(list[0].(object)) == "password" {
					passwords[r.URL.Path] = list[0].(object)["value"]
				}
				answered(always, func(_ *http.Request, p *reply) {
					if user, ok := p.body.(object); ok && passwords[r.URL.Path] != nil && r.URL.Query().Get("attributes") == "password" {
						user["password"] = passwords[r.URL.Path]
					}
				})(next).ServeHTTP(w, r)
			})
		})),
		row("a new password makes the user inactive", after(object{"op": "replace", "path": "active", "value": false})),
		row("a new password takes the e-mails away", after(object{"op": "remove", "path": "emails"})),
	}
}
