package schema

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestProjection(t *testing.T) {
	user := userType(t)
	name := `{"familyName":"Lee","givenName":"Ann"}`
	emails := `[{"type":"work","value":"a@x.test"},{"type":"home"}]`
	for _, c := range []struct {
		section, attribute, given string
		only, excluded            []string
		want                      string
	}{
		{"RFC 7644, 3.4: by default", "name", name, nil, nil, name},
		{"RFC 7644, 3.9: named", "name", name, []string{"NAME"}, nil, name},
		{"RFC 7644, 3.9: not named", "name", name, []string{"userName"}, nil, `null`},
		{"RFC 7644, 3.9: a sub-attribute", "name", name, []string{"name.givenName"}, nil, `{"givenName":"Ann"}`},
		{"RFC 7644, 3.9: two of them", "name", name, []string{"name.givenName", "name.familyName"}, nil, name},
		{"RFC 7644, 3.9: of every value", "emails", emails, []string{"emails.value"}, nil, `[{"value":"a@x.test"}]`},
		{"RFC 7644, 3.10: with the URN", "name", name, []string{"urn:ietf:params:scim:schemas:core:2.0:User:name"}, nil, name},
		{"RFC 7644, 3.9: excluded", "name", name, nil, []string{"name"}, `null`},
		{"RFC 7644, 3.9: a sub-attribute excluded", "name", name, nil, []string{"name.givenName"}, `{"familyName":"Lee"}`},
		{"RFC 7644, 3.9: of every value", "emails", emails, nil, []string{"emails.type"}, `[{"value":"a@x.test"}]`},
		{"RFC 7644, 3.9: excluding another", "name", name, nil, []string{"title", "no such", "x.y.z"}, name},
		{"RFC 7644, 3.4.2.5: id is always returned", "id", `"1"`, []string{"userName"}, nil, `"1"`},
		{"RFC 7644, 3.4.2.5: and cannot be excluded", "id", `"1"`, nil, []string{"id"}, `"1"`},
		{"RFC 7643, 7: never is never", "password", `"x"`, []string{"password"}, nil, `null`},
		{"naming only what is not known is naming nothing", "name", name, []string{"nonsense"}, nil, `null`},
	} {
		target, _ := user.Resolve(Path{Attribute: c.attribute})
		projection := user.Project(c.only, c.excluded)
		got := projection.Value("", target.Attribute, decode(t, c.given))
		assert.Equal(t, c.want != `null`, projection.Shows("", target.Attribute), "%s: shows", c.section)
		assert.JSONEq(t, c.want, encode(t, got), "%s: %v, %v", c.section, c.only, c.excluded)
	}
}

func TestProjectionOfExtensions(t *testing.T) {
	user := userType(t)
	department := user.Extensions[0].Schema.Attribute("department")
	value := func(only, excluded []string) any {
		return user.Project(only, excluded).Value(enterprise, department, "Sales")
	}

	assert.Equal(t, "Sales", value(nil, nil))
	assert.Equal(t, "Sales", value([]string{enterprise + ":department"}, nil))
	assert.Equal(t, "Sales", value([]string{enterprise}, nil), "the whole extension")
	assert.Nil(t, value([]string{enterprise + ":manager"}, nil))
	assert.Nil(t, value(nil, []string{enterprise}))
	assert.Nil(t, value(nil, []string{enterprise + ":department"}))
}

func TestProjectionOnRequest(t *testing.T) {
	a := *document(t, "user").Attribute("title")
	a.Returned = OnRequest
	s := document(t, "user")
	s.Attributes = []*Attribute{&a}
	user := &ResourceType{Name: "User", Core: s}

	assert.Nil(t, user.Project(nil, nil).Value("", &a, "Dr"), "RFC 7643, 7: request")
	assert.Equal(t, "Dr", user.Project([]string{"title"}, nil).Value("", &a, "Dr"))
}

func TestProjectionDoesNotModify(t *testing.T) {
	user := userType(t)
	emails := decode(t, `[{"type":"work","value":"a@x.test"}]`)
	user.Project(nil, []string{"emails.type"}).Value("", user.Core.Attribute("emails"), emails)
	assert.Equal(t, decode(t, `[{"type":"work","value":"a@x.test"}]`), emails)
}
