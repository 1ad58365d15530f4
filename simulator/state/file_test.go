package state_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/state"
)

func TestFilesThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	used := filepath.Join(dir, "used.db")
	file, err := state.Open(t.Context(), used)
	require.NoError(t, err)
	t.Cleanup(func() { _ = file.Close() })
	_, err = state.Open(t.Context(), used)
	assert.ErrorContains(t, err, "state file "+used+": expected a file that no other process uses, found it in use")

	text := filepath.Join(dir, "text.db")
	require.NoError(t, os.WriteFile(text, []byte("users:\n  - userPrincipalName: ann@contoso.example\n"), 0o600))
	_, err = state.Open(t.Context(), text)
	assert.ErrorContains(t, err, "expected a file that simulate has made, found another")

	_, err = state.Open(t.Context(), dir)
	assert.ErrorContains(t, err, "is a directory")
}

// A file keeps whose resources it knows, and how often it was put to use.
func TestFilesRemember(t *testing.T) {
	name := filepath.Join(t.TempDir(), "state.db")
	for start := range int64(3) {
		file, err := state.Open(t.Context(), name)
		require.NoError(t, err)
		before, err := file.CountStart(t.Context())
		require.NoError(t, err)
		assert.Equal(t, start, before)
		known, err := file.Target(t.Context())
		require.NoError(t, err)
		if start == 0 {
			assert.Zero(t, known)
			require.NoError(t, file.SetTarget(t.Context(), state.Target{URL: "https://a/scim", First: "https://a/scim"}))
		} else {
			assert.Equal(t, state.Target{URL: "https://a/scim", First: "https://a/scim"}, known)
		}
		loaded, err := file.Load(t.Context(), nil, nil)
		require.NoError(t, err)
		assert.Nil(t, loaded.Tenant, "nothing was begun")
		require.NoError(t, file.Close())
	}
	info, err := os.Stat(name)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "it has what others are not to read")
}
