package expression

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestValueForms(t *testing.T) {
	tests := []struct {
		value              Value
		kind               Kind
		null, empty        bool
		text, log, goValue string
	}{
		{Null(), KindNull, true, true, "", `null`, `expression.Null()`},
		{Value{}, KindNull, true, true, "", `null`, `expression.Null()`},
		{String(""), KindString, false, true, "", `""`, `expression.String("")`},
		{String(`a "b" \`), KindString, false, false, `a "b" \`, `"a \"b\" \\"`, `expression.String("a \"b\" \\")`},
		{Bool(true), KindBool, false, false, "True", `True`, `expression.Bool(true)`},
		{Bool(false), KindBool, false, false, "False", `False`, `expression.Bool(false)`},
		{Number(1000), KindNumber, false, false, "1000", `1000`, `expression.Number(1000)`},
		{Number(-0.5), KindNumber, false, false, "-0.5", `-0.5`, `expression.Number(-0.5)`},
		{Number(129699324000000000), KindNumber, false, false, "129699324000000000", `129699324000000000`,
			`expression.Number(129699324000000000)`},
		{Strings("a", "b"), KindList, false, false, "a,b", `["a", "b"]`,
			`expression.List(expression.String("a"), expression.String("b"))`},
		{List(Bool(true), Number(2)), KindList, false, false, "True,2", `[True, 2]`,
			`expression.List(expression.Bool(true), expression.Number(2))`},
	}
	for _, test := range tests {
		t.Run(test.log, func(t *testing.T) {
			assert.Equal(t, test.kind, test.value.Kind())
			assert.Equal(t, test.null, test.value.IsNull())
			assert.Equal(t, test.empty, test.value.IsEmpty())
			assert.Equal(t, test.text, test.value.Text())
			assert.Equal(t, test.log, fmt.Sprint(test.value))
			assert.Equal(t, test.goValue, fmt.Sprintf("%#v", test.value))
		})
	}
}

func TestValueParts(t *testing.T) {
	b, ok := Bool(true).Bool()
	assert.True(t, b && ok)
	_, ok = String("True").Bool()
	assert.False(t, ok, "a text is no boolean")

	f, ok := Number(5).Number()
	assert.True(t, ok)
	assert.InDelta(t, 5, f, 0)
	_, ok = String("5").Number()
	assert.False(t, ok, "a text is no number")

	assert.Nil(t, String("a").Items())
	assert.Equal(t, []Value{String("a"), String("b")}, Strings("a", "b").Items())
}

func TestListHoldsNoNullsAndNoLists(t *testing.T) {
	assert.True(t, List().IsNull())
	assert.True(t, List(Null(), List(Null())).IsNull())
	assert.Equal(t, `["a", "", "b"]`, List(String("a"), Null(), List(String(""), String("b"))).String())
}

func TestValueDoesNotChange(t *testing.T) {
	items := []Value{String("a"), String("b")}
	list := List(items...)
	items[0] = String("changed")
	list.Items()[1] = String("changed")
	assert.Equal(t, `["a", "b"]`, list.String())
}

func TestValueEqual(t *testing.T) {
	different := []Value{
		Null(), String(""), String("a"), String("A"), String("True"), Bool(true), Bool(false), Number(0), Number(1),
		String("1"), Strings("a"), Strings("a", "b"), Strings("b", "a"), Strings("A", "b"),
	}
	for i, a := range different {
		for j, b := range different {
			assert.Equal(t, i == j, a.Equal(b), "%v and %v", a, b)
		}
	}
	assert.True(t, Strings("a", "b").Equal(List(String("a"), String("b"))))
}

func TestKindString(t *testing.T) {
	assert.Equal(t, "null string boolean number list",
		fmt.Sprint(KindNull, " ", KindString, " ", KindBool, " ", KindNumber, " ", KindList))
}
