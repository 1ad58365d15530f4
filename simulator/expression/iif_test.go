package expression

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIIFComparisons(t *testing.T) {
	attributes := map[string]Value{
		"country": String("USA"), "employeeId": String("10"), "level": Number(9), "enabled": Bool(true), "empty": String(""),
	}
	tests := []struct {
		condition string
		want      bool
	}{
		// Texts, letter by letter.
		{`[country] = "USA"`, true},
		{`[country] = "usa"`, false},
		{`[country] <> "usa"`, true},
		{`[country] <> "USA"`, false},
		{`[country] > "UK"`, true},
		{`[country] >= "USA"`, true},
		{`[country] < "USA"`, false},
		{`[country] <= "USA"`, true},
		{`"USA" = [country]`, true},
		{`ToLower([country]) = "usa"`, true},
		// By size as soon as one side is a number.
		{`[employeeId] > 9`, true},
		{`[employeeId] > "9"`, false},
		{`[employeeId] > [level]`, true},
		{`[employeeId] = 10.0`, true},
		{`[level] < 10`, true},
		{`[level] >= 9`, true},
		{`[level] <= 8.5`, false},
		{`[country] = 5`, false},
		{`[country] <> 5`, true},
		// A boolean by its text form.
		{`[enabled] = True`, true},
		{`[enabled] = "True"`, true},
		{`[enabled] = "true"`, false},
		// A null or empty source makes every comparison false; a constant "" is no source.
		{`[absent] = "USA"`, false},
		{`[absent] <> "USA"`, false},
		{`[absent] < 5`, false},
		{`[empty] = ""`, false},
		{`[empty] <> "USA"`, false},
		{`"USA" <> [absent]`, false},
		{`[absent] = [absent]`, false},
		{`StripSpaces([absent]) <> "USA"`, false},
		{`[country] <> ""`, true},
		{`[country] = ""`, false},
	}
	for _, test := range tests {
		t.Run(test.condition, func(t *testing.T) {
			got := result(t, `IIF(`+test.condition+`, "yes", "no")`, attributes)
			want := map[bool]string{true: "yes", false: "no"}[test.want]
			assert.Equal(t, want, got.Text())
		})
	}
}

func TestIIFWithAPlainCondition(t *testing.T) {
	attributes := map[string]Value{"enabled": Bool(true), "text": String("True"), "lower": String("true"), "n": Number(2)}
	for condition, want := range map[string]string{
		`True`: "yes", `False`: "no", `"True"`: "yes", `1`: "yes", `0`: "no", `[enabled]`: "yes", `Not([enabled])`: "no",
		`[text]`: "yes", `[lower]`: "no", `[n]`: "yes", `[absent]`: "no", `Not([absent])`: "yes",
	} {
		assert.Equal(t, want, result(t, `IIF(`+condition+`, "yes", "no")`, attributes).Text(), condition)
	}
}

func TestIIFGivesValuesAsTheyAre(t *testing.T) {
	addresses := Strings("a", "b")
	attributes := map[string]Value{"addresses": addresses}
	assert.True(t, addresses.Equal(result(t, `IIF(True, [addresses], "")`, attributes)))
	assert.True(t, result(t, `IIF(False, "x", [absent])`, attributes).IsNull())
}

func TestIIFErrors(t *testing.T) {
	attributes := map[string]Value{"country": String("USA"), "addresses": Strings("a", "b")}

	err := failure(t, `Append("x", IIF([country] > 5, "a", "b"))`, attributes)
	assert.Equal(t, `1:17: IIF: condition: expected two numbers around >, found "USA" and 5`, err.Error())
	assert.Equal(t, "IIF", err.Function)
	assert.Equal(t, "condition", err.Argument)
	assert.Equal(t, []int{16, 1, 17}, []int{err.Offset, err.Line, err.Column})
	assert.Equal(t, "Append(\"x\", IIF([country] > 5, \"a\", \"b\"))\n                ^", err.Caret())

	err = failure(t, `IIF("a" = [addresses], "a", "b")`, attributes)
	assert.Equal(t, `1:11: IIF: condition: expected one value to compare, found a list of 2`, err.Error())

	err = failure(t, `IIF([addresses], "a", "b")`, attributes)
	assert.Equal(t, `1:5: IIF: condition: expected one value, found a list of 2`, err.Error())

	// An error inside an operand is reported where it happened.
	for _, condition := range []string{`ToLower("x", "?") = "x"`, `"x" = ToLower("x", "?")`, `ToLower("x", "?")`} {
		assert.Equal(t, "ToLower", failure(t, `IIF(`+condition+`, "a", "b")`, nil).Function, condition)
	}
}
