package portal_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

func TestClonePortalUser(t *testing.T) {
	f := open(t)
	source := f.portalUser("pat@example.com")
	f.PUT("/api/users/" + source + "/configuration").
		WithJSON(map[string]any{"role": "Agent", "skills": []string{"billing"}}).Expect().Status(http.StatusOK)
	before := f.record(t, source)
	clone := f.POST("/api/users/" + source + "/clone").
		WithJSON(map[string]any{"userName": "sam@example.com", "email": "sam@example.com"}).
		Expect().Status(http.StatusCreated).JSON().Object()
	clone.IsEqual(map[string]any{
		"id": "p2", "userName": "sam@example.com", "displayName": "Pat", "email": "sam@example.com",
		"phoneNumber": "4711", "active": true, "origin": "portal", "archived": false, "readiness": "ready",
		"configuration": map[string]any{"role": "Agent", "skills": []string{"billing"}},
	})
	require.Equal(t, before, f.record(t, source))

	f.PUT("/api/users/p2/configuration").WithJSON(map[string]any{"role": "Supervisor"}).Expect().Status(http.StatusOK)
	require.Equal(t, store.Agent, f.record(t, source).Configuration.Role, "the two have nothing in common from then on")
}

func TestCloneRefusals(t *testing.T) {
	f := open(t)
	id := f.portalUser("pat@example.com")
	refusal(f.POST("/api/users/{id}/clone", id).WithJSON(map[string]any{"email": "sam@example.com"}),
		http.StatusBadRequest, "invalidValue", "userName")
	refusal(f.POST("/api/users/{id}/clone", id).WithJSON(map[string]any{"userName": "sam"}),
		http.StatusConflict, "uniqueness", "pat@example.com")
	refusal(f.POST("/api/users/{id}/clone", id).WithJSON(map[string]any{"userName": "sam", "role": "Agent"}),
		http.StatusBadRequest, "unknownField", `"role"`)
	refusal(f.POST("/api/users/nobody/clone").WithJSON(map[string]any{"userName": "sam"}),
		http.StatusNotFound, "notFound", "no user")
	require.Equal(t, 1, f.store.Count("User"))
}
