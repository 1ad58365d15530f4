package features_test

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	gherkin "github.com/cucumber/gherkin/go/v26"
	messages "github.com/cucumber/messages/go/v21"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
)

// pickles reads all scenarios, by file.
func pickles(t *testing.T) map[string][]*messages.Pickle {
	t.Helper()
	all := map[string][]*messages.Pickle{}
	files, err := fs.Glob(features.FS, "*/*.feature")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		f, err := features.FS.Open(file)
		require.NoError(t, err)
		newID := (&messages.Incrementing{}).NewId
		document, err := gherkin.ParseGherkinDocument(f, newID)
		require.NoError(t, err, file)
		all[file] = gherkin.Pickles(*document, file, newID)
		require.NoError(t, f.Close())
	}
	return all
}

// Every row of the catalogue has a scenario or a reason why it has none, and every requirement tag has a row.
func TestCatalogueAndFeaturesAgree(t *testing.T) {
	covered := map[string]bool{}
	for file, scenarios := range pickles(t) {
		for _, s := range scenarios {
			for _, tag := range s.Tags {
				id := strings.TrimPrefix(tag.Name, "@")
				if _, found := features.Find(id); found {
					covered[id] = true
				} else {
					assert.Regexp(t, `^@(dialects|exclusive|last|verbatim|profile\.(entra|entra-gallery|vcc|rfc)|requires\.(portal|archive|patch|enterprise|emails|phoneNumbers|addresses|title|groups|volume|cursor|changePassword))$`, tag.Name, "%s: %s", file, s.Name)
				}
			}
		}
	}
	for _, r := range features.Requirements() {
		assert.True(t, covered[r.ID] != (r.Untestable != ""), "%s: expected a scenario or else a reason for having none", r.ID)
	}
}

func TestCatalogueRowsAreComplete(t *testing.T) {
	ids := map[string]bool{}
	known := regexp.MustCompile(`^(RFC(764[34]|9865)-[0-9.]+-[a-z]|MS-(SCIM|GROUP|PROV)-\d\d|D-\d{3}|VCC-\d\d|GALLERY-\d\d|VALIDATOR-\d\d)$`)
	for _, r := range features.Requirements() {
		assert.False(t, ids[r.ID], "%s stands twice", r.ID)
		ids[r.ID] = true
		assert.Regexp(t, known, r.ID)
		assert.NotEmpty(t, r.Authority, r.ID)
		assert.NotEmpty(t, r.Section, r.ID)
		assert.NotEqual(t, features.None, r.Level, r.ID)
		assert.True(t, strings.HasSuffix(r.Text, "."), "%s: expected a sentence, found %q", r.ID, r.Text)
	}
}

// The rules that make a scenario worth running.
func TestScenariosAreSound(t *testing.T) {
	for file, scenarios := range pickles(t) {
		titles := map[string]bool{}
		for _, s := range scenarios {
			assert.False(t, titles[s.Name], "%s: the title %q stands twice; an outline's title needs a placeholder", file, s.Name)
			titles[s.Name] = true
			assert.True(t, slices.ContainsFunc(s.Steps, func(step *messages.PickleStep) bool {
				return step.Type == messages.PickleStepType_OUTCOME
			}), "%s: %q has no Then", file, s.Name)
			assert.Equal(t, messages.PickleStepType_OUTCOME, s.Steps[len(s.Steps)-1].Type, "%s: %q does not end with a Then", file, s.Name)
			if patches(s) {
				assert.True(t, slices.ContainsFunc(s.Tags, func(tag *messages.PickleTag) bool { return tag.Name == "@dialects" }),
					"%s: %q makes the simulator PATCH, so that it has to run in both dialects", file, s.Name)
			}
		}
	}
}

// patches says whether a scenario expects the simulator to have sent a PATCH: a directory change after the first cycle,
// followed by a look at the service provider.
func patches(s *messages.Pickle) bool {
	var cycled, changed, passed bool
	for _, step := range s.Steps {
		switch {
		case step.Text == "the first cycle has run":
			cycled = true
		case cycled && strings.Contains(step.Text, "changes in the directory"):
			changed = true
		case changed && strings.Contains(step.Text, " pass"):
			passed = true
		case passed && strings.HasPrefix(step.Text, "the service provider has this user"):
			return true
		}
	}
	return false
}

func TestLevels(t *testing.T) {
	for _, row := range []struct {
		id, profile string
		want        features.Level
	}{
		{"RFC7644-3.6-a", "rfc", features.Must},
		{"RFC7644-3.6-a", "entra", features.Must},
		{"RFC7644-3.12-a", "rfc", features.Must},
		{"RFC7644-3.12-a", "entra", features.Should},
		{"MS-SCIM-12", "entra", features.Must},
		{"MS-SCIM-12", "vcc", features.Must},
		{"MS-SCIM-12", "rfc", features.None},
		{"D-077", "rfc", features.None},
		{"VCC-05", "vcc", features.Must},
		{"VCC-05", "entra", features.None},
		{"GALLERY-05", "entra-gallery", features.Must},
		{"GALLERY-04", "entra-gallery", features.Should},
		{"VALIDATOR-28", "entra-gallery", features.May},
		{"GALLERY-05", "entra", features.None},
		{"VALIDATOR-01", "rfc", features.None},
		{"RFC7644-3.12-a", "entra-gallery", features.Should},
		{"MS-SCIM-12", "entra-gallery", features.Must},
	} {
		r, found := features.Find(row.id)
		require.True(t, found, row.id)
		assert.Equal(t, row.want, r.LevelIn(row.profile), "%s in %s", row.id, row.profile)
	}
	_, found := features.Find("D-000")
	assert.False(t, found)
}

func TestCapabilitiesThatEntraNeedsAreNotOptional(t *testing.T) {
	assert.True(t, features.Patch.MandatoryIn("entra"))
	assert.True(t, features.Filter.MandatoryIn("vcc"))
	assert.False(t, features.Patch.MandatoryIn("rfc"))
	assert.False(t, features.Portal.MandatoryIn("vcc"))
}

// A new row gives vendors one release of notice.
func TestNewRowsWarnForOneRelease(t *testing.T) {
	row := features.Requirement{ID: "X", Authority: features.RFC, Level: features.Must, Since: features.CatalogueVersion}
	assert.Equal(t, features.Should, row.LevelIn("rfc"))
	row.Since = "0.0"
	assert.Equal(t, features.Must, row.LevelIn("rfc"))
	row.Since, row.Level = features.CatalogueVersion, features.May
	assert.Equal(t, features.May, row.LevelIn("rfc"))
}
