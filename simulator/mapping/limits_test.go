package mapping_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/mapping"
)

const custom = "urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:CustomAttribute"

const softDelete = `{"targetAttributeName":"active","source":{"expression":"Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")"}}`

// listed is a schema of an application with one row more than the matching one, and these attributes in its lists.
func listed(directory, row string, target, source string) []byte {
	attribute := func(rest string) string {
		if rest == "" {
			return ""
		}
		return "," + rest
	}
	return []byte(`{"synchronizationRules":[{"sourceDirectoryName":"A","targetDirectoryName":"` + directory + `","objectMappings":[{
		"sourceObjectName":"User","targetObjectName":"U","attributeMappings":[` + matchUPN + `,` + row + `,` + softDelete + `]}]}],
		"directories":[
			{"name":"` + directory + `","objects":[{"name":"U","attributes":[{"name":"userName"},{"name":"active"}` + attribute(target) + `]}]},
			{"name":"A","objects":[{"name":"User","attributes":[{"name":"userPrincipalName"},{"name":"x"}` + attribute(source) + `]}]}]}`)
}

func rowOf(target, expression string) string {
	return `{"targetAttributeName":"` + target + `","source":{"expression":"` + expression + `"}}`
}

// What the pages rule out is an error, and what they say will not work as hoped is a warning.
func TestLimits(t *testing.T) {
	const (
		app = "customappsso"
		at  = "$.synchronizationRules[0].objectMappings[0].attributeMappings[1]."
	)
	for _, test := range []struct {
		section                        string
		directory, row, target, source string
		fault, warning                 string // "" for none
	}{
		{"4.1 custom attribute", app, rowOf(custom, "[x]"), `{"name":"` + custom + `"}`, "", "", ""},
		{"4.1 custom attribute not in the list", app, rowOf(custom, "[x]"), "", "", "", at + `targetAttributeName: expected an attribute of U, found "` + custom + `", which its attribute list lacks`},
		{"4.1 not reference", app, rowOf(custom, "[x]"), `{"name":"` + custom + `","type":"Reference"}`, "",
			at + "targetAttributeName: expected a custom attribute of one simple value, found \"" + custom + "\", which is a reference", ""},
		{"4.1 not multi-valued", app, rowOf(custom, "[x]"), `{"name":"` + custom + `","multivalued":true}`, "", "which is multi-valued", ""},
		{"4.1 not complex", app, rowOf(custom+".sub", "[x]"), "", "", "which is complex", ""},
		{"4.1 not complex, typed", app, rowOf(custom+`[type eq \"a\"].value`, "[x]"), "", "", "which is complex", ""},
		{"4.1 gallery", "Contoso", rowOf(custom, "[x]"), `{"name":"` + custom + `","multivalued":true}`, "", "", ""},
		{"4.1 enterprise is not custom", app, rowOf(ent+":manager", "[x]"), `{"name":"` + ent + `:manager"}`, "", "", ""},
		{"4.1 at most 10,000 characters", app, rowOf("title", `\"`+strings.Repeat("x", 10_000)+`\"`), "", "", at + "source.expression: 1:1", ""},
		{"4.1 id", app, rowOf("ID", "[x]"), "", "", at + `targetAttributeName: expected an attribute that can be written, found "ID"`, ""},
		{"4.1 photos", app, rowOf(`photos[type eq \"photo\"].value`, "[x]"), "", "", "", at + "targetAttributeName: expected no photo"},
		{"4.1 multi-valued extension", app, rowOf("title", "[extension_1_a]"), `{"name":"title"}`, `{"name":"extension_1_a","multivalued":true}`, "",
			at + "source: expected a directory extension of one value, found extension_1_a"},
		{"4.1 extension by its letters", app, rowOf("title", "[extension_1_A]"), `{"name":"title"}`, `{"name":"extension_1_a"}`, "",
			at + `source: expected "extension_1_a", found "extension_1_A": names of directory extensions are case-sensitive`},
		{"4.1 userType", app, rowOf("title", "[userType]"), `{"name":"title"}`, "", "", at + "source: expected an attribute that is offered as a source, found userType"},
		{"4.1 SamAccountName", app, rowOf("title", "ToLower([SamAccountName])"), `{"name":"title"}`, "", "", "found SamAccountName"},
		{"4.4 not in the source's list", app, rowOf("title", "[shoeSize]"), `{"name":"title"}`, "", "", `expected a source attribute of User, found "shoeSize"`},
		{"3.2 IsSoftDeleted is derived", app, rowOf("title", "Not([IsSoftDeleted])"), `{"name":"title"}`, "", "", ""},
		{"4.4 ReadOnly", app, rowOf("title", "[x]"), `{"name":"title","mutability":"ReadOnly"}`, "", "", `which is ReadOnly`},
		{"4.4 required", app, rowOf("title", "[x]"), `{"name":"title"},{"name":"floor","required":true}`, "", "", `a row for the required attribute "floor"`},
		{"4.4 required with a default", app, rowOf("title", "[x]"), `{"name":"title"},{"name":"floor","required":true,"defaultValue":"1"}`, "", "", ""},
		{"4.4 one definition", app, rowOf("title", "[x]"), `{"name":"userName"}`, "", "$.directories[0].objects[0].attributes[2].name: expected one definition", ""},
		{"4.4 roles by expression", app, rowOf("roles", "[appRoleAssignments]"), `{"name":"roles"}`, `{"name":"appRoleAssignments"}`, "", "SingleAppRoleAssignment"},
		{"3.1 matching by a reference", app, `{"targetAttributeName":"nickName","matchingPriority":2,"source":{"expression":"[manager]"}}`,
			`{"name":"nickName","type":"Reference"}`, `{"name":"manager"}`, "expected matching attribute nickName to be a value, found a reference", ""},
	} {
		t.Run(test.section, func(t *testing.T) {
			s, err := mapping.Parse(listed(test.directory, test.row, test.target, test.source))
			if test.fault != "" {
				assert.ErrorContains(t, err, test.fault)
				return
			}
			require.NoError(t, err)
			if test.warning == "" {
				assert.Empty(t, s.Warnings)
				return
			}
			require.Len(t, s.Warnings, 1)
			assert.ErrorContains(t, s.Warnings[0], test.warning)
			assert.Positive(t, s.Warnings[0].Line)
		})
	}
}

// Without a row for the flag "nothing is sent on those events" (how-provisioning-works).
func TestUsersThatCannotBeDisabledAreWarnedOf(t *testing.T) {
	text := string(listed("customappsso", rowOf("title", "[x]"), `{"name":"title"}`, ""))
	s, err := mapping.Parse([]byte(strings.Replace(text, "[IsSoftDeleted]", "[x]", 1)))
	require.NoError(t, err)
	require.Len(t, s.Warnings, 1)
	assert.ErrorContains(t, s.Warnings[0], "$.synchronizationRules[0].objectMappings[0].attributeMappings: expected a row with IsSoftDeleted, found none")
}

// "Not from SelectUniqueValue": a matching value has to be the same each time.
func TestMatchingByAUniqueValueIsRefused(t *testing.T) {
	m := mapping.ObjectMapping{}
	require.NoError(t, m.SetExpression("userName", "SelectUniqueValue([mail], [userPrincipalName])"))
	assert.ErrorContains(t, m.SetMatching("userName", 1), "expected matching attribute userName to have another source than SelectUniqueValue")
	assert.Zero(t, m.Row("userName").MatchingPriority)
}

func TestCustomAttributeFlows(t *testing.T) {
	s, err := mapping.Parse(listed("customappsso", rowOf(custom, "[x]"), `{"name":"`+custom+`","type":"Integer"}`, ""))
	require.NoError(t, err)
	values, err := s.Users().Evaluate(object(false, map[string]string{"userPrincipalName": "a", "x": "7"}), true)
	require.NoError(t, err)
	require.Len(t, values, 3)
	assert.Equal(t, custom, values[1].TargetAttributeName)
	assert.Equal(t, mapping.TypeInteger, values[1].Definition.Type)
}

func TestTheAttributeListRefusesWhatCannotBeProvisioned(t *testing.T) {
	s := load(t, "vcc")
	assert.ErrorContains(t, s.DefineTargetAttribute(s.Users(), mapping.AttributeDefinition{Name: custom, Multivalued: true}), "which is multi-valued")
	require.NoError(t, s.DefineTargetAttribute(s.Users(), mapping.AttributeDefinition{Name: custom, Type: mapping.TypeInteger}))
	assert.Equal(t, mapping.TypeInteger, s.Users().TargetDefinition(custom).Type)
	assert.ErrorContains(t, s.DefineTargetAttribute(&mapping.ObjectMapping{TargetObjectName: "U"}, mapping.AttributeDefinition{}),
		"attribute list: expected a definition of U, found none")
}
