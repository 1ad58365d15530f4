package control_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestRequestsAreRecorded(t *testing.T) {
	b := open(t)
	b.create("ann").Status(http.StatusCreated)
	b.scim.GET("/Users").WithQuery("filter", `userName eq "ann+b"`).WithQuery("count", 1).Expect().Status(http.StatusOK)
	b.scim.GET("/Users/x").Expect().Status(http.StatusNotFound)

	all := b.GET("/control/requests").Expect().Status(http.StatusOK).JSON().Path("$.requests").Array()
	all.Length().IsEqual(3)
	first := all.Value(0).Object()
	first.HasValue("method", "POST").HasValue("target", "/scim/v2/Users").HasValue("status", http.StatusCreated).
		HasValue("time", "2026-03-02T12:00:00Z")
	first.Value("body").String().Contains(`"userName":"ann"`)
	first.Value("header").Object().Value("Content-Type").Array().IsEqual([]string{"application/scim+json"})
	all.Value(1).Object().HasValue("target", `/scim/v2/Users?count=1&filter=userName eq "ann+b"`)
	all.Value(2).Object().HasValue("status", http.StatusNotFound).HasValue("body", "")
}

func TestOldRequestsGiveWay(t *testing.T) {
	b := open(t)
	for i := range 205 {
		b.scim.GET(fmt.Sprintf("/Users/u%d", i)).Expect()
	}
	all := b.GET("/control/requests").Expect().JSON().Path("$.requests").Array()
	all.Length().IsEqual(200)
	all.Value(0).Object().HasValue("target", "/scim/v2/Users/u5")
	all.Value(199).Object().HasValue("target", "/scim/v2/Users/u204")
}

// TestSecretsAreNotRecorded sends a secret in every place where a client has one, and looks for any of it.
func TestSecretsAreNotRecorded(t *testing.T) {
	for _, row := range []struct{ name, method, path, header, value, body string }{
		{"bearer token", "GET", "/Users", "Authorization", "Bearer canary-1", ""},
		{"basic credentials", "GET", "/Users", "Authorization", "Basic canary-2", ""},
		{"another header", "GET", "/Users", "X-Api-Key", "canary-3", ""},
		{"cookie", "GET", "/Users", "Cookie", "session=canary-4", ""},
		{"access token in the query", "GET", "/Users?access_token=canary-5", "", "", ""},
		{"the same, escaped", "GET", "/Users?access%5Ftoken=canary-6", "", "", ""},
		{"password filter", "GET", "/Users?filter=PASSWORD+eq+%22canary-7%22", "", "", ""},
		{"password", "POST", "/Users", "", "", `{"password":"canary-8"}`},
		{"password in capitals", "POST", "/Users", "", "", `{"PassWord":"canary-9"}`},
		{"password with an escape", "POST", "/Users", "", "", `{"p\u0061ssword":"canary-10"}`},
		{"password path", "PATCH", "/Users/x", "", "", `{"Operations":[{"op":"replace","value":"canary-11","path":"password"}]}`},
		{"password after what is kept", "POST", "/Users", "", "", `{"x":"canary-12",` + strings.Repeat(" ", 70_000) + `"password":1}`},
		{"the token in a body", "POST", "/Users", "", "", `{"displayName":"` + scimToken + `"}`},
		{"the token in a filter", "GET", "/Users?filter=userName+eq+%22" + scimToken + "%22", "", "", ""},
		{"the token as user agent", "GET", "/Users", "User-Agent", scimToken, ""},
		{"broken escape", "GET", "/Users?a=%zzcanary-13&%zzcanary=1", "", "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			b := open(t)
			request, err := http.NewRequest(row.method, b.scimURL+row.path, strings.NewReader(row.body))
			assert.NoError(t, err)
			request.Header.Set("Authorization", "Bearer "+scimToken)
			request.Header.Set("Content-Type", "application/scim+json")
			if row.header != "" {
				request.Header.Set(row.header, row.value)
			}
			answer, err := http.DefaultClient.Do(request)
			assert.NoError(t, err)
			assert.NoError(t, answer.Body.Close())
			recorded := b.GET("/control/requests").Expect()
			recorded.Body().NotContains("canary")
			recorded.JSON().Path("$.requests").Array().Length().IsEqual(1)
		})
	}
}
