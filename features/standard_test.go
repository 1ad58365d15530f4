package features_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/features"
)

// disposal is one line of testdata/rfc*.txt: what becomes of a sentence with a keyword.
type disposal struct {
	section, beginning string
	// requirements judge the sentence, or else reason says why none does.
	requirements []string
	reason       string
}

func disposals(t *testing.T, rfc string) []disposal {
	t.Helper()
	text, err := os.ReadFile("testdata/rfc" + rfc + ".txt")
	require.NoError(t, err)
	var all []disposal
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, " | ")
		require.Len(t, parts, 3, "expected section | beginning | requirements or - reason, found %q", line)
		d := disposal{section: parts[0], beginning: parts[1]}
		if reason, none := strings.CutPrefix(parts[2], "- "); none {
			d.reason = reason
		} else {
			d.requirements = strings.Fields(parts[2])
		}
		require.True(t, d.reason != "" || len(d.requirements) > 0, "%q has neither requirements nor a reason", line)
		all = append(all, d)
	}
	return all
}

// take removes the first line that a sentence has.
func take(from []disposal, s sentence) ([]disposal, bool) {
	for i, d := range from {
		switch {
		case d.section != s.section:
		case d.beginning == "*":
			return from, true
		case strings.HasPrefix(s.text, d.beginning):
			return append(from[:i:i], from[i+1:]...), true
		}
	}
	return from, false
}

// Every MUST, SHALL and SHOULD of the two standards is judged, or it is said why not.
func TestEverySentenceOfTheStandardIsAccountedFor(t *testing.T) {
	for _, rfc := range []string{"7643", "7644"} {
		t.Run(rfc, func(t *testing.T) {
			left := disposals(t, rfc)
			for _, d := range left {
				for _, id := range d.requirements {
					_, known := features.Find(id)
					assert.True(t, known, "%s, %q: the catalogue has no %s", d.section, d.beginning, id)
				}
			}
			starred := map[string]bool{}
			for _, s := range walk(standard(t, rfc)) {
				var found bool
				left, found = take(left, s)
				assert.True(t, found, "section %s has a sentence that testdata/rfc%s.txt does not account for: %s", s.section, rfc, s.text)
				starred[s.section] = true
			}
			for _, d := range left {
				assert.True(t, d.beginning == "*" && starred[d.section], "section %s has no further sentence that begins with %q", d.section, d.beginning)
			}
		})
	}
}

// The walk loses no keyword, wherever a page ends or a table's lines run.
func TestWalkLosesNothing(t *testing.T) {
	for _, rfc := range []string{"7643", "7644"} {
		text, found := standard(t, rfc), 0
		for _, s := range walk(text) {
			found += len(keyword.FindAllString(s.text, -1))
		}
		assert.Equal(t, len(keyword.FindAllString(text, -1)), found, "keywords of RFC %s", rfc)
	}
}

func TestWalk(t *testing.T) {
	found := walk(`
1.  Introduction

   A server MUST do this, e.g., Some thing.  It may do that.  A letter
   SHOULD

Hunt, et al.                 Standards Track                    [Page 1]
` + "\f" + `
RFC 7643                    SCIM Core Schema              September 2015

   not end here.

2.1.  Names

   o  One point.  It SHALL hold.

   status
      The status.  REQUIRED.

Acknowledgements

   Nobody MUST read this.
`)
	assert.Equal(t, []sentence{
		{"1", "A server MUST do this, e.g., Some thing."},
		{"1", "A letter SHOULD not end here."},
		{"2.1", "It SHALL hold."},
		{"2.1", "status: REQUIRED."},
	}, found)
}

// A keyword sentence that nobody accounts for is noticed, and so is a line about a sentence that is not there.
func TestTake(t *testing.T) {
	lines := []disposal{{section: "1", beginning: "A server"}, {section: "2", beginning: "*"}}
	lines, found := take(lines, sentence{"1", "A server MUST."})
	assert.True(t, found)
	_, found = take(lines, sentence{"1", "A server MUST."})
	assert.False(t, found, "one line for each sentence")
	_, found = take(lines, sentence{"2", "Anything SHALL."})
	assert.True(t, found)
	assert.Len(t, lines, 1)
}
