package steps

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
)

var disabling = Scenario{File: "deactivation/disable.feature", Line: 14, Area: "deactivation", Title: "a leaver is inactive",
	Requirements: []features.Requirement{{ID: "MS-SCIM-12"}, {ID: "RFC7644-3.5.2.1-a"}}}

func TestPatternsMatch(t *testing.T) {
	for _, row := range []struct {
		pattern string
		want    bool
	}{
		{"MS-SCIM-12", true},
		{"ms-scim-12", true},
		{"MS-SCIM-1", false},
		{"RFC7644-3.5.2*", true},
		{"RFC7644-3x5.2*", false},
		{"deactivation", true},
		{"deactivation/**", true},
		{"deactivation/*", true},
		{"de*", true},
		{"*/disable", true},
		{"disable", false},
		{"deactivation/disable.feature", true},
		{"deactivation/disable.feature:14", true},
		{"deactivation/disable.feature:15", false},
		{"deactivation/disable:a leaver is inactive", true},
		{"a leaver*", true},
		{"creation", false},
	} {
		p, err := ParsePatterns([]string{row.pattern})
		require.NoError(t, err)
		assert.Equal(t, row.want, p.Match(disabling), row.pattern)
	}
}

func TestPatternsMayNameADialect(t *testing.T) {
	p, err := ParsePatterns([]string{"deactivation/disable:a leaver is inactive [default]"})
	require.NoError(t, err)
	assert.True(t, p.MatchIn(disabling, "default"))
	assert.False(t, p.MatchIn(disabling, "compliant"))
}

func TestPatternsFromAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "failing")
	require.NoError(t, os.WriteFile(file, []byte("# a comment\n\nMS-SCIM-12 # and why\n  D-077  \nD-999\n"), 0o600))
	p, err := ParsePatterns([]string{"@" + file})
	require.NoError(t, err)
	assert.True(t, p.Match(disabling))
	err = p.unmatched("known-failing", []Scenario{disabling, {Requirements: []features.Requirement{{ID: "D-077"}}}})
	assert.ErrorContains(t, err, `"D-999"`)
	assert.ErrorContains(t, err, file+":5")

	_, err = ParsePatterns([]string{"@" + file + ".missing"})
	assert.ErrorContains(t, err, "missing")
}

func TestNoPatternsMatchNothing(t *testing.T) {
	var p *Patterns
	assert.True(t, p.Empty())
	assert.False(t, p.Match(disabling))
	assert.NoError(t, p.unmatched("run", nil))
}
