package main

import (
	"os"
	"path/filepath"
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
	status, stdout, _ := entrasim(t, "__complete", "list", "def")
	assert.Equal(t, 0, status)
	assert.Contains(t, stdout, "defects")
	status, stdout, _ = entrasim(t, "__complete", "verify", "--profile", "")
	assert.Equal(t, 0, status)
	assert.Contains(t, stdout, "vcc")
	status, stdout, _ = entrasim(t, "__complete", "serve", "--defect", "D-07")
	assert.Equal(t, 0, status)
	assert.Contains(t, stdout, "D-078")
}
