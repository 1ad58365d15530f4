package reference

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/reference/store"
)

func lagging(t *testing.T, lookUps int) *harness {
	t.Helper()
	return startWith(t, Options{Profile: profile(t, "entra"), Token: token,
		Hostility: Hostility{Enabled: true, LateLists: lookUps}})
}

// lists shows how many users a list or filter has, twice late and then as it is.
func (h *harness) lists(path string, members ...string) []string {
	var seen []string
	for range 3 {
		seen = append(seen, h.ask(http.MethodGet, path, "", append([]string{"totalResults"}, members...)...))
	}
	return seen
}

func TestLateCreate(t *testing.T) {
	for _, path := range []string{"/Users", "/Users?filter=userName+eq+%22ann%22", "/Users?filter=title+eq+%22Dr%22"} {
		h := lagging(t, 2)
		id := h.create(`"userName":"ann","title":"Dr"`)
		assert.Equal(t, `200 "ann"`, h.show(id, "userName"), "a read by id is never late")
		assert.Equal(t, "409", h.askPost(`"userName":"ann"`), "nor is uniqueness")
		assert.Equal(t, []string{"200 0", "200 0", "200 1"}, h.lists(path), path)
	}
}

func TestLateChange(t *testing.T) {
	h := lagging(t, 2)
	id := h.create(`"userName":"ann"`)
	h.lists("/Users")
	assert.Equal(t, "200", h.askPatch(id, `{"op":"replace","path":"userName","value":"eve"}`))
	assert.Equal(t, `200 "eve"`, h.show(id, "userName"))
	assert.Equal(t, []string{`200 1 "ann"`, `200 1 "ann"`, `200 1 "eve"`}, h.lists("/Users", "Resources.0.userName"))

	assert.Equal(t, "200", h.askPatch(id, `{"op":"replace","path":"userName","value":"kim"}`))
	assert.Equal(t, "200 1", h.found(`userName eq "eve"`), "the old name is still found")
	assert.Equal(t, "200 0", h.found(`userName eq "kim"`), "and the new one not yet")
	assert.Equal(t, "200 1", h.found(`userName eq "kim"`))
	assert.Equal(t, "200 0", h.found(`userName eq "eve"`))
}

func TestLateDelete(t *testing.T) {
	h := lagging(t, 2)
	h.create(`"userName":"ann"`)
	id := h.create(`"userName":"bob"`)
	h.lists("/Users")
	assert.Equal(t, "204", h.ask(http.MethodDelete, "/Users/"+id, ""))
	assert.Equal(t, "404", h.ask(http.MethodGet, "/Users/"+id, ""))
	assert.Equal(t, []string{"200 2", "200 2", "200 1"}, h.lists("/Users"))
}

// TestHostileIDsAreFreeInAStoreThatWasUsedBefore starts a second server on what a first one has left.
func TestHostileIDsAreFreeInAStoreThatWasUsedBefore(t *testing.T) {
	kept := store.NewMemory()
	o := Options{Profile: profile(t, "entra"), Token: token, Store: kept, Hostility: Hostility{Enabled: true}}
	first := startWith(t, o).create(`"userName":"ann"`)
	assert.NotEqual(t, first, startWith(t, o).create(`"userName":"bob"`))
}
