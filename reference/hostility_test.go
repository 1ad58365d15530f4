package reference

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

func hostile(t testing.TB, seed int64) *harness {
	t.Helper()
	return startWith(t, Options{Profile: profile(t, "entra"), Token: token, Hostility: Hostility{Enabled: true, Seed: seed}})
}

// text is the body of a successful GET.
func (h *harness) text(path string) string {
	h.t.Helper()
	status, _, answer := h.plain(http.MethodGet, path, "", "Bearer "+token)
	require.Equal(h.t, http.StatusOK, status, answer.Raw)
	return answer.Raw
}

func memberNames(text string) []string {
	var names []string
	gjson.Parse(text).ForEach(func(name, _ gjson.Result) bool {
		names = append(names, name.String())
		return true
	})
	return names
}

func TestHostileOrderChangesAndNothingElse(t *testing.T) {
	h := hostile(t, 1)
	path := "/Users/" + h.create(`"userName":"ann","displayName":"Ann","active":true,"name":{"givenName":"A","familyName":"B"}`)
	first, orders := h.text(path), map[string]bool{}
	for range 20 {
		again := h.text(path)
		assert.JSONEq(t, first, again)
		orders[fmt.Sprint(memberNames(again))] = true
	}
	assert.Greater(t, len(orders), 10, "an order that a client could get used to")
}

func TestHostileSeedRepeats(t *testing.T) {
	life := func(seed int64) string {
		h := hostile(t, seed)
		id := h.create(`"userName":"ann","active":true`)
		return strings.ReplaceAll(id+h.text("/Users/"+id)+h.text("/Users"), h.base, "")
	}
	assert.Equal(t, life(7), life(7))
	assert.NotEqual(t, life(7), life(8))
}

func TestHostileIDs(t *testing.T) {
	h, seen := hostile(t, 1), map[string]bool{}
	for i := range 30 {
		id := h.create(fmt.Sprintf(`"userName":"user-%d"`, i))
		assert.NotContains(t, seen, id)
		assert.False(t, strings.ContainsAny(id, "0123456789/?#%\\\" "), id)
		seen[id] = true
		answer := h.GET("/Users/" + id).Expect()
		answered(answer, http.StatusOK).HasValue("id", id)
		answer.Header("Location").IsEqual(h.base + "/Users/" + id)
	}
}

func TestHostileIDsAreNotGivenAgainAfterASwitch(t *testing.T) {
	h := hostile(t, 1)
	first := h.create(`"userName":"ann"`)
	require.NoError(t, h.server.SwitchDefect("D-163", true))
	require.NoError(t, h.server.SwitchDefect("D-163", false))
	assert.NotEqual(t, first, h.create(`"userName":"bob"`))
}

func TestHostilePages(t *testing.T) {
	h := hostile(t, 1)
	for i := range 5 {
		h.create(fmt.Sprintf(`"userName":"user-%d"`, i))
	}
	page := gjson.Parse(h.text("/Users?count=50"))
	assert.EqualValues(t, 5, page.Get("totalResults").Int())
	assert.Len(t, page.Get("Resources").Array(), 2)
	assert.EqualValues(t, 2, page.Get("itemsPerPage").Int(), "required, for the page is not all (RFC 7644 section 3.4.2)")
	assert.EqualValues(t, 1, page.Get("startIndex").Int())
	assert.EqualValues(t, 2, gjson.Get(h.text("/ServiceProviderConfig"), "filter.maxResults").Int())
	var all []string
	for start := 1; start <= 5; start += 2 {
		for _, u := range gjson.Get(h.text(fmt.Sprintf("/Users?startIndex=%d", start)), "Resources.#.userName").Array() {
			all = append(all, u.String())
		}
	}
	assert.Equal(t, []string{"user-0", "user-1", "user-2", "user-3", "user-4"}, all)
}

func TestHostileListsLeaveOutWhatTheyMay(t *testing.T) {
	h := hostile(t, 1)
	h.create(`"userName":"ann"`)
	one, none := h.text("/Users?filter=userName+eq+%22ann%22"), h.text("/Users?filter=userName+eq+%22bob%22")
	assert.Subset(t, memberNames(one), []string{"schemas", "totalResults", "Resources"})
	assert.Subset(t, memberNames(none), []string{"schemas", "totalResults"})
	for _, left := range []string{"itemsPerPage", "startIndex"} {
		assert.NotContains(t, memberNames(one), left)
		assert.NotContains(t, memberNames(none), left)
	}
	assert.NotContains(t, memberNames(none), "Resources")
}

func TestHostileExtensionIsDescribed(t *testing.T) {
	h := hostile(t, 1)
	path := "/Users/" + h.create(`"userName":"ann"`)
	u := gjson.Parse(h.text(path))
	urn := strings.ReplaceAll(noiseSchema, ".", `\.`)
	assert.NotEmpty(t, u.Get(urn+".noise").String())
	assert.Contains(t, u.Get("schemas").Raw, noiseSchema)
	assert.Contains(t, gjson.Get(h.text("/ResourceTypes/User"), "schemaExtensions.#.schema").Raw, noiseSchema)
	assert.Equal(t, "readOnly", gjson.Get(h.text("/Schemas/"+noiseSchema), "attributes.0.mutability").String())
	only := gjson.Parse(h.text(path + "?attributes=userName"))
	assert.Len(t, only.Map(), 3, "schemas, id and what was asked for (RFC 7644 section 3.9): %s", only)
}

// TestHostileResourceMayBeSentBack is what a client does that reads, changes and writes.
func TestHostileResourceMayBeSentBack(t *testing.T) {
	h := hostile(t, 1)
	path := "/Users/" + h.create(`"userName":"ann","displayName":"Ann"`)
	before := h.text(path)
	answered(h.send(http.MethodPut, path, before), http.StatusOK)
	assert.JSONEq(t, before, h.text(path))
}

func TestDisguise(t *testing.T) {
	o := object{
		{"manager", map[string]any{"$ref": "https://x.test/scim/v2/Users/1", "value": "1"}},
		{"members", []any{map[string]any{"$ref": "https://x.test/scim/v2/Groups/a b", "value": json.Number("2")}}},
		{"location", "https://x.test/scim/v2/Users/1"},
		{"other", []object{{{"$ref", "https://elsewhere.test/7"}}}},
	}
	got := string(disguise(Hostility{}.chance("test"), "/scim/v2", o).json())
	assert.JSONEq(t, `{"manager":{"$ref":"Users/1","value":"1"},"members":[{"$ref":"Groups/a b","value":2}],
		"location":"https://x.test/scim/v2/Users/1","other":[{"$ref":"https://elsewhere.test/7"}]}`, got)
}

func TestHostileReferencesAreRelative(t *testing.T) {
	h := hostile(t, 1)
	user := h.create(`"userName":"ann"`)
	group := h.ask(http.MethodPost, "/Groups", `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],
		"displayName":"Sales","members":[{"value":"`+user+`"}]}`, "members.0.$ref")
	assert.Equal(t, `201 "Users/`+user+`"`, group)
	shown := gjson.Parse(h.text("/Users/" + user))
	assert.Equal(t, "Groups/"+shown.Get("groups.0.value").String(), shown.Get("groups.0.$ref").String())
	assert.Equal(t, h.base+"/Users/"+user, shown.Get("meta.location").String(), "a location is absolute")
}
