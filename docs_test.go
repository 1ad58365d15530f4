package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
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

// TestMain lets scripts run the program by its name: it is this test's own executable. So is curl, which not every machine has.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"curl": curl, "entrasim": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
		stop()
		os.Exit(status)
	}})
}

// exampleTarget is the endpoint in the documents. In the test a reference server stands in for it.
const exampleTarget = "https://scim.example.com/scim/v2"

// TestDocuments runs every command of the README and of the guides, in their order, with the files that they show, each by a
// shell as a reader would. Blocks of sh are commands; a block with a name beside its language is a file. What a block of
// another language shows is not run: text and output, yaml of a CI, and console for what needs more than this program.
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
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"starts": startsIn(t), "file": file}})
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

// elsewhere are commands that this test leaves to others: go test and make are what runs it, and go install is go build, which
// other tests do, into a folder of the reader's.
var elsewhere = regexp.MustCompile(`^(go test |go install |make\b)`)

// fence is a block of a document: its language, the name beside it, its lines.
var fence = regexp.MustCompile("(?ms)^```(\\w+)(?: (\\S+))?\n(.*?)^```$")

// ours are the programs that documents may call, and addresses what they say where a program of theirs listens.
var (
	ours      = regexp.MustCompile(`^(entrasim|curl) `)
	addresses = strings.NewReplacer(exampleTarget, "$TARGET", "127.0.0.1:8080", "$SERVED", "127.0.0.1:8090", "$CONTROL")
)

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
			line, comment, _ := strings.Cut(line, " # ")
			line = strings.TrimSpace(strings.Replace(line, "go run . ", "entrasim ", 1))
			if line == "" || strings.HasPrefix(line, "#") || elsewhere.MatchString(line) {
				continue
			}
			require.Regexp(t, ours, line, "%s: expected a command of entrasim", file)
			commands++
			command := "exec sh"
			if strings.Contains(comment, "exit status 1") {
				command = "! exec sh"
			}
			if starting(line) {
				command = "starts"
				// Not the ports of the documents, which may be in use.
				line = strings.ReplaceAll(line, "127.0.0.1:8090", "127.0.0.1:0")
				if strings.HasPrefix(line, "entrasim serve") {
					line += " --listen 127.0.0.1:0 --portal 127.0.0.1:0"
				}
				line = "exec " + line // so that the shell is no process between
			}
			fmt.Fprintf(&lines, "%s command%d\n", command, commands)
			fmt.Fprintf(&files, "-- command%d --\n%s\n", commands, addresses.Replace(line))
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

// listens is what a program that goes on says about itself: what it provisions, and where it listens.
var listens = regexp.MustCompile(`^(SCIM|control|tenant) +(?:http://([\d.:]+))?`)

// startsIn gives the command that starts a program which goes on, and leaves it to run beside the rest of the script, like a
// reader's other terminal. The addresses at which it listens are $SERVED and $CONTROL. At the end of the script it is
// interrupted, and has to end well.
func startsIn(t *testing.T) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		text := ts.ReadFile(args[0])
		cmd := exec.Command("sh", ts.MkAbs(args[0]))
		cmd.Dir = ts.Getenv("WORK")
		cmd.Env = append(os.Environ(), "PATH="+ts.Getenv("PATH"), "TARGET="+ts.Getenv("TARGET"), "SCIM_TOKEN="+ts.Getenv("SCIM_TOKEN"))
		var stderr strings.Builder
		cmd.Stderr = &stderr
		stdout, err := cmd.StdoutPipe()
		ts.Check(err)
		ts.Check(cmd.Start())
		lines, found, wanted := bufio.NewScanner(stdout), false, "tenant"
		switch {
		case strings.Contains(text, "serve"):
			wanted = "SCIM"
		case strings.Contains(text, "--control"):
			wanted = "control"
		}
		for !found && lines.Scan() {
			said := listens.FindStringSubmatch(lines.Text())
			if found = said != nil && said[1] == wanted; found && said[2] != "" {
				ts.Setenv(map[string]string{"SCIM": "SERVED", "control": "CONTROL"}[wanted], said[2])
			}
		}
		ended := make(chan error, 1)
		go func() {
			_, _ = io.Copy(io.Discard, stdout)
			ended <- cmd.Wait()
		}()
		if !found {
			err := <-ended
			ts.Fatalf("%s ended: %v: %s", text, err, stderr.String())
		}
		ts.Defer(func() {
			_ = cmd.Process.Signal(os.Interrupt)
			if err := <-ended; err != nil {
				t.Errorf("%s: %v: %s", text, err, stderr.String())
			}
		})
	}
}

// curl is as much of the program of that name as the documents use: -H, -d and a URL. A status of 400 or more is an error here.
func curl() {
	flags := flag.NewFlagSet("curl", flag.ExitOnError)
	header := http.Header{}
	flags.Func("H", "header", func(text string) error {
		name, value, _ := strings.Cut(text, ": ")
		header.Set(name, value)
		return nil
	})
	body := flags.String("d", "", "body of a POST")
	_ = flags.Parse(os.Args[1:])
	if err := fetch(flags.Arg(0), header, *body); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func fetch(url string, header http.Header, body string) error {
	method := http.MethodGet
	if body != "" {
		method = http.MethodPost
	}
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		return err
	}
	req.Header = header
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("%s gave %s", url, resp.Status)
	}
	_, err = io.Copy(os.Stdout, resp.Body)
	return err
}
