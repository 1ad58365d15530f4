package scim

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

func TestAttributeIn(t *testing.T) {
	resource := gjson.Parse(`{
		"userName": "ann", "Active": false, "title": null,
		"name": {"givenName": "Ann"},
		"emails": [{"type": "home", "value": "h@x.test"}, {"type": "Work", "value": "w@x.test", "primary": true}],
		"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Sales", "manager": {"value": "7"}}
	}`)
	for _, row := range []struct{ path, want string }{
		{"userName", `"ann"`},
		{"USERNAME", `"ann"`},
		{"active", `false`},
		{"title", ``},
		{"nickName", ``},
		{"name.givenName", `"Ann"`},
		{"name.familyName", ``},
		{`emails[type eq "work"].value`, `"w@x.test"`},
		{`emails[type eq "other"].value`, ``},
		{`emails[primary eq true].value`, `"w@x.test"`},
		{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", `"Sales"`},
		{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", `"7"`},
		{"urn:ietf:params:scim:schemas:core:2.0:User:userName", `"ann"`},
		{"urn:ietf:params:scim:schemas:core:2.0:User:name.givenName", `"Ann"`},
	} {
		a, err := ParseAttribute(row.path)
		require.NoError(t, err, row.path)
		assert.Equal(t, row.want, a.In(resource).Raw, row.path)
	}
}

func TestParseAttributeErrors(t *testing.T) {
	for _, path := range []string{"", "emails[type]", `emails[type eq "work"`, ".value"} {
		_, err := ParseAttribute(path)
		assert.Error(t, err, path)
	}
}

func FuzzParseAttribute(f *testing.F) {
	f.Add(`emails[type eq "work"].value`)
	f.Add("urn:a:b[c")
	f.Add("urn:")
	f.Fuzz(func(t *testing.T, path string) {
		if a, err := ParseAttribute(path); err == nil {
			a.In(gjson.Parse(`{"a":[{"b":"c"}]}`))
		}
	})
}
