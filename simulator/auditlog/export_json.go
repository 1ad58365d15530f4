package auditlog

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
)

// Collection is how WriteJSON presents rows.
type Collection struct {
	Version Version
	// NextLink is the address of the next page, for an answer that is one of several.
	NextLink string
}

// WriteJSON writes the rows as Graph answers GET /auditLogs/provisioning, which is also the portal's JSON download: an
// object with @odata.context and value. Each row stands on a line of its own, so that two exports can be compared. Rows
// are written as they come, and what was written before an error stays written.
func WriteJSON(w io.Writer, rows iter.Seq[ProvisioningObjectSummary], c Collection) error {
	out := newRowWriter(w)
	out.text(`{"@odata.context":`)
	out.value(c.Version.context())
	if c.NextLink != "" {
		out.text(`,"@odata.nextLink":`)
		out.value(c.NextLink)
	}
	out.text(`,"value":[`)
	separator := "\n"
	for row := range rows {
		out.text(separator)
		out.value(wireOf(&row, c.Version))
		if separator = ",\n"; out.err != nil {
			break
		}
	}
	out.text("\n]}\n")
	return out.flush()
}

// WriteNDJSON writes the rows as lines of JSON, each an object in the form of Graph. ReadNDJSON reads it back.
func WriteNDJSON(w io.Writer, rows iter.Seq[ProvisioningObjectSummary], v Version) error {
	out := newRowWriter(w)
	for row := range rows {
		out.value(wireOf(&row, v))
		if out.text("\n"); out.err != nil {
			break
		}
	}
	return out.flush()
}

// rowWriter writes JSON without line breaks, and without escapes that only web pages need. After an error it does nothing.
type rowWriter struct {
	out     *bufio.Writer
	row     bytes.Buffer
	encoder *json.Encoder
	err     error
}

func newRowWriter(w io.Writer) *rowWriter {
	r := &rowWriter{out: bufio.NewWriter(w)}
	r.encoder = json.NewEncoder(&r.row)
	r.encoder.SetEscapeHTML(false)
	return r
}

func (r *rowWriter) text(text string) {
	if r.err == nil {
		_, r.err = r.out.WriteString(text)
	}
}

func (r *rowWriter) value(v any) {
	if r.err != nil {
		return
	}
	r.row.Reset()
	if r.err = r.encoder.Encode(v); r.err == nil {
		_, r.err = r.out.Write(bytes.TrimSuffix(r.row.Bytes(), []byte("\n")))
	}
}

func (r *rowWriter) flush() error {
	if r.err == nil {
		r.err = r.out.Flush()
	}
	if r.err != nil {
		return fmt.Errorf("write provisioning log: %w", r.err)
	}
	return nil
}
