package schema

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	for _, c := range [][2]string{{"Ann@X.Test", "ann@x.test"}, {"ÄÖÜ", "äöü"}, {"\u212Aelvin", "kelvin"}, {"ſun", "SUN"}, {"Σσς", "σσσ"}} {
		assert.Equal(t, Fold(c[0]), Fold(c[1]), "%q and %q", c[0], c[1])
	}
	assert.NotEqual(t, Fold("a"), Fold("b"))
	assert.Equal(t, "ann", Fold("ann"), "the form that people read")
}

// RFC 7644 section 5 has user names prepared by the rules of PRECIS before they are compared or tested for uniqueness.
func TestFoldComposesCharacters(t *testing.T) {
	for _, c := range [][2]string{
		{"jose\u0301", "Jos\u00e9"},         // composed or not
		{"\u212Bngstro\u0308m", "ångström"}, // one sign of several
		{"J\u030C", "\u01F0"},               // composed in lower case only
		{"Ａｎｎ＠ｘ", "ann@x"},                  // full width
		{"ｶﾞ", "ガ"},                         // half width
		{"ᾳ", "ΑΙ"},                         // the iota beneath
	} {
		assert.Equal(t, Fold(c[0]), Fold(c[1]), "%q and %q", c[0], c[1])
	}
	for _, c := range [][2]string{{"αί", "άι"}, {"e", "é"}, {"ß", "ss"}, {"i", "ı"}} {
		assert.NotEqual(t, Fold(c[0]), Fold(c[1]), "%q and %q", c[0], c[1])
	}
	exact := &Attribute{Type: String, CaseExact: true}
	assert.Equal(t, exact.Comparable("e\u0301"), exact.Comparable("é"))
	assert.NotEqual(t, exact.Comparable("É"), exact.Comparable("é"))
	assert.NotEqual(t, exact.Comparable("Ａ"), exact.Comparable("A"))
}

// FuzzFold holds the index's idea of letter case against the standard library's, and of composition against Unicode's.
func FuzzFold(f *testing.F) {
	f.Add("Kelvin", "\u212Aelvin")
	f.Add("straße", "STRASSE")
	f.Add("αί", "άι")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			return
		}
		if strings.EqualFold(a, b) {
			assert.Equal(t, Fold(a), Fold(b), "%q and %q", a, b)
		} else if isASCII(a) && isASCII(b) {
			assert.NotEqual(t, Fold(a), Fold(b))
		}
		assert.Equal(t, Fold(a), Fold(norm.NFD.String(a)), "%q", a)
		assert.Equal(t, Fold(a), Fold(norm.NFC.String(a)), "%q", a)
		assert.Equal(t, Fold(a), Fold(Fold(a)), "%q", a)
	})
}

func TestSameValue(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{`{"a":[1,"x",{"b":true}]}`, `{"a":[1,"x",{"b":true}]}`, true},
		{`{"a":1,"b":2}`, `{"b":2,"a":1}`, true},
		{`"Ann"`, `"ann"`, false},
		{`1`, `1.0`, false},
		{`[1,2]`, `[2,1]`, false},
		{`[1]`, `{"a":1}`, false},
		{`{}`, `null`, false},
		{`{"a":null}`, `{"b":null}`, false},
	} {
		assert.Equal(t, c.want, SameValue(decode(t, c.a), decode(t, c.b)), "%s and %s", c.a, c.b)
	}
}
