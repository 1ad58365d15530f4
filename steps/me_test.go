package steps_test

import (
	"net/http"
	"strings"
)

// ownUser answers /Me with the first user, whom the token is taken for. His place is the Location.
func ownUser(change func(user object, p *reply)) mutant {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		base, isMe := strings.CutSuffix(r.URL.Path, "/Me")
		if !isMe || r.Method != http.MethodGet {
			next.ServeHTTP(w, r)
			return
		}
		list, _ := now(next, r, base+"/Users?count=1")["Resources"].([]any)
		if len(list) == 0 {
			next.ServeHTTP(w, r)
			return
		}
		user := list[0].(object)
		answered(always, func(_ *http.Request, p *reply) {
			p.status, p.body = http.StatusOK, user
			p.header.Set("Location", text(user["meta"].(object)["location"]))
			change(user, p)
		})(next).ServeHTTP(w, r)
	})
}

func leading(status int) mutant {
	return ownUser(func(_ object, p *reply) {
		p.status, p.body = status, nil
		p.header.Del("Content-Type")
	})
}

func legalMe() []legal {
	row := func(name string, change mutant, should ...string) legal {
		return legal{fault{name, change}, "RFC 7644, 3.11", should, ""}
	}
	return []legal{
		row("Me shows a user", ownUser(func(object, *reply) {})),
		row("Me leads to a user", leading(http.StatusPermanentRedirect)),
		row("Me leads to a user by a relative Location", ownUser(func(user object, p *reply) {
			p.status, p.body = http.StatusPermanentRedirect, nil
			p.header.Del("Content-Type")
			p.header.Set("Location", "Users/"+text(user["id"]))
		})),
		row("Me is not found", answered(func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/Me") }, func(_ *http.Request, p *reply) {
			if refusal, ok := p.body.(object); ok && p.status == http.StatusNotImplemented {
				p.status, refusal["status"] = http.StatusNotFound, "404"
			}
		})),
	}
}

func meFaults() []tried {
	row := func(name string, change mutant) tried { return tried{fault{name, change}, []string{"protocol/me"}} }
	return []tried{
		row("Me is an empty object", ownUser(func(_ object, p *reply) { p.body = object{} })),
		row("Me has no id", ownUser(func(user object, _ *reply) { delete(user, "id") })),
		row("Me has no schemas", ownUser(func(user object, _ *reply) { delete(user, "schemas") })),
		row("Me is a list", ownUser(func(user object, p *reply) {
			p.body = object{"schemas": []any{"urn:ietf:params:scim:api:messages:2.0:ListResponse"}, "id": "list", "totalResults": 1, "Resources": []any{user}}
		})),
		row("Me is a page for people", ownUser(func(_ object, p *reply) {
			p.header.Set("Content-Type", "text/html")
			p.raw = []byte("<html>Sign in</html>")
		})),
		row("Me has no Location", ownUser(func(_ object, p *reply) { p.header.Del("Location") })),
		row("Me has itself as Location", ownUser(func(user object, p *reply) {
			p.header.Set("Location", strings.Replace(p.header.Get("Location"), "/Users/"+text(user["id"]), "/Me", 1))
		})),
		row("Me has the id of another", ownUser(func(user object, _ *reply) { user["id"] = "another" })),
		row("Me leads to nowhere", ownUser(func(_ object, p *reply) {
			p.status, p.body = http.StatusPermanentRedirect, nil
			p.header.Set("Location", p.header.Get("Location")+"0")
		})),
		row("Me leads without a Location", ownUser(func(_ object, p *reply) {
			p.status, p.body = http.StatusPermanentRedirect, nil
			p.header.Del("Location")
		})),
		row("Me is a breakdown", status(func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/Me") }, 501, 500)),
	}
}
