package portal_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/account"
	"github.com/entrasim/entrasim/reference/portal"
	"github.com/entrasim/entrasim/reference/store"
)

const adminToken = "admin-credential"

// opening is when every test begins. The clock moves by a second with each look at it.
var opening = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// fixture is a portal beside the store and the account that it works on.
type fixture struct {
	*httpexpect.Expect
	store   *store.Memory
	account *account.Account
	url     string
}

func open(t *testing.T, change ...func(*portal.Options)) fixture {
	t.Helper()
	var ticks, ids, tokens atomic.Int64
	now := func() time.Time { return opening.Add(time.Duration(ticks.Add(1)-1) * time.Second) }
	f := fixture{store: store.NewMemory(), account: account.New("")}
	f.account.Now = now
	o := portal.Options{
		Store: f.store, Account: f.account, AdminToken: adminToken, Now: now,
		NewID:    func() string { return fmt.Sprintf("p%d", ids.Add(1)) },
		NewToken: func() string { return fmt.Sprintf("canary-%d", tokens.Add(1)) },
		SCIMURL:  func() string { return "https://vcc.example/scim-adapter/v2" },
		Validate: func(attributes map[string]any) error {
			if name, _ := attributes["displayName"].(string); name == "" {
				return fmt.Errorf("displayName: expected a name, found nothing")
			}
			return nil
		},
		Keys: keys,
	}
	for _, c := range change {
		c(&o)
	}
	server := httptest.NewServer(portal.New(o))
	t.Cleanup(server.Close)
	f.url = server.URL
	f.Expect = httpexpect.Default(t, server.URL).Builder(func(r *httpexpect.Request) {
		r.WithHeader("Authorization", "Bearer "+adminToken)
	})
	return f
}

func keys(attributes map[string]any) []store.Key {
	name, _ := attributes["userName"].(string)
	found := []store.Key{{Name: "userName", Value: strings.ToLower(name), Unique: true}}
	emails, _ := attributes["emails"].([]any)
	for _, e := range emails {
		value := e.(map[string]any)["value"].(string)
		found = append(found, store.Key{Name: "emails.value", Value: strings.ToLower(value), Unique: true})
	}
	return found
}

// scimUser puts a user into the store as the SCIM server would.
func (f fixture) scimUser(t *testing.T, id, userName string) store.Record {
	t.Helper()
	r := store.Record{
		ID: id, Type: "User", Created: opening, LastModified: opening, Version: 1,
		Attributes: map[string]any{
			"userName": userName, "displayName": "Ann", "active": true, "externalId": "object-" + id,
			"emails": []any{
				map[string]any{"type": "home", "value": "home-" + userName},
				map[string]any{"type": "Work", "value": userName},
			},
			"phoneNumbers": []any{map[string]any{"type": "work", "value": "+442079460958"}},
		},
	}
	require.NoError(t, f.store.Insert(r, keys(r.Attributes)))
	return r
}

// portalUser makes a user in the portal and returns its id.
func (f fixture) portalUser(userName string) string {
	return f.POST("/api/users").WithJSON(map[string]any{
		"userName": userName, "displayName": "Pat", "email": userName, "phoneNumber": "4711",
	}).Expect().Status(http.StatusCreated).JSON().Object().Value("id").String().Raw()
}

func (f fixture) record(t *testing.T, id string) store.Record {
	t.Helper()
	r, found := f.store.Get("User", id)
	require.True(t, found, "user %s", id)
	return r
}

// refusal demands an error in JSON with the code, and a message that contains the words.
func refusal(r *httpexpect.Request, status int, code, words string) {
	e := r.Expect().Status(status).HasContentType("application/json").JSON().Object()
	e.Value("error").Object().HasValue("code", code).Value("message").String().Contains(words)
}

func TestWithoutTheCredentialNothingIsServed(t *testing.T) {
	for _, row := range []struct {
		name, authorization string
		admin               string
	}{
		{"no header", "", adminToken},
		{"wrong token", "Bearer wrong", adminToken},
		{"prefix of the token", "Bearer admin-credentia", adminToken},
		{"another scheme", "Basic " + adminToken, adminToken},
		{"no token", "Bearer ", adminToken},
		{"no scheme", adminToken, adminToken},
		{"no credential configured", "Bearer ", ""},
		{"no credential configured, some token", "Bearer x", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			f := open(t, func(o *portal.Options) { o.AdminToken = row.admin })
			client := httpexpect.Default(t, f.url)
			for _, path := range []string{"/api/provisioning", "/api/users", "/api/audit", "/elsewhere"} {
				request := client.GET(path).WithHeader("Authorization", row.authorization)
				request.Expect().Status(http.StatusUnauthorized).HasContentType("application/json").
					JSON().Path("$.error.code").IsEqual("unauthorized")
			}
			client.POST("/api/provisioning/token").WithHeader("Authorization", row.authorization).
				Expect().Status(http.StatusUnauthorized).Header("WWW-Authenticate").HasPrefix("Bearer")
			require.False(t, f.account.HasToken(), "the request was refused and yet made a token")
		})
	}
}

func TestSchemeIsComparedWithoutCase(t *testing.T) {
	f := open(t)
	httpexpect.Default(t, f.url).GET("/api/users").WithHeader("Authorization", "bearer "+adminToken).
		Expect().Status(http.StatusOK)
}

func TestPathsAndMethods(t *testing.T) {
	f := open(t)
	for _, path := range []string{
		"/", "/api", "/api/groups", "/api/users/", "/api/users/p1/other", "/scim-adapter/v2/Users",
	} {
		refusal(f.GET(path), http.StatusNotFound, "notFound", path)
	}
	for _, row := range []struct{ method, path, allow string }{
		{"POST", "/api/provisioning", "GET, HEAD, PUT"},
		{"GET", "/api/provisioning/token", "POST"},
		{"DELETE", "/api/users", "GET, HEAD, POST"},
		{"PUT", "/api/users/p1", "DELETE, GET, HEAD, PATCH"},
		{"GET", "/api/users/p1/configuration", "PUT"},
		{"GET", "/api/users/p1/clone", "POST"},
		{"DELETE", "/api/audit", "GET, HEAD"},
	} {
		refusal(f.Request(row.method, row.path), http.StatusMethodNotAllowed, "methodNotAllowed", row.method)
		f.Request(row.method, row.path).Expect().Header("Allow").IsEqual(row.allow)
	}
	f.HEAD("/api/users").Expect().Status(http.StatusOK).Body().IsEmpty()
}

func TestAnswersAreNotKeptOnTheWay(t *testing.T) {
	answer := open(t).POST("/api/provisioning/token").Expect().Status(http.StatusCreated)
	answer.Header("Cache-Control").IsEqual("no-store")
	answer.Header("X-Content-Type-Options").IsEqual("nosniff")
}

func TestDefaults(t *testing.T) {
	f := open(t, func(o *portal.Options) {
		o.Now, o.NewID, o.NewToken, o.SCIMURL, o.Validate = nil, nil, nil, nil, nil
	})
	token := f.POST("/api/provisioning/token").Expect().Status(http.StatusCreated).JSON().Object()
	token.HasValue("scimUrl", "").Value("token").String().Length().Ge(22)
	u := f.POST("/api/users").WithJSON(map[string]any{"userName": "ann"}).Expect().Status(http.StatusCreated).
		JSON().Object()
	u.Value("id").String().Length().IsEqual(36)
	require.WithinDuration(t, time.Now(), f.record(t, u.Value("id").String().Raw()).Created, time.Minute)
}
