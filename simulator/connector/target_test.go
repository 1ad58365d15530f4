package connector_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
)

func TestParseTargetRefuses(t *testing.T) {
	for _, text := range []string{
		"", "a b", "name.", ".givenName", "a.b.c", "emails[]", `emails[type eq "work"]`, `emails[type eq "work"].`,
		`emails[type eq work].value`, `emails[type ne "work"].value`, `emails[type eq "wo"rk"].value`, `[type eq "work"].value`,
		`emails[type eq "work"].value.x`, "urn:x:", "urn:x:a b",
	} {
		_, err := connector.ParseTarget(text)
		assert.ErrorContains(t, err, "expected", "%q", text)
	}
}

// found reads a value from a resource as the target returned it.
func found(t *testing.T, resource, name string) any {
	t.Helper()
	c, _ := client(t, connector.Options{}, reply{status: 200, body: resource})
	o, err := c.Get(t.Context(), "7")
	require.NoError(t, err)
	return o.Value(target(t, name))
}

func TestObjectValue(t *testing.T) {
	const resource = `{"id":"7","userName":"ann","Active":true,"title":"","roles":[],"level":9007199254740993,
		"name":{"familyName":"A","GIVENNAME":"B"},
		"emails":[{"type":"home","value":"h@x"},{"type":"WORK","value":"w@x"},{"type":"work","value":"second"}, "odd"],
		"x":[{"primary":true,"value":"p"}], "phoneNumbers":{"type":"work","value":"1"},
		"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R"}}`
	tests := []struct {
		name string
		want any
	}{
		{"userName", "ann"},
		{"urn:ietf:params:scim:schemas:core:2.0:User:userName", "ann"},
		{"active", true},
		{"title", nil},
		{"roles", nil},
		{"level", json.Number("9007199254740993")},
		{"name.familyName", "A"},
		{"name.givenName", "B"},
		{"name.formatted", nil},
		{"userName.sub", nil},
		{`emails[type eq "work"].value`, "w@x"},
		{`emails[type eq "other"].value`, nil},
		{`x[primary eq "True"].value`, "p"},
		{`phoneNumbers[type eq "work"].value`, nil},
		{enterprise + "department", "R"},
		{enterprise + "division", nil},
		{"urn:other:2.0:User:a", nil},
	}
	for _, test := range tests {
		assert.Equal(t, test.want, found(t, resource, test.name), test.name)
	}
}

func TestSame(t *testing.T) {
	yes, no := connector.Boolean{Value: true, Text: "True"}, connector.Boolean{Text: "False"}
	tests := []struct {
		wanted, found any
		exact, same   bool
	}{
		{yes, true, true, true}, {yes, "True", true, true}, {yes, "true", true, true},
		{no, false, true, true}, {no, true, true, false}, {no, nil, true, false}, {no, "0", true, false},
		{"a", "a", true, true}, {"a", "A", true, false}, {"a", "A", false, true}, {"a", nil, true, false},
		{"7", json.Number("7"), true, true},
		{json.Number("7"), json.Number("7.0"), true, true}, {json.Number("7"), "7", true, true}, {json.Number("7"), nil, true, false},
		{[]string{"a", "b"}, []any{"b", "a"}, true, true}, {[]string{"a"}, []any{"a", "b"}, true, false}, {[]string{"a"}, "a", true, false},
	}
	for _, test := range tests {
		assert.Equal(t, test.same, connector.Same(test.wanted, test.found, test.exact), "%v %v", test.wanted, test.found)
	}
}

func TestText(t *testing.T) {
	assert.Empty(t, connector.Text(nil))
	assert.Equal(t, "True", connector.Text(true))
	assert.Equal(t, "false", connector.Text(connector.Boolean{Text: "false"}))
	assert.Equal(t, "7", connector.Text(json.Number("7")))
	assert.Equal(t, `["a"]`, connector.Text([]string{"a"}))
}

func TestMixedTargetsAreAFaultOfTheMapping(t *testing.T) {
	c, s := client(t, connector.Options{})
	_, err := c.Create(t.Context(), []connector.Attribute{wanted(t, "name", "Ann"), wanted(t, "name.givenName", "Ann")})
	assert.ErrorContains(t, err, `"name.givenName": expected name to be one value, one object or typed elements`)
	assert.Empty(t, s.asked)
}

func TestParseTenantURL(t *testing.T) {
	tests := []struct {
		text, base string
		dialect    connector.Dialect
		fault      string
	}{
		{"https://h/scim", "https://h/scim", connector.DialectDefault, ""},
		{" https://h/scim/ ", "https://h/scim", connector.DialectDefault, ""},
		{"https://h/scim?aadOptscim062020", "https://h/scim", connector.DialectCompliant, ""},
		{"https://h/scim/?aadOptscim062020", "https://h/scim", connector.DialectCompliant, ""},
		{"https://h/scim?aadOptscim062020=", "https://h/scim", connector.DialectCompliant, ""},
		{"https://h/scim?AzureAdScimPatch2017", "https://h/scim", connector.DialectDefault, ""},
		{"https://h/scim/?AzureAdScimPatch2017", "https://h/scim", connector.DialectDefault, ""},
		{"http://127.0.0.1:8080", "http://127.0.0.1:8080", connector.DialectDefault, ""},
		{"https://h/scim?aadoptscim", "", connector.DialectDefault, `found "aadoptscim"`},
		{"https://h/scim?aadOptscim062020&AzureAdScimPatch2017", "", connector.DialectDefault,
			"expected no query, or one of the flags aadOptscim062020 and AzureAdScimPatch2017, found"},
		{"https://h/scim?AzureAdScimPatch062020", "", connector.DialectDefault, "expected no query"}, // in an old screenshot only
		{"h/scim", "", connector.DialectDefault, "expected an http or https URL"},
		{"127.0.0.1:8080/scim", "", connector.DialectDefault, `expected an http or https URL, found "127.0.0.1:8080/scim"`},
		{"ftp://h/scim", "", connector.DialectDefault, "expected an http or https URL"},
		{"https://user:secret@h/scim", "", connector.DialectDefault, "expected no user"},
		{"https://user:secret@h:port/scim", "", connector.DialectDefault, "tenant URL: expected an http or https URL, found another text, which is not shown for its @"},
		{"https://user:secret@h/%zz", "", connector.DialectDefault, "found another text"},
		{"user:secret@h/scim", "", connector.DialectDefault, "found another text"},
		{"https://h:port/scim", "", connector.DialectDefault, `tenant URL: parse "https://h:port/scim": invalid port`},
		{"https://h/scim#top", "", connector.DialectDefault, "no fragment"},
	}
	for _, test := range tests {
		base, dialect, err := connector.Wire{}.ParseTenantURL(test.text)
		if test.fault != "" {
			assert.ErrorContains(t, err, test.fault, test.text)
			assert.NotContains(t, err.Error(), "secret")
			continue
		}
		require.NoError(t, err, test.text)
		assert.Equal(t, test.base, base, test.text)
		assert.Equal(t, test.dialect, dialect, test.text)
	}
	for text, dialect := range map[string]connector.Dialect{
		"https://h/scim?tenant=7&aadOptscim062020": connector.DialectCompliant, "https://h/scim?tenant=7": connector.DialectDefault,
		"https://h/scim?aadOptscim062020&AzureAdScimPatch2017":   connector.DialectDefault,
		"https://h/scim?AzureAdScimPatch2017=&aadOptscim062020=": connector.DialectCompliant,
		"https://h/scim?AzureAdScimPatch062020":                  connector.DialectCompliant,
	} {
		base, found, err := connector.Wire{FlagsTogether: true, OlderFlag: true}.ParseTenantURL(text)
		require.NoError(t, err, text)
		assert.Equal(t, "https://h/scim", base)
		assert.Equal(t, dialect, found, text)
	}
	assert.Equal(t, "default compliant", connector.DialectDefault.String()+" "+connector.DialectCompliant.String())
}

func TestNewChecksItsOptions(t *testing.T) {
	for _, options := range []connector.Options{
		{}, {BaseURL: "scim"}, {BaseURL: "https://h/scim?aadOptscim062020"}, {BaseURL: "https://u@h"}, {BaseURL: "https://h", Timeout: -1},
		{BaseURL: "https://h", MaxBody: -1}, {BaseURL: "https://%zz"},
	} {
		_, err := connector.New(options)
		assert.ErrorContains(t, err, "connector:", "%+v", options)
	}
}
