package auditlog_test

import (
	"encoding/json"
	"flag"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func row(id, object, cycle string) auditlog.ProvisioningObjectSummary {
	return auditlog.ProvisioningObjectSummary{ID: id, CycleID: cycle, SourceIdentity: auditlog.Identity{ID: object}}
}

func ids(rows []auditlog.ProvisioningObjectSummary) []string {
	found := []string{}
	for _, r := range rows {
		found = append(found, r.ID)
	}
	return found
}

func TestLogIsReadByObjectAndByCycle(t *testing.T) {
	var log auditlog.Log
	assert.Empty(t, log.Rows())
	assert.Empty(t, log.Object("ann"))

	log.Append(row("1", "ann", "first"))
	log.Append(row("2", "bob", "first"))
	log.Append(row("3", "ann", "second"))

	assert.Equal(t, 3, log.Len())
	assert.Equal(t, []string{"1", "2", "3"}, ids(log.Rows()))
	assert.Equal(t, []string{"1", "3"}, ids(log.Object("ann")))
	assert.Equal(t, []string{"1", "2"}, ids(log.Cycle("first")))
	assert.Empty(t, log.Cycle("third"))
}

func TestRowsAreReadWhileTheyAreWritten(t *testing.T) {
	var log auditlog.Log
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 200 {
			log.Append(row("x", "ann", "c"))
		}
	}()
	for log.Len() < 200 {
		_ = log.Object("ann")
		_ = log.Cycle("c")
	}
	<-done
	assert.Len(t, log.Rows(), 200)
}

// The golden file is a row as Graph answers it; its member names and enumeration values are the public contract.
func TestRowAsJSON(t *testing.T) {
	row := auditlog.ProvisioningObjectSummary{
		ID: "r1", ActivityDateTime: time.Date(2026, 3, 1, 9, 40, 0, 0, time.UTC),
		JobID: "scim.t.1", CycleID: "c1", ChangeID: "h1",
		ProvisioningAction: auditlog.ActionDisable, DurationInMilliseconds: 12,
		ProvisioningStatusInfo: auditlog.StatusInfo{
			Status: auditlog.StatusFailure,
			ErrorInformation: &auditlog.ErrorInformation{
				ErrorCode: "InvalidAnchor", Reason: "the linked resource is gone", AdditionalDetails: "no such user",
				ErrorCategory: auditlog.CategoryNonServiceFailure, RecommendedAction: "restart the job",
			},
		},
		ProvisioningSteps: []auditlog.ProvisioningStep{{
			Name: auditlog.EntryImportUpdate, ProvisioningStepType: auditlog.StepImport,
			Status: auditlog.StatusSuccess, Description: "Received User 'ann@x'",
			Details: map[string]string{"objectId": "u1"},
		}},
		ModifiedProperties: []auditlog.ModifiedProperty{{DisplayName: "active", OldValue: "true", NewValue: "False"}},
		ServicePrincipal:   auditlog.Identity{ID: "sp", DisplayName: "Contoso"},
		SourceSystem:       auditlog.Identity{DisplayName: "Azure Active Directory"},
		TargetSystem:       auditlog.Identity{DisplayName: "customappsso"},
		InitiatedBy: auditlog.Initiator{
			DisplayName: "Azure AD Provisioning Service", InitiatorType: "system",
		},
		SourceIdentity: auditlog.Identity{ID: "u1", DisplayName: "ann@x", IdentityType: "User"},
		TargetIdentity: auditlog.Identity{ID: "t1", DisplayName: "ann@x", IdentityType: "User"},
	}
	got, err := json.MarshalIndent(row, "", "  ")
	require.NoError(t, err)
	const golden = "testdata/row.json"
	if *update {
		require.NoError(t, os.WriteFile(golden, append(got, '\n'), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got)+"\n")
}
