package patch

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/schema"
)

// TestParsePath reads the examples of RFC 7644 figure 8 and Entra's, and prints them again.
func TestParsePath(t *testing.T) {
	for _, text := range []string{
		`members`,
		`name.familyName`,
		`addresses[type eq "work"]`,
		`members[value eq "2819c223-7f76-453a-919d-413861904646"]`,
		`members[value eq "2819c223-7f76-453a-919d-413861904646"].displayName`,
		`emails[type eq "work" and value ew "example.com"]`,
		`roles[primary eq "True"].value`,
		`emails[value eq "a]b[c.d"].type`,
		enterprise + `:manager.value`,
		enterprise + `:things[type eq "x"].value`,
	} {
		p, err := Dialect{}.ParsePath(text)
		require.NoError(t, err, text)
		assert.Equal(t, text, p.String())
	}
}

func TestParsePathRefuses(t *testing.T) {
	for text, scimType := range map[string]string{
		``:                                 schema.InvalidPath,
		`[type eq "work"]`:                 schema.InvalidPath,
		`emails[type eq "work"]value`:      schema.InvalidPath,
		`emails[type eq "work"].`:          schema.InvalidPath,
		`emails[type eq "work"].a.b`:       schema.InvalidPath,
		`emails.value[type eq "work"]`:     schema.InvalidPath,
		`emails]type eq "work"[`:           schema.InvalidPath,
		`emails[`:                          schema.InvalidPath,
		`emails[type eq "work"]:x`:         schema.InvalidPath,
		`emails[]`:                         schema.InvalidFilter,
		`emails[type eq "work"][a pr].b`:   schema.InvalidFilter,
		`emails[a[b pr]]`:                  schema.InvalidFilter,
		`emails[type eq "work" and].value`: schema.InvalidFilter,
	} {
		_, err := Dialect{}.ParsePath(text)
		var fault *schema.Error
		require.ErrorAs(t, err, &fault, "%q", text)
		assert.Equal(t, scimType, fault.Type, "%q: %s", text, fault.Detail)
	}
}

// FuzzParsePath: no path makes the parser panic, what it understands it prints so that it reads the same again, and
// nothing that it understands makes an operation panic.
func FuzzParsePath(f *testing.F) {
	for _, text := range []string{`name.familyName`, `emails[type eq "work"].value`, enterprise + `:manager`, enterprise,
		`roles[primary eq "True"]`, `a[b eq "]"].c`, `schemas`, `meta.created`, `password`, `emails.value`} {
		f.Add(text, `"x"`)
		f.Add(text, `[{"value":"x","primary":true}]`)
		f.Add(text, "")
	}
	user := userType(f)
	entra := Entra()
	entra.Grammar = filter.Grammar{MaxLength: 1 << 12, MaxDepth: 32}
	before := map[string]any{
		"userName": "ann", "emails": []any{map[string]any{"type": "work", "value": "a"}, map[string]any{"value": "b", "primary": true}},
		enterprise: map[string]any{"manager": map[string]any{"value": "M"}},
	}
	f.Fuzz(func(t *testing.T, text, value string) {
		p, err := entra.ParsePath(text)
		if err == nil && len(text) < 1<<10 {
			again, err := entra.ParsePath(p.String())
			require.NoError(t, err, "%q printed as %q", text, p)
			require.Equal(t, p, again, "%q printed as %q", text, p)
		}
		untouched := encode(t, before)
		decoded, err := decodeValue([]byte(value))
		if err != nil {
			return
		}
		for _, d := range []Dialect{{}, entra} {
			for _, op := range []Op{Add, Remove, Replace} {
				for _, o := range []Operation{{Op: op, Path: text, Value: decoded}, {Op: op, Value: map[string]any{text: decoded}}} {
					after, err := d.Apply(user, before, []Operation{o, o})
					if err == nil {
						require.NotContains(t, after, "")
					}
				}
			}
		}
		require.Equal(t, untouched, encode(t, before), "the original was modified")
	})
}
