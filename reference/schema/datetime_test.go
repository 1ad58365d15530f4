package schema

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// RFC 7643 section 2.3.5, by way of XML Schema part 2, section 3.3.7.
func TestParseDateTime(t *testing.T) {
	for text, want := range map[string]string{
		"2008-01-23T04:56:22Z":        "2008-01-23T04:56:22Z",
		"2008-01-23T04:56:22.125Z":    "2008-01-23T04:56:22.125Z",
		"2008-01-23T04:56:22+01:00":   "2008-01-23T03:56:22Z",
		"2008-01-23T04:56:22":         "2008-01-23T04:56:22Z",
		"2010-10-10T00:00:00.000":     "2010-10-10T00:00:00Z",
		"2008-01-23T24:00:00Z":        "2008-01-24T00:00:00Z",
		"2008-01-23T24:00:00.0-01:00": "2008-01-24T01:00:00Z",
		"2008-01-23T04:56:22,5Z":      "",
		"2008-01-23T24:00:01Z":        "",
		"2008-01-23T24:00:00.1Z":      "",
		"2008-02-30T04:56:22Z":        "",
		"2008-01-23 04:56:22Z":        "",
		"2008-01-23":                  "",
		"20080123T045622Z":            "",
		"2008-01-23T04:56Z":           "",
		"2008-01-23T04:56:22z":        "",
		"":                            "",
	} {
		got, ok := ParseDateTime(text)
		assert.Equal(t, want != "", ok, text)
		if ok {
			assert.Equal(t, want, got.UTC().Format(time.RFC3339Nano), text)
		}
	}
}
