package auditlog

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"
	"slices"
)

// maxLine is the longest line that is read, in bytes. A row has a few thousand.
const maxLine = 4 << 20

// ReadNDJSON reads rows that WriteNDJSON wrote, for a look at a saved log or to append them to a new one:
//
//	for row, err := range auditlog.ReadNDJSON(file) { … }
//
// It needs memory for one line only. Empty lines are left out. An error names its line, says what was expected and found,
// and ends the sequence.
func ReadNDJSON(r io.Reader) iter.Seq2[ProvisioningObjectSummary, error] {
	return func(yield func(ProvisioningObjectSummary, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(make([]byte, 0, 64<<10), maxLine)
		number := 0
		for lines.Scan() {
			number++
			line := bytes.TrimSpace(lines.Bytes())
			if len(line) == 0 {
				continue
			}
			row, err := readRow(line)
			if err != nil {
				yield(ProvisioningObjectSummary{}, fmt.Errorf("provisioning log: line %d: %w", number, err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
		err := lines.Err()
		if errors.Is(err, bufio.ErrTooLong) {
			err = fmt.Errorf("expected at most %d bytes, found more", maxLine)
		}
		if err != nil {
			yield(ProvisioningObjectSummary{}, fmt.Errorf("provisioning log: line %d: %w", number+1, err))
		}
	}
}

// readRow reads one row and says what is wrong with it.
func readRow(line []byte) (row ProvisioningObjectSummary, err error) {
	if line[0] != '{' {
		return row, fmt.Errorf("expected a JSON object, found %s", beginning(line))
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return row, inOurWords(err)
	}
	info := row.ProvisioningStatusInfo
	switch {
	case row.ID == "":
		return row, errors.New("id: expected a text, found none")
	case row.ActivityDateTime.IsZero():
		return row, errors.New("activityDateTime: expected a time, found none")
	case !slices.Contains(Actions(), row.ProvisioningAction):
		return row, fmt.Errorf("provisioningAction: expected one of %s, found %q", list(Actions()), row.ProvisioningAction)
	case !slices.Contains(Statuses(), info.Status):
		return row, fmt.Errorf("provisioningStatusInfo/status: expected one of %s, found %q", list(Statuses()), info.Status)
	}
	return row, nil
}

// inOurWords says what the JSON reader found.
func inOurWords(err error) error {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("character %d: expected JSON, found a fault: %w", syntax.Offset, err)
	case errors.As(err, &typ) && typ.Field == "":
		return fmt.Errorf("expected a provisioningObjectSummary, found a %s", typ.Value)
	case errors.As(err, &typ):
		return fmt.Errorf("%s: expected %s, found a %s", typ.Field, nameOf(typ.Type), typ.Value)
	}
	return err
}

// nameOf is what JSON calls a type.
func nameOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return nameOf(t.Elem())
	case reflect.Int64:
		return "a whole number"
	case reflect.Slice:
		return "an array"
	case reflect.Struct, reflect.Map:
		return "an object"
	}
	return "a " + t.Kind().String()
}
