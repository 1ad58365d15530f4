package steps_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/steps"
)

// TestHostileReference proves that the judge asks for no more than the standard: a server that does to its clients
// whatever the standard allows is not accused of anything.
func TestHostileReference(t *testing.T) {
	names := fixtures.ProfileNames()
	if raced {
		names = []string{"vcc"}
	}
	for _, name := range names {
		for _, seed := range sample([]int64{1, 2}, 2, 2) {
			t.Run(fmt.Sprintf("%s/seed %d", name, seed), func(t *testing.T) {
				t.Parallel()
				p, err := fixtures.LoadProfile(name)
				require.NoError(t, err)
				report, err := steps.Run(context.Background(), steps.Config{Profile: p, Seed: seed, Parallel: 2,
					Target: steps.NewEmbedded(hostileServer(p, seed))})
				require.NoError(t, err)
				requireGreen(t, report)
			})
		}
	}
}

// TestHostileSharedServer is the same with one server for all scenarios: what a scenario looks for is then hardly ever on
// the first of the small pages.
func TestHostileSharedServer(t *testing.T) {
	p, err := fixtures.LoadProfile(features.ProfileGallery)
	require.NoError(t, err)
	report, err := steps.Run(context.Background(), steps.Config{Profile: p, Seed: 1, Shuffle: true, Parallel: 4,
		Target: steps.NewShared(hostileServer(p, 1))})
	require.NoError(t, err)
	requireGreen(t, report)
	require.Empty(t, report.Cleanup.Left)
}

func hostileServer(p fixtures.Profile, seed int64) func() (steps.Service, error) {
	return func() (steps.Service, error) {
		const token, portalToken = "scim-token-of-the-test", "portal-token-of-the-test"
		server, err := reference.New(reference.Options{Profile: p, Token: token, PortalToken: portalToken, BaseURL: steps.EmbeddedOrigin,
			Hostility: reference.Hostility{Enabled: true, Seed: seed}})
		if err != nil {
			return steps.Service{}, err
		}
		return steps.Service{SCIM: server, BasePath: p.BasePath, Token: token, Portal: server.Portal(), PortalToken: portalToken}, nil
	}
}
