package steps

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"regexp"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/demands"
	"github.com/entrasim/entrasim/steps/internal/exchange"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

// fitted is a text as the features have it, with what the target does not take replaced by what it does: the domain of
// e-mail addresses, and types of elements in attribute paths.
func (w *world) fitted(text string) (string, error) {
	d := &w.run.demands
	if d.Domain != "" && d.Domain != demands.ExampleDomain {
		text = anyDomain.ReplaceAllStringFunc(text, func(found string) string {
			if found == demands.ExampleDomain {
				return d.Domain
			}
			return strings.ToUpper(d.Domain) // a feature about letter case
		})
	}
	var missing error
	text = typedPath.ReplaceAllStringFunc(text, func(found string) string {
		m := typedPath.FindStringSubmatch(found)
		listed, ok := d.Users.TypeFor(m[1], m[4])
		if !ok && missing == nil {
			missing = notApplicable("needs %s of the type %s, which the target does not list (/Schemas or --values)", m[1], m[4])
		}
		return m[1] + m[2] + m[3] + listed + m[5]
	})
	if d.UserName != "" {
		text = w.fitFilters(text)
	}
	return text, missing
}

// fitFilters gives the userNames that a text filters by the form that the target demands.
func (w *world) fitFilters(text string) string {
	return userNameFilter.ReplaceAllStringFunc(text, func(found string) string {
		m := userNameFilter.FindStringSubmatch(found)
		return m[1] + w.fitUserName(m[2]) + m[3]
	})
}

var (
	anyDomain = regexp.MustCompile(`(?i)contoso\.example`)
	// typedPath is emails[type eq "work", also within JSON and filters.
	typedPath = regexp.MustCompile(`(\w+)(\[type eq )(\\?")(\w+)(\\?")`)
	// userNameFilter is userName eq "…" in a path that a feature writes.
	userNameFilter = regexp.MustCompile(`(?i)(userName (?:eq|ne) \\?")([^"\\]+)(\\?")`)
)

// fitUserName gives a userName the form that the target demands.
func (w *world) fitUserName(name string) string {
	switch {
	case w.run.demands.UserName == "plain":
		return strings.ReplaceAll(name, "@", ".")
	case w.run.demands.UserName == "email" && !strings.Contains(name, "@") && name != "":
		return strings.ReplaceAll(name, " ", "-") + "@" + w.run.demands.Domain
	}
	return name
}

// address is an e-mail address of the scenario's own at the target's domain.
func (w *world) address(local string) string {
	if d := w.run.demands.Domain; d != "" {
		return local + "@" + d
	}
	return local + "@" + demands.ExampleDomain
}

// demandsOf gives those on the resource type at a path: /Users, /Groups/{id}.
func (w *world) demandsOf(path string) *demands.Resource {
	if strings.HasPrefix(strings.ToLower(path), "/groups") {
		return &w.run.demands.Groups
	}
	return &w.run.demands.Users
}

// fitBody is a body for a POST or PUT at a path, with values that the target takes, and with those that it requires and
// that the feature says nothing of. What is no object, or a user without a userName, is meant so.
func (w *world) fitBody(path, body string) (string, error) {
	if !gjson.Valid(body) || !gjson.Parse(body).IsObject() {
		return body, nil
	}
	d := w.demandsOf(path)
	whole := body
	if body = w.offered(d, whole); len(body) != len(whole) && w.expectsRefusal() {
		return body, notApplicable("needs an attribute that the target does not have or keeps for itself (/Schemas or --values)")
	}
	body, err := w.fitJSON(d, body)
	if err != nil || len(d.Required) == 0 {
		return body, err
	}
	resource := gjson.Parse(body)
	name := scim.Member(resource, exchange.NameAttribute(path))
	if name.Type != gjson.String || name.Str == "" || !scim.Contains(scim.Member(resource, "schemas"), d.URN) {
		return body, nil
	}
	if w.expectsRefusal() {
		return body, nil // what it leaves out it leaves out on purpose
	}
	missing := map[string]any{}
	for _, r := range d.Required {
		w.fill(d, missing, r, name.Str)
		if key := scim.KeyOf(r.Path); !scim.Member(resource, key).Exists() {
			w.completed.Store(key, true)
		}
	}
	return d.Complete(resource, missing), nil
}

// offered is a body without attributes that the target does not have: one that refuses what it does not know is within its
// rights (RFC 7644, 3.12, invalidSyntax). A scenario that is about such attributes sends them.
func (w *world) offered(d *demands.Resource, body string) string {
	if w.scenario.Verbatim {
		return body
	}
	var members []string
	left := false
	gjson.Parse(body).ForEach(func(key, value gjson.Result) bool {
		if d.Lacks(key.String()) {
			left = true
			return true
		}
		members = append(members, key.Raw+":"+value.Raw)
		return true
	})
	if !left {
		return body
	}
	return "{" + strings.Join(members, ",") + "}"
}

// presence is a filter's "title pr".
var presence = regexp.MustCompile(`(?i)([\w.:]+) pr(?:\s|$)`)

// findsLack gives an error when a feature filters by an attribute that its users do not have, and the target requires it.
func (w *world) findsLack(path string) error {
	if w.position >= len(w.scenario.steps) || !strings.HasPrefix(w.scenario.steps[w.position].Text, "the answer lists nobody") {
		return nil
	}
	for _, m := range presence.FindAllStringSubmatch(path, -1) {
		if w.run.demands.Users.Needs(m[1]) {
			return notApplicable("needs a user without %s, which the target requires (/Schemas or --values)", m[1])
		}
	}
	return nil
}

// expectsRefusal says whether the next step of the scenario wants the latest request refused as wrong.
func (w *world) expectsRefusal() bool {
	return w.position < len(w.scenario.steps) && wantsRefusal.MatchString(w.scenario.steps[w.position].Text)
}

var wantsRefusal = regexp.MustCompile(`^the answer is (?:a SCIM error with status )?400(?: or 4\d\d)*(?: and |$)`)

// fill adds a value for a required attribute to an object of such values.
func (w *world) fill(d *demands.Resource, into map[string]any, r demands.Requirement, name string) {
	a, err := scim.ParseAttribute(r.Path)
	if err != nil {
		return
	}
	value := w.madeUp(d, r, name)
	if value == nil {
		return
	}
	if a.URN != "" {
		if into[a.URN] == nil {
			into[a.URN] = map[string]any{}
		}
		into = into[a.URN].(map[string]any)
	}
	if a.Sub == "" {
		into[a.Name] = value
		return
	}
	if into[a.Name] == nil {
		into[a.Name] = map[string]any{}
	}
	into[a.Name].(map[string]any)[a.Sub] = value
}

// madeUp is a plausible value of an attribute for the resource of a name; nil if none can be made up.
func (w *world) madeUp(d *demands.Resource, r demands.Requirement, name string) any {
	key := scim.KeyOf(r.Path)
	local, _, _ := strings.Cut(name, "@")
	email := w.address(strings.ReplaceAll(local, " ", "-"))
	if r.Template != "" {
		digest := fnv.New32a()
		_, _ = digest.Write([]byte(strings.ToLower(local)))
		return typed(r.Kind, templates(map[string]string{"unique": local, "email": email, "userName": name,
			"number": fmt.Sprintf("%09d", digest.Sum32()%1_000_000_000)}).in(r.Template))
	}
	if allowed := d.Allowed[key]; len(allowed) > 0 {
		return typed(r.Kind, allowed[0])
	}
	switch r.Kind {
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
	case r.Kind == "reference", strings.HasSuffix(key, "url"):
		return "https://" + demands.ExampleDomain + "/" + strings.ReplaceAll(local, " ", "-")
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
