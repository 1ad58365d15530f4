package filter

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference/schema"
)

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

func document(t testing.TB, name string) *schema.Schema {
	t.Helper()
	text, err := fixtures.FS.ReadFile("schemas/" + name + ".json")
	require.NoError(t, err)
	s, err := schema.Parse(text)
	require.NoError(t, err)
	return s
}

// gadget is an extension with the types that no standard User attribute has.
const gadget = `{"id": "urn:example:schemas:1.0:Gadget", "attributes": [
	{"name": "count", "type": "integer"}, {"name": "weight", "type": "decimal"}, {"name": "bought", "type": "dateTime"},
	{"name": "code", "caseExact": true}, {"name": "tags", "multiValued": true}, {"name": "key", "type": "binary"}]}`

func userType(t testing.TB) *schema.ResourceType {
	t.Helper()
	extension, err := schema.Parse([]byte(gadget))
	require.NoError(t, err)
	return &schema.ResourceType{Name: "User", Endpoint: "/Users", Core: document(t, "user"),
		Extensions: []schema.Extension{{Schema: document(t, "enterprise-user")}, {Schema: extension}}}
}

// ann is the user that filters are tried on.
func ann(t testing.TB) Resource {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(`{
		"id": "ID-1", "externalId": "E-ann", "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
		"userName": "Ann@X.Test", "active": true, "name": {"familyName": "O'Malley"}, "nickName": "",
		"emails": [{"type": "work", "value": "ann@x.test", "primary": true}, {"type": "home", "value": "ann@home.test"}],
		"roles": [{"value": "Admin", "primary": false}],
		"meta": {"resourceType": "User", "lastModified": "2024-05-13T04:42:34.000Z"},
		"` + enterprise + `": {"department": "Sales", "manager": {"value": "M1"}},
		"urn:example:schemas:1.0:Gadget": {"count": 9007199254740993, "weight": 1.5, "bought": "2024-01-01T12:00:00+02:00",
			"code": "aB", "tags": ["red", "green"], "key": "Zg=="}}`))
	decoder.UseNumber()
	var attributes map[string]any
	require.NoError(t, decoder.Decode(&attributes))
	return func(extension, name string) any {
		if extension == "" {
			return attributes[name]
		}
		object, _ := attributes[extension].(map[string]any)
		return object[name]
	}
}

func TestMatches(t *testing.T) {
	user, resource := userType(t), ann(t)
	const g = "urn:example:schemas:1.0:Gadget:"
	for _, c := range []struct {
		section, filter string
		want            bool
	}{
		{"RFC 7643, 4.1.1: userName has no case", `userName eq "ANN@x.test"`, true},
		{"D-055: eq is the whole value", `userName eq "ann@x"`, false},
		{"RFC 7643, 3.1: externalId is case exact", `externalId eq "e-ann"`, false},
		{"RFC 7643, 3.1", `externalId eq "E-ann"`, true},
		{"RFC 7643, 3.1: so is id", `id eq "id-1"`, false},
		{"RFC 7644, table 3: ne", `userName ne "bob"`, true},
		{"RFC 7644, table 3: ne", `userName ne "ann@x.test"`, false},
		{"RFC 7644, table 3: co", `name.familyName co "o'mal"`, true},
		{"RFC 7644, table 3: sw", `userName sw "ann"`, true},
		{"RFC 7644, table 3: sw of the same string", `userName sw "ann@x.test"`, true},
		{"RFC 7644, table 3: ew", `userName ew "x.test"`, true},
		{"RFC 7644, table 3: ew", `userName ew "ann"`, false},
		{"RFC 7644, table 3: pr", `name pr`, true},
		{"RFC 7644, table 3: pr of a sub-attribute", `name.givenName pr`, false},
		{"RFC 7644, table 3: an empty value is not present", `nickName pr`, false},
		{"RFC 7644, table 3: false is present", `roles.primary pr`, true},
		{"RFC 7644, table 3: gt of strings", `userName gt "Ann"`, true},
		{"RFC 7644, table 3: lt of strings", `userName lt "ann"`, false},
		{"RFC 7644, table 3: ge", `userName ge "ANN@X.TEST"`, true},
		{"RFC 7644, table 3: le", `userName le "ANN@X.TEST"`, true},
		{"RFC 7644, table 3: chronological", `meta.lastModified gt "2024-05-13T05:00:00+02:00"`, true},
		{"RFC 7644, table 3: the same moment", `meta.lastModified eq "2024-05-13T06:42:34+02:00"`, true},
		{"RFC 7644, table 3: chronological", g + `bought lt "2024-01-01T10:30:00Z"`, true},
		{"RFC 7644, table 3: numeric", g + `count gt 9007199254740992`, true},
		{"RFC 7644, table 3: numeric, exactly", g + `count eq 9007199254740992`, false},
		{"RFC 7644, table 3: numeric", g + `weight eq 1.50`, true},
		{"RFC 7644, table 3: an integer and a decimal", g + `weight lt 2`, true},
		{"RFC 7644, table 3: huge numbers have an order", g + `weight lt 1e999`, true},
		{"caseExact of an extension's attribute", g + `code eq "ab"`, false},
		{"caseExact", g + `code co "B"`, true},
		{"binary is compared exactly", g + `key eq "zg=="`, false},
		{"binary", g + `key eq "Zg=="`, true},
		{"RFC 7644, 3.4.2.2: any value", g + `tags eq "GREEN"`, true},
		{"RFC 7644, 3.4.2.2: any value", g + `tags eq "blue"`, false},
		{"booleans", `active eq true`, true},
		{"booleans", `active ne true`, false},
		{"D-184: the core URN", `urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ann@x.test"`, true},
		{"RFC 7644, figure 2: emails means emails.value", `emails co "home.test"`, true},
		{"RFC 7644, figure 2", `emails.type eq "work"`, true},
		{"RFC 7644, figure 2: schemas", `schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"`, true},
		{"RFC 7644, table 5: the same value", `emails[type eq "work" and value eq "ann@x.test"]`, true},
		{"RFC 7644, table 5: not across values", `emails[type eq "work" and value eq "ann@home.test"]`, false},
		{"across values without brackets", `emails.type eq "work" and emails.value eq "ann@home.test"`, true},
		{"D-061", `emails[type eq "work"].value eq "ANN@x.test"`, true},
		{"D-061", `emails[type eq "home"].value eq "ann@x.test"`, false},
		{"a value path on a singular attribute", `name[familyName sw "o"]`, true},
		{"a value path without values", `ims[type eq "xmpp"]`, false},
		{"Entra's reference check", `id eq "ID-1" and manager eq "M1"`, true},
		{"Entra's reference check", `id eq "ID-1" and manager eq "M2"`, false},
		{"RFC 7644, 3.10", enterprise + `:manager.value eq "M1"`, true},
		{"D-143: a quoted boolean", `roles[primary eq "False"]`, true},
		{"D-143", `active eq "True"`, true},
		{"RFC 7643, 2.5: null is unassigned", `title eq null`, true},
		{"RFC 7643, 2.5", `userName eq null`, false},
		{"RFC 7643, 2.5", `userName ne null`, true},
		{"without a value nothing is equal", `title eq "x"`, false},
		{"without a value everything is not equal", `title ne "x"`, true},
		{"without a value there is no order", `title gt "a"`, false},
		{"RFC 7644, table 4: and", `active eq true and title pr`, false},
		{"RFC 7644, table 4: or", `active eq true or title pr`, true},
		{"RFC 7644, table 4: not", `not (title pr)`, true},
		{"RFC 7644, 3.4.2.2: not before and before or", `active eq true or not (active eq true) and title pr`, true},
		{"RFC 7644, table 5: brackets", `(active eq true or not (active eq true)) and title pr`, false},
	} {
		e, err := entra.Parse(c.filter)
		require.NoError(t, err, "%s: %s", c.section, c.filter)
		f, err := Semantics{StringBooleans: true}.Compile(e, user)
		require.NoError(t, err, "%s: %s", c.section, c.filter)
		assert.Equal(t, c.want, f.Matches(resource), "%s: %s", c.section, c.filter)
	}
}

func TestCompileRefuses(t *testing.T) {
	user := userType(t)
	const g = "urn:example:schemas:1.0:Gadget:"
	for _, c := range []struct{ section, filter, said string }{
		{"D-052: an unknown attribute", `shoeSize eq 44`, `no attribute "shoeSize"`},
		{"an unknown sub-attribute", `name.shoeSize eq "x"`, `no sub-attribute "shoeSize"`},
		{"an unknown sub-attribute of a value", `emails[shoeSize eq "x"]`, `no sub-attribute "shoeSize"`},
		{"RFC 7644, 3.4.2.2: a sub-attribute must be specified", `name eq "Ann"`, "expected a sub-attribute"},
		{"a schema is no attribute", enterprise + ` eq "x"`, "is a schema"},
		{"RFC 7644, table 3: no order of booleans", `active gt false`, "boolean"},
		{"RFC 7644, table 3: no order of binaries", g + `key gt "Zg=="`, "binary"},
		{"no substrings of numbers", g + `count co 1`, "number"},
		{"no substrings of times", `meta.created sw "2024-01-01T00:00:00Z"`, "dateTime"},
		{"a boolean and a string, by the letter", `active eq "True"`, "expected true or false to compare with"},
		{"a number and a string", g + `count eq "1"`, "expected a number"},
		{"a string and a number", `userName eq 1`, "expected a string"},
		{"no date", `meta.created gt "yesterday"`, "expected a date and time"},
		{"no order with null", `userName gt null`, "null"},
		{"a value path on a simple attribute", `userName[value eq "x"]`, "expected a complex attribute"},
		{"RFC 7643, 7: writeOnly is not read", `password eq "x"`, "can be read"},
		{"RFC 7643, 7: not even its presence", `password pr`, "can be read"},
		{"deep inside", `a pr or userName pr and not (userName eq 1)`, `no attribute "a"`},
	} {
		e, err := rfc.Parse(c.filter)
		require.NoError(t, err, "%s: %s", c.section, c.filter)
		_, err = Semantics{}.Compile(e, user)
		var fault *schema.Error
		require.ErrorAs(t, err, &fault, "%s: %s", c.section, c.filter)
		assert.Equal(t, schema.InvalidFilter, fault.Type, c.section)
		assert.Contains(t, fault.Detail, c.said, c.section)
	}
}

func TestUnknownAbsent(t *testing.T) {
	user, resource := userType(t), ann(t)
	for filter, want := range map[string]bool{
		`shoeSize eq 44`: false, `shoeSize ne 44`: true, `shoeSize pr`: false, `shoes[size eq 44]`: false, `not (shoeSize pr)`: true,
	} {
		e, err := rfc.Parse(filter)
		require.NoError(t, err)
		f, err := Semantics{UnknownAbsent: true}.Compile(e, user)
		require.NoError(t, err, "RFC 7644, 3.4.2.1: %s", filter)
		assert.Equal(t, want, f.Matches(resource), filter)
	}
}

func TestCaseExactOverride(t *testing.T) {
	exact := Semantics{CaseExact: func(*schema.Attribute) bool { return true }}
	e, err := rfc.Parse(`userName eq "ann@x.test"`)
	require.NoError(t, err)
	f, err := exact.Compile(e, userType(t))
	require.NoError(t, err)
	assert.False(t, f.Matches(ann(t)))
}

func TestCompileElement(t *testing.T) {
	emails := document(t, "user").Attribute("emails")
	e, err := rfc.ParseElement(`TYPE eq "Work" and not (value ew "old.test")`)
	require.NoError(t, err)
	element, err := Semantics{}.CompileElement(e, emails)
	require.NoError(t, err)
	assert.True(t, element.Matches(map[string]any{"type": "work", "value": "a@new.test"}))
	assert.False(t, element.Matches(map[string]any{"type": "work", "value": "a@old.test"}))
	assert.False(t, element.Matches(map[string]any{"value": "a@new.test"}))

	_, err = Semantics{}.CompileElement(&ValuePath{Path: schema.Path{Attribute: "emails"}, Filter: e}, emails)
	assert.ErrorContains(t, err, "no value path within a value path")
}

func TestEqualities(t *testing.T) {
	user := userType(t)
	for _, c := range []struct {
		filter string
		want   map[string]string
	}{
		{`userName eq "ann"`, map[string]string{"userName": "ann"}},
		{`id eq "1" and manager eq "2"`, map[string]string{"id": "1", enterprise + ":manager.value": "2"}},
		{`emails eq "x"`, map[string]string{"emails.value": "x"}},
		{`emails[type eq "work"].value eq "x"`, map[string]string{"emails.type": "work", "emails.value": "x"}},
		{`userName eq "a" or userName eq "b"`, map[string]string{}},
		{`not (userName eq "a")`, map[string]string{}},
		{`userName sw "a" and title eq "Dr"`, map[string]string{"title": "Dr"}},
		{`active eq true`, map[string]string{}},
		{`emails[type eq "a" or value eq "b"]`, map[string]string{}},
		{`shoeSize eq "44" and name eq "x"`, map[string]string{}},
	} {
		e, err := entra.Parse(c.filter)
		require.NoError(t, err, c.filter)
		got := map[string]string{}
		for _, equality := range Equalities(e, user) {
			got[equality.Target.Name()] = equality.Value
		}
		assert.Equal(t, c.want, got, c.filter)
	}
}
