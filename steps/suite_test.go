package steps_test

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/cucumber/godog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/steps"
)

// godogOptions are godog's usual flags: go test ./steps -run TestFeatures -godog.tags=@VCC-05 -godog.format=pretty.
// Without a format asked for, go test's own output says all.
var godogOptions = godog.Options{Format: "progress", Concurrency: 4, Output: io.Discard}

func TestMain(m *testing.M) {
	godog.BindFlags("godog.", flag.CommandLine, &godogOptions)
	flag.Parse()
	flag.Visit(func(f *flag.Flag) {
		if f.Name == "godog.format" || f.Name == "godog.f" {
			godogOptions.Output = os.Stdout
		}
	})
	os.Exit(m.Run())
}

// referenceServer starts reference servers for a profile, with defects or without.
func referenceServer(t testing.TB, profile string, defects ...string) (fixtures.Profile, func() (steps.Service, error)) {
	t.Helper()
	return extendedServer(t, profile, "", defects...)
}

// extendedServer is the same with schemas and resource types of its own, in JSON; empty for none.
func extendedServer(t testing.TB, profile, schemas string, defects ...string) (fixtures.Profile, func() (steps.Service, error)) {
	t.Helper()
	var documents [][]byte
	if schemas != "" {
		documents = append(documents, []byte(schemas))
	}
	p, err := fixtures.LoadProfile(profile)
	require.NoError(t, err)
	return p, func() (steps.Service, error) {
		const token, portalToken = "scim-token-of-the-test", "portal-token-of-the-test"
		server, err := reference.New(reference.Options{Profile: p, Token: token, PortalToken: portalToken,
			BaseURL: steps.EmbeddedOrigin, Defects: defects, Schemas: documents})
		if err != nil {
			return steps.Service{}, err
		}
		return steps.Service{SCIM: server, BasePath: p.BasePath, Token: token, Portal: server.Portal(), PortalToken: portalToken}, nil
	}
}

// TestFeatures runs the features as a plain godog suite: each scenario is a subtest, in each profile and dialect.
func TestFeatures(t *testing.T) {
	ran := 0
	for _, name := range fixtures.ProfileNames() {
		for _, d := range []connector.Dialect{connector.DialectDefault, connector.DialectCompliant} {
			if raced && (name != "entra" || d != connector.DialectDefault) {
				continue // one is enough to see what is shared
			}
			t.Run(name+"/"+d.String(), func(t *testing.T) {
				profile, start := referenceServer(t, name)
				options := godogOptions
				options.TestingT = t
				report, err := steps.Run(context.Background(), steps.Config{Target: steps.NewEmbedded(start), Profile: profile,
					Dialects: []connector.Dialect{d}, Seed: 1, Parallel: options.Concurrency, Godog: &options})
				require.NoError(t, err)
				if ran += len(report.Results); len(report.Results) > 0 {
					assert.Equal(t, 0, report.ExitStatus(true), "the same verdict as verify --strict")
				}
			})
		}
	}
	assert.NotZero(t, ran, "no scenario has the tags that were asked for")
}

// TestSharedServerShuffled proves that the features will work against a vendor: one server for all, which is never
// empty, in an order of chance.
func TestSharedServerShuffled(t *testing.T) {
	type order struct {
		profile string
		seed    int64
	}
	for _, o := range sample([]order{{features.ProfileGallery, 1}, {features.ProfileGallery, 20}, {features.ProfileGallery, 300},
		{"vcc", 1}, {"vcc", 20}, {"vcc", 300}}, 3, 6) {
		t.Run(fmt.Sprintf("%s/seed %d", o.profile, o.seed), func(t *testing.T) {
			t.Parallel()
			profile, start := referenceServer(t, o.profile)
			report, err := steps.Run(context.Background(), steps.Config{Target: steps.NewShared(start), Profile: profile,
				Seed: o.seed, Shuffle: true, Parallel: 4})
			require.NoError(t, err)
			requireGreen(t, report)
			assert.NotZero(t, report.Cleanup.Created)
			assert.Empty(t, report.Cleanup.Left, "everything that the run created is removed")
		})
	}
}

func requireGreen(t *testing.T, report *reports.Report) {
	t.Helper()
	require.NotEmpty(t, report.Results)
	notApplicable := 0
	for _, r := range report.Results {
		switch r.Outcome {
		case reports.Passed:
		case reports.NotApplicable:
			assert.NotEmpty(t, r.Reason, r.Name())
			if !strings.HasPrefix(r.Reason, "needs groups") { // which a profile may be without
				notApplicable++
			}
		default:
			t.Errorf("%s: %s %s %+v", r.Name(), r.Outcome, r.Reason, r.Findings)
		}
	}
	assert.Less(t, notApplicable, 1+len(report.Results)/20, "nearly everything is judged")
}
