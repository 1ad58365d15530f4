package reference

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/stretchr/testify/require"
)

// found shows the status of a filtered list and how many it found.
func (h *harness) found(filter string) string {
	return h.ask(http.MethodGet, "/Users?filter="+url.QueryEscape(filter), "", "totalResults")
}

func lookupProbes() []probe {
	two := func(h *harness) {
		h.create(`"userName":"ann","externalId":"E1","emails":[{"type":"work","value":"a@x.test"}]`)
		h.create(`"userName":"ann-marie","externalId":"E2"`)
	}
	look := func(filter string) func(*harness) string {
		return func(h *harness) string {
			two(h)
			return h.found(filter)
		}
	}
	return []probe{
		{"D-049", "200 1", "400 ", look(`USERNAME EQ "ann"`)},
		{"D-051", "200 1", "500 ", look(`externalId eq "E1"`)},
		{"D-052", "200 1", "200 2", look(`externalId eq "E1"`)},
		{"D-054", "200 1", "200 0", look(`userName eq "ann"`)},
		{"D-055", "200 1", "200 2", look(`userName eq "ann"`)},
		{"D-056", "200 0", "500 ", look(`userName eq "ann marie"`)},
		{"D-057", "200 1", "200 0", func(h *harness) string {
			h.create(`"userName":"ann+test"`)
			return h.found(`userName eq "ann+test"`)
		}},
		{"D-060", "200 1", "501 ", look(`userName eq "ann" and externalId eq "E1"`)},
		{"D-061", "200 1", "400 ", look(`emails[type eq "work"].value eq "a@x.test"`)},
		{"D-064", "404 404", "400 404", func(h *harness) string {
			return h.ask(http.MethodGet, "/Users/nobody", "") + " " + h.ask(http.MethodGet, "/Nonexistent", "")
		}},
	}
}

func listProbes() []probe {
	five := func(path string, members ...string) func(*harness) string {
		return func(h *harness) string {
			for i := range 5 {
				h.create(fmt.Sprintf(`"userName":"u%d","title":"Dr"`, i))
			}
			return h.ask(http.MethodGet, path, "", members...)
		}
	}
	const doctors = "filter=title+eq+%22Dr%22&"
	return []probe{
		{"D-059", `200 1 [] `, `200 0  []`, func(h *harness) string {
			return h.ask(http.MethodGet, "/Users", "", "startIndex", "Resources", "resources")
		}},
		{"D-068", "200 5", "200 2", five("/Users?count=2", "totalResults")},
		{"D-069", "200 5 200 5", "200 2 200 5", func(h *harness) string {
			return five("/Users?"+doctors+"count=2", "totalResults")(h) + " " + h.ask(http.MethodGet, "/Users?count=2", "", "totalResults")
		}},
		{"D-070", `200 ["u0","u1"]`, `200 ["u1","u2"]`, five("/Users?startIndex=1&count=2", "Resources.#.userName")},
		{"D-071", `200 ["u2","u3"]`, `200 ["u1","u2"]`, five("/Users?startIndex=3&count=2", "Resources.#.userName")},
		{"D-072", "200 5", "200 50", five("/Users?count=50", "itemsPerPage")},
		{"D-074", `200 5 ["u2","u3"]`, `200 5 ["u2"]`, five("/Users?"+doctors+"startIndex=3&count=2", "totalResults", "Resources.#.userName")},
	}
}

// withHost asks a server of the same defects that knows its own URL, under another Host, and shows the Location.
func (h *harness) withHost(host string) string {
	h = startWith(h.t, Options{Profile: h.server.profile, Token: token, BaseURL: "https://scim.example", Defects: h.server.ActiveDefects()})
	request, err := http.NewRequest(http.MethodGet, h.base+"/Users/"+h.create(`"userName":"ann"`), nil)
	require.NoError(h.t, err)
	request.Host = host
	request.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(request)
	require.NoError(h.t, err)
	require.NoError(h.t, answer.Body.Close())
	location, err := answer.Location()
	require.NoError(h.t, err)
	return location.Host
}
