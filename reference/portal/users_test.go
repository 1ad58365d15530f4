package portal_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

func TestListShowsUsersOfBothKinds(t *testing.T) {
	f := open(t)
	f.GET("/api/users").Expect().Status(http.StatusOK).JSON().IsEqual(map[string]any{"users": []any{}})
	f.scimUser(t, "s1", "Ann@example.com")
	f.portalUser("pat@example.com")
	f.GET("/api/users").Expect().Status(http.StatusOK).HasContentType("application/json").
		JSON().IsEqual(map[string]any{"users": []any{
		map[string]any{
			"id": "s1", "userName": "Ann@example.com", "displayName": "Ann", "email": "Ann@example.com",
			"phoneNumber": "+442079460958", "active": true, "origin": "scim", "archived": false,
			"readiness": "provisioned, not ready", "configuration": nil,
		},
		map[string]any{
			"id": "p1", "userName": "pat@example.com", "displayName": "Pat", "email": "pat@example.com",
			"phoneNumber": "4711", "active": true, "origin": "portal", "archived": false,
			"readiness": "provisioned, not ready", "configuration": nil,
		},
	}})
}

func TestListByUserName(t *testing.T) {
	f := open(t)
	f.scimUser(t, "s1", "Ann@example.com")
	f.portalUser("pat@example.com")
	for userName, id := range map[string]string{"ann@EXAMPLE.com": "s1", "pat@example.com": "p1"} {
		users := f.GET("/api/users").WithQuery("userName", userName).Expect().Status(http.StatusOK).
			JSON().Path("$.users").Array()
		users.Length().IsEqual(1)
		users.Value(0).Object().HasValue("id", id)
	}
	for _, userName := range []string{"", "nobody"} {
		f.GET("/api/users").WithQuery("userName", userName).Expect().Status(http.StatusOK).
			JSON().IsEqual(map[string]any{"users": []any{}})
	}
}

func TestShowUser(t *testing.T) {
	f := open(t)
	r := f.scimUser(t, "s1", "ann@example.com")
	_, err := f.store.Update("User", "s1", func(store.Record) (store.Record, []store.Key, error) {
		r.Archived = true
		r.Attributes = map[string]any{"userName": "ann@example.com", "active": false}
		return r, keys(r.Attributes), nil
	})
	require.NoError(t, err)
	f.GET("/api/users/s1").Expect().Status(http.StatusOK).JSON().Object().ContainsSubset(map[string]any{
		"archived": true, "active": false, "displayName": "", "email": "", "phoneNumber": "",
	})
	refusal(f.GET("/api/users/nobody"), http.StatusNotFound, "notFound", "no user")
}

func TestCreateKeepsTheShapesOfSCIM(t *testing.T) {
	f := open(t)
	r := f.record(t, f.portalUser("pat@example.com"))
	require.Equal(t, map[string]any{
		"userName": "pat@example.com", "displayName": "Pat", "active": true,
		"emails":       []any{map[string]any{"type": "work", "value": "pat@example.com"}},
		"phoneNumbers": []any{map[string]any{"type": "work", "value": "4711"}},
	}, r.Attributes)
	require.Equal(t, store.Portal, r.Origin)
	require.Equal(t, uint64(1), r.Version)
	require.Equal(t, r.Created, r.LastModified)
	require.Nil(t, r.Configuration)
}

func TestCreateRefusesTakenValues(t *testing.T) {
	f := open(t)
	f.scimUser(t, "s1", "scim@example.com")
	archived := f.scimUser(t, "s2", "archived@example.com")
	_, err := f.store.Update("User", "s2", func(store.Record) (store.Record, []store.Key, error) {
		archived.Archived = true
		return archived, keys(archived.Attributes), nil
	})
	require.NoError(t, err)
	f.portalUser("portal@example.com")
	for _, row := range []struct{ userName, email, words string }{
		{"SCIM@example.com", "", `userName "scim@example.com" is taken already by a user that Microsoft Entra ID provisions`},
		{"archived@example.com", "", `userName "archived@example.com" is taken already by an archived user`},
		{"portal@example.com", "", `userName "portal@example.com" is taken already by another user`},
		{"new@example.com", "Portal@example.com", `emails.value "portal@example.com" is taken already by another user`},
	} {
		body := map[string]any{"userName": row.userName, "displayName": "New", "email": row.email}
		refusal(f.POST("/api/users").WithJSON(body), http.StatusConflict, "uniqueness", row.words)
	}
	require.Equal(t, 3, f.store.Count("User"))
}

func TestCreateRefusesWhatIsNotValid(t *testing.T) {
	f := open(t)
	for _, row := range []struct {
		body  map[string]any
		words string
	}{
		{map[string]any{"displayName": "New"}, "userName: expected a name, found nothing"},
		{map[string]any{"userName": "  ", "displayName": "New"}, "userName: expected a name, found nothing"},
		{map[string]any{"userName": "new"}, "displayName: expected a name, found nothing"},
		{map[string]any{"userName": "new", "displayName": nil}, "displayName: expected a string, found null"},
	} {
		refusal(f.POST("/api/users").WithJSON(row.body), http.StatusBadRequest, "invalidValue", row.words)
	}
	require.Zero(t, f.store.Count("User"))
}

func TestEditPortalUser(t *testing.T) {
	f := open(t)
	id := f.portalUser("pat@example.com")
	f.PUT("/api/users/" + id + "/configuration").WithJSON(map[string]any{"role": "Agent"}).Expect().Status(http.StatusOK)
	before := f.record(t, id)
	beforeRead := fmt.Sprint(before.Attributes)
	f.PATCH("/api/users/" + id).WithJSON(map[string]any{"userName": "pat2@example.com", "phoneNumber": ""}).
		Expect().Status(http.StatusOK).JSON().Object().ContainsSubset(map[string]any{
		"userName": "pat2@example.com", "displayName": "Pat", "email": "pat@example.com", "phoneNumber": "",
		"readiness": "ready",
	})
	after := f.record(t, id)
	require.Equal(t, before.Version+1, after.Version)
	require.True(t, after.LastModified.After(before.LastModified))
	require.Equal(t, before.Configuration, after.Configuration)
	require.NotContains(t, after.Attributes, "phoneNumbers")
	afterRead := fmt.Sprint(after.Attributes)

	f.PATCH("/api/users/"+id).WithJSON(map[string]any{"email": "new@example.com", "phoneNumber": "112"}).
		Expect().Status(http.StatusOK).JSON().Object().HasValue("email", "new@example.com").HasValue("phoneNumber", "112")
	require.Equal(t, beforeRead, fmt.Sprint(before.Attributes), "what has been read is not modified")
	require.Equal(t, afterRead, fmt.Sprint(after.Attributes), "what has been read is not modified")
	f.portalUser("pat@example.com") // both values are free again
}

func TestEditThatChangesNothingIsNoChange(t *testing.T) {
	f := open(t)
	id := f.portalUser("pat@example.com")
	before := f.record(t, id)
	f.PATCH("/api/users/" + id).WithJSON(map[string]any{"displayName": "Pat", "email": "pat@example.com"}).
		Expect().Status(http.StatusOK)
	require.Equal(t, before, f.record(t, id))
}

func TestEditRefusals(t *testing.T) {
	f := open(t)
	id := f.portalUser("pat@example.com")
	f.scimUser(t, "s1", "ann@example.com")
	before := f.record(t, id)
	refusal(f.PATCH("/api/users/nobody").WithJSON(map[string]any{"userName": "x"}),
		http.StatusNotFound, "notFound", "no user")
	refusal(f.PATCH("/api/users/"+id).WithJSON(map[string]any{}),
		http.StatusBadRequest, "invalidValue", "at least one of userName")
	refusal(f.PATCH("/api/users/"+id).WithJSON(map[string]any{"userName": ""}),
		http.StatusBadRequest, "invalidValue", "userName")
	refusal(f.PATCH("/api/users/"+id).WithJSON(map[string]any{"phoneNumber": "1", "displayName": ""}),
		http.StatusBadRequest, "invalidValue", "displayName")
	refusal(f.PATCH("/api/users/"+id).WithJSON(map[string]any{"displayName": "New", "userName": "ANN@example.com"}),
		http.StatusConflict, "uniqueness", "ann@example.com")
	refusal(f.PATCH("/api/users/"+id).WithJSON(map[string]any{"active": false}),
		http.StatusBadRequest, "unknownField", `"active"`)
	require.Equal(t, before, f.record(t, id))
}

// TestSCIMUsersAreEditedInEntraOnly is VCC-11 and VCC-12: identity cannot be edited, the user not cloned nor deleted.
func TestSCIMUsersAreEditedInEntraOnly(t *testing.T) {
	f := open(t)
	f.scimUser(t, "s1", "ann@example.com")
	f.PUT("/api/users/s1/configuration").WithJSON(map[string]any{"role": "Agent"}).Expect().Status(http.StatusOK)
	before := f.record(t, "s1")
	for field, value := range map[string]string{
		"userName": "new", "displayName": "New", "email": "new@example.com", "phoneNumber": "112",
	} {
		refusal(f.PATCH("/api/users/s1").WithJSON(map[string]any{field: value}), http.StatusForbidden, "scimManaged",
			field+" of a user provisioned over SCIM cannot be changed in the portal: change it in Microsoft Entra ID")
	}
	refusal(f.PATCH("/api/users/s1").WithJSON(map[string]any{"phoneNumber": "112", "userName": "new"}),
		http.StatusForbidden, "scimManaged", "userName, phoneNumber of")
	refusal(f.DELETE("/api/users/s1"), http.StatusForbidden, "scimManaged", "in Microsoft Entra ID")
	refusal(f.POST("/api/users/s1/clone").WithJSON(map[string]any{"userName": "new"}),
		http.StatusForbidden, "scimManaged", "cannot be cloned")
	require.Equal(t, before, f.record(t, "s1"))
	require.Equal(t, 1, f.store.Count("User"))
}

func TestDeletePortalUser(t *testing.T) {
	f := open(t)
	id := f.portalUser("pat@example.com")
	f.DELETE("/api/users/" + id).Expect().Status(http.StatusNoContent).NoContent()
	refusal(f.GET("/api/users/"+id), http.StatusNotFound, "notFound", "no user")
	refusal(f.DELETE("/api/users/"+id), http.StatusNotFound, "notFound", "no user")
	f.portalUser("pat@example.com")
}

func TestConcurrentCreatesOfOneUserName(t *testing.T) {
	f := open(t)
	const clients = 8
	statuses := make(chan int, clients)
	var wait sync.WaitGroup
	for i := range clients {
		wait.Go(func() {
			body := map[string]any{"userName": "pat", "displayName": "Pat", "email": fmt.Sprintf("pat%d@example.com", i)}
			statuses <- f.POST("/api/users").WithJSON(body).Expect().Raw().StatusCode
		})
	}
	wait.Wait()
	close(statuses)
	count := map[int]int{}
	for s := range statuses {
		count[s]++
	}
	require.Equal(t, map[int]int{http.StatusCreated: 1, http.StatusConflict: clients - 1}, count)
}
