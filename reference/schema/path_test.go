package schema

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

func TestParsePath(t *testing.T) {
	for _, c := range []struct {
		section, text string
		want          Path
	}{
		{"RFC 7644, 3.10", "userName", Path{Attribute: "userName"}},
		{"RFC 7644, 3.10", "name.givenName", Path{Attribute: "name", Sub: "givenName"}},
		{"RFC 7644, 3.10", "urn:ietf:params:scim:schemas:core:2.0:User:name.givenName",
			Path{URN: "urn:ietf:params:scim:schemas:core:2.0:User", Attribute: "name", Sub: "givenName"}},
		{"D-182: the dot of 2.0 is the URN's", enterprise + ":employeeNumber", Path{URN: enterprise, Attribute: "employeeNumber"}},
		{"D-182", enterprise + ":manager.value", Path{URN: enterprise, Attribute: "manager", Sub: "value"}},
		{"RFC 7643, 2.1: $ref", "manager.$ref", Path{Attribute: "manager", Sub: "$ref"}},
		{"RFC 7644, figure 1: nameChar", "a-b_9", Path{Attribute: "a-b_9"}},
	} {
		got, err := ParsePath(c.text)
		require.NoError(t, err, "%s: %s", c.section, c.text)
		assert.Equal(t, c.want, got, "%s: %s", c.section, c.text)
		assert.Equal(t, c.text, got.String(), c.section)
	}
}

func TestParsePathRefuses(t *testing.T) {
	for _, text := range []string{"", ".", "a.", ".a", "a.b.c", "1a", "a b", "ä", "a:", ":a", "x:", "$", "-a", "a.$", "urn::",
		"not a urn:a", "urn:x[y]:a", "a\x00"} {
		_, err := ParsePath(text)
		assert.Error(t, err, "%q", text)
	}
}

func TestResolve(t *testing.T) {
	user := userType(t)
	for _, c := range []struct{ section, text, want string }{
		{"RFC 7643, 2.1: names have no case", "USERNAME", "userName"},
		{"RFC 7644, 3.10: nor have URNs", "URN:ietf:params:scim:schemas:core:2.0:user:UserName", "userName"},
		{"D-184: the core URN means the bare name", "urn:ietf:params:scim:schemas:core:2.0:User:emails.value", "emails.value"},
		{"RFC 7643, 3.1: common attributes", "externalId", "externalId"},
		{"RFC 7643, 3.1", "meta.lastModified", "meta.lastModified"},
		{"RFC 7644, 3.10", enterprise + ":manager.value", enterprise + ":manager.value"},
		{"a bare extension URN is its whole object", enterprise, enterprise},
		{"Entra's reference check leaves the URN out", "manager", enterprise + ":manager"},
	} {
		p, err := ParsePath(c.text)
		require.NoError(t, err, c.text)
		target, err := user.Resolve(p)
		require.NoError(t, err, "%s: %s", c.section, c.text)
		assert.Equal(t, c.want, target.Name(), c.section)
	}
}

func TestResolveRefuses(t *testing.T) {
	user := userType(t)
	for text, said := range map[string]string{
		"shoeSize":                   `User has no attribute "shoeSize"`,
		"name.shoeSize":              `attribute "name" of User has no sub-attribute "shoeSize"`,
		enterprise + ":userName":     `User has no attribute "` + enterprise + `:userName"`,
		"urn:example:x:2.0:Y:field":  `User has no attribute "urn:example:x:2.0:Y:field"`,
		enterprise + ".manager":      `is a schema: expected an attribute of it`,
		"userName.value":             `attribute "userName" of User has no sub-attribute "value"`,
		"urn:example:2.0:User:title": `User has no attribute "urn:example:2.0:User:title"`,
	} {
		p, err := ParsePath(text)
		require.NoError(t, err, text)
		_, err = user.Resolve(p)
		assert.ErrorContains(t, err, said, text)
	}
}
