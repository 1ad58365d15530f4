package schema

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Fold is the text in the form under which texts that differ in letter case only are the same, as strings.EqualFold has
// it. It is what indexes of attributes with caseExact false are keyed by.
func Fold(text string) string {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return strings.Map(foldRune, text)
		}
	}
	return strings.ToLower(text)
}

// foldRune is the lower case of the smallest rune of those that are the same without case, so that s and ſ, or k and the
// Kelvin sign, fold alike.
func foldRune(r rune) rune {
	smallest := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		smallest = min(smallest, other)
	}
	return unicode.ToLower(smallest)
}

// Comparable is a text of the attribute in the form in which it is compared: folded unless the attribute is case exact
// (RFC 7643 section 2.2).
func (a *Attribute) Comparable(text string) string {
	if a.CaseExact {
		return text
	}
	return Fold(text)
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
