package expression

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDotnetPatterns(t *testing.T) {
	tests := []struct{ pattern, text, want string }{ // every match exchanged for #
		{`\s`, "a b\u00a0c\u2003d\u0085e\tf", "a#b#c#d#e#f"},
		{`[()\s-]+`, "(0)\u00a0-1", "#0#1"},
		{`\S`, "a b", "# #"},
		{`[^\S]`, "a\u00a0b", "a#b"},
		{`\w+`, "Müller_1, Zoë", "#, #"},
		{`\W`, "Mü.ller €", "Mü#ller##"},
		{`[\W_]`, "Mü_l-é", "Mü#l#é"},
		{`[^\w]`, "Mü-l", "Mü#l"},
		{`\d`, "1٣a", "##a"},
		{`\D`, "1a٣", "1#٣"},
		{`[^\D]`, "1a", "#a"},
		{`\u00a0`, "a\u00a0b", "a#b"},
		{`[^\p{IsBasicLatin}]+`, "Zoë 😀日x", "Zo# #x"},
		{`\P{IsBasicLatin}`, "Zoë 😀x", "Zo# #x"},
		{`\p{IsGreek}+`, "aαβb", "a#b"},
		{`[\p{IsGreekandCoptic}b]`, "aαβb", "a###"},
		{`[\P{IsCyrillic}]`, "aДb", "#Д#"},
		{`[^\P{IsCyrillic}]`, "aДb", "a#b"},
		{`[\p{IsBasicLatin}-[a-y]]`, "xyzé", "xy#é"},
		{`[\w-[\p{IsLatin-1Supplement}]]`, "aéД", "#é#"},
		{`\P{IsSpecials}`, "a\ufffd😀", "#\ufffd#"},
		{`\\p{IsGreek}`, `\p{IsGreek}`, "#"},
		{`[]\p{IsThai}]`, "]ก", "##"},
		{`[\u00A0x]`, "a\u00a0bx", "a#b#"},
		{`\\s`, `a\s`, "a#"},
		{`[[:alpha:]]`, "a:[]", "a:#]"}, // .NET passes over the name of the class
		{`[]a]`, "]ab", "##b"},
		{`[^]a]`, "]ab", "]a#"},
		{`[\]a]`, "]ab", "##b"},
		{`(?i)É`, "eéÉ", "e##"},
		{`é+`, "aéé", "a#"},
		{`([\/\\\[\]\:\;\|\=\,\+\*\?\<\>])`, `a/b\c[d]:;|=,+*?<>`, "a#b#c#d###########"},
	}
	for _, test := range tests {
		t.Run(test.pattern, func(t *testing.T) {
			got := result(t, `Replace([text], , `+quote(test.pattern)+`, , "#", , )`, map[string]Value{"text": String(test.text)})
			assert.Equal(t, test.want, got.Text())
		})
	}
}

func TestBlocksAreThoseOfTheTable(t *testing.T) {
	last := rune(-1)
	for line := range strings.Lines(blockTable) {
		columns := strings.Fields(line)
		require.Regexp(t, `^[0-9A-F]{4}-[0-9A-F]{4}$`, columns[0])
		for _, name := range columns[1:] {
			b := blocks()[name]
			assert.Less(t, last, b.first, name)
			assert.Less(t, b.first, b.last, name)
			for _, pattern := range []string{`\p{Is` + name + `}`, `\P{Is` + name + `}`, `[\p{Is` + name + `}]`, `[\P{Is` + name + `}]`} {
				_, err := compileDotnet(pattern)
				require.NoError(t, err, pattern)
			}
		}
		last = blocks()[columns[1]].last
	}
	assert.Len(t, blocks(), 105)
}

// Look-around, back references, atomic groups, subtracted classes, groups by number, and the empty match behind a match.
func TestDotnetPatternsBeyondGo(t *testing.T) {
	tests := []struct{ pattern, text, want string }{
		{`(?<=a)b`, "ab b", "a# b"},
		{`(?<!a)b`, "ab b", "ab #"},
		{`a(?=b)`, "ab ac", "#b ac"},
		{`(a|b)\1`, "aab bb", "#b #"},
		{`(?<n>a)\k<n>`, "aaa", "#a"},
		{`(?>a+)a`, "aaa", "aaa"},
		{`[a-z-[aeiou]]`, "hello", "#e##o"},
		{`x*`, "axb", "#a##b#"},
		{`b$`, "ab\n", "a#\n"},
		{`b\z`, "ab\n", "ab\n"},
		{`\bé`, "é aé", "# aé"},
		{`(?x) a + # with a comment`, "aab", "#b"},
		{`(?(a)ab|c)`, "abc", "##"},
		{`[+]+`, "1++", "1#"},
		{`\++`, "1++", "1#"},
		{`(?i)É+`, "éÉ", "#"},
	}
	for _, test := range tests {
		t.Run(test.pattern, func(t *testing.T) {
			got := result(t, `Replace([text], , `+quote(test.pattern)+`, , "#", , )`, map[string]Value{"text": String(test.text)})
			assert.Equal(t, test.want, got.Text())
		})
	}
}

func TestDotnetPatternsThatAreWrong(t *testing.T) {
	for _, pattern := range []string{
		`(`, `a**`, `\`, `\u12`, `\uZZZZ`, `\y`, `(?P<n>a)`,
		// What the engine would take and .NET does not.
		`a*+`, `a++`, `a?+`, `a{2}+`, `a{1,2}+`, `(a)*+`, `\Qa\E`, `\R`, `\X`, `\pL`, `\p{Latin}`, `\P{Emoji}`, `\x{41}`, `[a\p{Han}]`,
		`\p{L`, `(?u)a`, `(?U)a`, `(?iu)a`, `a(?i-u:b)`, `\p{IsNothing}`, `\p{IsGreek`, `\p{Greek}`, `[\p{isGreek}]`,
	} {
		_, err := compileDotnet(pattern)
		assert.Error(t, err, pattern)
	}
	for _, pattern := range []string{`\p{Lu}`, `[]\]a]+`, `[^]]+`, `(?<n>a)+`, `{+}`, `a\{2}+`, `\x41`, `(?i)u`, `\(?u\)?`, `[(?u)]`, `(?<u>a)`,
		`(?i-s:u)`} {
		_, err := compileDotnet(pattern)
		assert.NoError(t, err, pattern)
	}
}

// A pattern that backtracks without end must not hold the engine up.
func TestDotnetPatternsEnd(t *testing.T) {
	text := map[string]Value{"text": String(strings.Repeat("a", 40) + "!")}
	err := failure(t, `Replace([text], , "^(a+)+$", , "#", , )`, text)
	assert.Equal(t, "RegularExpression", err.Argument)
	assert.Contains(t, err.Message, "expected a regular expression that matches in bounds, found one that takes longer than 1s")
	assert.NotContains(t, err.Error(), "aaaa", "the message does not show the value")
}

// Nor must many searches that end, each within the limit: in one text, in a list, or in one expression.
func TestDotnetPatternsEndTogether(t *testing.T) {
	const pattern = `"(a+)+[^ax]|x"`
	block := strings.Repeat("a", 21) + "x"
	attributes := map[string]Value{
		"block": String(block), "text": String(strings.Repeat(block, 500)), "list": Strings(slices.Repeat([]string{block}, 500)...),
		"pattern": String(`(a+)+[^ax]|x`),
	}
	for _, text := range []string{
		`Replace([text], , ` + pattern + `, , "", , )`,
		`Replace([list], , [pattern], , "", , )`,
		`Join("", ` + strings.Repeat(`Replace([block], , `+pattern+`, , "", , ), `, 200) + `"")`,
	} {
		err := failure(t, text, attributes)
		assert.Contains(t, err.Message, "expected a regular expression that matches in bounds, found one that takes longer than 1s")
	}
}

// What compiles slowly because it is long is not compiled for each object.
func TestDotnetPatternsOfAttributesAreBounded(t *testing.T) {
	nested := strings.Repeat("(a|", 20_000) + strings.Repeat(")", 20_000)
	err := failure(t, `Replace("a", , [pattern], , "", , )`, map[string]Value{"pattern": String(nested)})
	assert.Equal(t, "expected a regular expression of .NET of at most 10000 characters, found a longer one", err.Message)
}

func TestDotnetSubstitutions(t *testing.T) {
	const pattern = `(?<area>\d+)-(\d+)(x)?` // for .NET: 1 and 2 are the nameless groups, 3 is area
	tests := []struct{ replacement, want string }{
		{`${area}`, "<12>"},
		{`$1`, "<34>"},
		{`$2`, "<>"},
		{`$3`, "<12>"},
		{`${1}0`, "<340>"},
		{`$1a`, "<34a>"},
		{`$0 $&`, "<12-34 12-34>"},
		{"$`|$'|$_", "<<|>|<12-34>>"},
		{`$+`, "<12>"},
		{`$$1`, "<$1>"},
		{`$4 ${none} $area ${area $ $-`, "<$4 ${none} $area ${area $ $->"},
		{`\`, `<\>`},
	}
	r, err := compileDotnet(pattern)
	require.NoError(t, err)
	for _, test := range tests {
		t.Run(test.replacement, func(t *testing.T) {
			e, err := Parse(`Replace("<12-34>", , ` + quote(pattern) + `, , ` + quote(test.replacement) + `, , )`)
			require.NoError(t, err)
			got, err := e.Eval(of(nil))
			require.NoError(t, err)
			assert.Equal(t, test.want, got.Text())
		})
	}
	group, ok := r.group("3")
	assert.True(t, ok)
	assert.Equal(t, 3, group)
	_, ok = r.group("4")
	assert.False(t, ok)
}
