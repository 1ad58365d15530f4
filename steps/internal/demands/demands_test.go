package demands_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/steps/internal/demands"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

// schemasOf is a ListResponse of one user schema with these attributes.
func schemasOf(attributes string) gjson.Result {
	return gjson.Parse(`{"Resources":[{"id":"` + scim.CoreUser + `","attributes":[` + attributes + `]}]}`)
}

func TestRequired(t *testing.T) {
	for _, row := range []struct {
		name, attributes string
		required         []string
	}{
		{"nothing but userName", `{"name":"userName","required":true}`, nil},
		{"an attribute", `{"name":"displayName","required":true}`, []string{"displayName"}},
		{"one that only the server sets", `{"name":"groups","required":true,"mutability":"readOnly"}`, nil},
		{"a complex one, of which nothing is said", `{"name":"name","type":"complex","required":true,"subAttributes":[
			{"name":"formatted"},{"name":"familyName"}]}`, []string{"name.familyName"}},
		{"a part, whether or not the whole is", `{"name":"name","type":"complex","subAttributes":[
			{"name":"givenName","required":true},{"name":"familyName"}]}`, []string{"name.givenName"}},
		{"a list and a part of its elements", `{"name":"emails","type":"complex","multiValued":true,"required":true,"subAttributes":[
			{"name":"value"},{"name":"type","required":true}]}`, []string{"emails.value", "emails.type"}},
		{"a part of elements that need not be there", `{"name":"emails","type":"complex","multiValued":true,"subAttributes":[
			{"name":"value","required":true}]}`, nil},
		{"in any letter case", `{"NAME":"title","Required":true}`, []string{"title"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			d, err := demands.Read(schemasOf(row.attributes), gjson.Result{}, fixtures.Values{})
			require.NoError(t, err)
			var paths []string
			for _, r := range d.Users.Required {
				paths = append(paths, r.Path)
			}
			assert.Equal(t, row.required, paths)
			for _, p := range paths {
				assert.True(t, d.Users.Needs(p))
			}
		})
	}
}

func TestLacks(t *testing.T) {
	const emailsOnly = `{"name":"userName"},{"name":"emails","type":"complex","multiValued":true,"subAttributes":[{"name":"value"}]}`
	for path, lacks := range map[string]bool{
		"nickName": true, "title": true, `addresses[type eq "work"].country`: true,
		"displayName": true, "password": true, `phoneNumbers[type eq "work"].value`: true,
		"active": false, "name.familyName": false, // Entra ID cannot do without, so that their absence is the scenarios' to find
		"externalId": false, "id": false, "emails.value": false, `emails[type eq "work"].value`: false,
		scim.EnterpriseUser + ":department": true,
		"urn:example:other:department":      false, // of another extension nothing is known
	} {
		d, err := demands.Read(schemasOf(emailsOnly), gjson.Result{}, fixtures.Values{})
		require.NoError(t, err)
		assert.Equal(t, lacks, d.Users.Lacks(path), path)
		var unknown demands.All
		assert.False(t, unknown.Users.Lacks(path), "%s at a target that shows no schema", path)
	}
}

// What is optional and read-only is not there for a client.
func TestLacksWhatIsReadOnly(t *testing.T) {
	d, err := demands.Read(schemasOf(`{"name":"userName"},{"name":"displayName","mutability":"readOnly"},{"name":"active","mutability":"readOnly"}`), gjson.Result{}, fixtures.Values{})
	require.NoError(t, err)
	assert.True(t, d.Users.Lacks("displayName"))
	assert.False(t, d.Users.Lacks("active"), "without it Entra ID cannot disable a user")
}

// A part of the name that is not listed among those that are is not there, and what is read-only is no client's.
func TestPartsOfTheName(t *testing.T) {
	const listed = `{"name":"name","type":"complex","subAttributes":[{"name":"givenName"},{"name":"familyName"}]}`
	const computed = `{"name":"name","type":"complex","subAttributes":[{"name":"givenName"},{"name":"formatted","mutability":"readOnly"}]}`
	for attributes, want := range map[string][2]bool{listed: {true, false}, computed: {false, true}, `{"name":"name","type":"complex"}`: {false, false}} {
		d, err := demands.Read(schemasOf(attributes), gjson.Result{}, fixtures.Values{})
		require.NoError(t, err)
		assert.Equal(t, want, [2]bool{d.Users.Lacks("name.formatted"), d.Users.ReadOnly("name.formatted")}, attributes)
		assert.False(t, d.Users.Lacks("name.givenName"))
		assert.False(t, d.Users.ReadOnly("name.givenName"))
	}
}

func TestTypeFor(t *testing.T) {
	types := func(listed string) string {
		return `{"name":"phoneNumbers","type":"complex","multiValued":true,"subAttributes":[{"name":"value"},{"name":"type","canonicalValues":` + listed + `}]}`
	}
	for _, row := range []struct {
		listed, wanted, want string
		ok                   bool
	}{
		{`[]`, "work", "work", true},
		{`["work","mobile"]`, "mobile", "mobile", true},
		{`["Work","Cell"]`, "work", "Work", true},
		{`["Work","Cell"]`, "mobile", "Cell", true}, // what is not named by features stands in
		{`["work"]`, "mobile", "mobile", false},
		{`["work"]`, "pager", "pager", true}, // nobody's invention: it is meant as it is
	} {
		d, err := demands.Read(schemasOf(types(row.listed)), gjson.Result{}, fixtures.Values{})
		require.NoError(t, err)
		got, ok := d.Users.TypeFor("phoneNumbers", row.wanted)
		assert.Equal(t, row.want, got, "%s of %s", row.wanted, row.listed)
		assert.Equal(t, row.ok, ok, "%s of %s", row.wanted, row.listed)
	}
}

func TestComplete(t *testing.T) {
	const list = `{"name":"emails","type":"complex","multiValued":true,"subAttributes":[{"name":"value"},{"name":"type"},{"name":"display"}]}`
	d, err := demands.Read(schemasOf(list), gjson.Result{}, fixtures.Values{})
	require.NoError(t, err)
	for _, row := range []struct {
		name, object, want string
		missing            map[string]any
	}{
		{"what is there stays", `{"userName":"ann","DisplayName":"Ann"}`, `{"userName":"ann","DisplayName":"Ann"}`, map[string]any{"displayname": "Other"}},
		{"a value", `{"userName":"ann"}`, `{"userName":"ann","title":"Engineer"}`, map[string]any{"title": "Engineer"}},
		{"a part", `{"name":{"givenName":"Ann"}}`, `{"name":{"givenName":"Ann","familyName":"Example"}}`, map[string]any{"name": map[string]any{"familyName": "Example"}}},
		{"each element", `{"emails":[{"value":"a@x"},{"value":"b@x","display":"B"}]}`, `{"emails":[{"value":"a@x","display":"E"},{"value":"b@x","display":"B"}]}`,
			map[string]any{"emails": map[string]any{"display": "E"}}},
		{"a list that is not there", `{}`, `{"emails":[{"type":"work","value":"a@x"}]}`, map[string]any{"emails": map[string]any{"value": "a@x"}}},
		{"an extension and its schema", `{"schemas":["` + scim.CoreUser + `"]}`,
			`{"schemas":["` + scim.CoreUser + `","urn:x:User"],"urn:x:User":{"badge":"7"}}`, map[string]any{"urn:x:User": map[string]any{"badge": "7"}}},
		{"long numbers stay whole", `{"n":12345678901234567890}`, `{"n":12345678901234567890}`, map[string]any{}},
	} {
		t.Run(row.name, func(t *testing.T) {
			assert.JSONEq(t, row.want, d.Users.Complete(gjson.Parse(row.object), row.missing))
		})
	}
}

func TestValuesOfAnUnknownAttribute(t *testing.T) {
	v := fixtures.Values{File: "values.yaml"}
	v.Users.Required = []fixtures.Template{{Attribute: "displayNam", Line: 3, Column: 5}}
	_, err := demands.Read(schemasOf(`{"name":"displayName"}`), gjson.Result{}, v)
	assert.EqualError(t, err, "values: values.yaml:3:5: displayNam: the target's schema has no such attribute; the nearest is displayName")
}

// Discovery documents come from outside, and may say anything.
func FuzzRead(f *testing.F) {
	f.Add(schemasOf(`{"name":"emails","type":"complex","multiValued":true,"required":true,"subAttributes":[{"name":"value"}]}`).Raw, `{}`, `{"userName":"x"}`)
	f.Add(`{"Resources":[{"id":"`+scim.CoreUser+`","attributes":{"name":[]}}]}`, `{"Resources":[{"name":"User","schemaExtensions":[{"schema":"urn:x","required":true}]}]}`, `{"emails":[{}]}`)
	f.Fuzz(func(t *testing.T, schemas, types, object string) {
		d, err := demands.Read(gjson.Parse(schemas), gjson.Parse(types), fixtures.Values{})
		if err != nil {
			return
		}
		missing := map[string]any{}
		for _, r := range d.Users.Required {
			missing[r.Path] = map[string]any{"value": "x"}
			assert.True(t, d.Users.Needs(r.Path), "%q is required", r.Path)
		}
		if parsed := gjson.Parse(object); gjson.Valid(object) && parsed.IsObject() {
			assert.True(t, json.Valid([]byte(d.Users.Complete(parsed, missing))))
		}
		assert.False(t, slices.ContainsFunc(d.Users.Required, func(r demands.Requirement) bool { return scim.KeyOf(r.Path) == "username" }))
	})
}
