package dotnetdate

import (
	"fmt"
	"strings"
)

// patterns are the standard formats, by their letters, in the culture en-US. A letter in both cases stands for the same
// where .NET takes it so.
var patterns = []struct {
	letters, pattern string
	utc, universal   bool
}{
	{letters: "d", pattern: "M/d/yyyy"},
	{letters: "D", pattern: "dddd, MMMM d, yyyy"},
	{letters: "f", pattern: "dddd, MMMM d, yyyy h:mm tt"},
	{letters: "F", pattern: "dddd, MMMM d, yyyy h:mm:ss tt"},
	{letters: "g", pattern: "M/d/yyyy h:mm tt"},
	{letters: "G", pattern: General},
	{letters: "mM", pattern: "MMMM d"},
	{letters: "oO", pattern: "yyyy-MM-ddTHH:mm:ss.fffffffK"},
	{letters: "rR", pattern: "ddd, dd MMM yyyy HH:mm:ss 'GMT'", utc: true},
	{letters: "s", pattern: "yyyy-MM-ddTHH:mm:ss"},
	{letters: "t", pattern: "h:mm tt"},
	{letters: "T", pattern: "h:mm:ss tt"},
	{letters: "u", pattern: "yyyy-MM-dd HH:mm:ss'Z'", utc: true},
	{letters: "U", pattern: "dddd, MMMM d, yyyy h:mm:ss tt", universal: true},
	{letters: "yY", pattern: "MMMM yyyy"},
}

// General is the pattern of a date that nobody gave a format for.
const General = "M/d/yyyy h:mm:ss tt"

func standard(letter string) (*Layout, error) {
	var known []string
	for _, p := range patterns {
		if !strings.Contains(p.letters, letter) {
			known = append(known, p.letters)
			continue
		}
		l, err := Compile(p.pattern)
		if err != nil {
			return nil, err
		}
		l.utc, l.universal = p.utc, p.universal
		return l, nil
	}
	return nil, fmt.Errorf("expected a .NET date format, found %q: the standard formats are %s", letter, strings.Join(known, " "))
}
