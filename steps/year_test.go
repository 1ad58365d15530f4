package steps_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/mapping"
	"github.com/entrasim/entrasim/steps"
)

// bearer adds a token to every request.
type bearer struct {
	next  http.RoundTripper
	token string
}

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("Authorization", "Bearer "+b.token)
	return b.next.RoundTrip(r)
}

// BenchmarkYear turns a year of 40-minute cycles against the embedded reference server, over real HTTP: 13,140 cycles,
// each with its look-up, and a change a day.
func BenchmarkYear(b *testing.B) {
	const year = 365 * 24 * time.Hour
	for b.Loop() {
		_, start := referenceServer(b, "entra")
		endpoint, stop, err := steps.NewEmbedded(start).Open(context.Background())
		require.NoError(b, err)
		text, err := fixtures.FS.ReadFile("mappings/entra.json")
		require.NoError(b, err)
		schema, err := mapping.Parse(text)
		require.NoError(b, err)
		clk := clock.NewVirtual(time.Date(2026, time.January, 5, 8, 0, 0, 0, time.UTC))
		tenant := directory.New(clk.Now, uuid.NewString)
		client, err := connector.New(connector.Options{BaseURL: endpoint.BaseURL,
			HTTP: &http.Client{Transport: bearer{endpoint.Network, endpoint.Credential.Token()}}})
		require.NoError(b, err)
		job, err := simulator.NewJob(simulator.Config{ID: "year", Tenant: tenant, Connector: client, Schema: schema, Now: clk.Now, NewID: uuid.NewString})
		require.NoError(b, err)
		engine := simulator.New(clk, tenant)
		engine.Add(job)
		u, err := tenant.CreateUser(map[string]any{"userPrincipalName": "ann@contoso.example", "displayName": "Ann"})
		require.NoError(b, err)
		require.NoError(b, tenant.AssignUser(u.ObjectID))
		job.Start()
		for day := range year / (24 * time.Hour) {
			require.NoError(b, tenant.UpdateUser(u.ObjectID, map[string]any{"displayName": "Ann " + day.String()}))
			require.NoError(b, engine.AdvanceTo(context.Background(), clk.Now().Add(24*time.Hour)))
		}
		require.Equal(b, 365, len(job.Log().Object(u.ObjectID)))
		stop()
	}
}
