package simulator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every test that README.md names exists, with its golden file; and every row of our notes has one there.
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
	rows := rowsOf(t, string(text))
	for section, last := range lastRows {
		if last == 0 {
			assert.Contains(t, rows, section)
		}
		for row := 1; row <= last; row++ {
			name := fmt.Sprintf("%s.%d", section, row)
			assert.Equal(t, 1, rows[name], "the row %s", name)
			delete(rows, name)
		}
	}
	for name := range rows {
		assert.Contains(t, lastRows, name, "the notes have no such row")
	}
}

// lastRows is how many rows the tables of each section have; 0 is a section without.
var lastRows = map[string]int{
	"1.1": 12, "1.2": 10, "1.3": 10, "1.4": 16, "1.5": 13, "1.6": 37, "1.7": 15, "1.8": 7, "1.9": 3, "1.10": 0, "1.11": 3, "1.12": 0,
	"2.1": 6, "2.2": 7, "2.3": 10, "2.4": 9, "2.5": 4, "2.6": 8, "2.7": 13,
	"3.1": 13, "3.2": 0, "3.3": 18, "3.4": 6, "3.5": 8, "3.6": 7,
	"4.1": 15, "4.2": 23, "4.3": 3, "4.4": 12, "5.1": 0, "5.2": 45, "5.3": 0, "5.4": 5, "5.5": 0, "6": 22,
	"7.1": 15, "7.2": 25, "7.3": 11, "7.4": 12, "7.5": 7, "8": 9, "9.1": 5, "9.2": 7, "9.3": 6, "9.4": 0,
}

// rowsOf are the numbers of the table's rows, with how often each comes. Each row names a test, or says why there is none.
func rowsOf(t *testing.T, text string) map[string]int {
	rows := map[string]int{}
	for _, line := range regexp.MustCompile(`(?m)^\| ([0-9.]+)(?:–(\d+))? \| (.+) \| (.+) \|$`).FindAllStringSubmatch(text, -1) {
		number, last, proof := line[1], line[2], line[4]
		assert.True(t, regexp.MustCompile("`(\\w+\\.)?(Test|Fuzz|Benchmark)|^not |^the judge|^nothing |simulat").MatchString(proof), line[0])
		dot := strings.LastIndexByte(number, '.')
		if last == "" {
			rows[number]++
			continue
		}
		from, _ := strconv.Atoi(number[dot+1:])
		to, _ := strconv.Atoi(last)
		assert.Greater(t, to, from, line[0])
		for n := from; n <= to; n++ {
			rows[fmt.Sprintf("%s.%d", number[:dot], n)]++
		}
	}
	return rows
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
