package exchange

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reports"
)

// What a scenario that passed leaves in the report is short, says where it was cut, and does not change the recorder's own.
func TestBriefExchanges(t *testing.T) {
	long := strings.Repeat("é", briefBody)
	all := make([]reports.Exchange, briefMax+5)
	for i := range all {
		all[i] = reports.Exchange{Number: i + 1, Request: reports.Request{Body: long}, Response: &reports.Response{Body: long}}
	}
	short := Brief(all)
	assert.Len(t, short, briefMax)
	assert.Len(t, short[0].Request.Body, briefBody)
	assert.True(t, short[0].Request.Truncated)
	assert.True(t, short[0].Response.Truncated)
	assert.Equal(t, long, all[briefMax].Request.Body)
	whole := Brief([]reports.Exchange{{Request: reports.Request{Body: "{}"}}})
	assert.False(t, whole[0].Request.Truncated)
}

// answering is a service provider that says this and nothing else.
func answering(header http.Header, body string) http.RoundTripper {
	return RoundTripper(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Header: header, Body: io.NopCloser(strings.NewReader(body))}, nil
	})
}

func through(t *testing.T, r *Recorder, via http.RoundTripper, body string, how ...func(context.Context) context.Context) *http.Response {
	t.Helper()
	ctx := t.Context()
	for _, f := range how {
		ctx = f(ctx)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://h/Users?secret-of-the-test", strings.NewReader(body))
	require.NoError(t, err)
	resp, err := r.Via(via).RoundTrip(req)
	require.NoError(t, err)
	return resp
}

// Nobody gets to see a secret, nor half of one at the end of a body that was cut, nor one that became known afterwards.
func TestRecordsShowNoSecret(t *testing.T) {
	redact := reports.NewRedactor("secret-of-the-test")
	r := NewRecorder(redact)
	long := strings.Repeat("x", recordMax-3) + "secret-of-the-test"
	through(t, r, answering(http.Header{"Etag": {"secret-of-the-test"}}, long), "secret-of-the-test and later-secret")
	through(t, r, answering(http.Header{"Location": {"later-secret"}}, "later-secret"), "")
	redact.Add("later-secret")
	shown := r.Since(0)
	require.Len(t, shown, 2)
	assert.NotContains(t, fmt.Sprint(shown[0].Request, *shown[0].Response, shown[1].Request, *shown[1].Response), "secret")
	assert.Equal(t, "http://h/Users?$TOKEN", shown[0].Request.URL)
	assert.Equal(t, "$TOKEN and $TOKEN", shown[0].Request.Body)
	assert.Len(t, shown[0].Response.Body, recordMax)
	assert.True(t, shown[0].Response.Truncated)
	assert.Equal(t, "$TOKEN", shown[1].Response.Body)
	assert.Equal(t, "Bearer $TOKEN", shown[1].Request.Header.Get("Authorization"))
}

// Evidence is what came, whatever a client makes of its copy of the answer.
func TestRecordsKeepWhatCame(t *testing.T) {
	r := NewRecorder(reports.NewRedactor())
	resp := through(t, r, answering(http.Header{"Location": {"/Users/1"}}, "{}"), "")
	resp.Header.Del("Location")
	last, found := r.Last()
	require.True(t, found)
	assert.Equal(t, "/Users/1", last.Response.Header.Get("Location"))
	assert.Equal(t, 1, last.Number)
}

// Who asks for the exchange has the whole of the answer, of which the evidence is the beginning.
func TestKeepIn(t *testing.T) {
	var kept Kept
	r := NewRecorder(reports.NewRedactor())
	long := strings.Repeat("x", recordMax+1)
	resp := through(t, r, answering(http.Header{}, long), "", func(ctx context.Context) context.Context { return KeepIn(ctx, &kept) })
	assert.Equal(t, long, kept.Body)
	assert.Equal(t, http.StatusOK, kept.Status)
	assert.Equal(t, 1, kept.Number())
	assert.True(t, kept.Exchange().Response.Truncated)
	left, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Empty(t, left)
}
