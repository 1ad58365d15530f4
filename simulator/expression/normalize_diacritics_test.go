package expression

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/unicode/norm"
)

func TestNormalizeDiacritics(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"John Smith", "John Smith"},
		{"Zoë", "Zoe"},
		{"Zoe\u0308", "Zoe"}, // decomposed
		{"Åsa Ærø Straße", "Asa AEroe Strasse"},
		{"Łódź", "Lodz"},
		{"İstanbul ılık", "Istanbul ilik"},
		{"A\u0304\u0301 ṳ\u0304 ø\u0304 \u014d\u0302", "A u oe o"}, // two marks
		{"\u01e3\u01e2", "aeAE"},
		// Not in the table, so unchanged in whichever form they come.
		{"ķ ŵ ễ œ Œ", "ķ ŵ ễ œ Œ"},
		{"k\u0327", "k\u0327"},
		{"й ά が 각 ñ", "й ά が 각 n"},
		{"\u0301a", "\u0301a"}, // a mark without a letter
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			got := result(t, `NormalizeDiacritics([n])`, map[string]Value{"n": String(test.text)})
			assert.Equal(t, test.want, got.Text())
		})
	}
	list := result(t, `NormalizeDiacritics([n])`, map[string]Value{"n": Strings("é", "è")})
	assert.Equal(t, `["e", "e"]`, list.String())
	assert.True(t, result(t, `NormalizeDiacritics([n])`, nil).IsNull())
}

// The page has a column of small letters and one of capitals. Each letter must have its counterpart in the other, except
// the few that have none; a slip of the pen in the table would break that.
func TestDiacriticsComeInBothCases(t *testing.T) {
	letters := 0
	for _, row := range diacritics {
		for _, letter := range strings.Fields(row.letters) {
			letters++
			if letter == "ß" || letter == "ı" || letter == "İ" {
				continue
			}
			counterpart, plain := strings.ToUpper(letter), strings.ToUpper(row.plain)
			if counterpart == letter {
				counterpart, plain = strings.ToLower(letter), strings.ToLower(row.plain)
			}
			assert.Equal(t, plain, plainLetters()[norm.NFD.String(counterpart)], "%s, counterpart of %s", counterpart, letter)
			base := []rune(norm.NFD.String(letter))[0]
			if base < 0x80 {
				assert.Equal(t, row.plain, string(base), letter)
			}
		}
	}
	assert.Len(t, plainLetters(), letters, "no letter stands twice")
}
