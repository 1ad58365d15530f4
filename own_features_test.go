package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const leavers = `Feature: Our leavers
  People who leave payroll lose access within a cycle.

  Background:
    Given the directory has these assigned users
      | user  |
      | alice |
    And the first cycle has run

  @OUR-17 @dialects
  Scenario: a leaver is inactive
    When alice is disabled in the directory
    And 40 minutes pass
    Then the service provider has this user for alice
      | attribute | value |
      | active    | false |

  Scenario: a joiner is active
    Then the service provider has this user for alice
      | attribute | value |
      | active    | true  |
`

// ownFolder is a folder of features, each under its path.
func ownFolder(t *testing.T, features map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range features {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	return dir
}

func TestOwnFeatures(t *testing.T) {
	dir, report := ownFolder(t, map[string]string{"payroll/leavers.feature": leavers}), t.TempDir()
	status, stdout, stderr := entrasim(t, "verify", "--features", dir, "--report", report)
	assert.Equal(t, 0, status, stdout+stderr)
	assert.Contains(t, stdout, "3 scenarios: 3 passed", "one of them in each dialect")

	status, stdout, _ = entrasim(t, "verify", "--features", dir, "--run", "OUR-17", "--dry-run")
	assert.Equal(t, 0, status)
	assert.Contains(t, stdout, "payroll/leavers:a leaver is inactive")
	assert.NotContains(t, stdout, "joiner")

	url, token := served(t, "D-078")
	status, stdout, _ = entrasim(t, "verify", "--features", dir, "--target", url, "--token-file", token, "--report", report)
	assert.Equal(t, 1, status)
	assert.Contains(t, stdout, "payroll/leavers.feature:11")
	assert.Contains(t, stdout, "OUR-17, Must")

	status, stdout, _ = entrasim(t, "verify", "--features", ownFolder(t, map[string]string{"leavers.feature": leavers}), "--profile", "rfc",
		"--run", "a joiner is active", "--report", report)
	assert.Equal(t, 0, status, "own features count in every profile, and need no folder: "+stdout)
}

func TestOwnFeaturesThatCannotRun(t *testing.T) {
	for _, row := range []struct{ name, text, says string }{
		{"a sentence that no step reads", "Feature: F\n\n  Scenario: S\n    Given the first cycle has been run\n    Then the connection test succeeds\n",
			"leavers.feature:3: no step reads \"the first cycle has been run\"; the nearest is:\n  Given the first cycle has run"},
		{"nothing is checked", "Feature: F\n\n  Scenario: S\n    Given the first cycle has run\n", "leavers.feature:3: \"S\": expected a Then at its end"},
		{"a misspelt row of the catalogue", "Feature: F\n\n  @MS-SCIM-99\n  Scenario: S\n    Then the connection test succeeds\n", "@MS-SCIM-99 is neither a requirement"},
		{"a misspelt tag", "Feature: F\n\n  @dialect\n  Scenario: S\n    Then the connection test succeeds\n", "@dialect is neither a requirement"},
		{"no Gherkin", "Feature: F\n\n  Scenery: S\n", "leavers.feature: expected scenarios, found none"},
		{"half a step", "Feature: F\n\n  Scenario: S\n    Gven x\n", "leavers.feature"},
	} {
		t.Run(row.name, func(t *testing.T) {
			dir := ownFolder(t, map[string]string{"leavers.feature": row.text})
			status, stdout, stderr := entrasim(t, "verify", "--features", dir, "--report", t.TempDir())
			assert.Equal(t, 2, status)
			assert.Empty(t, stdout)
			assert.Contains(t, stderr, row.says)
		})
	}
	for dir, says := range map[string]string{
		t.TempDir():                     "expected *.feature files",
		write(t, leavers):               "expected a folder",
		filepath.Join(t.TempDir(), "x"): "no such file",
	} {
		status, _, stderr := entrasim(t, "verify", "--features", dir)
		assert.Equal(t, 2, status)
		assert.Contains(t, stderr, says)
	}
}
