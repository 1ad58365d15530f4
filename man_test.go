package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestManPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "man1")
	status, _, stderr := entrasim(t, "man", dir)
	require.Equal(t, 0, status, stderr)
	text, err := os.ReadFile(filepath.Join(dir, "entrasim-verify.1"))
	require.NoError(t, err)
	assert.Contains(t, string(text), "known-failing")
	assert.Contains(t, string(text), "Exit status")
	for _, c := range newRootCommand().Commands() {
		if c.Name() != "help" && c.Name() != "completion" {
			assert.FileExists(t, filepath.Join(dir, "entrasim-"+c.Name()+".1"))
		}
	}
	status, _, stderr = entrasim(t, "man", write(t, "a file"))
	assert.Equal(t, 2, status)
	assert.Contains(t, stderr, "man: ")
}

func TestCompletions(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		status, stdout, _ := entrasim(t, "completion", shell)
		assert.Equal(t, 0, status)
		assert.Contains(t, stdout, "entrasim")
	}
}

func TestCompletionsKnowOurNames(t *testing.T) {
	for _, row := range []struct{ typed, offers, not string }{
		{"list def", "defects", "profiles"},
		{"list functions Rep", "Replace", "Append"},
		{"verify --profile v", "vcc", "rfc"},
		{"list --profile v", "vcc", "rfc"},
		{"serve --profile v", "vcc", "rfc"},
		{"verify --dialect b", "both", "default"},
		{"simulate --dialect c", "compliant", "both"},
		{"verify --run dea", "deactivation", "connection"},
		{"verify --run ms-scim-1", "MS-SCIM-12", "MS-SCIM-02"},
		{"verify --skip RFC7644-3.5.2-", "RFC7644-3.5.2-a", "RFC7643-7-a"},
		{"verify --known-failing D-07", "D-078", "D-080"},
		{"serve --defect D-07", "D-078", "D-080"},
		{"report di", "diff", "render"},
	} {
		status, stdout, _ := entrasim(t, append([]string{"__complete"}, strings.Fields(row.typed)...)...)
		assert.Equal(t, 0, status, row.typed)
		assert.Regexp(t, `(?m)^`+regexp.QuoteMeta(row.offers)+`\b`, stdout, row.typed)
		assert.NotRegexp(t, `(?m)^`+regexp.QuoteMeta(row.not)+`\b`, stdout, row.typed)
	}
}
