package reference

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

// filled is a server with this many users.
func filled(b *testing.B, users int) *Server {
	b.Helper()
	s, err := New(Options{BaseURL: "https://scim.example"})
	require.NoError(b, err)
	t := s.types[0]
	for i := range users {
		name := fmt.Sprintf("User.%d@x.test", i)
		attributes := map[string]any{
			"userName": name, "externalId": fmt.Sprintf("E%d", i), "active": true, "displayName": "User",
			"name":   map[string]any{"givenName": "User", "familyName": fmt.Sprint(i)},
			"emails": []any{map[string]any{"type": "work", "value": name, "primary": true}},
		}
		record := store.Record{ID: fmt.Sprint(i), Type: "User", Attributes: attributes}
		require.NoError(b, s.store.Insert(record, storeKeys(s.keys(t, attributes))))
	}
	return s
}

// BenchmarkLookup measures Entra's lookups over the size of the tenant: the cost must not depend on it.
func BenchmarkLookup(b *testing.B) {
	for _, users := range []int{1_000, 100_000} {
		s := filled(b, users)
		for name, path := range map[string]string{
			"userName": "/Users?filter=" + url.QueryEscape(`userName eq "user.77@x.test"`),
			"email":    "/Users?filter=" + url.QueryEscape(`emails[type eq "work"].value eq "user.77@x.test"`),
			"nobody":   "/Users?filter=" + url.QueryEscape(`userName eq "1b7c0d0e"`),
			"id":       "/Users/77",
			"page":     "/Users?count=1",
		} {
			b.Run(fmt.Sprintf("%s/%d", name, users), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					w := httptest.NewRecorder()
					s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/scim/v2"+path, nil))
					require.Equal(b, http.StatusOK, w.Code)
					_, _ = io.Copy(io.Discard, w.Body)
				}
			})
		}
	}
}
