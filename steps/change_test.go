package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/tidwall/gjson"
)

func TestFlatten(t *testing.T) {
	got := map[string]string{}
	flatten("", gjson.Parse(`{
		"userName": "ann", "active": false, "title": null, "nickName": "", "roles": [],
		"name": {"givenName": "Ann"},
		"emails": [{"type": "work", "value": "a@x"}, {"value": "b@x", "primary": true}],
		"urn:x:ext:2.0:User": {"department": "Sales", "manager": {"value": "7"}},
		"urn:x:literal": "y"
	}`), got)
	assert.Equal(t, map[string]string{
		"userName": `"ann"`, "active": `false`, "name.givenName": `"Ann"`,
		`emails[type eq "work"].type`: `"work"`, `emails[type eq "work"].value`: `"a@x"`,
		`emails[value eq "b@x"].value`: `"b@x"`, `emails[value eq "b@x"].primary`: `true`,
		"urn:x:ext:2.0:User:department": `"Sales"`, "urn:x:ext:2.0:User:manager.value": `"7"`,
		"urn:x:literal": `"y"`,
	}, got)
}

func TestFlattenSeesDuplicates(t *testing.T) {
	got := map[string]string{}
	flatten("", gjson.Parse(`{"phoneNumbers":[{"type":"work","value":"2"},{"type":"work","value":"1"},{"type":"work","value":"2"}]}`), got)
	assert.Equal(t, map[string]string{
		`phoneNumbers[type eq "work"].type`: `"work"`, `phoneNumbers[type eq "work"].value`: `"1"`,
		`phoneNumbers[type eq "work"][no. 2].type`: `"work"`, `phoneNumbers[type eq "work"][no. 2].value`: `"2"`,
		`phoneNumbers[type eq "work"][no. 3].type`: `"work"`, `phoneNumbers[type eq "work"][no. 3].value`: `"2"`,
	}, got)
}

func TestFlattenReadsEscapes(t *testing.T) {
	a, b := map[string]string{}, map[string]string{}
	flatten("", gjson.Parse(`{"userName":"a\u0040x","displayName":"Zo\u00eb"}`), a)
	flatten("", gjson.Parse(`{"displayName":"Zoë","userName":"a@x"}`), b)
	assert.Equal(t, a, b)
}

func TestFlattenDoesNotMindTheOrderOfElements(t *testing.T) {
	a, b := map[string]string{}, map[string]string{}
	flatten("", gjson.Parse(`{"emails":[{"type":"work","value":"1"},{"type":"home","value":"2"}]}`), a)
	flatten("", gjson.Parse(`{"emails":[{"value":"2","type":"home"},{"value":"1","type":"work"}]}`), b)
	assert.Equal(t, a, b)
}

func TestCovered(t *testing.T) {
	for _, row := range []struct {
		path, allowed string
		want          bool
	}{
		{"active", "active", true},
		{"displayName", "active", false},
		{"name.familyName", "name", true},
		{"name.familyName", "name.givenName", false},
		{"name.formatted", "name.givenName", true},
		{"displayName", "name.givenName", true}, // a display name that the server makes of the name
		{"displayName", "name", true},
		{"name.formatted", "displayName", true},
		{"name.givenName", "displayName", false},
		{"nameX", "name", false},
		{`phoneNumbers[type eq "work"].value`, "phoneNumbers", true},
		{`emails[type eq "work"].display`, `emails[type eq "work"].value`, true},
		{`emails[type eq "home"].value`, `emails[type eq "work"].value`, false},
		{"urn:x:2.0:User:department", "urn:x:2.0:User:department", true},
		{"urn:x:2.0:User:costCenter", "urn:x:2.0:User:department", false},
	} {
		assert.Equal(t, row.want, covered(row.path, []string{row.allowed}), "%s by %s", row.path, row.allowed)
	}
}

func TestClientSets(t *testing.T) {
	for path, want := range map[string]bool{
		"active":                             true,
		"name.givenName":                     true,
		"name.familyName.x":                  true,
		`phoneNumbers[type eq "work"].value`: true,
		"externalId":                         true,
		"id":                                 false,
		"meta.version":                       false,
		`groups[value eq "1"].display`:       false,
		"lastLogin":                          false,
		"urn:vendor:1.0:User:seenAt":         false,
		"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department": true,
	} {
		assert.Equal(t, want, clientSets(path), path)
	}
}

func TestNulls(t *testing.T) {
	assert.Empty(t, nulls("", gjson.Parse(`{"a":"null","b":[{"c":1}]}`)))
	assert.Equal(t, []string{"a", "b.c", "d"}, nulls("", gjson.Parse(`{"a":null,"b":[{"c":null}],"d":[null]}`)))
}

// A manager who is renamed or deleted changes what is shown of those who have him, and not their version.
func TestStateLeavesOutWhatIsDerived(t *testing.T) {
	with := func(manager string) string {
		return stateOf(gjson.Parse(`{"id":"7","userName":"ann","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":` + manager + `}}`))
	}
	shown := with(`{"value":"8","$ref":"../Users/8","displayName":"Bob"}`)
	assert.Equal(t, shown, with(`{"value":"8","$ref":"https://h/Users/8","displayName":"Robert"}`))
	assert.Equal(t, shown, with(`{"value":"8"}`))
	assert.NotEqual(t, shown, with(`{"value":"9","$ref":"../Users/8","displayName":"Bob"}`))
}
