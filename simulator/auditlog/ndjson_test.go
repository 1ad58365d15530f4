package auditlog_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

func read(text string) (rows []auditlog.ProvisioningObjectSummary, err error) {
	for row, err := range auditlog.ReadNDJSON(strings.NewReader(text)) {
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// What a log gives and what is read back from its export are the same rows.
func TestNDJSONRoundTrip(t *testing.T) {
	log := logOf(append(sample(), everywhereReadable())...)
	var b bytes.Buffer
	require.NoError(t, auditlog.WriteNDJSON(&b, slices.Values(log.Rows()), auditlog.V1))
	rows, err := read(b.String())
	require.NoError(t, err)
	assert.Equal(t, log.Rows(), rows)

	again := logOf(rows...)
	assert.Equal(t, log.Rows(), again.Rows(), "a saved log is the same log")
	b.Reset()
	require.NoError(t, auditlog.WriteNDJSON(&b, slices.Values(log.Rows()), auditlog.Beta))
	rows, err = read("\n" + strings.ReplaceAll(b.String(), "\n", "\r\n\r\n"))
	require.NoError(t, err, "the beta's form, with empty lines")
	assert.Equal(t, log.Rows(), rows)
}

func everywhereReadable() auditlog.ProvisioningObjectSummary {
	row := everywhere("any \"text\"\u2028\n<ü>")
	row.ActivityDateTime = monday
	row.ServicePrincipal.IdentityType, row.ServicePrincipal.Details = "", nil // Graph has none for these
	row.SourceSystem.IdentityType, row.TargetSystem.IdentityType = "", ""
	return row
}

// A row as old versions of the beta had it: action and statusInfo alone.
func TestOldRowsOfTheBeta(t *testing.T) {
	rows, err := read(`{"id":"1","activityDateTime":"2019-06-24T20:53:08Z","action":"Create","statusInfo":` +
		`{"@odata.type":"#microsoft.graph.statusDetails","status":"failure","errorCode":"EntryConflict","reason":"taken"}}` + "\n" +
		`{"id":"2","activityDateTime":"2019-06-24T20:53:08Z","action":"StagedDelete","statusInfo":{"status":"success"}}`)
	require.NoError(t, err)
	assert.Equal(t, auditlog.ActionCreate, rows[0].ProvisioningAction)
	assert.Equal(t, auditlog.StatusInfo{Status: auditlog.StatusFailure, ErrorInformation: &auditlog.ErrorInformation{
		ErrorCode: "EntryConflict", Reason: "taken",
	}}, rows[0].ProvisioningStatusInfo)
	assert.Equal(t, auditlog.ActionStagedDelete, rows[1].ProvisioningAction)
	assert.Equal(t, auditlog.StatusInfo{Status: auditlog.StatusSuccess}, rows[1].ProvisioningStatusInfo)
}

func TestNDJSONErrorsNameTheLine(t *testing.T) {
	const whole = `{"id":"1","activityDateTime":"2026-03-01T09:40:00Z","provisioningAction":"create","provisioningStatusInfo":{"status":"success"}}`
	for _, c := range []struct{ line, want string }{
		{`[]`, `expected a JSON object, found "[]"`},
		{`id,activityDateTime,tenantId,jobId`, `expected a JSON object, found "id,activityDateTime,tenantId,j"…`},
		{`{"id":"1"`, `character 9: expected JSON, found a fault: unexpected end of JSON input`},
		{whole + `}`, `expected JSON, found a fault: invalid character '}' after top-level value`},
		{`{"id":1}`, `id: expected a string, found a number`},
		{`{"durationInMilliseconds":"long"}`, `durationInMilliseconds: expected a whole number, found a string`},
		{`{"provisioningSteps":{}}`, `provisioningSteps: expected an array, found a object`},
		{`{"provisioningSteps":[{"details":{"a":1}}]}`, `provisioningSteps.details: expected a string, found a number`},
		{`{"provisioningStatusInfo":"success"}`, `provisioningStatusInfo: expected an object, found a string`},
		{`{"modifiedProperties":[{"oldValue":false}]}`, `modifiedProperties.oldValue: expected a string, found a bool`},
		{`{"activityDateTime":"yesterday"}`, `activityDateTime: expected a time like 2026-03-01T09:40:00Z, found "\"yesterday\""`},
		{`{"activityDateTime":5}`, `activityDateTime: expected a time like 2026-03-01T09:40:00Z, found "5"`},
		{`{}`, `id: expected a text, found none`},
		{`{"id":"1"}`, `activityDateTime: expected a time, found none`},
		{strings.Replace(whole, "create", "Create", 1),
			`provisioningAction: expected one of create, update, delete, stageddelete, disable, other, found "Create"`},
		{strings.Replace(whole, "success", "ok", 1),
			`provisioningStatusInfo/status: expected one of success, warning, failure, skipped, found "ok"`},
		{`{"id":"` + strings.Repeat("x", 4<<20) + `"}`, `expected at most 4194304 bytes, found more`},
	} {
		rows, err := read(whole + "\n\n" + c.line + "\n" + whole)
		assert.Len(t, rows, 1, "the lines before the fault")
		require.Error(t, err, c.line)
		assert.True(t, strings.HasPrefix(err.Error(), "provisioning log: line 3: "), err.Error())
		assert.True(t, strings.HasSuffix(err.Error(), c.want), "want %s\n got %s", c.want, err)
	}
	for _, err := range auditlog.ReadNDJSON(iotest.ErrReader(os.ErrClosed)) {
		assert.ErrorIs(t, err, os.ErrClosed)
	}
}

// FuzzReadNDJSON demands that no text makes the reader panic, that errors name a line, and that what was read survives
// being stored, written and read again.
func FuzzReadNDJSON(f *testing.F) {
	for _, file := range []string{"rows.ndjson", "graph.json", "row.json"} {
		data, err := os.ReadFile("testdata/" + file)
		require.NoError(f, err)
		f.Add(data)
	}
	for _, row := range sample() {
		data, err := json.Marshal(row)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Add([]byte(`{"id":"1","activityDateTime":"9999-12-31T23:59:59-01:00","action":"create","statusInfo":{"status":"success"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, err := read(string(data))
		if err != nil {
			require.True(t, strings.HasPrefix(err.Error(), "provisioning log: line "), err.Error())
		}
		log := logOf(rows...)
		var b bytes.Buffer
		require.NoError(t, auditlog.WriteNDJSON(&b, slices.Values(log.Rows()), auditlog.V1))
		again, err := read(b.String())
		require.NoError(t, err)
		require.Equal(t, len(rows), len(again))
		require.Equal(t, log.Rows(), logOf(again...).Rows())
	})
}
