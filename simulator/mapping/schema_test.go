package mapping_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/mapping"
)

const ent = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

// rows are the mapping as the portal's page shows it: target, source, and a star for matching.
func rows(m *mapping.ObjectMapping) []string {
	var lines []string
	for _, row := range m.AttributeMappings {
		line := row.TargetAttributeName + " <- "
		if row.Source == nil {
			line += "constant " + *row.DefaultValue
		} else {
			line += row.Source.Expression
		}
		if row.MatchingPriority > 0 {
			line += strings.Repeat("*", row.MatchingPriority)
		}
		lines = append(lines, line)
	}
	return lines
}

// The default mapping of a non-gallery application: the tables of "use-scim-to-provision-users-and-groups" and, where they
// are silent, captures. proxyAddresses, which only the page's table has, is not in it.
func TestFixtureEntra(t *testing.T) {
	s := load(t, "entra")
	assert.Empty(t, s.Warnings)
	assert.Equal(t, "USER_OUTBOUND_USER", s.UserRule().Name)
	assert.Equal(t, "customappsso", s.UserRule().TargetDirectoryName)
	assert.Equal(t, mapping.FlowTypes{Add: true, Update: true, Delete: true}, s.Users().FlowTypes)
	assert.Equal(t, []string{
		"userName <- [userPrincipalName]*",
		`active <- Switch([IsSoftDeleted], , "False", "True", "True", "False")`,
		"displayName <- [displayName]",
		"title <- [jobTitle]",
		`emails[type eq "work"].value <- [mail]`,
		"preferredLanguage <- [preferredLanguage]",
		"name.givenName <- [givenName]",
		"name.familyName <- [surname]",
		`name.formatted <- Join(" ", [givenName], [surname])`,
		`addresses[type eq "work"].formatted <- [physicalDeliveryOfficeName]`,
		`addresses[type eq "work"].streetAddress <- [streetAddress]`,
		`addresses[type eq "work"].locality <- [city]`,
		`addresses[type eq "work"].region <- [state]`,
		`addresses[type eq "work"].postalCode <- [postalCode]`,
		`addresses[type eq "work"].country <- [country]`,
		`phoneNumbers[type eq "work"].value <- [telephoneNumber]`,
		`phoneNumbers[type eq "mobile"].value <- [mobile]`,
		`phoneNumbers[type eq "fax"].value <- [facsimileTelephoneNumber]`,
		"externalId <- [mailNickname]",
		ent + ":employeeNumber <- [employeeId]",
		ent + ":department <- [department]",
		ent + ":manager <- [manager]",
	}, rows(s.Users()))
	assert.Equal(t, []string{"displayName <- [displayName]*", "externalId <- [objectId]", "members <- [members]"}, rows(s.Groups()))
	assert.Same(t, s.UserRule(), s.GroupRule())
}

// The target's attribute list: types, several values, letter case, required, and what references point to.
func TestFixtureEntraDefinesItsAttributes(t *testing.T) {
	s := load(t, "entra")
	for _, row := range []struct {
		m    *mapping.ObjectMapping
		name string
		want mapping.AttributeDefinition
	}{
		{s.Users(), "userName", mapping.AttributeDefinition{Type: mapping.TypeString, Required: true}},
		{s.Users(), "active", mapping.AttributeDefinition{Type: mapping.TypeBoolean, CaseExact: true}},
		{s.Users(), "roles", mapping.AttributeDefinition{Type: mapping.TypeString, CaseExact: true, Multivalued: true}},
		{s.Users(), `emails[type eq "other"].Value`, mapping.AttributeDefinition{Type: mapping.TypeString, CaseExact: true}},
		{s.Users(), ent + ":manager", mapping.AttributeDefinition{Type: mapping.TypeReference, CaseExact: true}},
		{s.Groups(), "displayName", mapping.AttributeDefinition{Type: mapping.TypeString, CaseExact: true, Required: true}},
		{s.Groups(), "members", mapping.AttributeDefinition{Type: mapping.TypeReference, CaseExact: true, Multivalued: true}},
	} {
		d := row.m.TargetDefinition(row.name)
		got := mapping.AttributeDefinition{Type: d.Type, CaseExact: d.CaseExact, Multivalued: d.Multivalued, Required: d.Required}
		assert.Equal(t, row.want, got, row.name)
	}
	referenced := s.Groups().TargetDefinition("members").ReferencedObjects
	require.Len(t, referenced, 2)
	assert.Equal(t, ent, referenced[0].ReferencedObjectName)

	hired, ok := s.Users().SourceDefinition("employeeHireDate")
	assert.True(t, ok)
	assert.Equal(t, mapping.TypeDateTime, hired.Type)
	_, ok = s.Users().SourceDefinition("shoeSize")
	assert.False(t, ok)
}

func TestFixtureVCC(t *testing.T) { // the eight rows of the Vonage Contact Center profile
	s := load(t, "vcc")
	assert.Equal(t, []string{
		"userName <- [userPrincipalName]*",
		`active <- Switch([IsSoftDeleted], , "False", "True", "True", "False")`,
		"displayName <- [displayName]",
		`emails[type eq "work"].value <- [mail]`,
		`phoneNumbers[type eq "work"].value <- StripSpaces([telephoneNumber])`,
		"name.givenName <- [givenName]",
		"name.familyName <- [surname]",
		"externalId <- [objectId]",
	}, rows(s.Users()))
	assert.Nil(t, s.Groups(), "it has users only")
}

func TestUsersIsTheEnabledMappingOfTheFirstRule(t *testing.T) {
	rule := func(priority, enabled, target string) string {
		return `{"priority":` + priority + `,"sourceDirectoryName":"A","targetDirectoryName":"` + target + `","objectMappings":[
			{"enabled":false,"sourceObjectName":"Group","targetObjectName":"G"},
			{"enabled":` + enabled + `,"sourceObjectName":"User","targetObjectName":"U","attributeMappings":[` + matchUPN + `]}]}`
	}
	s, err := mapping.Parse([]byte(`{"synchronizationRules":[` + rule("3", "true", "third") + `,` + rule("1", "false", "off") + `,` +
		rule("2", "true", "second") + `]}`))
	require.NoError(t, err)
	assert.Equal(t, "second", s.UserRule().TargetDirectoryName)
	assert.Equal(t, "third", s.SynchronizationRules[0].TargetDirectoryName, "rules stay in the order of the document")
	assert.Nil(t, s.Groups())
	assert.Nil(t, s.GroupRule())
}

// "While you can disable groups from your mappings, disabling users isn't supported" (customize-application-attributes).
func TestGroupsCanBeSwitchedOffAndUsersCannot(t *testing.T) {
	s := load(t, "entra")
	groups := s.Groups()
	require.NoError(t, groups.SetEnabled(false))
	assert.Nil(t, s.Groups())
	require.NoError(t, groups.SetEnabled(true))
	assert.Same(t, groups, s.Groups())
	assert.ErrorContains(t, s.Users().SetEnabled(false), "object mapping of User: expected the mapping of users to stay enabled")
	assert.NotNil(t, s.Users())

	_, err := mapping.Parse([]byte(strings.Replace(string(fixture(t, "entra")), `"enabled": true`, `"enabled": false`, 1)))
	assert.ErrorContains(t, err, "$.synchronizationRules: expected an enabled mapping of the source object User, which cannot be switched off "+
		"(customize-application-attributes), found one that is not enabled")
}

// What was not judged while a mapping was off is when it is switched on.
func TestSwitchingOnJudges(t *testing.T) {
	s := export(t)
	groups := s.UserRule().ObjectMappings[1]
	assert.ErrorContains(t, groups.SetEnabled(true), `object mapping of Group: scoping filter "not judged": expected an attribute that can be filtered by`)
	assert.False(t, groups.Enabled)
	groups.Scope.Groups[0].Clauses[0] = mapping.FilterClause{SourceOperandName: "displayName", OperatorName: "Includes", TargetOperand: "x"}
	require.NoError(t, groups.SetEnabled(true))
	assert.True(t, s.Groups().InScope(object(false, map[string]string{"displayName": "xyz"})))
	groups.Enabled = false
	groups.Scope = nil
	groups.AttributeMappings = nil
	assert.ErrorContains(t, groups.SetEnabled(true), "expected at least one matching attribute, found none")
}

func TestMetadataIsReadable(t *testing.T) {
	s := export(t)
	users := s.Users().Metadata
	for _, row := range []struct {
		key      string
		flag, ok bool
	}{
		{mapping.MetadataIsCustomerDefined, false, true}, {mapping.MetadataDisableMonitoringForChanges, true, true},
		{mapping.MetadataDisposition, false, false}, {mapping.MetadataUnsynchronized, false, false},
	} {
		flag, ok := users.Flag(row.key)
		assert.Equal(t, row.flag, flag, row.key)
		assert.Equal(t, row.ok, ok, row.key)
	}
	disposition, ok := users.Text(mapping.MetadataDisposition)
	assert.True(t, ok)
	assert.Equal(t, "Normal", disposition, "without the quotes that Graph puts inside")
	name, ok := s.Directories[0].Objects[0].Metadata.Text(mapping.MetadataPropertyNameAccountEnabled)
	assert.True(t, ok)
	assert.Equal(t, "accountEnabled", name)
	supported, _ := s.Directories[0].Metadata.Flag(mapping.MetadataIsSoftDeletionSupported)
	assert.True(t, supported)
}
