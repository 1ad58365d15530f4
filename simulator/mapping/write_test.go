package mapping_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/mapping"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func export(tb testing.TB) *mapping.SynchronizationSchema {
	tb.Helper()
	s, err := mapping.Parse(exported(tb))
	require.NoError(tb, err)
	return s
}

func exported(tb testing.TB) []byte {
	tb.Helper()
	text, err := os.ReadFile("testdata/portal-export.json")
	require.NoError(tb, err)
	return text
}

// compact is JSON on one line: members in their order, numbers and texts as they were written.
func compact(tb testing.TB, text []byte) string {
	tb.Helper()
	var b bytes.Buffer
	require.NoError(tb, json.Compact(&b, text))
	return b.String()
}

func written(tb testing.TB, s *mapping.SynchronizationSchema) []byte {
	tb.Helper()
	var b bytes.Buffer
	require.NoError(tb, s.Write(&b))
	return b.Bytes()
}

// GET, parse and write give the document again: known and unknown members at every level, in their order.
func TestWritingGivesWhatWasRead(t *testing.T) {
	for name, text := range map[string][]byte{
		"entra": fixture(t, "entra"), "vcc": fixture(t, "vcc"), "portal export": exported(t), "least": []byte(minimal(matchUPN)),
	} {
		s, err := mapping.Parse(text)
		require.NoError(t, err, name)
		assert.Equal(t, compact(t, text), compact(t, written(t, s)), name)
		assert.Equal(t, compact(t, text), compact(t, written(t, s.Clone())), "%s, a copy", name)
		line, err := s.MarshalJSON()
		require.NoError(t, err)
		assert.Equal(t, compact(t, text), string(line), name)
	}
}

func TestWritingIsIndented(t *testing.T) {
	s, err := mapping.Parse([]byte(minimal(matchUPN)))
	require.NoError(t, err)
	lines := strings.Split(string(written(t, s)), "\n")
	assert.Equal(t, []string{"{", `  "synchronizationRules": [`, "    {", `      "sourceDirectoryName": "A",`}, lines[:4])
	assert.Equal(t, []string{"}", ""}, lines[len(lines)-2:])
}

// edits are what an administrator does on the mapping page.
var edits = []struct {
	name string
	edit func(t *testing.T, s *mapping.SynchronizationSchema)
}{
	{"nothing", func(*testing.T, *mapping.SynchronizationSchema) {}},
	{"expression", func(t *testing.T, s *mapping.SynchronizationSchema) {
		require.NoError(t, s.Users().SetExpression("userName", `ToLower(Replace([userPrincipalName], "@x, (y]", , , "\"@\\", , ), "en-US")`))
	}},
	{"condition", func(t *testing.T, s *mapping.SynchronizationSchema) {
		require.NoError(t, s.Users().SetExpression("active", `IIF([IsSoftDeleted]="True", "False", "True")`))
	}},
	{"constant", func(_ *testing.T, s *mapping.SynchronizationSchema) { s.Users().SetConstant("nickName", "<N>") }},
	{"attribute for a constant", func(t *testing.T, s *mapping.SynchronizationSchema) {
		require.NoError(t, s.Users().SetAttribute("locale", "preferredLanguage"))
	}},
	{"row", func(t *testing.T, s *mapping.SynchronizationSchema) {
		require.NoError(t, s.Users().SetAttribute("title", "jobTitle"))
		require.NoError(t, s.Users().SetMatching("title", 2))
		require.NoError(t, s.Users().Remove("locale"))
	}},
	{"flow", func(_ *testing.T, s *mapping.SynchronizationSchema) {
		users := s.Users()
		users.FlowTypes = mapping.FlowTypes{}
		users.Row("userName").FlowBehavior = mapping.FlowAlways
		users.Row("locale").FlowType = mapping.FlowTypeValueAddOnly
		users.Row("userName").ExportMissingReferences = true
	}},
	{"filter", func(t *testing.T, s *mapping.SynchronizationSchema) {
		scope := s.Users().Scope
		clause, err := mapping.NewFilterClause("department", "ENDS_WITH", "ch")
		require.NoError(t, err)
		scope.Groups[0].Clauses = append(scope.Groups[0].Clauses[:1:1], clause)
		scope.Groups[1].Name = "Somebody"
		scope.Groups[0].Clauses[0].TargetOperand = "Research"
	}},
	{"filter anew", func(t *testing.T, s *mapping.SynchronizationSchema) {
		clause, err := mapping.NewFilterClause("department", "IS NULL", "")
		require.NoError(t, err)
		s.Users().Scope = &mapping.Filter{Groups: []mapping.FilterGroup{{Name: "None", Clauses: []mapping.FilterClause{clause}}}}
	}},
	{"no filter", func(_ *testing.T, s *mapping.SynchronizationSchema) { s.Users().Scope = nil }},
	{"attribute list", func(t *testing.T, s *mapping.SynchronizationSchema) {
		require.NoError(t, s.DefineTargetAttribute(s.Users(), mapping.AttributeDefinition{
			Name: "urn:ietf:params:scim:schemas:extension:Acme:2.0:User:floor", Type: mapping.TypeInteger, Required: true}))
		require.NoError(t, s.DefineTargetAttribute(s.Users(), mapping.AttributeDefinition{Name: "active", Type: mapping.TypeString, CaseExact: true}))
	}},
	{"rule and metadata", func(_ *testing.T, s *mapping.SynchronizationSchema) {
		s.Version, s.ID = "2", "other"
		s.UserRule().Priority = 5
		users := s.Users()
		users.Metadata[0].Value = "true"
		users.Metadata = append(users.Metadata[:1:1], mapping.MetadataEntry{Key: mapping.MetadataEscrowBehavior, Value: `"Default"`})
		s.Directories[0].Name = "Entra"
	}},
}

// Editing a known field changes that field only: the golden files are the lines taken away and added.
func TestAnEditChangesItsFieldOnly(t *testing.T) {
	before := strings.Split(string(written(t, export(t))), "\n")
	var told strings.Builder
	for _, e := range edits {
		s := export(t)
		e.edit(t, s)
		text := written(t, s)
		told.WriteString("# " + e.name + "\n" + difference(before, strings.Split(string(text), "\n")) + "\n")
		if e.name != "rule and metadata" { // which renames a directory
			again, err := mapping.Parse(text)
			require.NoError(t, err, e.name)
			assert.Equal(t, string(text), string(written(t, again)), e.name)
		}
	}
	golden := filepath.Join("testdata", "edits.txt")
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(told.String()), 0o600))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), told.String())
}

// difference is the lines that a has and b lacks, and the other way round, without their indentation.
func difference(a, b []string) string {
	longest := make([][]int, len(a)+1)
	for i := range longest {
		longest[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	var lines strings.Builder
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && longest[i+1][j] >= longest[i][j+1]:
			lines.WriteString("- " + strings.TrimSpace(a[i]) + "\n")
			i++
		default:
			lines.WriteString("+ " + strings.TrimSpace(b[j]) + "\n")
			j++
		}
	}
	return lines.String()
}

// What Graph calls a schema can be made without a document to begin with.
func TestASchemaThatWasMadeCanBeRead(t *testing.T) {
	users := &mapping.ObjectMapping{Enabled: true, SourceObjectName: "User", TargetObjectName: "U", FlowTypes: mapping.FlowTypes{Add: true}}
	require.NoError(t, users.SetExpression("userName", `Append([mailNickname], "@x")`))
	require.NoError(t, users.SetMatching("userName", 1))
	s := &mapping.SynchronizationSchema{ID: "made", SynchronizationRules: []*mapping.SynchronizationRule{{
		SourceDirectoryName: "A", TargetDirectoryName: "B", ObjectMappings: []*mapping.ObjectMapping{users}}},
		Directories: []*mapping.DirectoryDefinition{{Name: "B", Objects: []*mapping.ObjectDefinition{{Name: "U",
			Attributes: []mapping.AttributeDefinition{{Name: "userName"}}}}}}}
	again, err := mapping.Parse(written(t, s))
	require.NoError(t, err)
	assert.Equal(t, []string{`userName <- Append([mailNickname], "@x")*`}, rows(again.Users()))
	assert.Equal(t, mapping.FlowTypes{Add: true}, again.Users().FlowTypes)
	assert.Equal(t, mapping.TypeString, again.Users().TargetDefinition("userName").Type)
}
