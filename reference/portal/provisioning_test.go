package portal_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/account"
	"github.com/entrasim/entrasim/reference/portal"
)

const scimURL = "https://vcc.example/scim-adapter/v2"

// TestSetUp is the administrator's first visit: enable SCIM, generate a token, copy both values.
func TestSetUp(t *testing.T) {
	f := open(t)
	f.GET("/api/provisioning").Expect().Status(http.StatusOK).JSON().IsEqual(map[string]any{
		"scimEnabled": false, "scimUrl": scimURL, "tokenGenerated": false, "tokenGeneratedAt": nil,
	})
	f.PUT("/api/provisioning").WithJSON(map[string]any{"scimEnabled": true}).Expect().Status(http.StatusOK).
		JSON().Object().HasValue("scimEnabled", true).HasValue("tokenGenerated", false)
	require.True(t, f.account.Enabled())

	f.POST("/api/provisioning/token").Expect().Status(http.StatusCreated).JSON().IsEqual(map[string]any{
		"token": "canary-1", "scimUrl": scimURL,
	})
	require.True(t, f.account.Accepts("canary-1"))
	shown := f.GET("/api/provisioning").Expect().Status(http.StatusOK)
	shown.Body().NotContains("canary")
	shown.JSON().Object().HasValue("tokenGenerated", true).
		Value("tokenGeneratedAt").String().AsDateTime().InRange(opening, opening.AddDate(0, 0, 1))
}

func TestNewTokenInvalidatesThePreviousOneAtOnce(t *testing.T) {
	f := open(t)
	f.POST("/api/provisioning/token").Expect().Status(http.StatusCreated)
	f.POST("/api/provisioning/token").Expect().Status(http.StatusCreated).JSON().Object().HasValue("token", "canary-2")
	require.False(t, f.account.Accepts("canary-1"))
	require.True(t, f.account.Accepts("canary-2"))
}

func TestGeneratingATokenDoesNotEnable(t *testing.T) {
	f := open(t)
	f.POST("/api/provisioning/token").Expect().Status(http.StatusCreated)
	require.False(t, f.account.Enabled())
}

func TestDisablingKeepsTokenAndUsers(t *testing.T) {
	f := open(t)
	f.scimUser(t, "s1", "ann@example.com")
	f.POST("/api/provisioning/token").Expect().Status(http.StatusCreated)
	for _, enabled := range []bool{true, false} {
		f.PUT("/api/provisioning").WithJSON(map[string]any{"scimEnabled": enabled}).Expect().Status(http.StatusOK)
		require.Equal(t, enabled, f.account.Enabled())
	}
	require.True(t, f.account.Accepts("canary-1"))
	require.Equal(t, 1, f.store.Count("User"))
}

func TestTokenGivenAtTheStartHasNoTime(t *testing.T) {
	f := open(t, func(o *portal.Options) { o.Account = account.New("given") })
	f.GET("/api/provisioning").Expect().JSON().IsEqual(map[string]any{
		"scimEnabled": true, "scimUrl": scimURL, "tokenGenerated": true, "tokenGeneratedAt": nil,
	})
}

func TestSetProvisioningRefusals(t *testing.T) {
	f := open(t)
	for _, row := range []struct{ body, code, words string }{
		{`{}`, "invalidValue", "scimEnabled: expected true or false, found nothing"},
		{`{"scimEnabled":"true"}`, "invalidValue", `scimEnabled: expected true or false, found "true"`},
		{`{"scimEnabled":null}`, "invalidValue", "scimEnabled: expected true or false, found null"},
		{`{"scimEnabled":true,"token":"x"}`, "unknownField", `"token"`},
		{`{"SCIMEnabled":true}`, "unknownField", `"SCIMEnabled"`},
	} {
		refusal(f.PUT("/api/provisioning").WithHeader("Content-Type", "application/json").WithBytes([]byte(row.body)),
			http.StatusBadRequest, row.code, row.words)
	}
	require.False(t, f.account.Enabled())
}
