package portal_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

const whole = `{"role":"Supervisor","skills":["billing","German"],"queues":["sales"],
	"extension":{"number":"4711","settings":{"voicemail":true,"rings":5}},
	"phonePreferences":{"device":"softphone","volume":0.5,"serial":9007199254740993}}`

func TestConfigureUsersOfBothKinds(t *testing.T) {
	f := open(t)
	f.scimUser(t, "s1", "ann@example.com")
	for _, id := range []string{"s1", f.portalUser("pat@example.com")} {
		before := f.record(t, id)
		answer := f.PUT("/api/users/"+id+"/configuration").WithHeader("Content-Type", "application/json").
			WithBytes([]byte(whole)).Expect().Status(http.StatusOK)
		answer.JSON().Object().HasValue("readiness", "ready")
		answer.JSON().Path("$.configuration").IsEqual(map[string]any{
			"role": "Supervisor", "skills": []string{"billing", "German"}, "queues": []string{"sales"},
			"extension":        map[string]any{"number": "4711", "settings": map[string]any{"voicemail": true, "rings": 5}},
			"phonePreferences": map[string]any{"device": "softphone", "volume": 0.5, "serial": int64(9007199254740993)},
		})
		answer.Body().Contains("9007199254740993")

		after := f.record(t, id)
		require.Equal(t, store.Supervisor, after.Configuration.Role)
		require.Nil(t, before.Configuration, "the record read before is not modified")
		after.Configuration = nil
		require.Equal(t, before, after, "a configuration changes nothing that SCIM shows")
	}
	f.GET("/api/users").WithQuery("userName", "ann@example.com").Expect().
		JSON().Path("$.users[0].configuration.role").IsEqual("Supervisor")
}

func TestReadyMeansThatARoleIsSet(t *testing.T) {
	f := open(t)
	id := f.portalUser("pat@example.com")
	for _, row := range []struct {
		configuration map[string]any
		readiness     string
	}{
		{map[string]any{"skills": []string{"billing"}}, "provisioned, not ready"},
		{map[string]any{"role": "Agent"}, "ready"},
		{map[string]any{"role": "Administrator"}, "ready"},
		{map[string]any{}, "provisioned, not ready"},
	} {
		f.PUT("/api/users/"+id+"/configuration").WithJSON(row.configuration).Expect().Status(http.StatusOK).
			JSON().Object().HasValue("readiness", row.readiness).HasValue("configuration", row.configuration)
	}
}

func TestConfigurationRefusals(t *testing.T) {
	f := open(t)
	f.scimUser(t, "s1", "ann@example.com")
	f.PUT("/api/users/s1/configuration").WithJSON(map[string]any{"role": "Agent"}).Expect().Status(http.StatusOK)
	before := f.record(t, "s1")
	for _, row := range []struct{ body, code, words string }{
		{`{"role":"agent"}`, "invalidValue", `role: expected Agent, Supervisor or Administrator, found "agent"`},
		{`{"role":""}`, "invalidValue", `role: expected Agent, Supervisor or Administrator, found ""`},
		{`{"role":null}`, "invalidValue", "role: expected Agent, Supervisor or Administrator, found null"},
		{`{"role":["Agent"]}`, "invalidValue", `found ["Agent"]`},
		{`{"role":"Supervisor","team":"x"}`, "unknownField", `"team"`},
		{`{"skills":"billing"}`, "invalidValue", `skills: expected a list of names, found "billing"`},
		{`{"skills":["billing",7]}`, "invalidValue", "skills: expected a list of names"},
		{`{"skills":["billing",null]}`, "invalidValue", "skills[1]: expected a name, found nothing"},
		{`{"queues":["sales"," "]}`, "invalidValue", "queues[1]: expected a name, found nothing"},
		{`{"queues":["sales","x","sales"]}`, "invalidValue", `queues[2]: expected each name once, found "sales" again`},
		{`{"extension":"4711"}`, "invalidSyntax", `extension: expected a JSON object, found "4711"`},
		{`{"extension":{}}`, "invalidValue", "extension.number: expected a number, found nothing"},
		{`{"extension":{"number":4711}}`, "invalidValue", "extension.number: expected a string, found 4711"},
		{`{"extension":{"number":"1","ring":true}}`, "unknownField", `"extension.ring"`},
		{`{"extension":{"number":"1","settings":{"a":{}}}}`, "invalidValue", "extension.settings.a: expected a string"},
		{`{"phonePreferences":[]}`, "invalidSyntax", "phonePreferences: expected a JSON object"},
		{`{"phonePreferences":{"b":null,"a":null}}`, "invalidValue",
			"phonePreferences.a: expected a string, a number or a boolean, found null"},
	} {
		refusal(f.PUT("/api/users/s1/configuration").WithHeader("Content-Type", "application/json").WithBytes([]byte(row.body)),
			http.StatusBadRequest, row.code, row.words)
	}
	refusal(f.PUT("/api/users/nobody/configuration").WithJSON(map[string]any{}), http.StatusNotFound, "notFound", "no user")
	require.Equal(t, before, f.record(t, "s1"), "a refused request changed the user")
}

// TestConfigurationOutlivesDisableAndRestore is VCC-06: archived with its configuration, and restored with it.
func TestConfigurationOutlivesDisableAndRestore(t *testing.T) {
	f := open(t)
	f.scimUser(t, "s1", "ann@example.com")
	f.PUT("/api/users/s1/configuration").WithJSON(map[string]any{"role": "Agent"}).Expect().Status(http.StatusOK)
	for _, archived := range []bool{true, false} {
		_, err := f.store.Update("User", "s1", func(r store.Record) (store.Record, []store.Key, error) {
			r.Archived = archived
			return r, keys(r.Attributes), nil
		})
		require.NoError(t, err)
		f.GET("/api/users/s1").Expect().JSON().Object().HasValue("archived", archived).
			HasValue("readiness", "ready").HasValue("configuration", map[string]any{"role": "Agent"})
	}
}
