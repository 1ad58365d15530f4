package control_test

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/simulator/connector"
)

const secretsPath = "/v1.0/servicePrincipals/sp1/synchronization/secrets"

func secrets(pairs ...string) map[string]any {
	value := []any{}
	for i := 0; i < len(pairs); i += 2 {
		value = append(value, map[string]any{"key": pairs[i], "value": pairs[i+1]})
	}
	return map[string]any{"value": value}
}

// A token that was replaced at the target is replaced here: it is tried, saved, and shown nowhere.
func TestANewSecretToken(t *testing.T) {
	const old, fresh = "Bearer the-old-token", "Bearer the-new-token"
	var valid atomic.Value
	valid.Store(old)
	e := openTo(t, connector.Bearer("the-old-token"), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", connector.MediaType)
		if r.Header.Get("Authorization") != valid.Load() {
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprintf(w, `{"detail":"not %s"}`, r.Header.Get("Authorization"))
			return
		}
		fmt.Fprint(w, `{"totalResults":0,"Resources":[]}`)
	}))
	validate := func(body any, status int) string {
		request := e.POST(jobPath + "/validateCredentials")
		if body != nil {
			request = request.WithJSON(body)
		}
		return request.Expect().Status(status).Body().Raw()
	}
	credentials := func(token string) map[string]any {
		return map[string]any{"credentials": secrets("SecretToken", token)["value"]}
	}
	validate(nil, http.StatusNoContent)
	valid.Store(fresh)
	assert.Contains(t, validate(nil, http.StatusBadRequest), "Unauthorized")
	validate(credentials("the-new-token"), http.StatusNoContent)
	assert.NotContains(t, validate(credentials("another-token"), http.StatusBadRequest), "another-token")
	validate(map[string]any{"useSavedCredentials": true, "credentials": secrets("SecretToken", "the-new-token")["value"]}, http.StatusBadRequest)

	e.PUT(secretsPath).WithJSON(secrets("SecretToken", "the-new-token")).Expect().Status(http.StatusNoContent)
	validate(nil, http.StatusNoContent)
	e.GET(secretsPath).Expect().Status(http.StatusOK).Body().NotContains("the-new-token")
	e.POST("/v1.0/users").WithJSON(map[string]any{"userPrincipalName": "ann@x", "displayName": "the-new-token"}).Expect().Status(http.StatusCreated)
	e.PUT(secretsPath).WithJSON(secrets("SyncAll", "True")).Expect().Status(http.StatusNoContent)
	e.POST(jobPath + "/start").Expect().Status(http.StatusNoContent)
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "1m"}).Expect().Status(http.StatusOK)
	e.GET("/v1.0/auditLogs/provisioning").Expect().Body().Contains("ann@x").NotContains("the-new-token")
}

// Settings among the secrets are those of the job, and are saved all or none.
func TestSettingsAmongTheSecrets(t *testing.T) {
	e, asked := open(t)
	for _, name := range []string{"ann@x", "bob@x"} {
		e.POST("/v1.0/users").WithJSON(map[string]any{"userPrincipalName": name}).Expect().Status(http.StatusCreated)
	}
	advance := func() {
		e.POST("/clock/advance").WithJSON(map[string]any{"by": "40m"}).Expect().Status(http.StatusOK)
	}
	e.POST(jobPath + "/start").Expect().Status(http.StatusNoContent)
	advance()
	assert.NotContains(t, *asked, "POST /Users", "nobody is assigned")

	shown := func() *map[string]any {
		settings := map[string]any{}
		for _, pair := range e.GET(secretsPath).Expect().Status(http.StatusOK).JSON().Path("$.value").Array().Raw() {
			settings[pair.(map[string]any)["key"].(string)] = pair.(map[string]any)["value"]
		}
		return &settings
	}
	base := (*shown())["BaseAddress"].(string)
	for _, wrong := range []struct {
		pairs []string
		want  string
	}{
		{[]string{"SyncAll", "True", "SkipOutOfScopeDeletions", "perhaps"}, `SkipOutOfScopeDeletions: expected True or False, found "perhaps"`},
		{[]string{"SyncAll", "True", "Password", "x"}, `expected one of BaseAddress, SecretToken, SyncAll, SkipOutOfScopeDeletions, found "Password"`},
		{[]string{"SyncAll", "True", "BaseAddress", "https://scim.example"}, "expected " + base},
		{[]string{"SecretToken", "*"}, "found what is shown in its place"},
		{[]string{"SecretToken", "two words"}, "expected one or more visible ASCII characters"},
	} {
		e.PUT(secretsPath).WithJSON(secrets(wrong.pairs...)).Expect().Status(http.StatusBadRequest).
			JSON().Path("$.error.message").String().Contains(wrong.want)
	}
	assert.Equal(t, "False", (*shown())["SyncAll"])

	e.PUT(secretsPath).WithJSON(secrets("BaseAddress", base+"/", "SyncAll", "true", "SkipOutOfScopeDeletions", "1")).
		Expect().Status(http.StatusNoContent)
	assert.Equal(t, map[string]any{
		"BaseAddress": base, "SecretToken": "*", "SyncAll": "True", "SkipOutOfScopeDeletions": "True",
	}, *shown())
	advance()
	assert.Contains(t, *asked, "POST /Users")
}
