package expression

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var functionNormalizeDiacritics = Function{
	Name:   "NormalizeDiacritics",
	Params: []Param{{Name: "source", Type: "String", Required: true}},
	Doc: "The source with the letters of a published table replaced by plain ones: é by e, ø by oe, ß by ss. Letters outside " +
		"the table stay. Of a list, each element; null stays null.",
	Examples: []Example{{
		Expression: `NormalizeDiacritics([givenName])`,
		Attributes: map[string]Value{"givenName": String("Zoë")},
		Result:     "Zoe",
		Documented: true,
	}},
	Source: thePage,
	eval:   evalNormalizeDiacritics,
}

func evalNormalizeDiacritics(in invocation) (Value, error) {
	all := in.scope.env.Options.NormalizeAllLetters
	return in.each(0, func(text string) (Value, error) { return normalizeDiacritics(text, all) })
}

// normalizeDiacritics replaces letter by letter, a letter being a character with all its combining marks, in whichever
// normalisation form it is written. With all, letters outside the table lose their marks.
func normalizeDiacritics(text string, all bool) (Value, error) {
	var b strings.Builder
	for text != "" {
		letter := text[:norm.NFD.NextBoundaryInString(text, true)]
		decomposed := norm.NFD.String(letter)
		plain, ok := plainLetters()[decomposed]
		switch {
		case ok:
			b.WriteString(plain)
		case all:
			b.WriteString(strings.TrimRightFunc(decomposed, func(r rune) bool { return unicode.Is(unicode.Mn, r) }))
		default:
			b.WriteString(letter)
		}
		text = text[len(letter):]
	}
	return String(b.String()), nil
}

// plainLetters has the plain form of each letter of diacritics, which stands there in form NFD.
var plainLetters = sync.OnceValue(func() map[string]string {
	plain := map[string]string{}
	for _, row := range diacritics {
		for _, letter := range strings.Fields(row.letters) {
			plain[norm.NFD.String(letter)] = row.plain
		}
	}
	return plain
})

// diacritics is the table of the page, complete. It is not the same as dropping all marks: ķ, ŵ, ễ and œ are not in it,
// nor is anything outside the Latin script, and what the service does with those is unknown. They stay here, so that a
// rehearsal shows them.
var diacritics = []struct{ plain, letters string }{
	{"a", "ä à â ã å á ą ă ā ā́ ā̀ ā̂ ā̃ ǟ ā̈ ǡ a̱ å̄"},
	{"A", "Ä À Â Ã Å Á Ą Ă Ā Ā́ Ā̀ Ā̂ Ā̃ Ǟ Ā̈ Ǡ A̱ Å̄"},
	{"ae", "æ ǣ"},
	{"AE", "Æ Ǣ"},
	{"c", "ç č ć c̄ c̱"},
	{"C", "Ç Č Ć C̄ C̱"},
	{"d", "ď d̄ ḏ"},
	{"D", "Ď D̄ Ḏ"},
	{"e", "ë è é ê ę ě ė ē ḗ ḕ ē̂ ē̃ ê̄ e̱ ë̄ e̊̄"},
	{"E", "Ë È É Ê Ę Ě Ė Ē Ḗ Ḕ Ē̂ Ē̃ Ê̄ E̱ Ë̄ E̊̄"},
	{"g", "ğ ḡ g̱"},
	{"G", "Ğ Ḡ G̱"},
	{"i", "ï î ì í ı ī ī́ ī̀ ī̂ ī̃ i̱"},
	{"I", "Ï Î Ì Í İ Ī Ī́ Ī̀ Ī̂ Ī̃ I̱"},
	{"l", "ľ ł l̄ ḹ ḻ"},
	{"L", "Ľ Ł L̄ Ḹ Ḻ"},
	{"n", "ñ ń ň n̄ ṉ"},
	{"N", "Ñ Ń Ň N̄ Ṉ"},
	{"o", "ö ò ő õ ô ó ō ṓ ṑ ō̂ ō̃ ȫ ō̈ ǭ ȭ ȱ o̱"},
	{"O", "Ö Ò Ő Õ Ô Ó Ō Ṓ Ṑ Ō̂ Ō̃ Ȫ Ō̈ Ǭ Ȭ Ȱ O̱"},
	{"oe", "ø ø̄ œ̄"},
	{"OE", "Ø Ø̄ Œ̄"},
	{"r", "ř r̄ ṟ ṝ"},
	{"R", "Ř R̄ Ṟ Ṝ"},
	{"ss", "ß"},
	{"s", "š ś ș ş s̄ s̱"},
	{"S", "Š Ś Ș Ş S̄ S̱"},
	{"t", "ť ț t̄ ṯ"},
	{"T", "Ť Ț T̄ Ṯ"},
	{"u", "ü ù û ú ů ű ū ū́ ū̀ ū̂ ū̃ u̇̄ ǖ ṻ ṳ̄ u̱"},
	{"U", "Ü Ù Û Ú Ů Ű Ū Ū́ Ū̀ Ū̂ Ū̃ U̇̄ Ǖ Ṻ Ṳ̄ U̱"},
	{"y", "ÿ ý ȳ ȳ́ ȳ̀ ȳ̃ y̱"},
	{"Y", "Ÿ Ý Ȳ Ȳ́ Ȳ̀ Ȳ̃ Y̱"},
	{"z", "ź ž ż z̄ ẕ"},
	{"Z", "Ź Ž Ż Z̄ Ẕ"},
}
