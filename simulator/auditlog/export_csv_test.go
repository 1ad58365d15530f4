package auditlog_test

import (
	"bytes"
	"encoding/csv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

// OWASP, CSV Injection: a spreadsheet runs what begins like a formula. Each value can be had back.
func TestCSVHasNoFormulas(t *testing.T) {
	for value, want := range map[string]string{
		"=1+2": "'=1+2", "+1 555": "'+1 555", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\n=1": "'\n=1",
		"＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠1": "'＠1",
		"'=1": "''=1", "a=1": "a=1", "": "", " =1": " =1", `"=1"`: `"=1"`, "a,=1": "a,=1", "zoë": "zoë",
	} {
		var guarded, verbatim bytes.Buffer
		row := failedRow()
		row.ModifiedProperties = []auditlog.ModifiedProperty{{DisplayName: "title", NewValue: value}}
		rows := func(yield func(auditlog.ProvisioningObjectSummary) bool) { yield(row) }
		require.NoError(t, auditlog.WriteCSV(auditlog.CSVFiles{ModifiedProperties: &guarded}, rows))
		require.NoError(t, auditlog.WriteCSV(auditlog.CSVFiles{ModifiedProperties: &verbatim, Verbatim: true}, rows))
		assert.Equal(t, want, lastField(t, &guarded), "%q", value)
		assert.Equal(t, value, lastField(t, &verbatim), "%q", value)
	}
}

func lastField(t *testing.T, file *bytes.Buffer) string {
	t.Helper()
	lines, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	last := lines[len(lines)-1]
	return last[len(last)-1]
}

// The three files are joined by the change id, and agree although the log grows while they are written.
func TestCSVFilesAgree(t *testing.T) {
	log := logOf(sample()...)
	all, err := log.All(auditlog.Query{OldestFirst: true})
	require.NoError(t, err)
	growing := func(yield func(auditlog.ProvisioningObjectSummary) bool) {
		for row := range all {
			late := failedRow()
			late.ChangeID = "late"
			log.Append(late)
			if !yield(row) {
				return
			}
		}
	}
	var logs, steps, properties bytes.Buffer
	require.NoError(t, auditlog.WriteCSV(auditlog.CSVFiles{ProvisioningLogs: &logs, ProvisioningSteps: &steps, ModifiedProperties: &properties}, growing))
	for _, c := range []struct {
		file   *bytes.Buffer
		column int
		want   []string
	}{{&logs, 5, []string{"h1", "h2", "h3"}}, {&steps, 0, []string{"h1", "h1"}}, {&properties, 0, []string{"h1", "h1", "h3"}}} {
		lines, err := csv.NewReader(c.file).ReadAll()
		require.NoError(t, err)
		require.Equal(t, "changeId", lines[0][c.column])
		var got []string
		for _, line := range lines[1:] {
			got = append(got, line[c.column])
		}
		assert.Equal(t, c.want, got)
	}
	assert.Equal(t, 6, log.Len())
}
