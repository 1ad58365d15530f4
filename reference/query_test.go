package reference

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
)

// raw gets a path with a query string as it is, escapes included; httpexpect would write it anew.
func (h *harness) raw(path, query string) *httpexpect.Response {
	return h.GET(path).WithTransformer(func(r *http.Request) { r.URL.RawQuery = query }).Expect()
}

func TestNoMatchIsAnEmptyList(t *testing.T) {
	h := start(t, "entra")
	h.create(`"userName":"ann"`)
	answered(h.GET("/Users").WithQuery("filter", `userName eq "6cf1a9d8-5a6e-4a33-9a1e-9d1c26d1a7aa"`).Expect(), http.StatusOK).IsEqual(map[string]any{
		"schemas": []string{listMessage}, "totalResults": 0, "itemsPerPage": 0, "startIndex": 1, "Resources": []any{},
	})
}

func TestFilters(t *testing.T) {
	h := start(t, "entra")
	manager := h.create(`"userName":"boss@x.test","displayName":"Boss"`)
	ann := h.create(`"userName":"Ann+1@x.test","externalId":"E-Ann","active":false,"displayName":"Ann Lee",
		"emails":[{"type":"work","value":"Ann.Lee@x.test"},{"type":"home","value":"ann@home.test"}],
		"` + enterpriseSchema + `":{"manager":{"value":"` + manager + `"}}`)
	for _, c := range []struct {
		section, filter string
		found           bool
	}{
		{"D-048", `userName eq "ANN+1@X.TEST"`, true},
		{"D-049", `USERNAME EQ "ann+1@x.test"`, true},
		{"D-051", `externalId eq "E-Ann"`, true},
		{"RFC 7643, 3.1: externalId is case exact", `externalId eq "e-ann"`, false},
		{"MS-SCIM: by id", `id eq "` + ann + `"`, true},
		{"an id that does not exist", `id eq "nobody"`, false},
		{"D-060: Entra's reference check", `id eq "` + ann + `" and manager eq "` + manager + `"`, true},
		{"D-060: another manager", `id eq "` + ann + `" and manager eq "` + ann + `"`, false},
		{"D-061", `emails[type eq "work"].value eq "ann.lee@x.test"`, true},
		{"D-061: the type counts", `emails[type eq "work"].value eq "ann@home.test"`, false},
		{"RFC 7644, 3.4.2.2", `emails.value eq "ann@home.test"`, true},
		{"MS-SCIM: inactive users are found", `active eq false`, true},
		{"not indexed", `displayName eq "ann lee"`, true},
		{"D-184", `urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ann+1@x.test"`, true},
		{"two equalities of which only one holds", `userName eq "ann+1@x.test" and externalId eq "other"`, false},
		{"one of two", `userName eq "ann+1@x.test" or userName eq "nobody"`, true},
		{"meta", `meta.resourceType eq "User" and displayName sw "ann"`, true},
		{"meta", `meta.created gt "2026-01-01T00:00:00Z" and displayName sw "ann"`, true},
		{"schemas", `schemas eq "` + enterpriseSchema + `"`, true},
	} {
		found := h.find(c.filter)
		if !c.found {
			found.IsEmpty()
			continue
		}
		found.Length().IsEqual(1)
		found.Value(0).Object().Value("id").String().IsEqual(ann)
	}
}

func TestFilterOnTheWire(t *testing.T) {
	h := start(t, "entra")
	h.create(`"userName":"a+b;c&d 'e' #f ü@x.test"`)
	for _, query := range []string{
		`filter=userName+eq+%22a%2Bb%3Bc%26d+%27e%27+%23f+%C3%BC%40x.test%22`,
		`filter=userName%20eq%20%22a%2bb%3bc%26d%20%27e%27%20%23f%20%c3%bc%40x.test%22`,
		`filter=userName+eq+%22a%2Bb;c%26d+'e'+%23f+ü@x.test%22`,
		`aadOptscim062020&filter=userName+eq+%22a%2Bb%3Bc%26d+%27e%27+%23f+%C3%BC%40x.test%22&unknown=1`,
		`attributes=id&filter=userName+eq+%22a%2Bb%3Bc%26d+%27e%27+%23f+%C3%BC%40x.test%22`,
	} {
		answered(h.raw("/Users", query), http.StatusOK).Value("totalResults").Number().IsEqual(1)
	}
}

func TestQueryRefuses(t *testing.T) {
	h := start(t, "entra")
	h.create(`"userName":"ann"`)
	for _, c := range []struct{ section, query, scimType, said string }{
		{"RFC 7644, 3.4.2.2: an unknown operator", `filter=userName+regex+%22x%22`, "invalidFilter", "regex"},
		{"D-052: an unknown attribute", `filter=shoeSize+eq+%2244%22`, "invalidFilter", "shoeSize"},
		{"RFC 7644, 3.4.2.2: at least one expression", `filter=`, "invalidFilter", "expected"},
		{"one filter", `filter=userName+pr&filter=title+pr`, "invalidFilter", "several"},
		{"a filter that cannot be decoded is not passed over", `filter=userName+eq+%2`, "invalidValue", "escape"},
		{"unquoted", `filter=externalId+eq+jyoung`, "invalidFilter", "double quotes"},
		{"too long", `filter=userName+eq+%22` + strings.Repeat("x", maxFilter) + `%22`, "invalidFilter", "bytes"},
		{"much too long", `x=` + strings.Repeat("x", maxQuery), "invalidValue", "query string"},
		{"too deep", `filter=` + strings.Repeat("(", maxDepth+1), "invalidFilter", "deep"},
		{"no number", `startIndex=one`, "invalidValue", "startIndex"},
		{"no number", `count=ten`, "invalidValue", "count"},
	} {
		fault(h.raw("/Users", c.query), http.StatusBadRequest, c.scimType).Value("detail").String().Contains(c.said)
	}
}

func TestFilterByTheLetter(t *testing.T) {
	h := start(t, "rfc")
	fault(h.GET("/Users").WithQuery("filter", `emails[type eq "work"].value eq "x"`).Expect(), http.StatusBadRequest, "invalidFilter")
	fault(h.GET("/Users").WithQuery("filter", `active eq "True"`).Expect(), http.StatusBadRequest, "invalidFilter")
	h.find(`emails[type eq "work" and value eq "x"]`).IsEmpty()
}

func TestPages(t *testing.T) {
	o := Options{Profile: profile(t, "entra")}
	o.Profile.PageMax = 4
	h := startWith(t, o)
	for i := range 9 {
		h.create(fmt.Sprintf(`"userName":"u%d","active":%t`, i, i%2 == 0))
	}
	for _, c := range []struct {
		section, query string
		total, start   int
		names          []string
	}{
		{"RFC 7644, 3.4.2.4: the largest page", ``, 9, 1, []string{"u0", "u1", "u2", "u3"}},
		{"RFC 7644, 3.4.2.4", `startIndex=5&count=3`, 9, 5, []string{"u4", "u5", "u6"}},
		{"D-071: disjoint", `startIndex=8&count=3`, 9, 8, []string{"u7", "u8"}},
		{"D-072: past the end", `startIndex=100&count=3`, 9, 100, nil},
		{"D-070: below 1 is 1", `startIndex=0&count=1`, 9, 1, []string{"u0"}},
		{"D-070: below 1 is 1", `startIndex=-7&count=1`, 9, 1, []string{"u0"}},
		{"table 6: count 0", `count=0`, 9, 1, nil},
		{"table 6: a negative count is 0", `count=-1`, 9, 1, nil},
		{"not more than the server gives", `count=1000`, 9, 1, []string{"u0", "u1", "u2", "u3"}},
		{"D-069: with a filter", `startIndex=2&count=3&filter=active+eq+true`, 5, 2, []string{"u2", "u4", "u6"}},
		{"D-074: with a filter of two terms", `startIndex=1&count=4&filter=active+eq+true+and+userName+pr`, 5, 1, []string{"u0", "u2", "u4", "u6"}},
	} {
		list := answered(h.raw("/Users", c.query), http.StatusOK)
		list.Value("totalResults").Number().IsEqual(c.total)
		list.Value("startIndex").Number().IsEqual(c.start)
		list.Value("itemsPerPage").Number().IsEqual(len(c.names))
		var names []string
		for _, r := range list.Value("Resources").Array().Iter() {
			names = append(names, r.Object().Value("userName").String().Raw())
		}
		assert.Equal(t, c.names, names, "%s: %s", c.section, c.query)
	}
}

func TestListWithAttributes(t *testing.T) {
	h := start(t, "entra")
	h.create(`"userName":"ann","title":"Dr"`)
	for _, r := range answered(h.GET("/Users").WithQuery("attributes", "id").Expect(), http.StatusOK).Value("Resources").Array().Iter() {
		r.Object().Keys().ContainsOnly("schemas", "id")
	}
	for _, r := range answered(h.GET("/Users").WithQuery("excludedAttributes", "title").Expect(), http.StatusOK).Value("Resources").Array().Iter() {
		r.Object().NotContainsKey("title").ContainsKey("userName")
	}
}

func TestListOnTheBaseURL(t *testing.T) {
	h := start(t, "entra")
	h.create(`"userName":"ann"`)
	answered(h.GET("").Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(1)
	answered(h.GET("/").WithQuery("filter", `meta.resourceType eq "Group"`).Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(0)
}
