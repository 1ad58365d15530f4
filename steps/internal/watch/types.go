package watch

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// plainFilter is a filter that compares one text by eq.
var plainFilter = regexp.MustCompile(`^([A-Za-z][\w.:]*) (?i:eq) ("(?:[^"\\]|\\.)*")$`)

// standardTypes are the types of the attributes of RFC 7643, 3.1, 4 and 8.7.1, in lower case; a list is in listAttributes
// besides.
var standardTypes = map[string]string{
	"id": "text", "externalid": "text", "username": "text", "displayname": "text", "nickname": "text", "profileurl": "text", "title": "text",
	"usertype": "text", "preferredlanguage": "text", "locale": "text", "timezone": "text", "active": "boolean", "name": "object", "meta": "object",
}

var listAttributes = strings.Fields("emails phonenumbers ims photos addresses groups entitlements roles x509certificates members")

// partTypes are those of sub-attributes, which are texts unless they stand here.
var partTypes = map[string]string{"primary": "boolean", "created": "time", "lastmodified": "time"}

// knownParts are the sub-attributes of RFC 7643. A service provider may have others, of types of its own.
var knownParts = map[string][]string{
	"name":    strings.Fields("formatted familyname givenname middlename honorificprefix honorificsuffix"),
	"meta":    strings.Fields("resourcetype created lastmodified location version"),
	"manager": strings.Fields("value $ref displayname"),
	"":        strings.Fields("value display type primary $ref formatted streetaddress locality region postalcode country"),
}

var extensionTexts = strings.Fields("employeenumber costcenter organization division department")

// mistyped finds a value of a standard attribute whose type is not the attribute's. Null is no value (RFC 7643, 2.5).
func mistyped(_ seen, r scim.Object) string {
	var found string
	r.Each(func(key string, v gjson.Result) bool {
		name := strings.ToLower(key)
		switch {
		case v.Type == gjson.Null:
		case name == "schemas":
			if !v.IsArray() || slices.ContainsFunc(v.Array(), func(e gjson.Result) bool { return e.Type != gjson.String }) {
				found = "schemas " + v.Raw
			}
		case slices.Contains(listAttributes, name):
			found = mistypedList(key, v)
		case name == strings.ToLower(scim.EnterpriseUser):
			found = mistypedExtension(v)
		case standardTypes[name] == "object":
			found = mistypedParts(key, name, v)
		case standardTypes[name] != "":
			found = mistypedAs(standardTypes[name], key, v)
		}
		return found == ""
	})
	return found
}

func mistypedAs(kind, path string, v gjson.Result) string {
	ok := v.Type == gjson.String
	switch kind {
	case "boolean":
		ok = v.IsBool()
	case "time":
		ok = v.Type == gjson.String && scim.DateTime.MatchString(v.Str)
	}
	if ok || v.Type == gjson.Null {
		return ""
	}
	return fmt.Sprintf("%s %s, which is no %s", path, cut(v.Raw), kind)
}

func mistypedParts(path, name string, v gjson.Result) string {
	if !v.IsObject() {
		return fmt.Sprintf("%s %s, which is no object", path, cut(v.Raw))
	}
	var found string
	v.ForEach(func(key, part gjson.Result) bool {
		sub := strings.ToLower(key.String())
		if slices.Contains(knownParts[name], sub) {
			kind := "text"
			if partTypes[sub] != "" {
				kind = partTypes[sub]
			}
			found = mistypedAs(kind, path+"."+key.String(), part)
		}
		return found == ""
	})
	return found
}

func mistypedList(path string, v gjson.Result) string {
	if !v.IsArray() {
		return fmt.Sprintf("%s %s, which is no list", path, cut(v.Raw))
	}
	for _, e := range v.Array() {
		if fault := mistypedParts(path, "", e); fault != "" {
			return fault
		}
	}
	return ""
}

func mistypedExtension(v gjson.Result) string {
	if !v.IsObject() {
		return "the enterprise extension " + cut(v.Raw) + ", which is no object"
	}
	var found string
	v.ForEach(func(key, part gjson.Result) bool {
		switch name := strings.ToLower(key.String()); {
		case part.Type == gjson.Null:
		case name == "manager":
			found = mistypedParts("manager", "manager", part)
		case slices.Contains(extensionTexts, name):
			found = mistypedAs("text", key.String(), part)
		}
		return found == ""
	})
	return found
}

// lists gives the multi-valued attributes of a resource that are lists of objects.
func lists(r scim.Object, check func(name string, elements []gjson.Result) string) string {
	var found string
	r.Each(func(key string, v gjson.Result) bool {
		if v.IsArray() && slices.Contains(listAttributes, strings.ToLower(key)) {
			found = check(key, v.Array())
		}
		return found == ""
	})
	return found
}

func manyPrimaries(_ seen, r scim.Object) string {
	return lists(r, func(name string, elements []gjson.Result) string {
		n := 0
		for _, e := range elements {
			if scim.Member(e, "primary").Type == gjson.True {
				n++
			}
		}
		if n > 1 {
			return fmt.Sprintf("%d primary elements of %s", n, name)
		}
		return ""
	})
}

func repeated(_ seen, r scim.Object) string {
	return lists(r, func(name string, elements []gjson.Result) string {
		was := map[string]bool{}
		for _, e := range elements {
			value := scim.Member(e, "value")
			key := scim.Member(e, "type").String() + "\x00" + value.String()
			if value.String() != "" && was[key] {
				return fmt.Sprintf("%s with %s twice", name, value.Raw)
			}
			was[key] = true
		}
		return ""
	})
}

func unnamed(s seen, r scim.Object) string {
	schemas := r.Member("schemas")
	if s.projected() && !schemas.Exists() {
		return "" // as in the example of RFC 7644, 3.4.2, whereas that of 3.9 has them
	}
	if core := "urn:ietf:params:scim:schemas:core:2.0:" + s.kind(); !scim.Contains(schemas, core) {
		return "schemas " + describe(schemas) + " without " + core
	}
	was := map[string]bool{}
	for _, e := range schemas.Array() {
		if was[strings.ToLower(e.String())] {
			return e.String() + " twice in schemas"
		}
		was[strings.ToLower(e.String())] = true
	}
	var found string
	r.Each(func(name string, v gjson.Result) bool {
		if strings.HasPrefix(strings.ToLower(name), "urn:") && v.IsObject() && len(v.Map()) > 0 && !scim.Contains(schemas, name) {
			found = "the extension " + name + ", which schemas does not name"
		}
		return found == ""
	})
	return found
}

func passwordShown(_ seen, r scim.Object) string {
	if v := r.Member("password"); v.Exists() && v.Type != gjson.Null {
		return "a password"
	}
	return ""
}

// mistypedAnywhere looks at /ServiceProviderConfig besides (RFC 7643, 5).
func mistypedAnywhere(resources func(seen, *history) string) func(seen, *history) string {
	return func(s seen, past *history) string {
		if s.path[0] != "ServiceProviderConfig" || s.status >= 300 {
			return resources(s, past)
		}
		for _, name := range []string{"patch", "bulk", "filter", "changePassword", "sort", "etag"} {
			feature := s.body.Member(name)
			if v := scim.Member(feature, "supported"); v.Exists() && !v.IsBool() {
				return fmt.Sprintf("%s.supported %s, which is no boolean", name, cut(v.Raw))
			}
			for _, limit := range []string{"maxOperations", "maxPayloadSize", "maxResults"} {
				if v := scim.Member(feature, limit); v.Exists() && v.Type != gjson.Number && v.Type != gjson.Null {
					return fmt.Sprintf("%s.%s %s, which is no number", name, limit, cut(v.Raw))
				}
			}
		}
		return ""
	}
}
