package expression

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The functions of the page's list, in its order, with the number of results that it prints for each. RandomString and Guid
// have results that nobody can repeat.
var pageFunctions = []struct {
	name    string
	results int
}{
	{"Append", 1}, {"AppRoleAssignmentsComplex", 0}, {"BitAnd", 1}, {"CBool", 1}, {"CDate", 3}, {"Coalesce", 1},
	{"ConvertToBase64", 1}, {"ConvertToUTF8Hex", 1}, {"Count", 0}, {"CStr", 1}, {"DateAdd", 5}, {"DateDiff", 9},
	{"DateFromNum", 1}, {"FormatDateTime", 1}, {"Guid", 0}, {"IgnoreFlowIfNullOrEmpty", 1}, {"IIF", 2}, {"InStr", 2},
	{"IsNull", 1}, {"IsNullOrEmpty", 2}, {"IsPresent", 0}, {"IsString", 0}, {"Item", 1}, {"Join", 1}, {"Left", 4}, {"Mid", 1},
	{"NormalizeDiacritics", 1}, {"Not", 0}, {"Now", 1}, {"NumFromDate", 0}, {"PCase", 3}, {"RandomString", 0}, {"Redact", 0},
	{"RemoveDuplicates", 0}, {"Replace", 8}, {"SelectUniqueValue", 3}, {"SingleAppRoleAssignment", 0}, {"Split", 1},
	{"StripSpaces", 0}, {"Switch", 4}, {"ToLower", 1}, {"ToUpper", 0}, {"Word", 4},
}

// Every function that the page lists is there, with every result that the page prints, and so is the one that only the page
// of the attribute mappings has; four more are Graph's.
func TestEveryFunctionOfThePageIsThere(t *testing.T) {
	assert.Len(t, pageFunctions, 43)
	results, listed := map[string]int{}, map[string]string{}
	for _, f := range Functions() {
		listed[f.Name] = f.Source
		for _, example := range f.Examples {
			if example.Documented {
				results[f.Name]++
			}
		}
	}
	for _, f := range pageFunctions {
		assert.Equal(t, thePage, listed[f.name], f.name)
		assert.Equal(t, f.results, results[f.name], f.name)
		delete(listed, f.name)
	}
	assert.Equal(t, map[string]string{
		"AssertiveAppRoleAssignmentsComplex": "Microsoft Learn, customize-application-attributes",
		"AppRoleAssignments":                 graphFunctions, "DefaultDomain": graphFunctions, "IsNothing": graphFunctions, "Prepend": graphFunctions,
	}, listed)
}
