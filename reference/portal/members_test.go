package portal_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBodiesAreReadStrictly(t *testing.T) {
	f := open(t)
	for _, row := range []struct {
		name, contentType, body string
		status                  int
		code, words             string
	}{
		{"no content type", "", `{}`, 415, "unsupportedMediaType", "expected application/json"},
		{"a form", "application/x-www-form-urlencoded", `a=b`, 415, "unsupportedMediaType", "x-www-form-urlencoded"},
		{"plain text, as a foreign page could send it", "text/plain", `{}`, 415, "unsupportedMediaType", "text/plain"},
		{"another charset", "application/json; charset=latin1", `{}`, 415, "unsupportedMediaType", "latin1"},
		{"no body", "application/json", ``, 400, "invalidSyntax", "found nothing"},
		{"no JSON", "application/json", `userName=ann`, 400, "invalidSyntax", "found userName=ann"},
		{"breaks off", "application/json", `{"userName":"ann"`, 400, "invalidSyntax", "expected one JSON object"},
		{"goes on", "application/json", `{"userName":"ann"} {}`, 400, "invalidSyntax", "expected one JSON object"},
		{"a list", "application/json", `["ann"]`, 400, "invalidSyntax", "expected a JSON object"},
		{"null", "application/json", `null`, 400, "invalidSyntax", "expected a JSON object"},
		{"no UTF-8", "application/json", "{\"userName\":\"\xff\"}", 400, "invalidSyntax", "UTF-8"},
		{"a member twice", "application/json", `{"userName":"a","userName":"b"}`, 400, "invalidSyntax", "userName once"},
		{"an unknown member", "application/json", `{"userName":"a","role":"Agent"}`, 400, "unknownField", `"role"`},
		{"another case", "application/json", `{"username":"a"}`, 400, "unknownField", `"username"`},
		{"another type", "application/json", `{"userName":7}`, 400, "invalidValue", "userName: expected a string, found 7"},
		{"too long", "application/json", `{"userName":"` + strings.Repeat("a", 64<<10) + `"}`, 413, "tooLarge", "65536"},
	} {
		t.Run(row.name, func(t *testing.T) {
			refusal(f.POST("/api/users").WithHeader("Content-Type", row.contentType).WithBytes([]byte(row.body)),
				row.status, row.code, row.words)
		})
	}
	require.Zero(t, f.store.Count("User"), "a refused request made a user")
}

func TestCharsetParameterOfUTF8IsTaken(t *testing.T) {
	open(t).POST("/api/users").WithHeader("Content-Type", "Application/JSON; charset=UTF-8").
		WithBytes([]byte(`{"userName":"ann","displayName":"Ann"}`)).Expect().Status(http.StatusCreated)
}

func TestQueriesAreReadStrictly(t *testing.T) {
	f := open(t)
	refusal(f.GET("/api/users").WithQuery("username", "ann"), 400, "unknownField", `"username"`)
	refusal(f.GET("/api/users").WithQueryString("userName=a&userName=b"), 400, "invalidSyntax", "userName once")
	unreadable := f.GET("/api/users").WithTransformer(func(r *http.Request) { r.URL.RawQuery = "userName=%zz" })
	refusal(unreadable, 400, "invalidSyntax", "cannot be read")
	for _, path := range []string{"/api/provisioning", "/api/users/p1", "/api/audit"} {
		refusal(f.GET(path).WithQuery("x", "y"), 400, "unknownField", `"x"`)
	}
}
