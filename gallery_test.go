package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

func TestVerifyPredictsTheGallery(t *testing.T) {
	dir := t.TempDir()
	status, stdout, stderr := entrasim(t, "verify", "--profile", "entra-gallery", "--run", "GALLERY-*", "--report", dir)
	require.Equal(t, 0, status, stdout+stderr)
	assert.Contains(t, stdout, "Microsoft's app gallery: Succeeded, if the credentials pass")
	assert.Contains(t, stdout, "The validator will complain")
	text, err := os.ReadFile(filepath.Join(dir, "report.json"))
	require.NoError(t, err)
	assert.Equal(t, "PASSED", gjson.GetBytes(text, `gallery.tests.#(name=="Disable_User_Test").result`).String())
	assert.Equal(t, int64(25), gjson.GetBytes(text, "gallery.tests.#").Int())
	for _, file := range []string{"summary.md", "report.html"} {
		text, err := os.ReadFile(filepath.Join(dir, file))
		require.NoError(t, err)
		assert.Contains(t, string(text), "GALLERY-06", file)
	}
}
