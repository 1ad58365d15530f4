package reference

import (
	"net/http"
	"testing"

	"github.com/gavv/httpexpect/v2"
)

func TestBearer(t *testing.T) {
	h := start(t, "entra")
	plain := httpexpect.Default(t, h.base)
	for _, c := range []struct {
		section, header string
		status          int
		challenge       string
	}{
		{"RFC 6750, 2.1", "Bearer " + token, http.StatusOK, ""},
		{"D-022: the scheme has no case", "bearer " + token, http.StatusOK, ""},
		{"no credential", "", http.StatusUnauthorized, `Bearer realm="SCIM"`},
		{"D-017: an empty one", "Bearer ", http.StatusUnauthorized, `Bearer realm="SCIM"`},
		{"D-018: another one", "Bearer x", http.StatusUnauthorized, `Bearer realm="SCIM", error="invalid_token"`},
		{"a prefix of it", "Bearer " + token[:3], http.StatusUnauthorized, `Bearer realm="SCIM", error="invalid_token"`},
		{"another scheme", "Basic " + token, http.StatusUnauthorized, `Bearer realm="SCIM"`},
		{"the bare token", token, http.StatusUnauthorized, `Bearer realm="SCIM"`},
	} {
		for _, path := range []string{"/Users", "/ServiceProviderConfig", "/Schemas", "/Nonexistent", "/"} {
			r := plain.GET(path)
			if c.header != "" {
				r = r.WithHeader("Authorization", c.header)
			}
			got := r.Expect()
			if c.status == http.StatusOK { // or 404, but served
				got.Header("WWW-Authenticate").IsEmpty()
				continue
			}
			fault(got, c.status, "")
			got.Header("WWW-Authenticate").IsEqual(c.challenge)
		}
	}
}

func TestAnAnswerDoesNotRepeatTheToken(t *testing.T) {
	h := start(t, "entra")
	plain := httpexpect.Default(t, h.base)
	plain.GET("/Users").WithHeader("Authorization", "Bearer canary-5f3a").Expect().Status(http.StatusUnauthorized).Body().NotContains("canary-5f3a")
}
