package steps

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// fitted is a text as the features have it, with what the target does not take replaced by what it does: the domain of
// e-mail addresses, and types of elements in attribute paths.
func (w *World) fitted(text string) (string, error) {
	d := &w.run.demands
	if d.domain != "" && d.domain != exampleDomain {
		text = anyDomain.ReplaceAllStringFunc(text, func(found string) string {
			if found == exampleDomain {
				return d.domain
			}
			return strings.ToUpper(d.domain) // a feature about letter case
		})
	}
	var missing error
	text = typedPath.ReplaceAllStringFunc(text, func(found string) string {
		m := typedPath.FindStringSubmatch(found)
		listed, ok := d.users.typeFor(m[1], m[4])
		if !ok && missing == nil {
			missing = notApplicable("needs %s of the type %s, which the target does not list (/Schemas or --values)", m[1], m[4])
		}
		return m[1] + m[2] + m[3] + listed + m[5]
	})
	if d.userName != "" {
		text = userNameFilter.ReplaceAllStringFunc(text, func(found string) string {
			m := userNameFilter.FindStringSubmatch(found)
			return m[1] + w.fitUserName(m[2]) + m[3]
		})
	}
	return text, missing
}

var (
	anyDomain = regexp.MustCompile(`(?i)contoso\.example`)
	// typedPath is emails[type eq "work", also within JSON and filters.
	typedPath = regexp.MustCompile(`(\w+)(\[type eq )(\\?")(\w+)(\\?")`)
	// userNameFilter is userName eq "…" in a path that a feature writes.
	userNameFilter = regexp.MustCompile(`(?i)(userName (?:eq|ne) \\?")([^"\\]+)(\\?")`)
)

// fitUserName gives a userName the form that the target demands.
func (w *World) fitUserName(name string) string {
	switch {
	case w.run.demands.userName == "plain":
		return strings.ReplaceAll(name, "@", ".")
	case w.run.demands.userName == "email" && !strings.Contains(name, "@") && name != "":
		return strings.ReplaceAll(name, " ", "-") + "@" + w.run.demands.domain
	}
	return name
}

// address is an e-mail address of the scenario's own at the target's domain.
func (w *World) address(local string) string {
	if d := w.run.demands.domain; d != "" {
		return local + "@" + d
	}
	return local + "@" + exampleDomain
}

// demandsOf gives those on the resource type at a path: /Users, /Groups/{id}.
func (w *World) demandsOf(path string) *resourceDemands {
	if strings.HasPrefix(strings.ToLower(path), "/groups") {
		return &w.run.demands.groups
	}
	return &w.run.demands.users
}

// fitBody is a body for a POST or PUT at a path, with values that the target takes, and with those that it requires and
// that the feature says nothing of. What is no object, or a user without a userName, is meant so.
func (w *World) fitBody(path, body string) (string, error) {
	if !gjson.Valid(body) || !gjson.Parse(body).IsObject() {
		return body, nil
	}
	d := w.demandsOf(path)
	body, err := w.fitJSON(d, body)
	if err != nil || len(d.required) == 0 {
		return body, err
	}
	resource := gjson.Parse(body)
	name := member(resource, nameAttribute(path))
	if name.Type != gjson.String || name.Str == "" || !contains(member(resource, "schemas"), d.urn) {
		return body, nil
	}
	if w.expectsRefusal() {
		return body, nil // what it leaves out it leaves out on purpose
	}
	missing := map[string]any{}
	for _, r := range d.required {
		w.fill(d, missing, r, name.Str)
		if key := keyOf(r.path); !member(resource, key).Exists() {
			w.completed.Store(key, true)
		}
	}
	return merge(resource, missing, d), nil
}

// presence is a filter's "title pr".
var presence = regexp.MustCompile(`(?i)([\w.:]+) pr(?:\s|$)`)

// findsLack gives an error when a feature filters by an attribute that its users do not have, and the target requires it.
func (w *World) findsLack(path string) error {
	if w.position >= len(w.scenario.steps) || !strings.HasPrefix(w.scenario.steps[w.position].Text, "the answer lists nobody") {
		return nil
	}
	for _, m := range presence.FindAllStringSubmatch(path, -1) {
		if w.run.demands.users.needs(m[1]) {
			return notApplicable("needs a user without %s, which the target requires (/Schemas or --values)", m[1])
		}
	}
	return nil
}

// expectsRefusal says whether the next step of the scenario wants the latest request refused as wrong.
func (w *World) expectsRefusal() bool {
	return w.position < len(w.scenario.steps) && wantsRefusal.MatchString(w.scenario.steps[w.position].Text)
}

var wantsRefusal = regexp.MustCompile(`^the answer is (?:a SCIM error with status )?400(?: or 4\d\d)*(?: and |$)`)

// fill adds a value for a required attribute to an object of such values.
func (w *World) fill(d *resourceDemands, into map[string]any, r requirement, name string) {
	a, err := parseAttribute(r.path)
	if err != nil {
		return
	}
	value := w.madeUp(d, r, name)
	if value == nil {
		return
	}
	if a.urn != "" {
		if into[a.urn] == nil {
			into[a.urn] = map[string]any{}
		}
		into = into[a.urn].(map[string]any)
	}
	if a.sub == "" {
		into[a.name] = value
		return
	}
	if into[a.name] == nil {
		into[a.name] = map[string]any{}
	}
	into[a.name].(map[string]any)[a.sub] = value
}

// madeUp is a plausible value of an attribute for the resource of a name; nil if none can be made up.
func (w *World) madeUp(d *resourceDemands, r requirement, name string) any {
	key := keyOf(r.path)
	local, _, _ := strings.Cut(name, "@")
	email := w.address(strings.ReplaceAll(local, " ", "-"))
	if r.template != "" {
		digest := fnv.New32a()
		_, _ = digest.Write([]byte(strings.ToLower(local)))
		return typed(r.kind, templates(map[string]string{"unique": local, "email": email, "userName": name,
			"number": fmt.Sprintf("%09d", digest.Sum32()%1_000_000_000)}).in(r.template))
	}
	if allowed := d.allowed[key]; len(allowed) > 0 {
		return typed(r.kind, allowed[0])
	}
	switch r.kind {
	case "boolean":
		return true
	case "integer", "decimal":
		return 1
	case "datetime":
		return "2026-01-05T08:00:00Z"
	case "binary":
		return "ZW50cmFzaW0="
	case "complex":
		return nil
	}
	if value, known := plausibleValues[key[strings.LastIndexByte(key, ':')+1:]]; known {
		return value
	}
	switch {
	case strings.HasPrefix(key, "emails."):
		return email
	case r.kind == "reference", strings.HasSuffix(key, "url"):
		return "https://" + exampleDomain + "/" + strings.ReplaceAll(local, " ", "-")
	}
	return local
}

// plausibleValues are texts of a form that services check.
var plausibleValues = map[string]any{
	"name.givenname": "Given", "name.familyname": "Example", "name.formatted": "Given Example", "phonenumbers.value": "+442079460958",
	"addresses.country": "GB", "addresses.postalcode": "SW1A 1AA", "addresses.locality": "London", "locale": "en-GB",
	"preferredlanguage": "en-GB", "timezone": "Europe/London", "password": "Correct-Horse-7-Battery", "title": "Engineer",
	"usertype": "Employee", "department": "Sales", "organization": "Example", "division": "Sales",
}

// templates replaces the placeholders of the values file.
type templates map[string]string

func (t templates) in(text string) string {
	for name, value := range t {
		text = regexp.MustCompile(`{{\s*`+name+`\s*}}`).ReplaceAllLiteralString(text, value)
	}
	return text
}

// typed gives a text the JSON type of its attribute.
func typed(kind, text string) any {
	switch kind {
	case "boolean":
		return strings.EqualFold(text, "true")
	case "integer", "decimal":
		return json.Number(text)
	}
	return text
}

// merge writes an object with values added that it does not have. Elements of a list each get what they lack; a list that
// is not there gets one element.
func merge(object gjson.Result, missing map[string]any, d *resourceDemands) string {
	return mergeAt(object, missing, "", d)
}

func mergeAt(object gjson.Result, missing map[string]any, prefix string, d *resourceDemands) string {
	var members []string
	has := map[string]bool{}
	object.ForEach(func(key, value gjson.Result) bool {
		name, text := strings.ToLower(key.String()), value.Raw
		for m, add := range missing {
			parts, isObject := add.(map[string]any)
			if !strings.EqualFold(m, name) {
				continue
			}
			has[m] = true
			switch {
			case isObject && value.IsObject():
				text = mergeAt(value, parts, pathBelow(prefix, m), d)
			case isObject && value.IsArray() && d.attributes[keyOf(pathBelow(prefix, m))].many:
				text = mergeEach(value, parts, pathBelow(prefix, m), d)
			}
		}
		if name == "schemas" && prefix == "" {
			text = withExtensions(value, missing)
		}
		members = append(members, key.Raw+":"+text)
		return true
	})
	var names []string
	for m := range missing {
		if !has[m] {
			names = append(names, m)
		}
	}
	slices.Sort(names)
	for _, m := range names {
		value := missing[m]
		if parts, isObject := value.(map[string]any); isObject && (d.attributes[keyOf(pathBelow(prefix, m))].many || knownLists[strings.ToLower(m)]) {
			value = []any{d.element(m, parts)}
		}
		text, err := json.Marshal(value)
		if err != nil {
			continue
		}
		quoted, _ := json.Marshal(m) // a string cannot fail
		members = append(members, string(quoted)+":"+string(text))
	}
	return "{" + strings.Join(members, ",") + "}"
}

// knownLists are lists of RFC 7643, 4.1, for a target without a schema.
var knownLists = map[string]bool{"emails": true, "phonenumbers": true, "addresses": true, "roles": true, "entitlements": true}

func pathBelow(prefix, name string) string {
	switch {
	case prefix == "":
		return name
	case isURN(prefix) && strings.Count(prefix, ":") > 1 && !strings.Contains(prefix[strings.LastIndexByte(prefix, ':'):], "."):
		return prefix + ":" + name
	}
	return prefix + "." + name
}

// element is a first element of a list: of the type for work, where elements have types.
func (d *resourceDemands) element(name string, parts map[string]any) map[string]any {
	e := map[string]any{}
	if kind, ok := d.typeFor(name, "work"); ok && (!d.known || d.has(name+".type")) {
		e["type"] = kind
	}
	for k, v := range parts {
		e[k] = v
	}
	return e
}

func mergeEach(list gjson.Result, parts map[string]any, prefix string, d *resourceDemands) string {
	var all []string
	for _, e := range list.Array() {
		if !e.IsObject() {
			return list.Raw
		}
		all = append(all, mergeAt(e, parts, prefix, d))
	}
	if len(all) == 0 {
		text, err := json.Marshal([]any{d.element(prefix, parts)})
		if err != nil {
			return list.Raw
		}
		return string(text)
	}
	return "[" + strings.Join(all, ",") + "]"
}

func withExtensions(schemas gjson.Result, missing map[string]any) string {
	var all []string
	for _, s := range schemas.Array() {
		all = append(all, s.Raw)
	}
	for m := range missing {
		if isURN(m) && !contains(schemas, m) {
			quoted, _ := json.Marshal(m) // a string cannot fail
			all = append(all, string(quoted))
		}
	}
	slices.Sort(all)
	return "[" + strings.Join(slices.Compact(all), ",") + "]"
}
