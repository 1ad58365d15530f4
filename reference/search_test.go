package reference

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
)

func (h *harness) search(path, members string) *httpexpect.Response {
	return h.send(http.MethodPost, path+"/.search", `{"schemas":["`+searchMessage+`"]`+members+`}`)
}

func TestSearch(t *testing.T) {
	h := startWithUsers(t, 5)
	for _, c := range []struct {
		section, members string
		total            int
		names            []string
	}{
		{"RFC 7644, 3.4.3: everything", ``, 5, []string{"u0", "u1", "u2", "u3"}},
		{"RFC 7644, 3.4.3: filter", `,"filter":"active eq true"`, 3, []string{"u0", "u2", "u4"}},
		{"RFC 7644, 3.4.3: sortBy, sortOrder", `,"sortBy":"userName","sortOrder":"descending","count":2`, 5, []string{"u4", "u3"}},
		{"RFC 7644, 3.4.3: startIndex, count", `,"startIndex":4,"count":10`, 5, []string{"u3", "u4"}},
		{"RFC 7644, 3.4.2.4: count 0", `,"count":0`, 5, nil},
		{"RFC 7643, 2.5: null", `,"filter":null,"count":null,"attributes":null`, 5, []string{"u0", "u1", "u2", "u3"}},
		{"RFC 7643, 2.1: names without case", `,"STARTINDEX":5`, 5, []string{"u4"}},
		{"RFC 9865, 3: cursor", `,"cursor":"","count":2`, 5, []string{"u0", "u1"}},
	} {
		for _, path := range []string{"", "/Users"} {
			list := answered(h.search(path, c.members), http.StatusOK)
			list.Value("schemas").Array().IsEqual([]string{listMessage})
			list.Value("totalResults").Number().IsEqual(c.total)
			assert.Equal(t, c.names, userNames(list), "%s: %s", c.section, c.members)
		}
	}
}

func TestSearchByCursor(t *testing.T) {
	h := startWithUsers(t, 5)
	cursor := ""
	for _, want := range [][]string{{"u0", "u2"}, {"u4"}} {
		list := answered(h.search("/Users", fmt.Sprintf(`,"filter":"active eq true","count":2,"cursor":%q`, cursor)), http.StatusOK)
		assert.Equal(t, want, userNames(list))
		cursor, _ = list.Raw()["nextCursor"].(string)
	}
	assert.Empty(t, cursor)
}

func TestSearchWithAttributes(t *testing.T) {
	h := startWithUsers(t, 1)
	for members, names := range map[string][]any{
		`,"attributes":["userName"]`:                                        {"schemas", "id", "userName"},
		`,"attributes":["active","` + userSchema + `:userName","nonsense"]`: {"schemas", "id", "userName", "active"},
		`,"excludedAttributes":["meta","active"]`:                           {"schemas", "id", "userName"},
	} {
		answered(h.search("/Users", members), http.StatusOK).Value("Resources").Array().Value(0).Object().Keys().ContainsOnly(names...)
	}
}

func TestSearchRefuses(t *testing.T) {
	h := startWithUsers(t, 1)
	for _, c := range []struct{ section, members, scimType string }{
		{"RFC 7644, table 9", `,"filter":"userName"`, "invalidFilter"},
		{"RFC 7644, table 9", `,"filter":1`, "invalidSyntax"},
		{"RFC 7644, table 9", `,"attributes":"userName"`, "invalidSyntax"},
		{"RFC 7644, table 9", `,"count":"many"`, "invalidSyntax"},
		{"RFC 7644, table 9", `,"count":1.5`, "invalidValue"},
		{"RFC 7644, table 9", `,"sortBy":"nonsense"`, "invalidValue"},
		{"RFC 7644, 3.9", `,"attributes":["a"],"excludedAttributes":["b"]`, "invalidValue"},
		{"RFC 9865, table 3", `,"cursor":"x"`, "invalidCursor"},
	} {
		fault(h.search("/Users", c.members), http.StatusBadRequest, c.scimType)
	}
	fault(h.send(http.MethodPost, "/.search", `{"filter":"userName pr"}`), http.StatusBadRequest, "invalidSyntax") // RFC 7644, 3.4.3: the URN
	r := h.POST("/.search").WithHeader("Content-Type", "text/plain").WithBytes([]byte(`{}`)).Expect()
	fault(r, http.StatusUnsupportedMediaType, "")
	fault(h.send(http.MethodPost, "/.search", `[]`), http.StatusBadRequest, "invalidSyntax")
	fault(h.send(http.MethodPost, "/Nothing/.search", `{}`), http.StatusNotFound, "")
	fault(h.send(http.MethodPost, "/Schemas/.search", `{}`), http.StatusMethodNotAllowed, "")
}

// TestHugeNumbers are pages that nobody has, which are not errors (RFC 7644, 3.4.2.4).
func TestHugeNumbers(t *testing.T) {
	h := startWithUsers(t, 1)
	const huge = "99999999999999999999999"
	answered(h.raw("/Users", "startIndex="+huge), http.StatusOK).Value("Resources").Array().IsEmpty()
	answered(h.raw("/Users", "sortBy=userName&startIndex="+huge), http.StatusOK).Value("Resources").Array().IsEmpty()
	assert.Equal(t, []string{"u0"}, userNames(answered(h.raw("/Users", "count="+huge+"&startIndex=-"+huge), http.StatusOK)))
	answered(h.raw("/Users", "count=-"+huge), http.StatusOK).Value("Resources").Array().IsEmpty()
	answered(h.search("/Users", `,"startIndex":`+huge+`,"count":`+huge), http.StatusOK).Value("Resources").Array().IsEmpty()
}
