package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference"
)

// TestMain lets scripts run the program by its name: it is this test's own executable.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entrasim": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
		stop()
		os.Exit(status)
	}})
}

// exampleTarget is the endpoint in the documents. In the test a reference server stands in for it.
const exampleTarget = "https://scim.example.com/scim/v2"

// TestDocuments runs every command of the README and of the guides, in their order, with the files that they show. Blocks
// of sh are commands; a block with a name beside its language is a file. What a block of another language shows is not run:
// text, output, and console for what needs more than this program.
func TestDocuments(t *testing.T) {
	guides, err := filepath.Glob("docs/*.md")
	require.NoError(t, err)
	require.NotEmpty(t, guides)
	dir := t.TempDir()
	for _, file := range append(guides, "README.md") {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		script, commands := scriptOf(t, file, string(text))
		if commands == 0 {
			require.Equal(t, "docs/scale.md", file, "only the page of figures has no command")
			continue
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, strings.TrimSuffix(filepath.Base(file), ".md")+".txtar"), []byte(script), 0o600))
	}
	testscript.Run(t, testscript.Params{Dir: dir, Setup: withExampleTarget(t),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"starts": starts, "file": file}})
}

// withExampleTarget gives each script a server of its own and the token for it.
func withExampleTarget(t *testing.T) func(*testscript.Env) error {
	return func(env *testscript.Env) error {
		server, err := reference.New(reference.Options{Token: interruptToken})
		if err != nil {
			return err
		}
		s := httptest.NewServer(server)
		env.Defer(s.Close)
		env.Setenv("TARGET", s.URL+"/scim/v2")
		env.Setenv("SCIM_TOKEN", interruptToken)
		return os.WriteFile(filepath.Join(env.WorkDir, "token.txt"), []byte(interruptToken), 0o600)
	}
}

// elsewhere are commands that this test leaves to others: they run the tests themselves, or CI does.
var elsewhere = regexp.MustCompile(`^(go test |make\b)`)

// fence is a block of a document: its language, the name beside it, its lines.
var fence = regexp.MustCompile("(?ms)^```(\\w+)(?: (\\S+))?\n(.*?)^```$")

// scriptOf makes a script of a document.
func scriptOf(t *testing.T, file, text string) (script string, commands int) {
	t.Helper()
	var lines, files strings.Builder
	for _, block := range fence.FindAllStringSubmatch(text, -1) {
		language, name, body := block[1], block[2], block[3]
		if name != "" {
			fmt.Fprintf(&files, "-- %s.in --\n%s", name, body)
			fmt.Fprintf(&lines, "file %s\n", name)
			continue
		}
		if language != "sh" {
			continue
		}
		for line := range strings.Lines(strings.ReplaceAll(body, "\\\n", " ")) {
			line, _, _ = strings.Cut(line, " # ")
			line = strings.TrimSpace(strings.Replace(line, "go run . ", "entrasim ", 1))
			if line == "" || strings.HasPrefix(line, "#") || elsewhere.MatchString(line) {
				continue
			}
			require.True(t, strings.HasPrefix(line, "entrasim "), "%s: expected a command of entrasim, found %q", file, line)
			commands++
			line = strings.ReplaceAll(line, exampleTarget, "$TARGET")
			if starting(line) {
				fmt.Fprintf(&lines, "starts %s\n", line)
			} else {
				fmt.Fprintf(&lines, "exec %s\n", line)
			}
		}
	}
	return lines.String() + files.String(), commands
}

// file makes a file that a document shows, with the address of the script's own server: `file own/leavers.feature`.
func file(ts *testscript.TestScript, neg bool, args []string) {
	text := strings.ReplaceAll(ts.ReadFile(args[0]+".in"), exampleTarget, ts.Getenv("TARGET"))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// starting says whether a command goes on until it is interrupted.
func starting(line string) bool {
	return strings.HasPrefix(line, "entrasim serve") || strings.HasPrefix(line, "entrasim simulate") && !strings.Contains(line, "--until")
}

// starts runs a command until it has said where it listens or what it provisions, and interrupts it: `starts entrasim serve`.
func starts(ts *testscript.TestScript, neg bool, args []string) {
	if args[1] == "serve" { // not the port of the documents, which may be in use
		args = append(args, "--listen", "127.0.0.1:0", "--portal", "127.0.0.1:0")
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = ts.Getenv("WORK")
	cmd.Env = append(os.Environ(), "PATH="+ts.Getenv("PATH"))
	var stderr strings.Builder
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	if !bufio.NewScanner(stdout).Scan() {
		_ = cmd.Wait()
		ts.Fatalf("%s ended: %s", strings.Join(args, " "), stderr.String())
	}
	ts.Check(cmd.Process.Signal(os.Interrupt))
	_, _ = io.Copy(io.Discard, stdout)
	if err := cmd.Wait(); err != nil {
		ts.Fatalf("%s: %v: %s", strings.Join(args, " "), err, stderr.String())
	}
}
