package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A state file that somebody has changed is told of by its name and by what is wrong, before anything is sent or written.
func TestSimulateWithADamagedState(t *testing.T) {
	url, token := served(t)
	whole := filepath.Join(t.TempDir(), "whole.db")
	simulate := func(state string) (status int, said string) {
		status, _, said = entrasim(t, "simulate", "--target", url, "--token-file", token, "--generate", "3", "--until", "40m", "--state", state)
		return status, said
	}
	status, said := simulate(whole)
	require.Equal(t, 0, status, said)
	text, err := os.ReadFile(whole)
	require.NoError(t, err)
	for statement, want := range map[string]string{
		"UPDATE meta SET body = '{' WHERE name = 'job'":                    "job: unexpected end of JSON input",
		"UPDATE meta SET body = '\"monday\"' WHERE name = 'now'":           "now: parsing time",
		"UPDATE meta SET body = '7' WHERE name = 'tenant'":                 "tenant: json: cannot unmarshal number",
		"UPDATE links SET body = '[]'":                                     "links: json: cannot unmarshal array",
		"UPDATE objects SET body = '{\"id\":'":                             "tenant: unexpected end of JSON input",
		"UPDATE log SET body = '{' WHERE number = 2":                       "log: ",
		"UPDATE memberships SET joined = -joined; PRAGMA user_version = 2": "expected a state file of format 1, found format 2",
	} {
		t.Run(want, func(t *testing.T) {
			damaged := filepath.Join(t.TempDir(), "damaged.db")
			require.NoError(t, os.WriteFile(damaged, text, 0o600))
			database, err := sql.Open("sqlite", damaged)
			require.NoError(t, err)
			_, err = database.Exec(statement)
			require.NoError(t, err)
			require.NoError(t, database.Close())
			status, said := simulate(damaged)
			assert.Equal(t, 2, status)
			assert.Contains(t, said, "state file "+damaged+": ")
			assert.Contains(t, said, want)
			assert.Contains(t, said, "expected")
		})
	}
}
