package simulator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every test that README.md names exists, with its golden file; and every section has a row.
func TestTheReadmeNamesTestsThatExist(t *testing.T) {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	named := regexp.MustCompile("`(?:([a-z]+)\\.)?((?:Test|Fuzz|Benchmark)\\w+)(?:/([a-z-]+))?`").FindAllStringSubmatch(string(text), -1)
	require.Greater(t, len(named), 100)
	sources := map[string]string{}
	for _, n := range named {
		folder := map[string]string{"": ".", "main": ".."}[n[1]]
		if folder == "" {
			folder = n[1]
		}
		if sources[folder] == "" {
			sources[folder] = testSources(t, folder)
		}
		assert.Contains(t, sources[folder], "\nfunc "+n[2]+"(", "%s", n[0])
		if n[3] != "" && n[3] != "name" { // that is the legend
			assert.FileExists(t, filepath.Join(folder, "testdata", n[3]+".txt"), "%s", n[0])
		}
	}
	for section, last := range []int{0, 12, 7, 6, 4, 5, 0, 5, 0, 4} {
		for part := 1; part <= last; part++ {
			assert.Contains(t, string(text), fmt.Sprintf("\n| %d.%d |", section, part))
		}
	}
	assert.Contains(t, string(text), "\n| 6 |")
	assert.Contains(t, string(text), "\n| 8 |")
}

// testSources are the texts of a folder's tests.
func testSources(t *testing.T, folder string) string {
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	require.NoError(t, err)
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		all.WriteString("\n" + string(text))
	}
	return all.String()
}
