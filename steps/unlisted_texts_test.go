package steps_test

import (
	"net/http"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// heldTexts are faults of columns, character sets and converters that show in some texts and some attributes only.
func heldTexts() []fault {
	cut := func(n int) func(string) string {
		return func(s string) string {
			if r := []rune(s); len(r) > n {
				return string(r[:n])
			}
			return s
		}
	}
	without := func(text, instead string) func(string) string {
		return func(s string) string { return strings.ReplaceAll(s, text, instead) }
	}
	unpadded := func(s string) string {
		if s != "" && strings.Trim(s, "0123456789") == "" {
			return strings.TrimLeft(s, "0")
		}
		return s
	}
	asWord := func(s string) string {
		switch strings.ToLower(s) {
		case "yes", "on":
			return "true"
		case "no", "off":
			return "false"
		}
		return s
	}
	capital := func(s string) string {
		if s != "" && s[0] < 0x80 {
			return strings.ToUpper(s[:1]) + s[1:]
		}
		return s
	}
	date, template := regexp.MustCompile(`^(\d{4})-(\d\d)-(\d\d)$`), regexp.MustCompile(`\{\{[^}]*\}\}|\$\{[^}]*\}`)
	return []fault{
		{"family names that are Null are lost in creates", nothing("Null")},
		{"texts that are null are lost in creates", nothing("null")},
		{"texts that are 0 are lost in creates", nothing("0")},
		{"Yes and No become true and false", texts("", asWord)},
		{"postal codes lose leading zeros", texts("postalCode", unpadded)},
		{"departments are cut at 30 characters", texts("department", cut(30))},
		{"departments end at a comma", texts("department", func(s string) string { s, _, _ = strings.Cut(s, ","); return s })},
		{"street addresses have no line breaks", texts("streetAddress", without("\n", " "))},
		{"dates are turned around", texts("", func(s string) string { return date.ReplaceAllString(s, "$3.$2.$1") })},
		{"texts are templates", texts("", func(s string) string { return template.ReplaceAllString(s, "") })},
		{"dashes become hyphens", texts("", without("–", "-"))},
		{"family names begin with a capital letter", texts("familyName", capital)},
		{"names are composed anew", texts("ame", norm.NFC.String)},
		{"full width letters become narrow", texts("", norm.NFKC.String)},
		{"no-break spaces become blanks", texts("", without("\u00a0", " "))},
		{"numbers lose their extension", texts("phone", func(s string) string { s, _, _ = strings.Cut(s, ";"); return s })},
		{"e-mail addresses are cut at 64 characters", texts("email", cut(64))},
		{"group names end at the first emoji", groupTexts("displayName", func(s string) string {
			if i := strings.IndexFunc(s, func(r rune) bool { return r > 0xffff }); i >= 0 {
				return s[:i]
			}
			return s
		})},
		{"group names lose backslashes", groupTexts("displayName", without(`\`, ""))},
		{"group names have one blank for two", groupTexts("displayName", without("  ", " "))},
		{"group names escape slashes", groupTexts("displayName", without("/", `\/`))},
		{"group names are cut at 100 characters", groupTexts("displayName", cut(100))},
		{"externalId of groups is in small letters", groupTexts("externalId", strings.ToLower)},
		{"externalId of groups is cut at 36 characters", groupTexts("externalId", cut(36))},
		{"escaped letters are kept as they are written", written(regexp.MustCompile(`\\u00[0-9a-fA-F]{2}`))},
		{"escaped slashes are kept as they are written", written(regexp.MustCompile(`\\/`))},
		{"a manager whom a create names is lost", sent(posted, func(_ *http.Request, b object) {
			if e, ok := b[enterpriseURN].(object); ok {
				delete(e, "manager")
			}
		})},
		{"the primary phone number of a create is lost", unprimary("phoneNumbers")},
		{"the primary address of a create is lost", unprimary("addresses")},
		{"title is the one of the user before", carried(posted, "title")},
		{"the extension is the one of the user before", carried(posted, enterpriseURN)},
		{"phone numbers are those of the user before", carried(posted, "phoneNumbers")},
		{"active is the one of the user before", carried(posted, "active")},
		{"members are those of the group before", carried(postedGroup, "members")},
	}
}

var postedGroup = method(http.MethodPost, func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/Groups") })

// nothing leaves attributes of a text out of creates.
func nothing(text string) mutant {
	return sent(posted, func(_ *http.Request, b object) {
		for k, v := range b {
			if v == text {
				delete(b, k)
			}
			if o, ok := v.(object); ok {
				for k, v := range o {
					if v == text {
						delete(o, k)
					}
				}
			}
		}
	})
}

// groupTexts changes an attribute of groups in all that writes it.
func groupTexts(name string, change func(string) string) mutant {
	text := func(o object, key string) {
		if s, ok := o[key].(string); ok {
			o[key] = change(s)
		}
	}
	return sent(func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/Groups") }, func(_ *http.Request, b object) {
		text(b, name)
		list, _ := b["Operations"].([]any)
		for _, x := range list {
			op, _ := x.(object)
			if opPath(op) == name {
				text(op, "value")
			} else if o, ok := op["value"].(object); ok {
				text(o, name)
			}
		}
	})
}

// written doubles the backslash of escapes in the text of a body.
func written(escape *regexp.Regexp) mutant {
	return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
		if text := read(r); escape.MatchString(text) {
			text = escape.ReplaceAllStringFunc(text, func(s string) string { return `\` + s })
			r.Body, r.ContentLength = bodyOf(text), int64(len(text))
		}
		next.ServeHTTP(w, r)
	})
}

func unprimary(list string) mutant {
	return sent(posted, func(_ *http.Request, b object) {
		all, _ := b[list].([]any)
		for _, x := range all {
			if e, ok := x.(object); ok {
				delete(e, "primary")
			}
		}
	})
}

// carried gives what a create does not mention the value of the create before it.
func carried(when func(*http.Request) bool, attribute string) mutant {
	return stateful(func() mutant {
		var last any
		return around(func(next http.Handler, w http.ResponseWriter, r *http.Request) {
			sent(when, func(_ *http.Request, b object) {
				if v := b[attribute]; v == nil && last != nil {
					b[attribute] = last
				} else {
					last = v
				}
			})(next).ServeHTTP(w, r)
		})
	})
}
