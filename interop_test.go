package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	interop       = flag.Bool("interop", false, "run TestInterop, which starts other people's servers")
	interopUpdate = flag.Bool("interop-update", false, "bring fixtures/known-failing up to date; review the difference")
)

// TestInterop judges servers that other people wrote, each against the list of what is known to be wrong with it: a defect
// that is new there, or mended, turns it red. make interop fetches what they need.
func TestInterop(t *testing.T) {
	if !*interop {
		return // neither passed nor skipped: make interop asks for it
	}
	for _, peer := range []struct {
		name, token string
		launch      func(testing.TB) *process
	}{
		{"elimity", peerToken, func(t testing.TB) *process { return launchPeer(t, "elimity") }},
		{"betterauth", strings.Repeat("t", 40), launchNode},
	} {
		t.Run(peer.name, func(t *testing.T) {
			p := peer.launch(t)
			t.Cleanup(func() { _ = p.Process.Kill(); _ = p.Wait() })
			list := filepath.Join("fixtures", "known-failing", peer.name+".txt")
			args := []string{"verify", "--target", p.url, "--token-file", write(t, peer.token), "--profile", "entra", "--strict",
				"--seed", "1", "--report", t.TempDir(), "--known-failing", "@" + list}
			if *interopUpdate {
				args = append(args, "--known-failing-update")
			}
			var stdout, stderr bytes.Buffer
			status := run(context.Background(), args, &stdout, &stderr)
			if !assert.Equal(t, exitConforms, status, "with what %s names", list) {
				t.Log(stdout.String(), stderr.String())
			}
			reasons(t, list)
		})
	}
}

// reasons sees to it that each line of a list says why.
func reasons(t *testing.T, list string) {
	t.Helper()
	text, err := os.ReadFile(list)
	require.NoError(t, err)
	for n, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		_, why, _ := strings.Cut(line, " #")
		assert.NotEmpty(t, strings.TrimSpace(why), "%s:%d has no reason", list, n+1)
	}
}

// launchNode starts the server of fixtures/peers/betterauth, whose packages have to be there.
func launchNode(t testing.TB) *process {
	t.Helper()
	dir := filepath.Join("fixtures", "peers", "betterauth")
	require.DirExists(t, filepath.Join(dir, "node_modules"), "make interop installs them")
	p := &process{Cmd: exec.Command("node", "srv.mjs", "0")}
	p.Dir, p.Stderr = dir, os.Stderr
	stdout, err := p.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.Start())
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if _, tenant, found := strings.Cut(lines.Text(), "listening "); found {
			p.url = strings.TrimSpace(tenant)
			go func() { // so that what it writes later does not stop it
				for lines.Scan() {
				}
			}()
			return p
		}
	}
	require.Fail(t, "the peer ended before it said where it listens")
	return nil
}
