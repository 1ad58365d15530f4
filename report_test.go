package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReportDiff(t *testing.T) {
	good, bad, other := t.TempDir(), t.TempDir(), t.TempDir()
	url, token := served(t)
	status, stdout, stderr := entrasim(t, "verify", "--target", url, "--token-file", token, "--report", good, "--run", "deactivation")
	require.Equal(t, 0, status, stdout+stderr)
	url, token = served(t, "D-078")
	status, _, _ = entrasim(t, "verify", "--target", url, "--token-file", token, "--report", bad, "--run", "deactivation")
	require.Equal(t, 1, status)
	status, _, _ = entrasim(t, "verify", "--report", other, "--run", "connection")
	require.Equal(t, 0, status)

	status, stdout, _ = entrasim(t, "report", "diff", good, filepath.Join(bad, "report.json"))
	assert.Equal(t, 1, status)
	assert.True(t, strings.HasPrefix(stdout, "newly failed: "), stdout)
	assert.Contains(t, stdout, "passed -> failed  deactivation/active_forms:Replace of active with \"False\"")

	status, stdout, _ = entrasim(t, "report", "diff", bad, good)
	assert.Equal(t, 0, status)
	assert.Contains(t, stdout, "newly passed: ")
	assert.Contains(t, stdout, "nothing got worse")

	for says, args := range map[string][]string{
		"no scenario in common":        {good, other},
		"no such file":                 {good, filepath.Join(t.TempDir(), "report.json")},
		"read report: invalid":         {good, write(t, "no JSON")},
		"expected diff or render":      nil,
		"accepts 2 arg(s), received 1": {good},
	} {
		command := []string{"report"}
		if args != nil {
			command = append(command, "diff")
		}
		status, _, stderr = entrasim(t, append(command, args...)...)
		assert.Equal(t, 2, status, says)
		assert.Contains(t, stderr, says)
	}
}

// TestReportRender makes the other formats from report.json alone, and the same bytes as the run made.
func TestReportRender(t *testing.T) {
	made, again := t.TempDir(), t.TempDir()
	url, token := served(t, "D-078")
	status, stdout, _ := entrasim(t, "verify", "--target", url, "--token-file", token, "--report", made, "--run", "deactivation")
	require.Equal(t, 1, status)
	assert.Contains(t, stdout, "report in "+made+": report.json, report.html, summary.md, junit.xml, traffic.har, cucumber.ndjson")
	status, stdout, stderr := entrasim(t, "report", "render", made, "--report", again)
	require.Equal(t, 0, status, stderr)
	assert.Equal(t, 6, strings.Count(stdout, again))
	for _, name := range []string{"report.json", "report.html", "summary.md", "junit.xml", "traffic.har", "cucumber.ndjson"} {
		first, err := os.ReadFile(filepath.Join(made, name))
		require.NoError(t, err)
		second, err := os.ReadFile(filepath.Join(again, name))
		require.NoError(t, err)
		assert.Equal(t, string(first), string(second), name)
		assert.NotContains(t, string(first), "a-token-for-this-test", name)
	}
}
