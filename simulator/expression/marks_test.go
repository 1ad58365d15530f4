package expression

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The mark of Redact comes through whatever is made of the value, and no error gives the value away.
func TestRedactComesThrough(t *testing.T) {
	attributes := map[string]Value{"secret": String("hunter2"), "secrets": Strings("hunter2", "b"), "open": String("x")}
	for text, redacted := range map[string]bool{
		`Redact([secret])`:                                         true,
		`Append(Redact([secret]), "x")`:                            true,
		`ToUpper(StripSpaces(Join("", [open], Redact([secret]))))`: true,
		`Item(Redact([secrets]), 1)`:                               true,
		`IIF(Redact([secret]) = "hunter2", "yes", "no")`:           true,
		`Switch([open], , "x", Redact([secret]))`:                  true,
		`Coalesce([absent], Redact([secret]))`:                     true,
		`IgnoreFlowIfNullOrEmpty(Redact([secret]))`:                true,
		`Redact([absent])`:                                         true,
		`IIF([open] = "x", [open], Redact([secret]))`:              false, // not the branch that was taken
		`Append([secret], "x")`:                                    false,
	} {
		v := result(t, text, attributes)
		assert.Equal(t, redacted, v.Redacted(), text)
		if redacted {
			assert.Equal(t, "[Redact]", v.String(), text)
		}
	}
	assert.Equal(t, "hunter2", result(t, `Redact([secret])`, attributes).Text(), "the value itself is sent")
	for _, text := range []string{
		`CDate(Redact([secret]))`, `Mid("a", Redact([secret]), 1)`, `ToLower("a", Append(Redact([secret]), "!"))`,
		`IIF(Redact([secret]) > 5, "a", "b")`, `DateAdd(Redact([secret]), 1, Now())`,
		`Replace("a", , Append("(", Redact([secret])), , "", , )`, `FormatDateTime(Redact([secret]), , "yyyy", "yyyy")`,
	} {
		err := failure(t, text, attributes)
		assert.NotContains(t, err.Message, "hunter2", text)
		assert.Contains(t, err.Message, "[Redact]", text)
	}
}

func TestFlowIgnored(t *testing.T) {
	assert.True(t, result(t, `IgnoreFlowIfNullOrEmpty([absent])`, nil).FlowIgnored())
	assert.True(t, result(t, `IgnoreFlowIfNullOrEmpty("")`, nil).FlowIgnored())
	assert.True(t, result(t, `IIF("a" = "a", IgnoreFlowIfNullOrEmpty(""), "b")`, nil).FlowIgnored())
	assert.True(t, result(t, `IgnoreFlowIfNullOrEmpty("")`, nil).IsNull())
	assert.False(t, result(t, `IgnoreFlowIfNullOrEmpty("a")`, nil).FlowIgnored())
	assert.False(t, result(t, `[absent]`, nil).FlowIgnored())
}

func TestAppRoles(t *testing.T) {
	user := AppRole{ID: "18d14569-c3bd-439b-9a66-3a2aee01d14f", DisplayName: "User"}
	admin := AppRole{ID: "8e2d6b4f-1c55-4c6b-9d0b-0d7f3b9a5d11", Value: "Admin", DisplayName: "Administrator"}
	tests := []struct {
		text  string
		flow  RoleFlow
		roles []AppRole
	}{
		{`SingleAppRoleAssignment([appRoleAssignments])`, SingleRole, []AppRole{user}},
		{`AppRoleAssignmentsComplex([appRoleAssignments])`, RolesComplex, []AppRole{user, admin}},
		{`AssertiveAppRoleAssignmentsComplex([appRoleAssignments])`, AssertiveRolesComplex, []AppRole{user, admin}},
		{`RemoveDuplicates(AppRoleAssignmentsComplex([appRoleAssignments]))`, RolesComplex, []AppRole{user, admin}},
		{`Redact(SingleAppRoleAssignment([appRoleAssignments]))`, SingleRole, []AppRole{user}},
		{`[appRoleAssignments]`, NoRoleFlow, []AppRole{user, admin}},
		{`ToLower(SingleAppRoleAssignment([appRoleAssignments]))`, NoRoleFlow, nil},
		{`AppRoleAssignments([appRoleAssignments])`, NoRoleFlow, nil},
		{`SingleAppRoleAssignment([absent])`, NoRoleFlow, nil},
		{`AppRoleAssignmentsComplex([absent])`, NoRoleFlow, nil},
		{`AppRoleAssignmentsComplex("Default Assignment")`, RolesComplex,
			[]AppRole{{Value: "Default Assignment", DisplayName: "Default Assignment"}}},
	}
	for _, test := range tests {
		roles, flow := result(t, test.text, roleExample).AppRoles()
		assert.Equal(t, test.flow, flow, test.text)
		assert.Equal(t, test.roles, roles, test.text)
	}
	one := result(t, `SingleAppRoleAssignment([appRoleAssignments])`, roleExample)
	assert.Equal(t, KindRole, one.Kind())
	assert.Nil(t, one.Items())
	assert.Equal(t, "user", result(t, `ToLower(SingleAppRoleAssignment([appRoleAssignments]))`, roleExample).Text())
	attribute := roleExample["appRoleAssignments"]
	require.Equal(t, "role", attribute.Items()[0].Kind().String())
	assert.Contains(t, Role(admin).GoString(), `DisplayName:"Administrator"`)
}
