package reports

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// golden compares what a writer gives with a file in testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run go test ./reports -update and review the file")
	assert.Equal(t, string(want), string(got))
}

func TestGolden(t *testing.T) {
	for _, c := range []struct {
		file  string
		write func(*Report, *bytes.Buffer) error
	}{
		{"report.json", func(r *Report, w *bytes.Buffer) error { return r.WriteJSON(w) }},
		{"junit.xml", func(r *Report, w *bytes.Buffer) error { return r.writeJUnit(w, sampleFind) }},
		{"report.html", func(r *Report, w *bytes.Buffer) error {
			var whole bytes.Buffer
			if err := r.writeHTML(&whole, sampleFind); err != nil {
				return err
			}
			text := strings.NewReplacer(pageStyle, "STYLE", pageScript, "SCRIPT").Replace(whole.String())
			w.WriteString(regexp.MustCompile(`sha256-[^;]+(?:&#43;[^;]+)*=`).ReplaceAllString(text, "DIGEST"))
			return nil
		}},
		{"summary.md", func(r *Report, w *bytes.Buffer) error { return r.writeMarkdown(w, sampleFind) }},
		{"traffic.har", func(r *Report, w *bytes.Buffer) error { return r.WriteHAR(w) }},
		{"cucumber.ndjson", func(r *Report, w *bytes.Buffer) error {
			var own bytes.Buffer
			if err := r.WriteCucumber(&own); err != nil {
				return err
			}
			w.WriteString(strings.NewReplacer(`"name":"`+runtime.GOOS+`"`, `"name":"OS"`, `"name":"`+runtime.GOARCH+`"`, `"name":"CPU"`).
				Replace(own.String()))
			return nil
		}},
		{"console.txt", consoleOf(ConsoleOptions{ReportDir: "out"})},
		{"console-colour.txt", consoleOf(ConsoleOptions{Color: true})},
		{"console-v.txt", consoleOf(ConsoleOptions{Verbosity: 1})},
		{"console-vv.txt", consoleOf(ConsoleOptions{Verbosity: 2})},
	} {
		t.Run(c.file, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, c.write(sample(), &b))
			golden(t, c.file, b.Bytes())
		})
	}
}

func consoleOf(options ConsoleOptions) func(*Report, *bytes.Buffer) error {
	return func(r *Report, w *bytes.Buffer) error { return r.writeConsole(w, options, sampleFind) }
}
