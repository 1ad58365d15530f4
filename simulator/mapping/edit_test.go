package mapping_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

func TestEditsOfTheMapping(t *testing.T) {
	s := load(t, "vcc")
	users := s.Users()
	require.NoError(t, users.SetAttribute(`phoneNumbers[type eq "work"].value`, "mobile"))
	require.NoError(t, users.SetExpression("displayName", `Join(" ", [givenName], [surname])`))
	users.SetConstant("locale", "en-GB")
	users.SetConstant("name.givenName", "X")
	require.NoError(t, users.SetMatching("externalId", 2))
	require.NoError(t, users.SetMatching("userName", 0))
	require.NoError(t, users.Remove("name.familyName"))
	assert.Equal(t, []string{
		"userName <- [userPrincipalName]",
		`active <- Switch([IsSoftDeleted], , "False", "True", "True", "False")`,
		`displayName <- Join(" ", [givenName], [surname])`,
		`emails[type eq "work"].value <- [mail]`,
		`phoneNumbers[type eq "work"].value <- [mobile]`,
		"name.givenName <- constant X",
		"externalId <- [objectId]**",
		"locale <- constant en-GB",
	}, rows(users))

	require.NoError(t, users.SetAttribute("locale", "preferredLanguage"))
	assert.Nil(t, users.Row("locale").DefaultValue, "the constant does not become the default")
	assert.Equal(t, mapping.SourceAttribute, users.Row("locale").Source.Type)
	assert.Equal(t, mapping.SourceFunction, users.Row("displayName").Source.Type)
	assert.Equal(t, "Join", users.Row("displayName").Source.Name)
}

func TestEditsThatAreRefused(t *testing.T) {
	users := load(t, "vcc").Users()
	before := rows(users)
	var syntax *expression.SyntaxError
	assert.ErrorAs(t, users.SetExpression("title", "Join("), &syntax)
	assert.ErrorContains(t, users.Remove("title"), "expected a row for title, found none")
	assert.ErrorContains(t, users.Remove("userName"), "expected at least one matching attribute, found none")
	assert.ErrorContains(t, users.SetMatching("userName", 0), "expected at least one matching attribute, found none")
	assert.ErrorContains(t, users.SetMatching("externalId", 1), "found 1 for userName and externalId")
	assert.ErrorContains(t, users.SetMatching("externalId", -1), "of 0 or more, found -1")
	assert.ErrorContains(t, users.SetMatching("title", 2), "expected a row for title")
	assert.ErrorContains(t, users.SetExpression("userName", "["), "attribute mapping of userName: 1:1")
	assert.Equal(t, before, rows(users), "a refused edit changes nothing")
}

func TestCloneIsIndependent(t *testing.T) {
	s := load(t, "vcc")
	c := s.Clone()
	require.NoError(t, c.Users().SetAttribute("displayName", "mail"))
	require.NoError(t, c.Users().Remove("externalId"))
	c.UserRule().TargetDirectoryName = "other"

	assert.Equal(t, rows(load(t, "vcc").Users()), rows(s.Users()))
	assert.Equal(t, "customappsso", s.UserRule().TargetDirectoryName)
	values, err := c.Users().Evaluate(object(false, map[string]string{"userPrincipalName": "a"}), true)
	require.NoError(t, err)
	assert.Equal(t, mapping.TypeBoolean, values[1].Definition.Type, "a clone still knows its types")
}

func TestMentions(t *testing.T) {
	users := load(t, "entra").Users()
	assert.True(t, users.Mentions("IsSoftDeleted"))
	assert.True(t, users.Mentions("nothing", "surname"))
	assert.False(t, users.Mentions("accountEnabled"))
	require.NoError(t, users.Remove("active"))
	assert.False(t, users.Mentions("IsSoftDeleted"))
}
