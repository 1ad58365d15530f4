package steps_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

// galleryOf judges a reference server by Microsoft's own tests and gives what they would say, by id.
func galleryOf(t *testing.T, change func(*fixtures.Profile), defects ...string) (*reports.Gallery, map[string]reports.GalleryResult) {
	t.Helper()
	judged, err := fixtures.LoadProfile(features.ProfileGallery)
	require.NoError(t, err)
	served := judged
	change(&served)
	start := func() (steps.Service, error) {
		const token = "scim-token-of-the-test"
		server, err := reference.New(reference.Options{Profile: served, Token: token, BaseURL: steps.EmbeddedOrigin, Defects: defects})
		if err != nil {
			return steps.Service{}, err
		}
		return steps.Service{SCIM: server, BasePath: served.BasePath, Token: token}, nil
	}
	selected, err := steps.ParsePatterns([]string{"gallery/**"})
	require.NoError(t, err)
	report, err := steps.Run(context.Background(), steps.Config{Target: steps.NewEmbedded(start), Profile: judged, Run: selected, Seed: 1, Parallel: 2})
	require.NoError(t, err)
	require.NotNil(t, report.Gallery)
	results := map[string]reports.GalleryResult{}
	for _, test := range append(report.Gallery.Tests, report.Gallery.Validator...) {
		results[test.ID] = test.Result
	}
	return report.Gallery, results
}

func TestGalleryOfTheReference(t *testing.T) {
	g, results := galleryOf(t, func(*fixtures.Profile) {})
	assert.Equal(t, reports.GalleryDepends, g.Verdict, g.Why)
	for id, result := range results {
		want := reports.GalleryPassed
		if id == "GALLERY-21" || id == "GALLERY-22" {
			want = reports.GalleryUntested
		}
		assert.Equal(t, want, result, id)
	}
}

// Microsoft's group tests fail where there are no groups, the validator's are a box that is not ticked.
func TestGalleryWithoutGroups(t *testing.T) {
	g, results := galleryOf(t, func(p *fixtures.Profile) { p.ResourceTypes, p.Constraints = []string{"User"}, nil })
	assert.Equal(t, reports.GalleryFails, g.Verdict)
	assert.Contains(t, g.Why, "Create_Group_Test")
	assert.Equal(t, reports.GalleryFailed, results["GALLERY-08"])
	assert.Equal(t, reports.GalleryWarning, results["GALLERY-10"], "an optional test")
	assert.Equal(t, reports.GalleryPassed, results["GALLERY-01"])
	assert.Equal(t, reports.GallerySkipped, results["VALIDATOR-19"])
}

// A server that keeps "False" as text fails the test of disabling, and no test of creation.
func TestGalleryOfADefect(t *testing.T) {
	g, results := galleryOf(t, func(*fixtures.Profile) {}, "D-078")
	assert.Equal(t, reports.GalleryFails, g.Verdict)
	assert.Contains(t, g.Why, "Disable_User_Test")
	assert.Equal(t, reports.GalleryFailed, results["GALLERY-03"])
	assert.Equal(t, reports.GalleryPassed, results["GALLERY-01"])
}
