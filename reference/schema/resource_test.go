package schema

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReadResource(t *testing.T) {
	user := userType(t)
	for _, c := range []struct{ section, given, want string }{
		{"RFC 7644, 3.3", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ann"}`, `{"userName":"ann"}`},
		{"RFC 7643, 2.1: names have no case", `{"SCHEMAS": ["urn:ietf:params:scim:schemas:core:2.0:User"], "USERNAME": "ann"}`,
			`{"userName":"ann"}`},
		{"RFC 7643, 3.1: id and meta are the server's", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
			"id": "mine", "meta": {"resourceType": "User"}, "userName": "ann", "externalId": "E1"}`,
			`{"externalId":"E1","userName":"ann"}`},
		{"RFC 7644, 3.3: read-only is ignored", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ann",
			"groups": [{"value": "g"}]}`, `{"userName":"ann"}`},
		{"D-042: unknown is ignored", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ann",
			"shoeSize": 44, "department": "not here"}`, `{"userName":"ann"}`},
		{"MS-SCIM: both schemas, no extension object, empty roles",
			`{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "` + enterprise + `"], "userName": "ann", "roles": []}`,
			`{"userName":"ann"}`},
		{"RFC 7643, 3.3: an extension under its URN, in any case", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
			"userName": "ann", "URN:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"Department": "Sales", "x": 1}}`,
			`{"` + enterprise + `":{"department":"Sales"},"userName":"ann"}`},
		{"RFC 7643, 2.5: an extension of nulls is none", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
			"userName": "ann", "` + enterprise + `": {"department": null, "manager": null}}`, `{"userName":"ann"}`},
		{"a password is accepted and not kept", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ann",
			"password": "s3cret"}`, `{"userName":"ann"}`},
		{"D-045: another vendor's schema URI is no matter", `{"schemas": ["http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/User",
			"urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ann"}`, `{"userName":"ann"}`},
	} {
		got, err := user.ReadResource(decode(t, c.given).(map[string]any), Leniency{AnySchemas: strings.HasPrefix(c.section, "D-045")})
		require.NoError(t, err, c.section)
		assert.JSONEq(t, c.want, encode(t, got), c.section)
	}
}

func TestReadResourceRefuses(t *testing.T) {
	user := userType(t)
	for _, c := range []struct{ section, given, scimType, said string }{
		{"RFC 7643, 3: schemas", `{"userName": "ann"}`, InvalidSyntax, "schemas: expected an array"},
		{"RFC 7643, 3: schemas", `{"schemas": ["` + enterprise + `"], "userName": "ann"}`, InvalidSyntax, "expected urn:ietf:params:scim:schemas:core:2.0:User"},
		{"RFC 7643, 3: only schemas of the resource type", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:x:y"],
			"userName": "ann"}`, InvalidValue, `found "urn:x:y"`},
		{"RFC 7643, 3: each once", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "URN:ietf:params:scim:schemas:core:2.0:User"],
			"userName": "ann"}`, InvalidValue, "twice"},
		{"RFC 7643, 2.1: one name in two cases", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
			"userName": "ann", "username": "bob"}`, InvalidSyntax, "userName: expected once"},
		{"RFC 7643, 3.3", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "` + enterprise + `": "Sales"}`, InvalidValue,
			enterprise + ": expected an object"},
		{"RFC 7643, 2.3.2", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "active": "yes"}`, InvalidValue, "active"},
		{"a password is checked all the same", `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "password": 1}`,
			InvalidValue, "password: expected a string"},
	} {
		_, err := user.ReadResource(decode(t, c.given).(map[string]any), Leniency{})
		var fault *Error
		require.ErrorAs(t, err, &fault, c.section)
		assert.Equal(t, c.scimType, fault.Type, c.section)
		assert.Contains(t, fault.Detail, c.said, c.section)
	}
}

func TestCheckRequired(t *testing.T) {
	user := userType(t)
	require.NoError(t, user.CheckRequired(map[string]any{"userName": "ann"}))
	assert.ErrorContains(t, user.CheckRequired(map[string]any{}), "userName: expected a value", "RFC 7643, 4.1.1")
	assert.ErrorContains(t, user.CheckRequired(map[string]any{"userName": ""}), "userName: expected a value", "not empty")

	user.Extensions[0].Required = true
	assert.ErrorContains(t, user.CheckRequired(map[string]any{"userName": "ann"}), enterprise+": expected the extension",
		"RFC 7643, 6: a required extension")
	user.Extensions[0].Schema = user.Extensions[0].Schema.With("department", "", func(a *Attribute) { a.Required = true })
	assert.ErrorContains(t, user.CheckRequired(map[string]any{"userName": "ann"}), enterprise+":department: expected a value",
		"RFC 7643, 6: and what is required in it")
}

// FuzzReadAttributes: no object makes the reader panic, and what it returns is canonical: by the letter, it reads the same
// again.
func FuzzReadAttributes(f *testing.F) {
	for _, text := range []string{
		`{"userName":"ann","active":"True","emails":[{"value":"a","primary":"true"}],"name":{"givenName":null}}`,
		`{"` + enterprise + `":{"manager":"M1"},"roles":[{"value":"{\"value\":\"x\"}"}],"x509Certificates":["Zg=="]}`,
		`{"ID":1,"Meta":[],"groups":{},"password":"p","emails":["a",null,""]}`,
	} {
		f.Add(text)
	}
	user := userType(f)
	f.Fuzz(func(t *testing.T, text string) {
		var object map[string]any
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		if decoder.Decode(&object) != nil {
			return
		}
		read, err := user.ReadAttributes(object, Entra())
		if err != nil {
			var fault *Error
			require.ErrorAs(t, err, &fault)
			return
		}
		again, err := user.ReadAttributes(read, Leniency{})
		require.NoError(t, err, "%s", encode(t, read))
		require.True(t, SameValue(read, again), "%s, then %s", encode(t, read), encode(t, again))
	})
}
