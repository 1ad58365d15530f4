package steps_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// The types of attributes that features send wrongly.
var (
	sentTexts   = []string{"displayName", "nickName", "title", "externalId", "userType", "preferredLanguage", "locale", "timezone", "profileUrl"}
	sentObjects = []string{"name", "meta"}
	sentLists   = []string{"emails", "phoneNumbers", "addresses", "ims", "photos", "roles", "entitlements"}
	mendedTexts = strings.Fields("givenName familyName middleName formatted honorificPrefix honorificSuffix value type display " +
		"streetAddress locality region postalCode country department division organization costCenter employeeNumber")
)

// mend makes values of the right types of what was sent, or leaves it out. Scalars become texts where it may convert.
func mend(o object, convert bool) {
	for name, v := range o {
		_, isText := v.(string)
		switch v := v.(type) {
		case nil:
			continue
		case object:
			if name == enterpriseURN || slices.Contains(sentObjects, name) {
				mend(v, convert)
			}
		case []any:
			o[name] = slices.DeleteFunc(v, func(x any) bool {
				e, isObject := x.(object)
				if isObject {
					mend(e, convert)
				}
				return slices.Contains(sentLists, name) && !isObject
			})
		}
		wrong := false
		switch {
		case slices.Contains(sentTexts, name), slices.Contains(mendedTexts, name):
			wrong = !isText
			if _, isObject := v.(object); wrong && convert && !isObject {
				if _, isList := v.([]any); !isList {
					o[name], wrong = fmt.Sprint(v), false
				}
			}
		case slices.Contains(sentObjects, name), name == enterpriseURN:
			_, isObject := v.(object)
			wrong = !isObject
		case slices.Contains(sentLists, name):
			one, isObject := v.(object)
			if _, isList := v.([]any); !isList && isObject && convert {
				o[name] = []any{one}
				mend(one, convert)
			} else {
				wrong = !isList
			}
		case name == "active", name == "primary":
			_, isBool := v.(bool)
			wrong = !isBool && (!isText || !slices.Contains([]string{"true", "false"}, strings.ToLower(fmt.Sprint(v))))
			if wrong && convert {
				o[name], wrong = v != "perhaps", false
			}
		}
		if wrong {
			delete(o, name)
		}
	}
}

// mending takes what is of a wrong type for nothing, or for what it can be converted to, in a create and a PUT. An operation of
// a PATCH has to fit (RFC 7644, 3.5.2).
func mending(convert bool) mutant {
	return sent(func(r *http.Request) bool {
		return ofUsers(r) && (r.Method == http.MethodPost || r.Method == http.MethodPut)
	}, func(_ *http.Request, b object) { mend(b, convert) })
}

// keptAsSent keeps and shows a value of an attribute that is of a wrong type, which the server behind it never sees.
func keptAsSent(name string, wrong func(v any) bool) mutant {
	return stateful(func() mutant {
		kept := map[string]any{}
		return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			writing := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, _ := decode([]byte(read(r))).(object)
				id := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
				value, has := body[name]
				list, _ := body["Operations"].([]any)
				for _, x := range list {
					if op, _ := x.(object); op != nil && opPath(op) == name {
						value, has = op["value"], true
						op["path"], op["value"] = "nickName", "es-nick"
					}
				}
				if !has || !wrong(value) {
					next.ServeHTTP(w, r)
					return
				}
				delete(body, name)
				rec := inside(next, r, r.Method, r.URL.RequestURI(), body)
				if made, _ := decode(rec.Body.Bytes()).(object); made["id"] != nil && rec.Code < 300 {
					id = fmt.Sprint(made["id"])
				}
				if rec.Code < 300 {
					kept[id] = value
				}
				send(w, rec)
			})
			shown(ofUsers, func(o object) {
				if v, has := kept[fmt.Sprint(o["id"])]; has {
					o[name] = v
				}
			})(writing).ServeHTTP(w, r)
		})
	})
}

// wrongTypeFaults keep what is of a wrong type, or break down at it.
func wrongTypeFaults() []tried {
	is := func(kinds ...string) func(any) bool {
		return func(v any) bool { return slices.Contains(kinds, fmt.Sprintf("%T", v)) }
	}
	row := func(name string, change mutant) tried {
		return tried{fault{name, change}, []string{"protocol/wrong_types"}}
	}
	const anObject, aList, aNumber = "map[string]interface {}", "[]interface {}", "json.Number"
	return []tried{
		row("a nick name that is an object is kept as it is", keptAsSent("nickName", is(anObject))),
		row("a title that is a number is kept as it is", keptAsSent("title", is(aNumber))),
		row("a display name that is a list is kept as it is", keptAsSent("displayName", is(aList))),
		row("active that is a number is kept as it is", keptAsSent("active", is(aNumber))),
		row("active that is a word is kept as it is", keptAsSent("active", func(v any) bool {
			s, ok := v.(string)
			return ok && !strings.EqualFold(s, "true") && !strings.EqualFold(s, "false")
		})),
		row("e-mails that are one object are kept as they are", keptAsSent("emails", is(anObject))),
		row("null among the e-mails is kept as it is", keptAsSent("emails", func(v any) bool {
			list, _ := v.([]any)
			return slices.Contains(list, nil)
		})),
		row("a name that is a text is kept as it is", keptAsSent("name", is("string"))),
		row("a time zone that is a boolean is a breakdown", turned(func(r *http.Request, body string) bool {
			return patched(r) && strings.Contains(body, `"timezone"`) && strings.Contains(body, `"value":true`)
		}, http.StatusInternalServerError, "")),
		row("a PUT with a number as a title is a breakdown", turned(func(r *http.Request, body string) bool {
			return r.Method == http.MethodPut && strings.Contains(body, `"title":7`)
		}, http.StatusInternalServerError, "")),
	}
}

func legalTypes() []legal {
	return []legal{
		{fault{"values of a wrong type are left out", mending(false)}, "RFC 7644, 3.3 (what is stored is the server's choice) and 3.12", []string{"RFC7644-3.12-e"}, ""},
		{fault{"values of a wrong type are converted", mending(true)}, "RFC 7644, 3.3 and 3.12", []string{"RFC7644-3.12-e"}, ""},
	}
}
