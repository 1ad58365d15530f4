package schema

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
)

var update = flag.Bool("update", false, "rewrite golden files")

func document(t testing.TB, name string) *Schema {
	t.Helper()
	text, err := fixtures.FS.ReadFile("schemas/" + name + ".json")
	require.NoError(t, err)
	s, err := Parse(text)
	require.NoError(t, err)
	return s
}

// userType is a User as RFC 7643 has it.
func userType(t testing.TB) *ResourceType {
	t.Helper()
	return &ResourceType{
		Name: "User", Endpoint: "/Users", Core: document(t, "user"),
		Extensions: []Extension{{Schema: document(t, "enterprise-user")}},
	}
}

// TestDocuments shows every characteristic of every attribute of the documents, so that a change of one is reviewed as
// one. They are those of RFC 7643 sections 8.7.1 and 8.7.2 but for six places where that section contradicts the RFC's
// own text: addresses.primary (8.2, and RFC 7644 section 3.5.2.3), etag, authenticationSchemes.type and .primary (5, 8.5),
// schemaExtensions multi-valued and optional (6), binary as a type (2.3.6), and referenceTypes of a sub-attribute multi-valued (7).
// RFC 9865 section 4 adds pagination.
func TestDocuments(t *testing.T) {
	files, err := fs.Glob(fixtures.FS, "schemas/*.json")
	require.NoError(t, err)
	require.Len(t, files, 6)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			s := document(t, name)
			var b strings.Builder
			fmt.Fprintf(&b, "%s (%s)\n", s.ID, s.Name)
			list(&b, s.Attributes, "")
			golden := filepath.Join("testdata", name+".txt")
			if *update {
				require.NoError(t, os.MkdirAll("testdata", 0o755))
				require.NoError(t, os.WriteFile(golden, []byte(b.String()), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), b.String())
		})
	}
}

func list(b *strings.Builder, attributes []*Attribute, indent string) {
	for _, a := range attributes {
		fmt.Fprintf(b, "%s%s %s", indent, a.Name, a.Type)
		if a.MultiValued {
			b.WriteString(" multiValued")
		}
		if a.Required {
			b.WriteString(" required")
		}
		if a.CaseExact {
			b.WriteString(" caseExact")
		}
		fmt.Fprintf(b, " %s returned=%s uniqueness=%s", a.Mutability, a.Returned, a.Uniqueness)
		if len(a.CanonicalValues) > 0 {
			fmt.Fprintf(b, " canonical=%s", strings.Join(a.CanonicalValues, ","))
		}
		if len(a.ReferenceTypes) > 0 {
			fmt.Fprintf(b, " references=%s", strings.Join(a.ReferenceTypes, ","))
		}
		b.WriteString("\n")
		list(b, a.SubAttributes, indent+"  ")
	}
}

func TestParseCompletesDefaults(t *testing.T) {
	s, err := Parse([]byte(`{"id": "urn:example:schemas:1.0:Thing", "attributes": [{"name": "colour"}]}`))
	require.NoError(t, err)
	want := &Attribute{Name: "colour", Type: String, Mutability: ReadWrite, Returned: Default, Uniqueness: UniqueNone}
	assert.Equal(t, want, s.Attribute("Colour"), "RFC 7643, 7: string, readWrite, default, none")
}

func TestParseRefuses(t *testing.T) {
	for text, said := range map[string]string{
		`{`:          "schema document",
		`{"id":"x"}`: `expected a URN as id, found "x"`,
		`{"id":"urn:x:y","attributes":[{"name":"a b"}]}`:                                               "expected a name of letters",
		`{"id":"urn:x:y","attributes":[null]}`:                                                         "expected a name of letters",
		`{"id":"urn:x:y","attributes":[{"name":"a","type":"text"}]}`:                                   `type "text" is not known`,
		`{"id":"urn:x:y","attributes":[{"name":"a","type":"complex"}]}`:                                "expected subAttributes",
		`{"id":"urn:x:y","attributes":[{"name":"a","type":"complex","subAttributes":[{"name":"1"}]}]}`: "attribute a: attribute 0",
	} {
		_, err := Parse([]byte(text))
		assert.ErrorContains(t, err, said, text)
	}
}

func TestNarrowAndWithLeaveTheOriginalAlone(t *testing.T) {
	user := document(t, "user")
	narrowed := user.Narrow(func(a *Attribute) bool { return a.Name == "name" })
	changed := narrowed.With("name", "givenName", func(a *Attribute) { a.Required = true })

	assert.Len(t, narrowed.Attributes, 1)
	assert.True(t, changed.Attribute("name").Sub("givenName").Required)
	assert.False(t, changed.Attribute("name").Sub("familyName").Required)
	assert.False(t, user.Attribute("name").Sub("givenName").Required)
	assert.NotNil(t, user.Attribute("userName"))
}
