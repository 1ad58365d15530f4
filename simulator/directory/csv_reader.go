package directory

import (
	"bytes"
	"encoding/csv"
	"unicode/utf8"
)

// csvReader reads comma-separated values that may be separated by something else.
type csvReader struct {
	*csv.Reader
	text []byte
}

// chooseComma finds out what separates values: what a spreadsheet says in a line sep=; in front of all, which is read then,
// or what of comma, semicolon and tab is in the header.
func (r *csvReader) chooseComma() {
	header, _, _ := bytes.Cut(r.text, []byte("\n"))
	header = bytes.TrimSuffix(header, []byte("\r"))
	if hint, found := bytes.CutPrefix(header, []byte("sep=")); found && len(hint) == 1 && bytes.ContainsAny(hint, ",;\t") {
		r.Comma, r.FieldsPerRecord = rune(hint[0]), -1
		_, _ = r.Read() // the hint
		r.FieldsPerRecord = 0
		return
	}
	for _, comma := range []byte{',', ';', '\t'} {
		if bytes.IndexByte(header, comma) >= 0 {
			r.Comma = rune(comma)
			return
		}
	}
}

// position is where a field of the row begins that was read last, in bytes.
func (r *csvReader) position(field int, key string) *node {
	line, column := r.FieldPos(field)
	return &node{line: line, column: column, key: key}
}

// countCharacters makes the column of a fault one of characters: the reader counts bytes. It looks for the line from the start
// of the text, so that it is for the few faults that are told only.
func (r *csvReader) countCharacters(at *LoadError) {
	if at.Column < 2 {
		return
	}
	rest := r.text
	for range at.Line - 1 {
		_, rest, _ = bytes.Cut(rest, []byte("\n"))
	}
	at.Column = utf8.RuneCount(rest[:min(at.Column-1, len(rest))]) + 1
}
