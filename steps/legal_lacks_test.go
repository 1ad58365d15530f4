package steps_test

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// legalLacks is what a service provider may do without, as its schema says, and refuse when it is sent.
func legalLacks() []legal {
	row := func(name, source string, change mutant, should ...string) legal {
		return legal{fault{name, change}, source, should, ""}
	}
	return []legal{
		row("users have no phone numbers and no addresses, and who sends them is refused", "RFC 7643, 4.1.2; RFC 7644, 3.12 (invalidSyntax)", lacking("phoneNumbers", "addresses", "roles")),
		row("users have a name and nothing else, and the rest is refused", "RFC 7643, 4.1; RFC 7644, 3.12", lacking("displayName", "nickName", "title", "password", "emails",
			"phoneNumbers", "addresses", "ims", "photos", "entitlements", "roles", "x509Certificates", "profileUrl", "userType", "preferredLanguage", "locale", "timezone")),
		row("displayName is made of the name, and who sends another is refused", "RFC 7643, 7 (readOnly); RFC 7644, 3.5.2 (mutability)", combined(
			lacking("displayName"), shown(func(r *http.Request) bool {
				return ofUsers(r) && !selects(r) && !strings.HasSuffix(r.URL.Path, "/.search")
			}, func(o object) {
				if n, ok := o["name"].(object); ok && o["userName"] != nil {
					o["displayName"] = strings.TrimSpace(text(n["givenName"]) + " " + text(n["familyName"]))
				}
			}), shown(func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/Schemas") }, func(o object) {
				if attributes, ok := o["attributes"].([]any); ok && o["id"] == userSchema {
					o["attributes"] = append(attributes, object{"name": "displayName", "type": "string", "multiValued": false, "required": false, "caseExact": false,
						"description": "The name, whole.", "mutability": "readOnly", "returned": "default", "uniqueness": "none"})
				}
			}))),
		row("an extension that nobody knows is refused", "RFC 7644, 3.12 (invalidSyntax)", refusingBodies(func(b object) string {
			for name := range b {
				if strings.HasPrefix(name, "urn:") && !strings.HasPrefix(name, enterpriseURN) && !strings.Contains(name, ":core:") {
					return name
				}
			}
			return ""
		})),
		row("value paths know eq and and, no more", "RFC 7644, 3.12, table 9 (invalidFilter)", knowingEqual("invalidFilter"), "RFC7644-3.4.2.2-k"),
		row("members of groups are shown when they are asked for", "RFC 7643, 7 (returned request)", keepingBack("request")),
		row("members of groups are never shown", "RFC 7643, 7 (returned never); Microsoft: they need not be returned", keepingBack("never")),
		row("value paths of members know eq and and, no more, and are refused without a scimType", "RFC 7644, 3.12 (scimType is not required)", knowingEqual(""), "RFC7644-3.4.2.2-k"),
	}
}

var operatorsBeyond = regexp.MustCompile(`\[.* (?:sw|or|ne|co|pr)\b.*\]`)

// knowingEqual refuses value paths with other operators than eq and and.
func knowingEqual(scimType string) mutant {
	return refusingOperations(method(http.MethodPatch, ofResources), func(op object) string {
		if p := text(op["path"]); operatorsBeyond.MatchString(p) {
			return p
		}
		return ""
	}, scimType)
}

// lacking takes attributes off the schema of users, and refuses what has a value for one.
func lacking(names ...string) mutant {
	lacks := func(name string) bool {
		head, _, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(name, "urn:ietf:params:scim:schemas:core:2.0:User:")), ".")
		head, _, _ = strings.Cut(head, "[")
		return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, head) })
	}
	lacked := func(b object) string {
		for _, name := range slices.Sorted(maps.Keys(b)) {
			if list, isList := b[name].([]any); lacks(name) && b[name] != nil && (!isList || len(list) > 0) {
				return name
			}
		}
		return ""
	}
	return combined(advertising(func(a object) bool { return !lacks(text(a["name"])) }), refusingBodies(lacked),
		refusingOperations(patched, func(op object) string {
			if p := text(op["path"]); p != "" && lacks(p) {
				return p
			}
			if v, isObject := op["value"].(object); isObject && op["path"] == nil {
				return lacked(v)
			}
			return ""
		}, "invalidPath"))
}

// refusingBodies answers a user's create or replacement with 400 for the attribute that is named.
func refusingBodies(named func(object) string) mutant {
	return refusingWhat(func(r *http.Request) bool {
		return ofUsers(r) && (r.Method == http.MethodPost || r.Method == http.MethodPut)
	}, named, "invalidSyntax")
}

func refusingOperations(when func(*http.Request) bool, named func(op object) string, scimType string) mutant {
	return refusingWhat(when, func(b object) string {
		list, _ := b["Operations"].([]any)
		for _, x := range list {
			if op, isObject := x.(object); isObject {
				if name := named(op); name != "" {
					return name
				}
			}
		}
		return ""
	}, scimType)
}

// refusingWhat answers 400 for what a body of a request has; who is not known, and what is not there, comes first.
func refusingWhat(when func(*http.Request) bool, named func(object) string, scimType string) mutant {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Body == nil || !when(r) || strings.HasSuffix(r.URL.Path, "/.search") || r.Header.Get("Authorization") != "Bearer scim-token-of-the-test" ||
				r.Method != http.MethodPost && inside(next, r, http.MethodGet, r.URL.Path, nil).Code != http.StatusOK {
				next.ServeHTTP(w, r)
				return
			}
			sent, _ := io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(sent))
			body, isObject := decode(sent).(object)
			name := ""
			if isObject {
				name = named(body)
			}
			if name == "" {
				next.ServeHTTP(w, r)
				return
			}
			w.Header().Set("Content-Type", "application/scim+json")
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write(encode(object{"schemas": []any{"urn:ietf:params:scim:api:messages:2.0:Error"}, "status": "400", "scimType": scimType,
				"detail": "there is no " + name}))
		})
	}
}

// keepingBack shows the members of groups when they are asked for, or never, and says so.
func keepingBack(returned string) mutant {
	return combined(func(next http.Handler) http.Handler {
		hidden := shown(isAnyGroup, func(o object) { delete(o, "members") })(next)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if asked := r.URL.Query().Get("attributes"); returned == "request" && strings.Contains(strings.ToLower(asked), "members") {
				next.ServeHTTP(w, r)
				return
			}
			hidden.ServeHTTP(w, r)
		})
	}, shown(func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/Schemas") }, func(o object) {
		inList(o, "attributes", func(a object) {
			if o["id"] == "urn:ietf:params:scim:schemas:core:2.0:Group" && a["name"] == "members" {
				a["returned"] = returned
			}
		})
	}))
}
