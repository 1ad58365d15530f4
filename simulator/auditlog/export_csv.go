package auditlog

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// Names of the three files of the portal's CSV download (Microsoft Learn, howto-analyze-provisioning-logs). The column
// changeId joins them.
const (
	FileProvisioningLogs   = "ProvisioningLogs.csv"
	FileProvisioningSteps  = "ProvisioningLogs_ProvisioningSteps.csv"
	FileModifiedProperties = "ProvisioningLogs_ModifiedProperties.csv"
)

// CSVFiles are where the three files are written to; nil leaves one out.
type CSVFiles struct {
	ProvisioningLogs   io.Writer
	ProvisioningSteps  io.Writer
	ModifiedProperties io.Writer
	// Verbatim leaves out the apostrophe of WriteCSV, for a program that reads the files.
	Verbatim bool
}

// WriteCSV writes the rows into the three files in one pass, so that they agree while the log grows. Rows are written as
// they come, and what was written before an error stays written.
//
// Which columns the portal's files have is not documented, beyond that the first has everything but steps and modified
// properties, and that the others have the changeId. Here a column is called what $filter calls the property, in the
// order of Graph's JSON; steps have a number from 1 within their row; details are one column of JSON. Lines end
// with CR LF, also within a value, where a lone CR is dropped (RFC 4180); texts are UTF-8 without a byte order mark.
//
// A spreadsheet takes a value that begins with = + - @, a tab, a carriage return or a line feed for a formula or may
// split it into one, and a service provider can put such a value into a log. It gets an apostrophe in front, which a
// spreadsheet takes for "this is text"; so does a value that begins with an apostrophe, so that taking one away gives
// each value back. That also meets phone numbers such as +1 555. The full-width signs ＝ ＋ － ＠ count too, since some
// spreadsheets read them alike (OWASP, CSV Injection).
func WriteCSV(files CSVFiles, rows iter.Seq[ProvisioningObjectSummary]) error {
	all := columns()
	values := make([]string, len(all))
	for i, c := range all {
		values[i] = c.name
	}
	logs := newTable(files.ProvisioningLogs, files.Verbatim, values...)
	steps := newTable(files.ProvisioningSteps, files.Verbatim,
		"changeId", "step", "name", "provisioningStepType", "status", "description", "details")
	properties := newTable(files.ModifiedProperties, files.Verbatim, "changeId", "displayName", "oldValue", "newValue")
	for s := range rows {
		for i, c := range all {
			values[i] = c.value(&s)
		}
		logs.write(values...)
		for i, p := range s.ProvisioningSteps {
			steps.write(s.ChangeID, strconv.Itoa(i+1), p.Name, string(p.ProvisioningStepType), string(p.Status),
				p.Description, jsonOf(p.Details.ByName()))
		}
		for _, p := range s.ModifiedProperties {
			properties.write(s.ChangeID, p.DisplayName, p.OldValue, p.NewValue)
		}
		if logs.err() != nil || steps.err() != nil || properties.err() != nil {
			break
		}
	}
	for _, t := range []struct {
		*table
		name string
	}{{logs, FileProvisioningLogs}, {steps, FileProvisioningSteps}, {properties, FileModifiedProperties}} {
		t.out.Flush()
		if err := t.err(); err != nil {
			return fmt.Errorf("write %s: %w", t.name, err)
		}
	}
	return nil
}

// table is one of the files.
type table struct {
	out      *csv.Writer
	verbatim bool
}

func newTable(w io.Writer, verbatim bool, columns ...string) *table {
	if w == nil {
		w = io.Discard
	}
	t := &table{csv.NewWriter(w), verbatim}
	t.out.UseCRLF = true
	t.write(columns...)
	return t
}

func (t *table) err() error { return t.out.Error() }

func (t *table) write(values ...string) {
	if !t.verbatim {
		for i, value := range values {
			values[i] = asText(value)
		}
	}
	_ = t.out.Write(values) // the writer keeps its error
}

// asText keeps a spreadsheet from reading a value as a formula.
func asText(value string) string {
	if strings.IndexAny(value, "=+-@\t\r\n'＝＋－＠") == 0 {
		return "'" + value
	}
	return value
}
