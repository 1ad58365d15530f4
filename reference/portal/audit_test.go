package portal_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/require"
)

func TestAuditSaysWhoDidWhatAndWhen(t *testing.T) {
	f := open(t)
	f.scimUser(t, "s1", "ann@example.com")
	f.PUT("/api/provisioning").WithJSON(map[string]any{"scimEnabled": true}).Expect().Status(http.StatusOK)
	f.POST("/api/provisioning/token").Expect().Status(http.StatusCreated)
	f.portalUser("pat@example.com")
	f.POST("/api/users").WithJSON(map[string]any{"userName": "ann@example.com", "displayName": "Ann"}).
		Expect().Status(http.StatusConflict)
	f.PATCH("/api/users/s1").WithJSON(map[string]any{"userName": "x"}).Expect().Status(http.StatusForbidden)
	f.PUT("/api/users/s1/configuration").WithJSON(map[string]any{"role": "Agent"}).Expect().Status(http.StatusOK)
	f.POST("/api/users/s1/clone").WithJSON(map[string]any{"userName": "x"}).Expect().Status(http.StatusForbidden)
	f.DELETE("/api/users/p1").Expect().Status(http.StatusNoContent)
	f.DELETE("/api/users/p1").Expect().Status(http.StatusNotFound)
	f.PUT("/api/provisioning").WithJSON(map[string]any{"scimEnabled": false}).Expect().Status(http.StatusOK)
	f.GET("/api/users").Expect().Status(http.StatusOK)

	answer := f.GET("/api/audit").Expect().Status(http.StatusOK)
	answer.Body().NotContains("canary").NotContains(adminToken)
	entries := answer.JSON().Path("$.entries").Array()
	want := []struct{ action, kind, id, name, outcome, reason string }{
		{"enable SCIM", "provisioning", "", "", "success", ""},
		{"generate token", "provisioning", "", "", "success", ""},
		{"create user", "user", "p1", "pat@example.com", "success", ""},
		{"create user", "user", "", "ann@example.com", "refused", "is taken already"},
		{"edit user", "user", "s1", "ann@example.com", "refused", "change it in Microsoft Entra ID"},
		{"configure user", "user", "s1", "ann@example.com", "success", ""},
		{"clone user", "user", "s1", "ann@example.com", "refused", "cannot be cloned"},
		{"delete user", "user", "p1", "pat@example.com", "success", ""},
		{"delete user", "user", "p1", "", "refused", "no user"},
		{"disable SCIM", "provisioning", "", "", "success", ""},
	}
	entries.Length().IsEqual(len(want))
	last := opening.Add(-time.Second)
	for i, row := range want {
		e := entries.Value(i).Object()
		e.HasValue("actor", "administrator").HasValue("action", row.action).HasValue("outcome", row.outcome)
		require.Equal(t, row.kind, e.Path("$.object.type").String().Raw(), "entry %d", i)
		object := e.Value("object").Object().Raw()
		require.Equal(t, row.id, textOf(object["id"]), "entry %d", i)
		require.Equal(t, row.name, textOf(object["name"]), "entry %d", i)
		require.Contains(t, textOf(e.Raw()["reason"]), row.reason)
		require.Equal(t, row.outcome == "refused", e.Raw()["reason"] != nil, "entry %d has a reason if refused", i)
		at := e.Value("time").String().AsDateTime().Raw()
		require.True(t, at.After(last), "entry %d is later than the one before", i)
		last = at
	}
}

func TestAuditOfRequestsThatCannotBeRead(t *testing.T) {
	f := open(t)
	long := strings.Repeat("n", 2000)
	f.POST("/api/users").WithText("no JSON").Expect().Status(http.StatusUnsupportedMediaType)
	f.POST("/api/users").WithJSON(map[string]any{"userName": long}).Expect().Status(http.StatusBadRequest)
	f.POST("/api/users").WithJSON(map[string]any{long: "x"}).Expect().Status(http.StatusBadRequest)
	entries := f.GET("/api/audit").Expect().JSON().Path("$.entries").Array()
	entries.Length().IsEqual(3)
	entries.Value(2).Path("$.reason").String().Contains("nnn").HasSuffix("…").Length().Lt(400)
	entries.Value(0).Object().HasValue("outcome", "refused").HasValue("action", "create user")
	entries.Value(1).Path("$.object.name").String().HasPrefix("nnn").HasSuffix("…").Length().Lt(400)
}

func TestAuditLeavesOutRequestsWithoutTheCredential(t *testing.T) {
	f := open(t)
	httpexpect.Default(t, f.url).POST("/api/provisioning/token").Expect().Status(http.StatusUnauthorized)
	f.GET("/api/audit").Expect().JSON().IsEqual(map[string]any{"entries": []any{}})
}

func textOf(value any) string {
	s, _ := value.(string)
	return s
}
