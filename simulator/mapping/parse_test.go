package mapping_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/mapping"
)

func fixture(tb testing.TB, name string) []byte {
	tb.Helper()
	text, err := os.ReadFile("../../fixtures/mappings/" + name + ".json")
	require.NoError(tb, err)
	return text
}

func load(tb testing.TB, name string) *mapping.SynchronizationSchema {
	tb.Helper()
	s, err := mapping.Parse(fixture(tb, name))
	require.NoError(tb, err)
	return s
}

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

// The default mapping of a non-gallery application: the table of "use-scim-to-provision-users-and-groups" and, where it is
// silent, captures. Manager and proxyAddresses are not values of a user and not in it.
func TestFixtureEntra(t *testing.T) {
	s := load(t, "entra")
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
	}, rows(s.Users()))
}

func TestFixtureVCC(t *testing.T) { // the eight rows of the Vonage Contact Center profile
	assert.Equal(t, []string{
		"userName <- [userPrincipalName]*",
		`active <- Switch([IsSoftDeleted], , "False", "True", "True", "False")`,
		"displayName <- [displayName]",
		`emails[type eq "work"].value <- [mail]`,
		`phoneNumbers[type eq "work"].value <- StripSpaces([telephoneNumber])`,
		"name.givenName <- [givenName]",
		"name.familyName <- [surname]",
		"externalId <- [objectId]",
	}, rows(load(t, "vcc").Users()))
}

// minimal is a schema with one rule, one mapping of users and these rows, which are JSON.
func minimal(attributeMappings ...string) string {
	return `{"synchronizationRules":[{"sourceDirectoryName":"A","targetDirectoryName":"B","objectMappings":[{
		"sourceObjectName":"User","targetObjectName":"U","attributeMappings":[` + strings.Join(attributeMappings, ",") + `]}]}],
		"directories":[{"name":"B","objects":[{"name":"U","attributes":[
			{"name":"active","type":"Boolean"},{"name":"level","type":"Integer"},{"name":"nickName","caseExact":false}]}]}]}`
}

const matchUPN = `{"targetAttributeName":"userName","matchingPriority":1,"source":{"expression":"[userPrincipalName]"}}`

func TestParseNamesThePlaceOfEachFault(t *testing.T) {
	const row = "$.synchronizationRules[0].objectMappings[0].attributeMappings"
	tests := []struct {
		name, text string
		faults     []string
	}{
		{"not JSON", "{\n  \"version\": nope }", []string{"line 2, column 15: expected JSON: invalid character 'o'"}},
		{"cut off", `{"version":`, []string{"line 1, column 11: expected JSON: unexpected EOF"}},
		{"two documents", "{} {}", []string{"expected JSON: expected the end, found more"}},
		{"not an object", "[]", []string{"$: expected an object, found []"}},
		{"no mapping of users", "{}", []string{"$.synchronizationRules: expected an enabled mapping of the source object User"}},
		{"types", `{"version":1,"synchronizationRules":{},"directories":[{"objects":[7]}]}`, []string{
			"$.version: expected a text, found 1",
			"$.synchronizationRules: expected a list, found {}",
			"$.directories[0].name: expected a text that is not empty, found null",
			"$.directories[0].objects[0]: expected an object, found 7",
		}},
		{"rule", `{"synchronizationRules":[{"priority":-1,"editable":"yes","objectMappings":[null]}]}`, []string{
			"$.synchronizationRules[0].priority: expected a whole number of 0 or more, found -1",
			`$.synchronizationRules[0].editable: expected true or false, found "yes"`,
			"$.synchronizationRules[0].sourceDirectoryName: expected a text that is not empty, found null",
			"$.synchronizationRules[0].objectMappings[0]: expected an object, found null",
		}},
		{"expression", minimal(matchUPN, `{"targetAttributeName":"active","source":{"expression":"Switch("}}`), []string{
			row + "[1].source.expression: 1:",
		}},
		{"an expression of the matching attribute", minimal(`{"targetAttributeName":"userName","matchingPriority":1,"source":{"expression":")"}}`),
			[]string{row + "[0].source.expression: 1:1:"}},
		{"unknown function", minimal(matchUPN, `{"targetAttributeName":"title","source":{"expression":"Nope([a])"}}`), []string{
			row + "[1].source.expression: 1:1:", "Nope",
		}},
		{"words", minimal(matchUPN, `{"targetAttributeName":"title","flowType":"Sometimes","flowBehavior":1,"matchingPriority":"1"}`), []string{
			row + `[1].flowType: expected one of ["Always" "ObjectAddOnly" "MultiValueAddOnly"], found "Sometimes"`,
			row + `[1].flowBehavior: expected one of ["FlowWhenChanged" "FlowAlways"], found 1`,
			row + `[1].matchingPriority: expected a whole number of 0 or more, found "1"`,
		}},
		{"no target", minimal(matchUPN, `{"source":{"expression":"[a]"}}`), []string{row + "[1].targetAttributeName: expected a text that is not empty"}},
		{"target id", minimal(matchUPN, `{"targetAttributeName":"id","source":{"expression":"[a]"}}`), []string{
			row + `[1].targetAttributeName: expected an attribute that can be written, found "id"`,
		}},
		{"target twice", minimal(matchUPN, matchUPN), []string{row + `[1].targetAttributeName: expected one mapping for each attribute`}},
		{"no matching attribute", minimal(`{"targetAttributeName":"userName","source":{"expression":"[a]"}}`), []string{
			row + ": expected at least one matching attribute, found none",
		}},
		{"matching by a constant", minimal(`{"targetAttributeName":"userName","matchingPriority":1,"defaultValue":"x"}`), []string{
			row + ": expected matching attribute userName to have a source, found none",
		}},
		{"one priority twice", minimal(matchUPN, `{"targetAttributeName":"externalId","matchingPriority":1,"source":{"expression":"[a]"}}`),
			[]string{"a priority of its own, found 1 for userName and externalId"}},
		{"scoping filters", strings.Replace(minimal(matchUPN), `"attributeMappings"`, `"scope":{"groups":[{},{"clauses":[
			{"sourceOperandName":"city","operatorName":"LIKE"},{"operatorName":"IS NULL"},
			{"sourceOperandName":"city","operatorName":"REGEX MATCH","targetOperand":{"values":["("]}}]}],
			"inputFilterGroups":[{}]},"attributeMappings"`, 1), []string{
			"$.synchronizationRules[0].objectMappings[0].scope.groups[0].clauses: expected at least one clause",
			"$.synchronizationRules[0].objectMappings[0].scope.groups[1].clauses[0]: scoping filter: expected an operator of EQUALS, NOT EQUALS,",
			"$.synchronizationRules[0].objectMappings[0].scope.groups[1].clauses[1].sourceOperandName: expected a text that is not empty",
			"$.synchronizationRules[0].objectMappings[0].scope.groups[1].clauses[2]: scoping filter: error parsing regexp",
			"$.synchronizationRules[0].objectMappings[0].scope.inputFilterGroups: expected no group,",
		}},
		{"flow types", strings.Replace(minimal(matchUPN), `"attributeMappings"`, `"flowTypes":"Add, Drop","attributeMappings"`, 1), []string{
			`$.synchronizationRules[0].objectMappings[0].flowTypes: expected a list of "Add", "Update" and "Delete", found "Add, Drop"`,
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := mapping.Parse([]byte(test.text))
			require.Error(t, err)
			assert.Nil(t, s)
			for _, fault := range test.faults {
				assert.ErrorContains(t, err, fault)
			}
		})
	}
}

func TestParseTakesWhatGraphLeavesOut(t *testing.T) {
	s, err := mapping.Parse([]byte(strings.Replace(minimal(matchUPN,
		`{"targetAttributeName":"title","source":{"type":"Attribute","name":"jobTitle","expression":null}}`,
		`{"targetAttributeName":"x","@odata.type":"?","flowType":null}`), `"attributeMappings"`,
		`"flowTypes":"Add, Update","scope":{"groups":[],"inputFilterGroups":null},"attributeMappings"`, 1)))
	require.NoError(t, err)
	users := s.Users()
	assert.True(t, users.Enabled)
	assert.Equal(t, mapping.FlowTypes{Add: true, Update: true}, users.FlowTypes)
	assert.Equal(t, "[jobTitle]", users.Row("title").Source.Expression)
	assert.Equal(t, mapping.FlowTypeAlways, users.Row("x").FlowType)
	assert.Equal(t, mapping.FlowWhenChanged, users.Row("x").FlowBehavior)
}

func TestUsersIsTheEnabledMappingOfTheFirstRule(t *testing.T) {
	rule := func(priority, enabled, target string) string {
		return `{"priority":` + priority + `,"sourceDirectoryName":"A","targetDirectoryName":"` + target + `","objectMappings":[
			{"sourceObjectName":"Group","targetObjectName":"G"},
			{"enabled":` + enabled + `,"sourceObjectName":"User","targetObjectName":"U","attributeMappings":[` + matchUPN + `]}]}`
	}
	s, err := mapping.Parse([]byte(`{"synchronizationRules":[` + rule("3", "true", "third") + `,` + rule("1", "false", "off") + `,` +
		rule("2", "true", "second") + `]}`))
	require.NoError(t, err)
	assert.Equal(t, "second", s.UserRule().TargetDirectoryName)
}

func FuzzParse(f *testing.F) {
	f.Add(fixture(f, "entra"))
	f.Add(fixture(f, "vcc"))
	f.Add([]byte(minimal(matchUPN)))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := mapping.Parse(text)
		if err == nil && s.Users() == nil {
			t.Fatal("a schema that loads has a mapping of users")
		}
	})
}
