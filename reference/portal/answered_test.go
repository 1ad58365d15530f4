package portal_test

import (
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/portal"
	"github.com/entrasim/entrasim/reference/store"
)

func TestAPanicIsAnErrorWithoutDetail(t *testing.T) {
	f := open(t, func(o *portal.Options) {
		o.Validate = func(map[string]any) error { panic("the secret of the house") }
	})
	answer := f.POST("/api/users").WithJSON(map[string]any{"userName": "ann"}).
		Expect().Status(http.StatusInternalServerError).HasContentType("application/json")
	answer.JSON().Path("$.error.code").IsEqual("internal")
	answer.Body().NotContains("secret").NotContains("goroutine")
	f.GET("/api/users").Expect().Status(http.StatusOK)
}

// TestAPanicInTheMiddleBreaksTheAnswerOff lists users of whom one cannot be encoded: the client must not take the part
// that it got for the whole.
func TestAPanicInTheMiddleBreaksTheAnswerOff(t *testing.T) {
	f := open(t)
	for i := range 100 {
		f.scimUser(t, string(rune('a'+i%26))+string(rune('a'+i/26)), string(rune('a'+i%26))+string(rune('a'+i/26))+"@example.com")
	}
	r := f.scimUser(t, "last", "last@example.com")
	_, err := f.store.Update("User", r.ID, unencodable)
	require.NoError(t, err)
	request, err := http.NewRequest(http.MethodGet, f.url+"/api/users", nil)
	require.NoError(t, err)
	request.Header.Set("Authorization", "Bearer "+adminToken)
	answer, err := http.DefaultClient.Do(request)
	if err == nil {
		defer answer.Body.Close()
		_, err = io.ReadAll(answer.Body)
	}
	require.True(t, errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF), "%v", err)
}

func unencodable(r store.Record) (store.Record, []store.Key, error) {
	r.Configuration = &store.Configuration{PhonePreferences: map[string]any{"ring": func() {}}}
	return r, keys(r.Attributes), nil
}

func TestSecurityHeaders(t *testing.T) {
	f := open(t)
	for _, answer := range []*httpexpect.Response{
		f.GET("/api/users").Expect(), f.GET("/nowhere").Expect(), httpexpect.Default(t, f.url).GET("/api/users").Expect(),
	} {
		answer.Header("Cache-Control").IsEqual("no-store")
		answer.Header("X-Content-Type-Options").IsEqual("nosniff")
		answer.Header("Content-Security-Policy").Contains("frame-ancestors 'none'")
	}
}

// TestUncleanPaths are not redirected to a clean one, which would be an answer in HTML.
func TestUncleanPaths(t *testing.T) {
	f := open(t)
	for _, path := range []string{"//api/users", "/api//users", "/api/./users", "/api/users/../users", "/api/..", "/./"} {
		request, err := http.NewRequest(http.MethodGet, f.url+path, nil)
		require.NoError(t, err)
		request.Header.Set("Authorization", "Bearer "+adminToken)
		answer, err := http.DefaultTransport.RoundTrip(request)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		require.Equal(t, http.StatusNotFound, answer.StatusCode, path)
		require.Equal(t, "application/json", answer.Header.Get("Content-Type"), path)
	}
}
