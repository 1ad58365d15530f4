package schema

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestFold(t *testing.T) {
	for _, c := range [][2]string{{"Ann@X.Test", "ann@x.test"}, {"ÄÖÜ", "äöü"}, {"\u212Aelvin", "kelvin"}, {"ſun", "SUN"}, {"Σσς", "σσσ"}} {
		assert.Equal(t, Fold(c[0]), Fold(c[1]), "%q and %q", c[0], c[1])
	}
	assert.NotEqual(t, Fold("a"), Fold("b"))
	assert.Equal(t, "ann", Fold("ann"), "the form that people read")
}

// FuzzFold holds the index's idea of letter case against the standard library's.
func FuzzFold(f *testing.F) {
	f.Add("Kelvin", "\u212Aelvin")
	f.Add("straße", "STRASSE")
	f.Fuzz(func(t *testing.T, a, b string) {
		if utf8.ValidString(a) && utf8.ValidString(b) {
			assert.Equal(t, strings.EqualFold(a, b), Fold(a) == Fold(b), "%q and %q", a, b)
		}
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
