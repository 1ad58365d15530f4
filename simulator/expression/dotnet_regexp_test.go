package expression

import (
	"fmt"
	"testing"
	"unicode"

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
		{`[\u00A0x]`, "a\u00a0bx", "a#b#"},
		{`\\s`, `a\s`, "a#"},
		{`[[:alpha:]]`, "a:]", "a#"}, // a bracket in a class is itself; :] closes class and adds a bracket
		{`[]a]`, "]ab", "##b"},
		{`[^]a]`, "]ab", "]a#"},
		{`[\]a]`, "]ab", "##b"},
		{`(?i)É`, "eéÉ", "e##"},
		{`é+`, "aéé", "a#"},
		{`([\/\\\[\]\:\;\|\=\,\+\*\?\<\>])`, `a/b\c[d]:;|=,+*?<>`, "a#b#c#d###########"},
	}
	for _, test := range tests {
		t.Run(test.pattern, func(t *testing.T) {
			r, err := compileDotnet(test.pattern)
			require.NoError(t, err)
			assert.Equal(t, test.want, r.compiled.ReplaceAllString(test.text, "#"))
		})
	}
}

// A negated class is written out as the other categories; together they must be all characters, and share none.
func TestDotnetClassesAreComplements(t *testing.T) {
	for _, letter := range []byte("dsw") {
		positive, err := compileDotnet(fmt.Sprintf(`^[\%c]$`, letter))
		require.NoError(t, err)
		negative, err := compileDotnet(fmt.Sprintf(`^[\%c]$`, unicode.ToUpper(rune(letter))))
		require.NoError(t, err)
		for r := rune(0); r <= unicode.MaxRune; r++ {
			if 0xd800 <= r && r <= 0xdfff { // no characters, and not in UTF-8
				r = 0xe000
			}
			if r > 0x3000 && r%7 != 0 { // a sample of the long rest
				continue
			}
			if positive.compiled.MatchString(string(r)) == negative.compiled.MatchString(string(r)) {
				t.Fatalf(`\%c and its negation agree on %#U`, letter, r)
			}
		}
	}
}

func TestDotnetPatternsThatGoLacks(t *testing.T) {
	for _, pattern := range []string{
		`(?<=a)b`, `(?<!a)b`, `a(?=b)`, `(a)\1`, `(?<n>a)\k<n>`, `(?>a)`, `[a-z-[aeiou]]`, `(`, `a**`, `\`, `\u12`, `\uZZZZ`,
	} {
		_, err := compileDotnet(pattern)
		assert.ErrorContains(t, err, "expected a regular expression without", pattern)
	}
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
	assert.Equal(t, 1, group)
	_, ok = r.group("4")
	assert.False(t, ok)
}
