package auditlog_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

func TestExports(t *testing.T) {
	rows := slices.Values(sample())
	for _, c := range []struct {
		file  string
		write func(io.Writer) error
	}{
		{"graph.json", func(w io.Writer) error { return auditlog.WriteJSON(w, rows, auditlog.Collection{}) }},
		{"graph-beta.json", func(w io.Writer) error {
			return auditlog.WriteJSON(w, rows, auditlog.Collection{Version: auditlog.Beta, NextLink: "https://x/?$top=3&$skiptoken=7"})
		}},
		{"empty.json", func(w io.Writer) error {
			return auditlog.WriteJSON(w, slices.Values([]auditlog.ProvisioningObjectSummary{}), auditlog.Collection{})
		}},
		{"rows.ndjson", func(w io.Writer) error { return auditlog.WriteNDJSON(w, rows, auditlog.V1) }},
		{auditlog.FileProvisioningLogs, func(w io.Writer) error {
			return auditlog.WriteCSV(auditlog.CSVFiles{ProvisioningLogs: w}, rows)
		}},
		{auditlog.FileProvisioningSteps, func(w io.Writer) error {
			return auditlog.WriteCSV(auditlog.CSVFiles{ProvisioningSteps: w}, rows)
		}},
		{auditlog.FileModifiedProperties, func(w io.Writer) error {
			return auditlog.WriteCSV(auditlog.CSVFiles{ModifiedProperties: w}, rows)
		}},
	} {
		t.Run(c.file, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, c.write(&b))
			golden(t, c.file, b.Bytes())
			if filepath.Ext(c.file) == ".json" {
				assert.True(t, json.Valid(b.Bytes()))
			}
		})
	}
}

func TestExportsReportTheirWriter(t *testing.T) {
	many := func(yield func(auditlog.ProvisioningObjectSummary) bool) {
		for yield(failedRow()) {
		}
	}
	full := &fullDisk{room: 100_000}
	assert.EqualError(t, auditlog.WriteJSON(full, many, auditlog.Collection{}), "write provisioning log: disk full")
	full = &fullDisk{room: 100_000}
	assert.EqualError(t, auditlog.WriteNDJSON(full, many, auditlog.V1), "write provisioning log: disk full")
	full = &fullDisk{room: 100_000}
	assert.EqualError(t, auditlog.WriteCSV(auditlog.CSVFiles{ProvisioningSteps: full}, many),
		"write ProvisioningLogs_ProvisioningSteps.csv: disk full")
}

type fullDisk struct{ room int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.room -= len(p); d.room < 0 {
		return 0, errors.New("disk full")
	}
	return len(p), nil
}
