package portal_test

import (
	"bytes"
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/account"
	"github.com/entrasim/entrasim/reference/portal"
	"github.com/entrasim/entrasim/reference/store"
)

const annsToken = "canary-of-ann"

// browser is a client that keeps no cookie by itself, so that a test says which it sends.
type browser struct {
	*httpexpect.Expect
	cookie *http.Cookie
	csrf   string
}

// clock is a time that moves only when told to.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

// desk is a portal on a clock that stands still, with a second administrator.
func desk(t *testing.T) (*clock, fixture) {
	c := &clock{opening}
	return c, open(t, func(o *portal.Options) {
		o.Now = c.now
		o.Administrators = map[string]string{"ann": annsToken}
	})
}

func signIn(t *testing.T, f fixture, credential string) browser {
	t.Helper()
	b := browser{Expect: httpexpect.Default(t, f.url)}
	answer := b.POST("/api/sessions").WithJSON(map[string]any{"credential": credential}).Expect().
		Status(http.StatusCreated)
	cookies := answer.Raw().Cookies()
	require.Len(t, cookies, 1)
	b.cookie = cookies[0]
	b.csrf = answer.JSON().Object().Value("csrfToken").String().NotEmpty().Raw()
	return b
}

// ask is a request as the browser sends it from a page of the portal.
func (b browser) ask(method, path string) *httpexpect.Request {
	return b.Request(method, path).WithCookie(b.cookie.Name, b.cookie.Value)
}

func TestSignIn(t *testing.T) {
	_, f := desk(t)
	b := signIn(t, f, annsToken)
	assert.True(t, b.cookie.HttpOnly)
	assert.Equal(t, http.SameSiteStrictMode, b.cookie.SameSite)
	assert.False(t, b.cookie.Secure, "without TLS the browser would not send it back")
	assert.Equal(t, "/", b.cookie.Path)
	assert.GreaterOrEqual(t, len(b.cookie.Value), 26, "128 bits of randomness or more")
	assert.NotContains(t, b.csrf, b.cookie.Value)

	b.ask(http.MethodGet, "/api/users").Expect().Status(http.StatusOK)
	shown := b.ask(http.MethodGet, "/api/sessions").Expect().Status(http.StatusOK).JSON().Object()
	shown.HasValue("administrator", "ann").HasValue("csrfToken", b.csrf)
	shown.HasValue("expiresAt", opening.Add(30*time.Minute).Format(time.RFC3339))

	other := signIn(t, f, annsToken)
	assert.NotEqual(t, b.cookie.Value, other.cookie.Value, "each sign-in is a session of its own")
	assert.NotEqual(t, b.csrf, other.csrf)
}

func TestSignInIsRefused(t *testing.T) {
	_, f := desk(t)
	client := httpexpect.Default(t, f.url)
	for _, row := range []struct {
		name, contentType, body string
		status                  int
		code                    string
	}{
		{"wrong credential", "application/json", `{"credential":"canary-of-an"}`, 401, "unauthorized"},
		{"empty credential", "application/json", `{"credential":""}`, 400, "invalidSyntax"},
		{"no credential", "application/json", `{}`, 400, "invalidSyntax"},
		{"null", "application/json", `{"credential":null}`, 400, "invalidSyntax"},
		{"the bare credential", "application/json", `"canary-of-ann"`, 400, "invalidSyntax"},
		{"credential as a name", "application/json", `{"canary-of-ann":1}`, 400, "invalidSyntax"},
		{"list", "application/json", `{"credential":["canary-of-ann"]}`, 400, "invalidSyntax"},
		{"a form, as any page can send", "application/x-www-form-urlencoded", "credential=canary-of-ann", 415, "unsupportedMediaType"},
		{"plain text, as any page can send", "text/plain", `{"credential":"canary-of-ann"}`, 415, "unsupportedMediaType"},
	} {
		t.Run(row.name, func(t *testing.T) {
			answer := client.POST("/api/sessions").WithHeader("Content-Type", row.contentType).WithBytes([]byte(row.body)).
				Expect().Status(row.status)
			answer.JSON().Path("$.error.code").IsEqual(row.code)
			answer.Body().NotContains("canary")
			answer.Header("Set-Cookie").IsEmpty()
		})
	}
	f.GET("/api/audit").Expect().JSON().Path("$.entries").Array().IsEmpty()
}

// TestChangesByCookieNeedProof is the table of cross-site request forgery: the cookie alone changes nothing.
func TestChangesByCookieNeedProof(t *testing.T) {
	_, f := desk(t)
	b, another := signIn(t, f, annsToken), signIn(t, f, adminToken)
	for _, row := range []struct {
		name   string
		header map[string]string
		status int
	}{
		{"no token", nil, 403},
		{"a wrong token", map[string]string{"X-CSRF-Token": "x"}, 403},
		{"another session's token", map[string]string{"X-CSRF-Token": another.csrf}, 403},
		{"the cookie's value as token", map[string]string{"X-CSRF-Token": b.cookie.Value}, 403},
		{"the token", map[string]string{"X-CSRF-Token": b.csrf}, 200},
		{"the token from the portal's page", map[string]string{"X-CSRF-Token": b.csrf, "Origin": f.url, "Sec-Fetch-Site": "same-origin"}, 200},
		{"the token with the portal's origin", map[string]string{"X-CSRF-Token": b.csrf, "Origin": f.url}, 200},
		{"the token from another site", map[string]string{"X-CSRF-Token": b.csrf, "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, 403},
		{"the token from another subdomain", map[string]string{"X-CSRF-Token": b.csrf, "Sec-Fetch-Site": "same-site"}, 403},
		{"the token from a foreign origin", map[string]string{"X-CSRF-Token": b.csrf, "Origin": "https://evil.example"}, 403},
		{"the token from an opaque origin", map[string]string{"X-CSRF-Token": b.csrf, "Origin": "null"}, 403},
	} {
		t.Run(row.name, func(t *testing.T) {
			answer := b.ask(http.MethodPut, "/api/provisioning").WithHeaders(row.header).
				WithJSON(map[string]any{"scimEnabled": true}).Expect().Status(row.status)
			if row.status == http.StatusForbidden {
				answer.JSON().Path("$.error.code").IsEqual("crossSite")
			}
			require.Equal(t, row.status == http.StatusOK, f.account.Enabled())
			f.account.SetEnabled(false)
		})
	}
	b.ask(http.MethodDelete, "/api/sessions").Expect().Status(http.StatusForbidden)
	b.ask(http.MethodPost, "/api/provisioning/token").Expect().Status(http.StatusForbidden)
	require.False(t, f.account.HasToken())
}

func TestSignInFromAnotherSiteIsRefused(t *testing.T) {
	_, f := desk(t)
	httpexpect.Default(t, f.url).POST("/api/sessions").WithHeader("Origin", "https://evil.example").
		WithJSON(map[string]any{"credential": annsToken}).Expect().Status(http.StatusForbidden).
		Header("Set-Cookie").IsEmpty()
}

func TestBearerNeedsNoCSRFToken(t *testing.T) {
	_, f := desk(t)
	f.PUT("/api/provisioning").WithJSON(map[string]any{"scimEnabled": true}).Expect().Status(http.StatusOK)
	b := signIn(t, f, annsToken)
	b.ask(http.MethodGet, "/api/users").WithHeader("Authorization", "Bearer wrong").
		Expect().Status(http.StatusUnauthorized)
	f.GET("/api/sessions").Expect().Status(http.StatusNotFound)
	f.DELETE("/api/sessions").Expect().Status(http.StatusNotFound)
}

func TestSignOut(t *testing.T) {
	_, f := desk(t)
	b, other := signIn(t, f, annsToken), signIn(t, f, annsToken)
	answer := b.ask(http.MethodDelete, "/api/sessions").WithHeader("X-CSRF-Token", b.csrf).
		Expect().Status(http.StatusNoContent)
	require.Len(t, answer.Raw().Cookies(), 1)
	assert.Negative(t, answer.Raw().Cookies()[0].MaxAge, "the browser forgets the cookie")
	b.ask(http.MethodGet, "/api/users").Expect().Status(http.StatusUnauthorized).
		JSON().Path("$.error.message").String().Contains("sign in again")
	other.ask(http.MethodGet, "/api/users").Expect().Status(http.StatusOK)
}

func TestSessionsExpire(t *testing.T) {
	for _, row := range []struct {
		name string
		// idle are the pauses before each use; the last use is the one in question.
		idle  []time.Duration
		alive bool
	}{
		{"just used", []time.Duration{30*time.Minute - time.Second}, true},
		{"idle for half an hour", []time.Duration{30 * time.Minute}, false},
		{"each use begins the half hour again", []time.Duration{20 * time.Minute, 20 * time.Minute, 20 * time.Minute}, true},
		{"in use for twelve hours", pauses(12*3-1, 20*time.Minute, 20*time.Minute), false},
		{"in use for nearly twelve hours", pauses(12*3-1, 20*time.Minute, 20*time.Minute-time.Second), true},
	} {
		t.Run(row.name, func(t *testing.T) {
			c, f := desk(t)
			b := signIn(t, f, annsToken)
			for i, pause := range row.idle {
				c.Time = c.Add(pause)
				status := http.StatusOK
				if i == len(row.idle)-1 && !row.alive {
					status = http.StatusUnauthorized
				}
				b.ask(http.MethodGet, "/api/users").Expect().Status(status)
			}
		})
	}
}

func TestForgedRequestsDoNotKeepASessionAlive(t *testing.T) {
	c, f := desk(t)
	b := signIn(t, f, annsToken)
	for range 2 {
		c.Time = c.Add(20 * time.Minute)
		b.ask(http.MethodPost, "/api/provisioning/token").Expect()
	}
	b.ask(http.MethodGet, "/api/users").Expect().Status(http.StatusUnauthorized)
}

// pauses are n times one pause and then a last one.
func pauses(n int, each, last time.Duration) []time.Duration {
	var all []time.Duration
	for range n {
		all = append(all, each)
	}
	return append(all, last)
}

func TestTheSessionUsedLongestAgoGivesWay(t *testing.T) {
	c, f := desk(t)
	first := signIn(t, f, annsToken)
	var second browser
	for i := range 100 {
		c.Time = c.Add(time.Second)
		if b := signIn(t, f, annsToken); i == 0 {
			second = b
		}
	}
	first.ask(http.MethodGet, "/api/users").Expect().Status(http.StatusUnauthorized)
	second.ask(http.MethodGet, "/api/users").Expect().Status(http.StatusOK)
}

func TestAuditNamesTheAdministrator(t *testing.T) {
	_, f := desk(t)
	b := signIn(t, f, annsToken)
	b.ask(http.MethodPut, "/api/provisioning").WithHeader("X-CSRF-Token", b.csrf).
		WithJSON(map[string]any{"scimEnabled": true}).Expect().Status(http.StatusOK)
	f.PUT("/api/provisioning").WithJSON(map[string]any{"scimEnabled": false}).Expect().Status(http.StatusOK)
	httpexpect.Default(t, f.url).POST("/api/provisioning/token").WithHeader("Authorization", "Bearer "+annsToken).
		Expect().Status(http.StatusCreated)
	b.ask(http.MethodDelete, "/api/sessions").WithHeader("X-CSRF-Token", b.csrf).Expect().Status(http.StatusNoContent)

	entries := f.GET("/api/audit").Expect().JSON().Path("$.entries").Array()
	for i, row := range []struct{ actor, action string }{
		{"ann", "sign in"}, {"ann", "enable SCIM"}, {"administrator", "disable SCIM"}, {"ann", "generate token"},
		{"ann", "sign out"},
	} {
		entries.Value(i).Object().HasValue("actor", row.actor).HasValue("action", row.action)
	}
	entries.Length().IsEqual(5)
}

func TestOverTLSTheCookieIsSecure(t *testing.T) {
	server := httptest.NewTLSServer(portal.New(portal.Options{
		Store: store.NewMemory(), Account: account.New(""), AdminToken: adminToken, Keys: keys,
	}))
	t.Cleanup(server.Close)
	certificate := server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: certificate}}}
	body := bytes.NewBufferString(`{"credential":"` + adminToken + `"}`)
	answer, err := client.Post(server.URL+"/api/sessions", "application/json", body)
	require.NoError(t, err)
	defer answer.Body.Close()
	cookie := answer.Header.Get("Set-Cookie")
	assert.True(t, strings.HasPrefix(cookie, "__Host-"), cookie)
	assert.Contains(t, cookie, "; Secure")
	assert.Contains(t, cookie, "; HttpOnly")
	assert.Contains(t, cookie, "; SameSite=Strict")
	assert.NotContains(t, cookie, "Domain", "a cookie with the prefix must not have one")
}
