package reference

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

func TestSwitchDefect(t *testing.T) {
	h := start(t, "entra", "D-163")
	labelled := func() string {
		_, header, _ := h.plain(http.MethodGet, "/Users", "", "Bearer "+token)
		return header.Get("Content-Type")
	}
	assert.Equal(t, []string{"D-163"}, h.server.ActiveDefects())
	assert.Equal(t, "application/json", labelled())
	require.NoError(t, h.server.SwitchDefect("D-001", true))
	require.NoError(t, h.server.SwitchDefect("D-001", true))
	assert.Equal(t, []string{"D-001", "D-163"}, h.server.ActiveDefects())
	assert.Equal(t, "404", h.ask(http.MethodGet, emptyFilter, ""))
	require.NoError(t, h.server.SwitchDefect("D-163", false))
	require.NoError(t, h.server.SwitchDefect("D-163", false))
	assert.Equal(t, mediaType, labelled())
	assert.Equal(t, "404", h.ask(http.MethodGet, emptyFilter, ""), "the other defect stays on")

	err := h.server.SwitchDefect("D-000", true)
	require.ErrorContains(t, err, `found "D-000"`)
	assert.Equal(t, []string{"D-001"}, h.server.ActiveDefects())
}

func TestSwitchingKeepsTheStore(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann","active":true`)
	require.NoError(t, h.server.SetHostility(Hostility{Enabled: true, Seed: 3}))
	assert.Equal(t, Hostility{Enabled: true, Seed: 3}, h.server.Hostility())
	assert.Contains(t, h.text("/Users/"+id), noiseSchema)
	require.NoError(t, h.server.SwitchDefect("D-163", true))
	assert.True(t, h.server.Hostility().Enabled, "one switch does not move the other")
	require.NoError(t, h.server.SetHostility(Hostility{}))
	assert.Equal(t, []string{"D-163"}, h.server.ActiveDefects())
	assert.NotContains(t, h.text("/Users/"+id), noiseSchema)
}

// TestARequestKeepsTheBehaviourItBeganWith changes the defects while a request is in the middle of a list.
func TestARequestKeepsTheBehaviourItBeganWith(t *testing.T) {
	h := start(t, "entra")
	h.create(`"userName":"ann"`)
	begun, switched := make(chan struct{}), make(chan struct{})
	h.server.behaviour.listing = append(h.server.behaviour.listing, func(*Server, store.Record) bool {
		close(begun)
		<-switched
		return false
	})
	go func() {
		<-begun
		assert.NoError(t, h.server.SwitchDefect("D-001", true))
		assert.NoError(t, h.server.SwitchDefect("D-163", true))
		close(switched)
	}()
	status, header, _ := h.plain(http.MethodGet, "/Users?filter=userName+eq+%22ann%22", "", "Bearer "+token)
	assert.Equal(t, "200 "+mediaType, fmt.Sprint(status, " ", header.Get("Content-Type")))
	assert.Equal(t, "404", h.ask(http.MethodGet, emptyFilter, ""))
}

func TestSwitchingUnderLoad(t *testing.T) {
	h := start(t, "entra")
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			for range 25 {
				if i%2 == 0 {
					assert.NoError(t, h.server.SwitchDefect("D-001", true))
					assert.NoError(t, h.server.SetHostility(Hostility{Enabled: true}))
					assert.NoError(t, h.server.SwitchDefect("D-001", false))
					continue
				}
				status, _, _ := h.plain(http.MethodGet, emptyFilter, "", "Bearer "+token)
				assert.Contains(t, []int{http.StatusOK, http.StatusNotFound}, status)
			}
		})
	}
	wait.Wait()
	assert.Empty(t, h.server.ActiveDefects())
}

func TestReset(t *testing.T) {
	h := start(t, "vcc")
	user := `"userName":"ann@x.test","displayName":"Ann","active":true,"emails":[{"type":"work","value":"ann@x.test"}]`
	h.DELETE("/Users/" + h.create(user)).Expect().Status(http.StatusNoContent)
	require.NoError(t, h.server.Reset())
	assert.Zero(t, h.server.store.Count("User"), "what was archived is gone as well")
	h.create(user)
}
