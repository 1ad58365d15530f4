package expression

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// registry is every function of the language, sorted by name. To add one, write its row in a file of its own and name it
// here; parsing, printing, checking of arguments, help and tests are read off the row.
var registry = [...]Function{
	functionAppRoleAssignments,
	functionAppRoleAssignmentsComplex,
	functionAppend,
	functionAssertiveAppRoleAssignmentsComplex,
	functionBitAnd,
	functionCBool,
	functionCDate,
	functionCStr,
	functionCoalesce,
	functionConvertToBase64,
	functionConvertToUTF8Hex,
	functionCount,
	functionDateAdd,
	functionDateDiff,
	functionDateFromNum,
	functionDefaultDomain,
	functionFormatDateTime,
	functionGUID,
	functionIIF,
	functionIgnoreFlowIfNullOrEmpty,
	functionInStr,
	functionIsNothing,
	functionIsNull,
	functionIsNullOrEmpty,
	functionIsPresent,
	functionIsString,
	functionItem,
	functionJoin,
	functionLeft,
	functionMid,
	functionNormalizeDiacritics,
	functionNot,
	functionNow,
	functionNumFromDate,
	functionPCase,
	functionPrepend,
	functionRandomString,
	functionRedact,
	functionRemoveDuplicates,
	functionReplace,
	functionSelectUniqueValue,
	functionSingleAppRoleAssignment,
	functionSplit,
	functionStripSpaces,
	functionSwitch,
	functionToLower,
	functionToUpper,
	functionWord,
}

// Functions gives every function of the language, sorted by name. The caller may change the answer.
func Functions() []Function {
	functions := make([]Function, len(registry))
	for i, f := range registry {
		functions[i] = f.clone()
	}
	return functions
}

// LookUp gives the function of a name. The error suggests the name that may be meant.
func LookUp(name string) (Function, error) {
	f, ok := lookup(name)
	if !ok {
		return Function{}, fmt.Errorf("expected a function, found %q%s", name, suggestion(name))
	}
	return f.clone(), nil
}

func lookup(name string) (*Function, bool) {
	i, found := slices.BinarySearchFunc(registry[:], name, func(f Function, name string) int {
		return strings.Compare(f.Name, name)
	})
	if !found {
		return nil, false
	}
	return &registry[i], true
}

// conditional names the functions that take a comparison as an argument.
func conditional() string {
	var names []string
	for _, f := range registry {
		if slices.ContainsFunc(f.Params, func(p Param) bool { return p.condition }) {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, " or ")
}

// suggestion gives the end of the message for an unknown function: the nearest known name, if one is near. A third of the
// letters may be wrong.
func suggestion(name string) string {
	nearest, least := "", len(name)/3+1
	for _, f := range registry {
		if strings.EqualFold(f.Name, name) {
			return ": names are case-sensitive, write " + f.Name
		}
		if d := levenshtein.ComputeDistance(name, f.Name); d < least {
			nearest, least = f.Name, d
		}
	}
	if nearest == "" {
		return ""
	}
	return ": did you mean " + nearest + "?"
}
