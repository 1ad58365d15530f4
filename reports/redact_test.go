package reports

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const secret = `s3cr3t/+"<ü&\key=`

// spellings are ways in which a target may echo the secret.
func spellings(t *testing.T) map[string]string {
	t.Helper()
	quoted, err := json.Marshal(secret)
	require.NoError(t, err)
	var plain strings.Builder
	encoder := json.NewEncoder(&plain)
	encoder.SetEscapeHTML(false)
	require.NoError(t, encoder.Encode(secret))
	lowerHex := strings.NewReplacer("%2F", "%2f", "%2B", "%2b", "%3C", "%3c", "%C3%BC", "%c3%bc", "%5C", "%5c",
		"%3D", "%3d")
	all := map[string]string{
		"itself":           secret,
		"query":            url.QueryEscape(secret),
		"path":             url.PathEscape(secret),
		"lower case query": lowerHex.Replace(url.QueryEscape(secret)),
		"JSON":             string(quoted),
		"JSON, no HTML":    plain.String(),
		"JSON of PHP":      strings.ReplaceAll(strings.TrimSpace(plain.String()), "/", `\/`),
		"HTML":             html.EscapeString(secret),
		"base64":           base64.StdEncoding.EncodeToString([]byte(secret)),
		"base64 for URLs":  base64.RawURLEncoding.EncodeToString([]byte(secret)),
	}
	for _, user := range []string{"", "u", "us", "use"} {
		all["Basic "+user] = base64.StdEncoding.EncodeToString([]byte(user + ":" + secret))
	}
	return all
}

func TestTextFindsEverySpelling(t *testing.T) {
	r := NewRedactor(secret)
	for name, spelt := range spellings(t) {
		got := r.Text("before " + spelt + " after")
		assert.Contains(t, got, "$TOKEN", name)
		assert.True(t, strings.HasPrefix(got, "before ") && strings.HasSuffix(got, " after"), "%s: %s", name, got)
		assert.NotContains(t, got, "s3cr3t", name)
		assert.NotContains(t, got, base64.StdEncoding.EncodeToString([]byte("s3cr3t"))[:6], name)
	}
	assert.Equal(t, "$TOKEN, $TOKEN", r.Text(secret+", "+secret))
}

func TestSecretsThatAreIgnored(t *testing.T) {
	r := NewRedactor("", "abc", " ab ")
	assert.Equal(t, "abc ab", r.Text("abc ab"))
	r.Add("abcd\n")
	assert.Equal(t, "$TOKEN abc", r.Text("abcd abc"), "white space from a token file is no part of the secret")
}

func TestSecretsThatOverlap(t *testing.T) {
	r := NewRedactor("tokenA", "tokenAB", "TOKEN")
	assert.Equal(t, "$TOKEN $TOKEN $TOKEN", r.Text("tokenAB tokenA TOKEN"), "the longest first")
	assert.Equal(t, "$TOKEN", r.Text(r.Text("TOKEN")), "twice is as good as once")
}

func TestHeader(t *testing.T) {
	in := http.Header{
		"Authorization": {"Bearer " + secret, "Bearer wrong-one", "bearer " + secret, "Basic dTpw",
			"naked-credential", "Bearer " + secret + "x"},
		"Proxy-Authorization": {"Digest u=1"},
		"Cookie":              {"a=1"},
		"Set-Cookie":          {"a=1", "b=2"},
		"X-Echo":              {"you sent " + secret, "harmless"},
	}
	before := in.Clone()
	want := http.Header{
		"Authorization": {"Bearer $TOKEN", "Bearer [redacted]", "bearer $TOKEN", "Basic [redacted]", "[redacted]",
			"Bearer [redacted]"},
		"Proxy-Authorization": {"[redacted]"},
		"Cookie":              {"[redacted]"},
		"Set-Cookie":          {"[redacted]", "[redacted]"},
		"X-Echo":              {"you sent $TOKEN", "harmless"},
	}
	r := NewRedactor(secret)
	assert.Equal(t, want, r.Header(in))
	assert.Equal(t, want, r.Header(r.Header(in)), "twice is as good as once")
	assert.Equal(t, before, in, "the header that is sent is left alone")
	assert.Nil(t, r.Header(nil))
	assert.Equal(t, "Bearer [redacted]", new(Redactor).Header(in).Get("Authorization"), "the zero value knows no secret")
}

func TestRedactorIsSafeForConcurrentUse(t *testing.T) {
	r := NewRedactor()
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			own := strings.Repeat(string(rune('a'+i)), 12)
			r.Add(own)
			assert.Equal(t, "$TOKEN", r.Text(own))
		})
	}
	wg.Wait()
}
