package auditlog_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

// Rows r1, r2 and r3 of sample. The properties and operators are those of "List provisioningObjectSummary".
func TestFilter(t *testing.T) {
	for _, c := range []struct{ filter, want string }{
		{``, "r1 r2 r3"},
		{`id eq 'r1'`, "r1"},
		{`contains(id,'2')`, "r2"},
		{`activityDateTime eq 2026-03-02T10:00:00Z`, "r3"},
		{`activityDateTime eq 2026-03-02T11:00:00+01:00`, "r3"},
		{`activityDateTime gt 2026-03-02T09:00:00Z`, "r2 r3"},
		{`activityDateTime gt 2026-03-02T10:00:00Z`, ""},
		{`activityDateTime lt 2026-03-02T09:00:01.5Z`, "r1"},
		{`tenantid eq 't1'`, "r1"},
		{`contains(jobId, 'scim.')`, "r1"},
		{`changeId eq 'h2'`, "r2"},
		{`cycleId eq 'c3'`, "r3"},
		{`cycleId eq 'c3' and cycleId eq 'c2'`, ""},
		{`provisioningAction eq 'create'`, "r2"},
		{`provisioningAction eq 'Create'`, ""},
		{`action eq 'Create'`, "r2"},
		{`contains(action,'Staged')`, "r3"},
		{`durationInMilliseconds gt 11`, "r1"},
		{`durationInMilliseconds lt 12`, "r2 r3"},
		{`durationInMilliseconds eq 12`, "r1"},
		{`durationInMilliseconds gt -1`, "r1 r2 r3"},
		{`provisioningStatusInfo/status eq 'failure'`, "r1"},
		{`contains(statusInfo/status, 'ail')`, "r1"},
		{`sourceSystem/displayName eq 'Azure Active Directory'`, "r1"},
		{`contains(targetSystem/displayName, 'customapp')`, "r1"},
		{`sourceIdentity/identityType eq 'User'`, "r1"},
		{`sourceIdentity/identityType eq ''`, "r2 r3"},
		{`contains(targetIdentity/identityType, '')`, "r1 r2 r3"},
		{`sourceIdentity/id eq 'u2'`, "r2"},
		{`sourceIdentity/id eq 't1'`, ""},
		{`targetIdentity/id eq 't1'`, "r1"},
		{`sourceIdentity/displayName eq 'zoë@x'`, "r2"},
		{`contains(sourceIdentity/displayName,'@x')`, "r1 r2"},
		{`targetIdentity/displayName eq 'ann@x'`, "r1"},
		{`servicePrincipal/id eq 'sp'`, "r1"},
		{`servicePrincipal/displayName eq 'Contoso' and servicePrincipal/name eq 'Contoso'`, "r1"},
		{`initiatedBy/displayName eq 'Azure AD Provisioning Service'`, "r1"},
		{`(sourceIdentity/id eq 'u1') and ((id eq 'r1'))`, "r1"},
		{"\t contains ( id , 'r' )\nand id eq 'r3' ", "r3"},
		{`sourceIdentity/displayName eq 'o''brien'`, ""},
	} {
		log := logOf(sample()...)
		filter := mustFilter(t, c.filter)
		all, err := log.All(auditlog.Query{Filter: filter, OldestFirst: true})
		require.NoError(t, err)
		var got []string
		for row := range all {
			got = append(got, row.ID)
		}
		assert.Equal(t, c.want, strings.Join(got, " "), c.filter)
		assert.Equal(t, filter.String(), mustFilter(t, filter.String()).String(), c.filter)
	}
	assert.Equal(t, `sourceIdentity/displayName eq 'o''brien' and contains(id, 'a') and durationInMilliseconds gt 5`,
		mustFilter(t, `SOURCEIDENTITY/DISPLAYNAME eq 'o''brien' and (contains(id,'a') and durationInMilliseconds gt 5)`).String())
}

func TestFilterErrors(t *testing.T) {
	for _, c := range []struct{ filter, want string }{
		{`cycleId`, `character 8: expected eq or contains for cycleId, found the end`},
		{`cycleId gt 'a'`, `character 9: expected eq or contains for cycleId, found "gt"`},
		{`cycleId ne 'a'`, `character 9: expected eq or contains for cycleId, found "ne"`},
		{`cycleId EQ 'a'`, `character 9: expected eq or contains for cycleId, found "EQ"`},
		{`activityDateTime ge 2026-03-01T00:00:00Z`, `character 18: expected eq or gt or lt for activityDateTime, found "ge"`},
		{`cycleId = 'a'`, `character 9: expected eq or contains for cycleId, found "="`},
		{`cycleId contains 'a'`, `character 9: expected contains(cycleId, '…'), found contains behind the property`},
		{`cycleId eq a`, `character 12: expected a text in single quotes, found "a"`},
		{`cycleId eq "a"`, `character 12: expected a text in single quotes, found "\""`},
		{`cycleId eq 'a`, `character 12: expected a closing single quote, found the end`},
		{`cycleId eq 'a''`, `character 12: expected a closing single quote, found the end`},
		{`cycleId eq 'a' or id eq 'b'`, `character 16: expected and or the end, found "or"`},
		{`cycleId eq 'a' and`, `character 19: expected a property, one of `},
		{`and`, `character 1: expected a property, one of id, activityDateTime, `},
		{`startswith(id,'a')`, `character 1: expected a property, one of `},
		{`zoë eq 'a'`, `found "zoë"`},
		{`contains(activityDateTime, 'a')`,
			`character 10: expected a property for contains, found activityDateTime, which has eq, gt, lt`},
		{`contains(servicePrincipal/id, 'a')`,
			`character 10: expected a property for contains, found servicePrincipal/id, which has eq`},
		{`contains(id 'a')`, `character 13: expected a comma, found "'"`},
		{`contains(id, 'a'`, `character 17: expected ), found the end`},
		{`(id eq 'a'`, `character 11: expected and or ), found the end`},
		{`id eq 'a')`, `character 10: expected and or the end, found ")"`},
		{`activityDateTime gt '2026-03-01T00:00:00Z'`,
			`character 21: expected a time like 2026-03-01T09:40:00Z, without quotes, found "'"`},
		{`activityDateTime gt 2026-03-01`,
			`character 21: expected a time like 2026-03-01T09:40:00Z, without quotes, found "2026-03-01"`},
		{`durationInMilliseconds gt 3000000000`, `character 27: expected a whole number of 32 bits, found "3000000000"`},
		{`durationInMilliseconds gt 1.5`, `character 27: expected a whole number of 32 bits, found "1.5"`},
		{strings.Repeat("(", 17) + "id eq 'a'", `character 17: expected at most 16 brackets in each other, found more`},
		{strings.Repeat(" ", 4097), `character 1: expected at most 4096 bytes, found 4097`},
		{"id eq '\xff'", `character 1: expected UTF-8, found other bytes`},
	} {
		_, err := auditlog.ParseFilter(c.filter)
		require.Error(t, err, c.filter)
		assert.Contains(t, err.Error(), c.want, c.filter)
		assert.True(t, strings.HasPrefix(err.Error(), "$filter: character "), err.Error())
	}
}

// FuzzParseFilter demands that no text makes the parser or a filter panic, that errors have a place in the text, that a
// filter prints to one that prints the same, and that a log finds by it what trying each row finds.
func FuzzParseFilter(f *testing.F) {
	for _, text := range []string{
		``, `id eq 'r1'`, `contains(id,'2')`, `(cycleId eq 'c3' and changeId eq 'h''3')`, `durationInMilliseconds lt -12`,
		`activityDateTime gt 2026-03-02T09:00:00.5+01:00 and activityDateTime lt 2026-03-02T10:00:00Z`,
		`sourceIdentity/displayName eq 'ann@x' and targetIdentity/id eq 't1'`, `contains(`, `id eq '`, `((((`, "zo\u00eb eq \xff",
		`activityDateTime eq 0000-01-01T00:00:00+23:59`,
	} {
		f.Add(text)
	}
	rows := sample()
	log := logOf(rows...)
	f.Fuzz(func(t *testing.T, text string) {
		filter, err := auditlog.ParseFilter(text)
		if err != nil {
			var refused *auditlog.FilterError
			if !errors.As(err, &refused) || refused.Offset < 0 || refused.Offset > len(text) ||
				!strings.Contains(refused.Message, "expected ") {
				t.Fatalf("error without a place: %#v", err)
			}
			return
		}
		again, err := auditlog.ParseFilter(filter.String())
		if err != nil || again.String() != filter.String() {
			if len(filter.String()) <= 4096 { // a property's name may be longer than what was written
				t.Fatalf("%q prints as %q: %v", text, filter, err)
			}
		}
		var want []string
		for _, r := range logOf(rows...).Rows() {
			if filter.Match(&r) {
				want = append(want, r.ID)
			}
		}
		all, err := log.All(auditlog.Query{Filter: filter, OldestFirst: true})
		require.NoError(t, err)
		var got []string
		for r := range all {
			got = append(got, r.ID)
		}
		require.Equal(t, want, got, text)
	})
}
