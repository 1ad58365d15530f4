package connector_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
)

func packed(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(text))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.String()
}

// Whether Entra asks for compression is not known; a target that compresses is understood, and a bomb is not unpacked.
func TestContentEncodings(t *testing.T) {
	whole := packed(t, `{"id":"7"}`)
	for _, test := range []struct {
		name, encoding, body string
		reason               string // "" for none
	}{
		{"gzip", "gzip", whole, ""},
		{"GZIP", " GZIP ", whole, ""},
		{"said to be none", "identity", `{"id":"7"}`, ""},
		{"not gzip", "gzip", `{"id":"7"}`, "compressed with gzip, as its header says, found something else"},
		{"damaged", "gzip", whole[:10] + strings.Repeat("\xff", 20), "compressed with gzip, as its header says, found something else"},
		{"wrong sum", "gzip", whole[:len(whole)-8] + "12345678", "compressed with gzip, as its header says, found something else"},
		{"cut off", "gzip", whole[:len(whole)-9], "the connection ended in the middle of it"},
		{"nothing", "gzip", "", "found no body"},
		{"a bomb", "gzip", packed(t, strings.Repeat(" ", 1<<20)), "at most 1024 bytes, found more"},
		{"brotli", "br", "x", `with gzip, found content encoding "br"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, _ := client(t, connector.Options{MaxBody: 1024},
				reply{status: 200, body: test.body, header: http.Header{"Content-Encoding": {test.encoding}}})
			_, err := c.Get(t.Context(), "7")
			if test.reason == "" {
				assert.NoError(t, err)
				return
			}
			assert.Contains(t, fault(t, err).Reason, test.reason)
		})
	}
	c, _ := client(t, connector.Options{}, reply{status: 409, body: "oops", header: http.Header{"Content-Encoding": {"br"}}})
	_, err := c.Create(t.Context(), nil)
	assert.Equal(t, connector.CodeEntryConflict, fault(t, err).Code, "the status of a failure says enough")
}
