package steps

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
)

// The vocabulary is linted like code: anchored, explained, shown by an example that it matches, and each step used.
func TestVocabulary(t *testing.T) {
	all := Vocabulary()
	assert.True(t, slices.IsSortedFunc(all, func(a, b Definition) int { return strings.Compare(a.Expression, b.Expression) }))
	used := stepTexts(t)
	expressions := make([]*regexp.Regexp, len(all))
	for i, d := range all {
		assert.True(t, strings.HasPrefix(d.Expression, "^") && strings.HasSuffix(d.Expression, "$"), "%s is not anchored", d.Expression)
		assert.True(t, strings.HasSuffix(d.Doc, "."), "%s: expected a sentence, found %q", d.Expression, d.Doc)
		expression, err := regexp.Compile(d.Expression)
		require.NoError(t, err)
		expressions[i] = expression
		line, _, _ := strings.Cut(d.Example, "\n")
		_, text, found := strings.Cut(line, " ")
		assert.True(t, found && expression.MatchString(text), "%s does not match its example %q", d.Expression, line)
		assert.True(t, slices.ContainsFunc(used, expression.MatchString), "%s is not used by any feature", d.Expression)
	}
	for _, text := range used {
		matching := 0
		for _, e := range expressions {
			if e.MatchString(text) {
				matching++
			}
		}
		assert.Equal(t, 1, matching, "%q", text)
	}
}

func stepTexts(t *testing.T) []string {
	t.Helper()
	files, err := readFeatures(features.FS, features.Find)
	require.NoError(t, err)
	var all []string
	for _, f := range files {
		for _, s := range f.scenarios {
			lines := strings.Split(s.key, "\n")
			for _, line := range lines[2:] {
				text, _, _ := strings.Cut(line, "\t")
				all = append(all, text)
			}
		}
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(s string) bool {
		return s == "" || strings.HasPrefix(s, `"`) || strings.HasPrefix(s, " ") || strings.HasPrefix(s, "{")
	})
}
