package steps

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
)

const sampleFeature = `Feature: Sample
  Two lines of what goes wrong.

  Background:
    Given the first cycle has run

  @MS-SCIM-01 @dialects
  Scenario: first
    Then the connection test succeeds

  @MS-SCIM-02 @exclusive @profile.vcc @requires.portal
  Scenario Outline: row <n>
    When <n> minutes pass
    Then the connection test succeeds

    Examples:
      | n |
      | 1 |
      | 2 |

  @MS-SCIM-05
  Scenario: last
    Then the connection test succeeds
`

func sample(t *testing.T, text string) ([]featureFile, error) {
	t.Helper()
	return readFeatures(fstest.MapFS{"area/sample.feature": {Data: []byte(text)}}, features.Find)
}

func TestReadFeatures(t *testing.T) {
	files, err := sample(t, sampleFeature)
	require.NoError(t, err)
	require.Len(t, files, 1)
	s := files[0].scenarios
	require.Len(t, s, 4)
	assert.Equal(t, "area/sample:first", s[0].Path())
	assert.Equal(t, "area", s[0].Area)
	assert.Equal(t, "Sample", s[0].Feature)
	assert.Equal(t, 8, s[0].Line)
	assert.True(t, s[0].Dialects)
	assert.False(t, s[0].Exclusive)
	assert.Equal(t, "MS-SCIM-01", s[0].Requirements[0].ID)
	assert.Equal(t, "row 1", s[1].Title)
	assert.Equal(t, 18, s[1].Line, "the row's own line")
	assert.Equal(t, 19, s[2].Line)
	assert.True(t, s[2].Exclusive)
	assert.True(t, s[2].countsIn("vcc"))
	assert.False(t, s[2].countsIn("entra"))
	assert.Equal(t, []int{1, 2, 3, 4}, []int{s[0].Number, s[1].Number, s[2].Number, s[3].Number})
}

// godog gets the selection alone, with every line in its place.
func TestOnlyBlanksTheRest(t *testing.T) {
	files, err := sample(t, sampleFeature)
	require.NoError(t, err)
	for _, keep := range [][]string{{"first"}, {"row 2"}, {"last"}, {"first", "row 1", "row 2", "last"}, {"row 1", "last"}} {
		text := files[0].only(func(s Scenario) bool {
			for _, k := range keep {
				if s.Title == k {
					return true
				}
			}
			return false
		})
		assert.Equal(t, strings.Count(sampleFeature, "\n"), strings.Count(string(text), "\n"))
		read, err := sample(t, string(text))
		require.NoError(t, err, string(text))
		var titles []string
		for _, s := range read[0].scenarios {
			titles = append(titles, s.Title)
		}
		assert.Equal(t, keep, titles)
	}
	assert.Nil(t, files[0].only(func(Scenario) bool { return false }))
}

func TestReadFeaturesRefuses(t *testing.T) {
	for _, row := range []struct{ replace, with, says string }{
		{"@MS-SCIM-01", "@MS-SCIM-99", "@MS-SCIM-99 is neither a requirement"},
		{"@MS-SCIM-01 @dialects", "@dialects", "carries no requirement"},
		{"Scenario: first", "Scenery: first", "sample.feature"},
		{"  @MS-SCIM-05\n  Scenario: last", "  Rule: one\n  @MS-SCIM-05\n  Scenario: last", "Rule"},
	} {
		_, err := sample(t, strings.Replace(sampleFeature, row.replace, row.with, 1))
		assert.ErrorContains(t, err, row.says)
	}
}
