package auditlog_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

// exported is everything that leaves the log.
func exported(t testing.TB, log *auditlog.Log) string {
	t.Helper()
	var b bytes.Buffer
	rows := slices.Values(log.Rows())
	require.NoError(t, auditlog.WriteJSON(&b, rows, auditlog.Collection{Version: auditlog.Beta}))
	require.NoError(t, auditlog.WriteNDJSON(&b, rows, auditlog.V1))
	require.NoError(t, auditlog.WriteCSV(auditlog.CSVFiles{ProvisioningLogs: &b, ProvisioningSteps: &b, ModifiedProperties: &b}, rows))
	return b.String() + fmt.Sprintf("%+v", log.Rows())
}

// everywhere is a row that has a text in each place.
func everywhere(text string) auditlog.ProvisioningObjectSummary {
	details := map[string]string{"d": text, text: "d"}
	id := auditlog.Identity{ID: text, DisplayName: text, IdentityType: text, Details: details}
	return auditlog.ProvisioningObjectSummary{
		ID: text, TenantID: text, JobID: text, CycleID: text, ChangeID: text,
		ProvisioningAction: auditlog.ActionCreate,
		ProvisioningStatusInfo: auditlog.StatusInfo{Status: auditlog.StatusFailure, ErrorInformation: &auditlog.ErrorInformation{
			ErrorCode: text, Reason: text, AdditionalDetails: text, RecommendedAction: text,
		}},
		ProvisioningSteps: []auditlog.ProvisioningStep{{
			Name: text, ProvisioningStepType: auditlog.StepExport, Status: auditlog.StatusFailure, Description: text,
			Details: auditlog.Details{{Name: text, Value: "d"}, {Name: "d", Value: text}},
		}},
		ModifiedProperties: []auditlog.ModifiedProperty{{DisplayName: text, OldValue: text, NewValue: text}},
		ServicePrincipal:   id, SourceSystem: id, TargetSystem: id, SourceIdentity: id, TargetIdentity: id,
		InitiatedBy: auditlog.Initiator{ID: text, DisplayName: text, InitiatorType: text},
	}
}

const canary = `c4n4ry/+"<ü&\key=`

func TestCredentialsAreNotLogged(t *testing.T) {
	quoted, err := json.Marshal(canary)
	require.NoError(t, err)
	spellings := map[string]string{
		"itself": canary, "query": url.QueryEscape(canary), "path": url.PathEscape(canary),
		"lower case query": strings.NewReplacer("%2F", "%2f", "%2B", "%2b", "%3C", "%3c", "%C3%BC", "%c3%bc", "%5C", "%5c",
			"%3D", "%3d").Replace(url.QueryEscape(canary)),
		"JSON": string(quoted), "JSON, no HTML": `c4n4ry/+\"<ü&\\key=`, "JSON of PHP": `c4n4ry\/+\"<ü&\\key=`,
		"JSON of .NET": `c4n4ry/\u002B\u0022\u003C\u00FC\u0026\\key=`, "HTML": html.EscapeString(canary),
		"base64": base64.StdEncoding.EncodeToString([]byte(canary)), "base64 for URLs": base64.RawURLEncoding.EncodeToString([]byte(canary)),
		"Basic": base64.StdEncoding.EncodeToString([]byte("us:" + canary)),
	}
	for name, spelt := range spellings {
		log := new(auditlog.Log)
		log.Hide("another one", "\t"+canary+"\n")
		log.Append(everywhere("401 from Bearer " + spelt + ", retry"))
		out := exported(t, log)
		assert.NotContains(t, out, "c4n4ry", name)
		assert.NotContains(t, out, spelt, name)
		assert.NotContains(t, out, base64.StdEncoding.EncodeToString([]byte("c4n4ry"))[:6], name)
		reason := log.Rows()[0].ProvisioningStatusInfo.ErrorInformation.Reason
		assert.True(t, strings.HasPrefix(reason, "401 from Bearer ") && strings.HasSuffix(reason, ", retry"), "%s: %s", name, reason)
		assert.Contains(t, reason, "$TOKEN", name)
	}
}

func TestSecretsThatAreIgnored(t *testing.T) {
	log := new(auditlog.Log)
	log.Hide("", "abc", "  ab ")
	log.Append(everywhere("abc"))
	assert.Equal(t, "abc", log.Rows()[0].ID)
	log.Hide("tokenA", "tokenAB", "TOKEN")
	log.Append(everywhere("tokenAB tokenA TOKEN $TOKEN"))
	assert.Equal(t, "$TOKEN $TOKEN $TOKEN $TOKEN", log.Rows()[1].ID, "the longest first")
}

// Microsoft Learn, functions-for-customizing-application-data, Redact: the log has the literal in place of the value.
func TestRedactedValuesAreNotStored(t *testing.T) {
	row := everywhere("said +1 555 0100 twice: +1%20555%200100")
	row.SourceIdentity, row.TargetIdentity = auditlog.Identity{ID: "u1", DisplayName: "ann@contoso"}, auditlog.Identity{ID: "t1"}
	for _, i := range []*auditlog.Identity{&row.ServicePrincipal, &row.SourceSystem, &row.TargetSystem} {
		*i = auditlog.Identity{}
	}
	row.ID, row.TenantID, row.JobID, row.CycleID, row.ChangeID, row.InitiatedBy = "r", "t", "j", "c", "h", auditlog.Initiator{}
	row.ProvisioningSteps = append(row.ProvisioningSteps,
		auditlog.ProvisioningStep{Description: "Received User 'ann@contoso'"},
		auditlog.ProvisioningStep{Description: "hidden hunter2", Details: auditlog.Details{{Name: "MatchingValue", Value: "hunter2"}}, Redacted: true})
	row.ModifiedProperties = []auditlog.ModifiedProperty{
		{DisplayName: "phone", OldValue: "", NewValue: "+1 555 0100", Redacted: true},
		{DisplayName: "userName", OldValue: "ann@fabrikam", NewValue: "ann@contoso", Redacted: true},
		{DisplayName: "active", OldValue: "said", NewValue: "1", Redacted: true},
		{DisplayName: "title", OldValue: "kept", NewValue: ""},
	}
	before := fmt.Sprintf("%+v", row)
	log := logOf(row)
	assert.Equal(t, before, fmt.Sprintf("%+v", row), "the writer's row is left alone")

	got := log.Rows()[0]
	assert.Equal(t, []auditlog.ModifiedProperty{
		{DisplayName: "phone", OldValue: "", NewValue: "[Redact]", Redacted: true},
		{DisplayName: "userName", OldValue: "[Redact]", NewValue: "[Redact]", Redacted: true},
		{DisplayName: "active", OldValue: "[Redact]", NewValue: "[Redact]", Redacted: true},
		{DisplayName: "title", OldValue: "kept", NewValue: ""},
	}, got.ModifiedProperties)
	assert.Equal(t, "said [Redact] twice: [Redact]", got.ProvisioningStatusInfo.ErrorInformation.Reason, "a target's echo; short values stay")
	assert.Equal(t, "Received User 'ann@contoso'", got.ProvisioningSteps[1].Description, "the row is about ann all the same")
	assert.Equal(t, auditlog.ProvisioningStep{
		Description: "[Redact]", Details: auditlog.Details{{Name: "MatchingValue", Value: "[Redact]"}}, Redacted: true,
	}, got.ProvisioningSteps[2])
	out := exported(t, log)
	for _, value := range []string{"555", "ann@fabrikam", "hunter2"} {
		assert.NotContains(t, out, value)
	}
	assert.Len(t, log.Object("u1"), 1)
}

func TestStoredRowsAreWellFormedAndTheLogsOwn(t *testing.T) {
	row := everywhere("a\xffb")
	row.ActivityDateTime = time.Date(2026, 3, 1, 1, 0, 0, 0, time.FixedZone("", 3600))
	log := logOf(row)
	row.ProvisioningSteps[0].Description, row.ProvisioningStatusInfo.ErrorInformation.Reason = "changed", "changed"
	row.SourceIdentity.Details["d"] = "changed"
	got := log.Rows()[0]
	assert.Equal(t, "a\uFFFDb", got.ProvisioningSteps[0].Description)
	assert.Equal(t, "a\uFFFDb", got.ProvisioningStatusInfo.ErrorInformation.Reason)
	assert.Equal(t, "a\uFFFDb", got.SourceIdentity.Details["d"])
	assert.Equal(t, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), got.ActivityDateTime)
}
