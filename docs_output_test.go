package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// varies is what differs from run to run, or with each scenario that comes: ids, times, counts, lines of features.
var varies = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}|<?\d+(\.\d+)? m?s\b|\d+ failed|feature:\d+`)

// TestReadmeShowsRealOutput compares what the README shows with what is printed: each line is one of a run, in the order of the
// run, cut where an ellipsis ends it; a line of an ellipsis alone stands for others.
func TestReadmeShowsRealOutput(t *testing.T) {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	shown := ""
	for _, block := range fence.FindAllStringSubmatch(string(text), -1) {
		if block[1] == "text" {
			shown += block[3]
		}
	}
	require.Equal(t, 1, strings.Count(shown, "FAIL  "), "one failure is shown")

	url, token := served(t, "D-078")
	status, stdout, stderr := entrasim(t, "verify", "--target", url, "--token-file", token, "--report", t.TempDir(), "--run", "deactivation")
	require.Equal(t, 1, status, stdout+stderr)
	printed := strings.Split(varies.ReplaceAllString(stdout, "?"), "\n")
	for line := range strings.Lines(varies.ReplaceAllString(shown, "?")) {
		line = strings.TrimSuffix(line, "\n")
		if line == "…" {
			continue
		}
		begin, cut := strings.CutSuffix(line, "…")
		at := -1
		for i, p := range printed {
			if p == line || cut && strings.HasPrefix(p, begin) {
				at = i
				break
			}
		}
		require.GreaterOrEqual(t, at, 0, "the README shows a line that is not printed there:\n%s\nwhat is left of the run:\n%s", line, strings.Join(printed, "\n"))
		printed = printed[at+1:]
	}
}

// TestDocumentedGoTest runs the Go test that the guide shows, in a package with a server of its own.
func TestDocumentedGoTest(t *testing.T) {
	text, err := os.ReadFile("docs/judge-your-server.md")
	require.NoError(t, err)
	dir, overlay := t.TempDir(), map[string]string{}
	here, err := os.Getwd()
	require.NoError(t, err)
	add := func(name, code string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(code), 0o600))
		overlay[filepath.Join(here, "vendorsserver", name)] = filepath.Join(dir, name)
	}
	for _, block := range fence.FindAllStringSubmatch(string(text), -1) {
		if block[1] == "go" {
			add(block[2], block[3])
		}
	}
	require.Len(t, overlay, 1)
	add("main.go", `package main

import (
	"net/http"

	"github.com/entrasim/entrasim/reference"
)

func main() {}

// NewServer is the vendor's.
func NewServer() http.Handler {
	s, err := reference.New(reference.Options{Token: "a-token", Defects: []string{"D-078"}})
	if err != nil {
		panic(err)
	}
	return s
}
`)
	list, err := json.Marshal(map[string]any{"Replace": overlay})
	require.NoError(t, err)
	file := filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(file, list, 0o600))
	tests := filepath.Join(dir, "vendors.test")
	out, err := exec.Command("go", "test", "-c", "-trimpath", "-vet=off", "-overlay", file, "-o", tests, "./vendorsserver").CombinedOutput()
	require.NoError(t, err, string(out))
	out, err = exec.Command(tests, "-test.v").CombinedOutput()
	require.Error(t, err, "the server has a fault")
	assert.Contains(t, string(out), "--- FAIL: TestSCIM/deactivation/active_forms:Replace_of_active_with_\"False\"")
	assert.NotContains(t, string(out), "--- FAIL: TestSCIM/connection")
}
