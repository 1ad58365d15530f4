package control_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/reference/control"
)

const (
	controlToken = "canary-control"
	scimToken    = "canary-scim"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// bench is a reference server, recorded, beside its control; each on a listener.
type bench struct {
	*httpexpect.Expect
	scim    *httpexpect.Expect
	url     string
	scimURL string
}

func open(t *testing.T) bench {
	t.Helper()
	server, err := reference.New(reference.Options{Token: scimToken})
	require.NoError(t, err)
	c := control.New(server, control.Options{Token: controlToken, Now: func() time.Time { return noon }})
	listener, scim := httptest.NewServer(c), httptest.NewServer(c.Record(server))
	t.Cleanup(listener.Close)
	t.Cleanup(scim.Close)
	with := func(url, token string) *httpexpect.Expect {
		return httpexpect.Default(t, url).Builder(func(r *httpexpect.Request) { r.WithHeader("Authorization", "Bearer "+token) })
	}
	return bench{with(listener.URL, controlToken), with(scim.URL+"/scim/v2", scimToken), listener.URL, scim.URL + "/scim/v2"}
}

func (b bench) create(userName string) *httpexpect.Response {
	return b.scim.POST("/Users").WithHeader("Content-Type", "application/scim+json").WithBytes([]byte(
		`{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"` + userName + `"}`)).Expect()
}

func TestWhoIsServed(t *testing.T) {
	b := open(t)
	own := strings.TrimPrefix(b.url, "http://")
	port := own[strings.LastIndex(own, ":"):]
	for _, row := range []struct {
		name, host, authorization string
		header                    map[string]string
		status                    int
	}{
		{"the token", own, "Bearer " + controlToken, nil, 200},
		{"the scheme in another case", own, "bearer " + controlToken, nil, 200},
		{"localhost", "localhost" + port, "Bearer " + controlToken, nil, 200},
		{"IPv6", "[::1]" + port, "Bearer " + controlToken, nil, 200},
		{"no token", own, "", nil, 401},
		{"empty token", own, "Bearer ", nil, 401},
		{"wrong token", own, "Bearer " + scimToken, nil, 401},
		{"another scheme", own, "Basic " + controlToken, nil, 401},
		{"a name that DNS leads here", "rebound.example" + port, "Bearer " + controlToken, nil, 403},
		{"a name that begins like an address", "127.0.0.1.rebound.example", "Bearer " + controlToken, nil, 403},
		{"a name that ends with localhost", "evil-localhost", "Bearer " + controlToken, nil, 403},
		{"its own origin", own, "Bearer " + controlToken, map[string]string{"Origin": b.url}, 200},
		{"a foreign origin", own, "Bearer " + controlToken, map[string]string{"Origin": "http://evil.example"}, 403},
		{"another port of the machine", own, "Bearer " + controlToken, map[string]string{"Origin": "http://127.0.0.1:1"}, 403},
		{"an opaque origin", own, "Bearer " + controlToken, map[string]string{"Origin": "null"}, 403},
		{"a page of another site", own, "Bearer " + controlToken, map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
	} {
		t.Run(row.name, func(t *testing.T) {
			request, err := http.NewRequest(http.MethodGet, b.url+"/control/defects", nil)
			require.NoError(t, err)
			request.Host = row.host
			request.Header.Set("Authorization", row.authorization)
			for name, value := range row.header {
				request.Header.Set(name, value)
			}
			answer, err := http.DefaultClient.Do(request)
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
			assert.Equal(t, row.status, answer.StatusCode)
			assert.Empty(t, answer.Header.Get("Access-Control-Allow-Origin"))
		})
	}
}

func TestWithoutATokenNothingIsServed(t *testing.T) {
	server, err := reference.New(reference.Options{})
	require.NoError(t, err)
	listener := httptest.NewServer(control.New(server, control.Options{}))
	t.Cleanup(listener.Close)
	for _, authorization := range []string{"", "Bearer ", "Bearer x"} {
		httpexpect.Default(t, listener.URL).POST("/control/reset").WithHeader("Authorization", authorization).
			Expect().Status(http.StatusUnauthorized)
	}
}

func TestDefectsAreSwitchedWhileTheServerRuns(t *testing.T) {
	b := open(t)
	lookUp := func() *httpexpect.Response {
		return b.scim.GET("/Users").WithQuery("filter", `userName eq "nobody"`).Expect()
	}
	all := b.GET("/control/defects").Expect().Status(http.StatusOK).JSON().Path("$.defects").Array()
	all.Length().IsEqual(len(reference.Defects()))
	all.Value(0).Object().HasValue("id", "D-001").HasValue("enabled", false).ContainsKey("title").ContainsKey("source")
	lookUp().Status(http.StatusOK)

	b.PUT("/control/defects/D-001").WithJSON(map[string]any{"enabled": true}).Expect().Status(http.StatusOK).
		JSON().Object().HasValue("id", "D-001").HasValue("enabled", true)
	lookUp().Status(http.StatusNotFound)
	b.GET("/control/defects/D-001").Expect().JSON().Object().HasValue("enabled", true)
	b.PUT("/control/defects/D-001").WithJSON(map[string]any{"enabled": false}).Expect().Status(http.StatusOK)
	lookUp().Status(http.StatusOK)
}

func TestHostilityIsSwitchedWhileTheServerRuns(t *testing.T) {
	b := open(t)
	b.GET("/control/hostility").Expect().JSON().IsEqual(map[string]any{"enabled": false, "seed": 0, "lateLists": 0})
	b.PUT("/control/hostility").WithJSON(map[string]any{"enabled": true, "seed": 7, "lateLists": 1}).
		Expect().Status(http.StatusOK).JSON().IsEqual(map[string]any{"enabled": true, "seed": 7, "lateLists": 1})
	b.scim.GET("/ResourceTypes").Expect().Body().Contains("Noise")
	b.PUT("/control/hostility").WithJSON(map[string]any{"enabled": false}).Expect().Status(http.StatusOK)
	b.scim.GET("/ResourceTypes").Expect().Body().NotContains("Noise")
}

func TestReset(t *testing.T) {
	b := open(t)
	b.PUT("/control/defects/D-156").WithJSON(map[string]any{"enabled": true}).Expect().Status(http.StatusOK)
	b.create("ann").Status(http.StatusCreated)
	b.create("ann").Status(http.StatusConflict)
	b.POST("/control/reset").Expect().Status(http.StatusNoContent).Body().IsEmpty()
	b.create("ann").Status(http.StatusCreated)
	b.GET("/control/defects/D-156").Expect().JSON().Object().HasValue("enabled", true)
}

func TestRequestsThatAreRefused(t *testing.T) {
	b := open(t)
	for _, row := range []struct {
		method, path, contentType, body string
		status                          int
	}{
		{"GET", "/", "", "", 404},
		{"GET", "/control", "", "", 404},
		{"GET", "/control/defects/", "", "", 404},
		{"GET", "/control/defects/D-000", "", "", 404},
		{"GET", "/control//defects", "", "", 404},
		{"PUT", "/control/defects/D-000", "application/json", `{"enabled":true}`, 404},
		{"PUT", "/control/defects/D-001", "application/json", `{}`, 400},
		{"PUT", "/control/defects/D-001", "application/json", `{"enabled":"yes"}`, 400},
		{"PUT", "/control/defects/D-001", "application/json", `{"enabled":true,"other":1}`, 400},
		{"PUT", "/control/defects/D-001", "application/json", `{"enabled":true}{}`, 400},
		{"PUT", "/control/defects/D-001", "application/json", ``, 400},
		{"PUT", "/control/defects/D-001", "text/plain", `{"enabled":true}`, 415},
		{"PUT", "/control/defects/D-001", "application/json", `{"enabled":` + strings.Repeat(" ", 5000) + `true}`, 413},
		{"PUT", "/control/hostility", "application/json", `{"seed":1}`, 400},
		{"PUT", "/control/hostility", "application/json", `{"enabled":true,"seed":"x"}`, 400},
		{"PUT", "/control/hostility", "application/json", `{"enabled":true,"lateLists":-1}`, 400},
		{"POST", "/control/defects", "", "", 405},
		{"DELETE", "/control/defects/D-001", "", "", 405},
		{"GET", "/control/reset", "", "", 405},
		{"PUT", "/control/requests", "", "", 405},
	} {
		answer := b.Request(row.method, row.path).WithHeader("Content-Type", row.contentType).WithBytes([]byte(row.body)).Expect()
		answer.Status(row.status).JSON().Object().Value("error").String().NotEmpty()
		assert.Equal(t, row.status == http.StatusMethodNotAllowed, answer.Raw().Header.Get("Allow") != "", row.path)
	}
	b.GET("/control/defects/D-001").Expect().JSON().Object().HasValue("enabled", false)
}
