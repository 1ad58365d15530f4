package auditlog_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares what a writer gives with a file in testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run go test ./simulator/auditlog -update and review the file")
	assert.Equal(t, string(want), string(got))
}

var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// failedRow has everything that a row can have.
func failedRow() auditlog.ProvisioningObjectSummary {
	return auditlog.ProvisioningObjectSummary{
		ID: "r1", ActivityDateTime: monday.Add(-20 * time.Hour), TenantID: "t1", JobID: "scim.t1.j1", CycleID: "c1", ChangeID: "h1",
		ProvisioningAction: auditlog.ActionDisable, DurationInMilliseconds: 12,
		ProvisioningStatusInfo: auditlog.StatusInfo{
			Status: auditlog.StatusFailure,
			ErrorInformation: &auditlog.ErrorInformation{
				ErrorCode: "InvalidAnchor", Reason: "the linked resource is gone", AdditionalDetails: "no such user <404>",
				ErrorCategory: auditlog.CategoryNonServiceFailure, RecommendedAction: "restart the job",
			},
		},
		ProvisioningSteps: []auditlog.ProvisioningStep{
			{
				Name: auditlog.EntryImportUpdate, ProvisioningStepType: auditlog.StepImport,
				Status: auditlog.StatusSuccess, Description: "Received User 'ann@x' change of type (Update)",
				Details: auditlog.Details{{Name: "a", Value: "b"}, {Name: "objectId", Value: "u1"}},
			},
			{
				Name: auditlog.EntryExportUpdate, ProvisioningStepType: auditlog.StepExport,
				Status: auditlog.StatusFailure, Description: "Failed to disable User 'ann@x' in Contoso",
			},
		},
		ModifiedProperties: []auditlog.ModifiedProperty{
			{DisplayName: "active", OldValue: "True", NewValue: "False"},
			{DisplayName: `phoneNumbers[type eq "work"].value`, NewValue: "+1 555, 0100"},
		},
		ServicePrincipal: auditlog.Identity{ID: "sp", DisplayName: "Contoso"},
		SourceSystem:     auditlog.Identity{ID: "aad", DisplayName: "Azure Active Directory"},
		TargetSystem: auditlog.Identity{
			ID: "app", DisplayName: "customappsso", Details: map[string]string{"ServicePrincipalId": "sp", "ApplicationId": "a1"},
		},
		InitiatedBy:    auditlog.Initiator{DisplayName: "Azure AD Provisioning Service", InitiatorType: "system"},
		SourceIdentity: auditlog.Identity{ID: "u1", DisplayName: "ann@x", IdentityType: "User"},
		TargetIdentity: auditlog.Identity{ID: "t1", DisplayName: "ann@x", IdentityType: "User"},
	}
}

// createdRow has as little as a successful row can have.
func createdRow() auditlog.ProvisioningObjectSummary {
	return auditlog.ProvisioningObjectSummary{
		ID: "r2", ActivityDateTime: monday.Add(1500 * time.Millisecond).In(time.FixedZone("", 3600)), CycleID: "c2", ChangeID: "h2",
		ProvisioningAction:     auditlog.ActionCreate,
		ProvisioningStatusInfo: auditlog.StatusInfo{Status: auditlog.StatusSuccess},
		SourceIdentity:         auditlog.Identity{ID: "u2", DisplayName: "zoë@x"},
	}
}

// skippedRow has an error without details.
func skippedRow() auditlog.ProvisioningObjectSummary {
	return auditlog.ProvisioningObjectSummary{
		ID: "r3", ActivityDateTime: monday.Add(time.Hour), CycleID: "c3", ChangeID: "h3",
		ProvisioningAction: auditlog.ActionStagedDelete,
		ProvisioningStatusInfo: auditlog.StatusInfo{
			Status: auditlog.StatusSkipped,
			ErrorInformation: &auditlog.ErrorInformation{
				ErrorCode: "RedundantExport", Reason: `=HYPERLINK("http://evil", "nothing differs")`, ErrorCategory: auditlog.CategorySuccess,
			},
		},
		ModifiedProperties: []auditlog.ModifiedProperty{{DisplayName: "title", OldValue: "first\nsecond", NewValue: "'quoted"}},
	}
}

func sample() []auditlog.ProvisioningObjectSummary {
	return []auditlog.ProvisioningObjectSummary{failedRow(), createdRow(), skippedRow()}
}

// The golden file is a row as Graph answers it; its member names and enumeration values are the public contract.
func TestRowAsJSON(t *testing.T) {
	got, err := json.MarshalIndent(failedRow(), "", "  ")
	require.NoError(t, err)
	golden(t, "row.json", append(got, '\n'))
}
