package reports

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var formats = FileNames()

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	for range 2 { // the second replaces the first
		paths, err := Write(dir, sample())
		require.NoError(t, err)
		var want []string
		for _, name := range formats {
			want = append(want, filepath.Join(dir, name))
		}
		assert.Equal(t, want, paths)
	}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, len(formats), "nothing temporary stays")
	file, err := os.Open(filepath.Join(dir, "report.json"))
	require.NoError(t, err)
	defer file.Close()
	r, err := ReadJSON(file)
	require.NoError(t, err)
	assert.Len(t, r.Results, len(sample().Results))
}

func TestWriteIntoAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "taken")
	require.NoError(t, os.WriteFile(path, nil, 0o644))
	_, err := Write(path, sample())
	assert.ErrorContains(t, err, "report folder: mkdir "+path+": not a directory")
}

func TestWriteThatFailsLeavesTheOldFile(t *testing.T) {
	dir := t.TempDir()
	_, err := Write(dir, sample())
	require.NoError(t, err)
	before, err := os.ReadFile(filepath.Join(dir, "report.json"))
	require.NoError(t, err)

	broken := sample()
	broken.Results[0].Outcome = 99
	written, err := Write(dir, broken)
	assert.ErrorContains(t, err, "report file "+filepath.Join(dir, "report.json"))
	assert.Empty(t, written)
	after, err := os.ReadFile(filepath.Join(dir, "report.json"))
	require.NoError(t, err)
	assert.Equal(t, before, after)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, len(formats))
}

func TestWriteNamesTheFileItCouldNotReplace(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "junit.xml", "x"), 0o755))
	written, err := Write(dir, sample())
	assert.ErrorContains(t, err, "report file "+filepath.Join(dir, "junit.xml"))
	assert.Equal(t, []string{filepath.Join(dir, "report.json"), filepath.Join(dir, "report.html"), filepath.Join(dir, "summary.md")}, written)
}
