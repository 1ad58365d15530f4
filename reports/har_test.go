package reports

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/chromedp/cdproto/har"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

// TestArchiveHasWhatHARRequires looks for every field that HAR 1.2 does not call optional, and reads the whole with the
// types of somebody else.
func TestArchiveHasWhatHARRequires(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, sample().WriteHAR(&b))
	text := b.String()
	decoder := json.NewDecoder(&b)
	decoder.DisallowUnknownFields()
	var foreign har.HAR
	require.NoError(t, decoder.Decode(&foreign))

	has := func(at gjson.Result, fields ...string) {
		for _, f := range fields {
			assert.True(t, at.Get(f).Exists(), "%s of %s", f, at.Raw)
		}
	}
	log := gjson.Get(text, "log")
	has(log, "version", "creator.name", "creator.version", "entries")
	assert.Equal(t, "1.2", log.Get("version").Str)
	pages := map[string]bool{}
	for _, page := range log.Get("pages").Array() {
		has(page, "startedDateTime", "id", "title", "pageTimings")
		pages[page.Get("id").Str] = true
	}
	exchanges := 0
	for _, r := range sample().Results {
		exchanges += len(r.Exchanges)
	}
	require.Len(t, log.Get("entries").Array(), exchanges)
	last := time.Time{}
	for _, entry := range log.Get("entries").Array() {
		has(entry, "startedDateTime", "time", "request", "response", "cache", "timings.send", "timings.wait", "timings.receive")
		has(entry.Get("request"), "method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize")
		has(entry.Get("response"), "status", "statusText", "httpVersion", "cookies", "headers", "content.size", "content.mimeType", "redirectURL",
			"headersSize", "bodySize")
		if body := entry.Get("request.postData"); body.Exists() {
			has(body, "mimeType", "text")
		}
		assert.True(t, pages[entry.Get("pageref").Str])
		began, err := time.Parse(time.RFC3339, entry.Get("startedDateTime").Str)
		require.NoError(t, err)
		assert.False(t, began.Before(last), "in the order of time, as the panel draws them")
		last = began
	}
	lost := gjson.Get(text, `log.entries.#(response.status==0)`)
	assert.Contains(t, lost.Get("comment").Str, "connection refused")
	assert.Equal(t, "x", gjson.Get(text, `log.entries.#(request.queryString.#>0).request.queryString.0.value`).Str[len(`userName eq "`):len(`userName eq "x`)])
}
