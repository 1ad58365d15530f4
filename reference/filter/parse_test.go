package filter

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/schema"
)

var (
	rfc   = Grammar{}
	entra = Grammar{TrailingSub: true}
)

// TestParseFigure2 reads every example of RFC 7644 figure 2 and prints it again.
func TestParseFigure2(t *testing.T) {
	for _, text := range []string{
		`userName eq "bjensen"`,
		`name.familyName co "O'Malley"`,
		`userName sw "J"`,
		`urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"`,
		`title pr`,
		`meta.lastModified gt "2011-05-13T04:42:34Z"`,
		`meta.lastModified ge "2011-05-13T04:42:34Z"`,
		`meta.lastModified lt "2011-05-13T04:42:34Z"`,
		`meta.lastModified le "2011-05-13T04:42:34Z"`,
		`title pr and userType eq "Employee"`,
		`title pr or userType eq "Intern"`,
		`schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"`,
		`userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")`,
		`userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")`,
		`emails[type eq "work" and value co "@example.com"]`,
		`userType eq "Employee" and emails[type eq "work" and value co "@example.com"]`,
		`emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]`,
	} {
		e, err := rfc.Parse(text)
		require.NoError(t, err, text)
		assert.Equal(t, text, e.String())
	}
}

// TestParse shows the tree by printing it with the least brackets.
func TestParse(t *testing.T) {
	for _, c := range []struct {
		section, text string
		grammar       Grammar
		want          string
	}{
		{"RFC 7644, 3.4.2.2: operators have no case", `userName Eq "john"`, rfc, `userName eq "john"`},
		{"RFC 7644, 3.4.2.2: nor have and, or, not", `a PR AND NOT (b pr) Or c pr`, rfc, `a pr and not (b pr) or c pr`},
		{"RFC 7644, 3.4.2.2: and before or", `a pr or b pr and c pr`, rfc, `a pr or b pr and c pr`},
		{"RFC 7644, table 5: brackets", `(a pr or b pr) and c pr`, rfc, `(a pr or b pr) and c pr`},
		{"superfluous brackets", `((a pr) and ((b pr)))`, rfc, `a pr and b pr`},
		{"grouping to the right stays", `a pr and (b pr and c pr)`, rfc, `a pr and (b pr and c pr)`},
		{"RFC 7644, figure 1: not without a space", `not(a pr)`, rfc, `not (a pr)`},
		{"an attribute may be called not", `not eq "x"`, rfc, `not eq "x"`},
		{"or and, or or", `and pr or or pr and not pr`, rfc, `and pr or or pr and not pr`},
		{"RFC 7644, figure 1: JSON strings", `a eq "q\"b\\s\u00fc)]["`, rfc, `a eq "q\"b\\sü)]["`},
		{"RFC 7644, figure 1: numbers", `a gt -1.5e3`, rfc, `a gt -1.5e3`},
		{"RFC 7644, figure 1: literals", `a eq true and b ne false and c eq null`, rfc, `a eq true and b ne false and c eq null`},
		{"RFC 7644, 3.5.2.2: an example leaves a space out", `value eq"2819c223"`, rfc, `value eq "2819c223"`},
		{"several spaces", `  a   eq   "x"  `, rfc, `a eq "x"`},
		{"RFC 7644, table 5: not in a value path", `emails[not (type eq "work")]`, rfc, `emails[not (type eq "work")]`},
		{"D-061: a sub-attribute after the value path", `emails[type eq "work"].value eq "x"`, entra,
			`emails[type eq "work" and value eq "x"]`},
		{"D-061: with or inside", `emails[type eq "a" or type eq "b"].value eq "x"`, entra,
			`emails[(type eq "a" or type eq "b") and value eq "x"]`},
		{"D-061: the older form", `emails[type eq "work"] eq "x" and a pr`, entra, `emails[type eq "work" and value eq "x"] and a pr`},
		{"the RFC's own form stays", `(emails[type eq "work"]) or a pr`, entra, `emails[type eq "work"] or a pr`},
		{"Entra's reference check", `id eq "1" and manager eq "2"`, entra, `id eq "1" and manager eq "2"`},
	} {
		e, err := c.grammar.Parse(c.text)
		require.NoError(t, err, "%s: %s", c.section, c.text)
		assert.Equal(t, c.want, e.String(), c.section)
		again, err := c.grammar.Parse(e.String())
		require.NoError(t, err, c.section)
		assert.Equal(t, e, again, c.section)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		section, text string
		grammar       Grammar
		said          string
	}{
		{"RFC 7644, 3.4.2.2: at least one expression", ``, rfc, "character 1: expected an attribute name"},
		{"RFC 7644, 3.4.2.2: unknown operator", `a regex "x"`, rfc, `character 3: expected an operator (eq, ne, co, sw, ew, pr, gt, ge, lt, le), found "regex"`},
		{"no operator", `userName`, rfc, `expected an operator`},
		{"no value", `userName eq`, rfc, "character 12: expected a string in double quotes"},
		{"unquoted value", `externalId eq jyoung`, rfc, "character 15: expected a string in double quotes"},
		{"single quotes", `a eq 'x'`, rfc, "expected a string in double quotes"},
		{"an object", `a eq {"b":1}`, rfc, "expected a string in double quotes"},
		{"a number with a rest", `a eq 1}`, rfc, "expected a string in double quotes"},
		{"capitalised literal", `a eq True`, rfc, "expected a string in double quotes"},
		{"open string", `a eq "x`, rfc, "character 6: expected a string"},
		{"open string after a backslash", `a eq "x\`, rfc, "expected a string"},
		{"a control character in a string", "a eq \"\x01\"", rfc, "expected a string"},
		{"open bracket", `(a pr`, rfc, `character 6: expected ')'`},
		{"bracket too many", `a pr)`, rfc, "character 5: expected the end"},
		{"open value path", `a[b pr`, rfc, `expected ']'`},
		{"empty value path", `a[]`, rfc, "expected an attribute name"},
		{"RFC 7644, figure 1: no value path in a value path", `a[b[c pr]]`, rfc, "expected an operator"},
		{"not without brackets", `not a pr`, rfc, "expected an operator"},
		{"two expressions", `a pr b pr`, rfc, "character 6: expected the end"},
		{"dangling and", `a pr and`, rfc, "expected an attribute name"},
		{"malformed attribute", `a..b pr`, rfc, "sub-attribute name"},
		{"RFC 7644, figure 1: nothing after a value path", `emails[type eq "work"].value eq "x"`, rfc, "expected the end"},
		{"RFC 7644, figure 1", `emails[type eq "work"] eq "x"`, rfc, "expected the end"},
		{"a trailing sub-attribute without a comparison", `emails[type eq "work"].value`, entra, "expected an operator"},
		{"other bytes than UTF-8", "a eq \"\xff\"", rfc, "UTF-8"},
		{"characters are counted, not bytes", `a eq "ä" b`, rfc, "character 10"},
	} {
		_, err := c.grammar.Parse(c.text)
		var fault *schema.Error
		require.ErrorAs(t, err, &fault, "%s: %s", c.section, c.text)
		assert.Equal(t, schema.InvalidFilter, fault.Type, c.section)
		assert.Contains(t, fault.Detail, c.said, c.section)
	}
}

func TestParseLimits(t *testing.T) {
	limited := Grammar{MaxLength: 20, MaxDepth: 2}
	_, err := limited.Parse(`a eq "0123456789012"`)
	require.NoError(t, err, "20 bytes")
	_, err = limited.Parse(`a eq "01234567890123"`)
	assert.ErrorContains(t, err, "at most 20 bytes, found 21")
	_, err = limited.Parse(`((a pr))`)
	require.NoError(t, err)
	_, err = limited.Parse(`((a[b pr]))`)
	assert.ErrorContains(t, err, "at most 2 deep")
	_, err = limited.Parse(`(a pr) or (b pr)`)
	assert.NoError(t, err, "brackets side by side are not nested")
}

func TestParseElement(t *testing.T) {
	_, err := rfc.ParseElement(`type eq "work" and (value ew "x" or value pr)`)
	require.NoError(t, err)
	_, err = rfc.ParseElement(`emails[type pr]`)
	assert.Error(t, err, "RFC 7644, figure 1: valFilter has no valuePath")
}

// FuzzParse: no text makes the parser panic, and what it understands it prints so that it reads the same again.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		`userName eq "bjensen"`, `emails[type eq "work"].value eq "x"`, `not (a pr and b ne null) or c.d sw "\""`,
		`urn:ietf:params:scim:schemas:core:2.0:User:userName gt 1.5e3`, `a[b eq "]" ]`, `((`, `a eq "\ud800"`, `not not (a pr)`,
	} {
		f.Add(text, true)
		f.Add(text, false)
	}
	f.Fuzz(func(t *testing.T, text string, trailing bool) {
		g := Grammar{TrailingSub: trailing, MaxLength: 1 << 12, MaxDepth: 32}
		e, err := g.Parse(text)
		if err != nil {
			var fault *schema.Error
			require.ErrorAs(t, err, &fault)
			return
		}
		g.MaxLength = 0 // a value may need more characters when it is escaped
		again, err := g.Parse(e.String())
		require.NoError(t, err, "%q printed as %q", text, e)
		require.Equal(t, e, again, "%q printed as %q", text, e)
		require.False(t, strings.HasPrefix(e.String(), " "))
	})
}
