package features_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// sentence is one of an RFC that has a keyword of RFC 2119 in it.
type sentence struct {
	// section is the number of the section: 3.5.2.1.
	section string
	// text is the sentence in one line; in a table, with words of the columns beside it.
	text string
}

var (
	// pageFoot and pageHead are what the RFC Editor prints at both ends of a page.
	pageFoot = regexp.MustCompile(`^\S.*\[Page \d+\]$`)
	pageHead = regexp.MustCompile(`^RFC \d{4} .* \d{4}$`)
	// heading is a section's number and title, at the left margin.
	heading = regexp.MustCompile(`^(\d+(?:\.\d+)*)\.\s+\S`)
	// backMatter begins behind the last section.
	backMatter = regexp.MustCompile(`^(?:Acknowledgements|Contributors|Authors' Addresses)$`)
	// keyword is what binds (RFC 2119 sections 1 to 4); MAY binds nobody.
	keyword = regexp.MustCompile(`\b(MUST|REQUIRED|SHALL|SHOULD|RECOMMENDED)\b`)
	// ending is where a sentence ends: before a capital or a number, and not behind an abbreviation.
	ending = regexp.MustCompile(`[.:]["')]*\s+(?:["'(]*[A-Z]|\d+\.\s)`)
	// abbreviation ends with a dot that is no sentence's.
	abbreviation = regexp.MustCompile(`(?:e\.g|i\.e|etc|vs|cf|Sec|No)\.$`)
)

// standard is the text of an RFC as it was published.
func standard(t *testing.T, rfc string) string {
	t.Helper()
	text, err := os.ReadFile("../fixtures/rfc/rfc" + rfc + ".txt")
	require.NoError(t, err)
	return string(text)
}

// walk gives the sentences of an RFC that have a keyword, in their order.
func walk(text string) []sentence {
	var found []sentence
	for _, p := range paragraphs(text) {
		for _, s := range sentences(p.text) {
			if keyword.MatchString(s) {
				found = append(found, sentence{section: p.section, text: named(p.text, s)})
			}
		}
	}
	return found
}

// named puts the name that a definition begins with before a sentence that says no more than REQUIRED.
func named(paragraph, s string) string {
	if name, _, _ := strings.Cut(paragraph, " "); strings.HasPrefix(s, "REQUIRED") || strings.HasPrefix(s, "RECOMMENDED") {
		return name + ": " + s
	}
	return s
}

// paragraphs cuts an RFC at its empty lines. A page's end is none: a paragraph may go on behind it, which is seen by the
// small letter or the deep indentation with which it does.
func paragraphs(text string) []sentence {
	var all []sentence
	section, apart, paged := "", true, false
	for _, line := range strings.Split(strings.ReplaceAll(text, "\f", ""), "\n") {
		line = strings.TrimRight(line, " \r")
		switch {
		case line == "":
			apart = true
		case pageFoot.MatchString(line), pageHead.MatchString(line):
			paged = true
		case heading.MatchString(line):
			section, apart = heading.FindStringSubmatch(line)[1], true
			all = append(all, sentence{section: section})
		case backMatter.MatchString(line):
			section = ""
		case section != "":
			last := &all[len(all)-1]
			words := wordsOf(line)
			if apart && (!paged || complete(last.text)) {
				all = append(all, sentence{section: section, text: words})
			} else {
				last.text = strings.TrimSpace(last.text + " " + words)
			}
			apart, paged = false, false
		}
	}
	return all
}

// wordsOf are a line's words, without a bullet and without the lines that are drawn around a table.
func wordsOf(line string) string {
	words := strings.Fields(strings.ReplaceAll(line, "|", " "))
	if len(words) > 0 && (words[0] == "o" || strings.HasPrefix(words[0], "+--")) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// complete says whether a paragraph's text can end where it does.
func complete(text string) bool {
	return text == "" || strings.ContainsRune(".:?}]>", rune(text[len(text)-1]))
}

// sentences cuts a paragraph.
func sentences(text string) []string {
	var all []string
	for {
		at := -1
		for _, m := range ending.FindAllStringIndex(text, -1) {
			head := strings.TrimRight(text[:m[0]+1], `"')`)
			if !abbreviation.MatchString(head) && text[m[0]] != ':' {
				at = m[0] + strings.IndexAny(text[m[0]:], " ")
				break
			}
		}
		if at < 0 {
			return append(all, strings.TrimSpace(text))
		}
		all = append(all, strings.TrimSpace(text[:at]))
		text = text[at:]
	}
}
