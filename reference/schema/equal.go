package schema

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// Fold is the text in the form under which texts that differ in letter case only are the same, as strings.EqualFold has
// it, and those that differ only in how a character is composed or how wide it is. It is what indexes of attributes with
// caseExact false are keyed by. The mappings are those of the UsernameCaseMapped profile, by which RFC 7644 section 5 has
// user names compared and section 7.8 every text (RFC 8265 section 3.3.2: width, case, normalization form C). What that
// profile forbids, such as spaces, is left alone: Entra ID's own names may have it.
func Fold(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	return norm.NFC.String(strings.Map(foldRune, norm.NFD.String(width.Fold.String(text))))
}

// Composed is the text in normalization form C: what a text that is case exact is compared by (RFC 7644 section 7.8).
func Composed(text string) string {
	if isASCII(text) {
		return text
	}
	return norm.NFC.String(text)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// foldRune is the lower case of the smallest rune of those that are the same without case, so that s and ſ, or k and the
// Kelvin sign, fold alike. The smallest of the iotas is a combining one, which would change places with accents.
func foldRune(r rune) rune {
	smallest := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		smallest = min(smallest, other)
	}
	if smallest == '\u0345' {
		return 'ι'
	}
	return unicode.ToLower(smallest)
}

// Comparable is a text of the attribute in the form in which it is compared: folded unless the attribute is case exact
// (RFC 7643 section 2.2). Two texts of one instant, or of one number, are the same; what is binary has case always
// (section 2.3.6).
func (a *Attribute) Comparable(text string) string {
	switch a.Type {
	case DateTime:
		if t, ok := ParseDateTime(text); ok {
			return t.UTC().Format(time.RFC3339Nano)
		}
	case Decimal, Integer:
		return comparableNumber(text)
	case Binary:
		return text
	}
	if a.CaseExact {
		return Composed(text)
	}
	return Fold(text)
}

// comparableNumber is exact for integers of 64 bits and as exact as a float64 for others, as filters compare them.
func comparableNumber(text string) string {
	if i, err := strconv.ParseInt(text, 10, 64); err == nil {
		return strconv.FormatInt(i, 10)
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil && f == 0 {
		return text
	}
	if i := int64(f); float64(i) == f {
		return strconv.FormatInt(i, 10)
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

// SameValue reports whether two canonical values are the same to a client that reads them back: every character counts,
// the order of members of an object does not.
func SameValue(a, b any) bool {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		return ok && maps.EqualFunc(a, b, SameValue)
	case []any:
		b, ok := b.([]any)
		return ok && slices.EqualFunc(a, b, SameValue)
	default:
		return a == b
	}
}
