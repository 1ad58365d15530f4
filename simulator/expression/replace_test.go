package expression

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestReplace(t *testing.T) {
	attributes := map[string]Value{
		"mail": String("a.b@x.com"), "empty": String(""), "phones": Strings("+1 2", "+3 4"), "title": String("Dev Dev dev"),
		"pattern": String(`(?<n>\d)`), "group": String("n"), "wrong": String("("),
	}
	tests := []struct {
		name, text string
		want       Value
	}{
		{"text: all occurrences, case-sensitive", `Replace([title], "Dev", , , "Ops", , )`, String("Ops Ops dev")},
		{"text: trailing arguments may be missing", `Replace([title], "Dev", , , "Ops")`, String("Ops Ops dev")},
		{"text: not found", `Replace([title], "x", , , "y", , )`, String("Dev Dev dev")},
		{"text: nothing to find", `Replace([title], [absent], , , "y", , )`, String("Dev Dev dev")},
		{"text: replaced by nothing", `Replace([title], "Dev", , , [absent], , )`, String("  dev")},
		{"text: null source", `Replace([absent], "x", , , "y", , )`, Null()},
		{"text: list", `Replace([phones], " ", , , "", , )`, Strings("+12", "+34")},
		{"text: $ has no meaning", `Replace([title], "dev", , , "$0", , )`, String("Dev Dev $0")},
		{`text: "" in other places counts as left out`, `Replace([title], "Dev", "", "", "Ops", "", "")`, String("Ops Ops dev")},

		{"template: every occurrence", `Replace([mail], "<u>", , , , , "<u> or <u>")`, String("a.b@x.com or a.b@x.com")},
		{"template: null source", `Replace([absent], "<u>", , , , , "<u>@x.com")`, Null()},
		{"template: empty source", `Replace([empty], "<u>", , , , , "<u>@x.com")`, String("@x.com")},
		{"template: list", `Replace([phones], "<u>", , , , , "tel:<u>")`, Strings("tel:+1 2", "tel:+3 4")},

		{"regex: every match", `Replace([mail], , "[a-z]", , "_", , )`, String("_._@_.___")},
		{"regex: no match", `Replace([mail], , "\\d", , "_", , )`, String("a.b@x.com")},
		{"regex: list", `Replace([phones], , "\\D", , "", , )`, Strings("12", "34")},
		{"regex: null source", `Replace([absent], , "^$", , "x", , )`, Null()},
		{"regex: empty source", `Replace([empty], , "^$", , "x", , )`, String("x")},
		{"regex: pattern from an attribute", `Replace("a1b2", , [pattern], , "<${n}>", , )`, String("a<1>b<2>")},

		{"group: in every match, the rest stays", `Replace("k1=a;k2=b", , "k(?<n>\\d)=", "n", "#", , )`, String("k#=a;k#=b")},
		{"group: replacement as it stands", `Replace("a1", , "(?<n>\\d)", "n", "${n}$1", , )`, String("a${n}$1")},
		{"group: took no part", `Replace("ab", , "a(?<n>x)?", "n", "#", , )`, String("ab")},
		{"group: by number", `Replace("a1", , "([a-z])(\\d)", "2", "#", , )`, String("a#")},
		{"group: both from attributes", `Replace("a1", , [pattern], [group], "#", , )`, String("a#")},

		{"property: source has a value", `Replace([mail], , "(?<n>\\d)", "n", , [phones], )`, String("a.b@x.com")},
		{"property: source is null", `Replace([absent], , "(?<n>@.*)", "n", , [mail], )`, String("@x.com")},
		{"property: both null", `Replace([absent], , "(?<n>@.*)", "n", , [missing], )`, Null()},
		{"property: no match", `Replace([absent], , "(?<n>\\d)", "n", , [mail], )`, Null()},
		{"property: group took no part", `Replace([absent], , "a(?<n>x)?", "n", , [mail], )`, Null()},
		{"property: list", `Replace([absent], , "(?<n>\\d)$", "n", , [phones], )`, Strings("2", "4")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := result(t, test.text, attributes)
			assert.True(t, test.want.Equal(got), "expected %v, got %v", test.want, got)
		})
	}
}

// The page prints 19998887777 for this expression; but its pattern has no plus sign, so the plus sign stays.
func TestReplaceFollowsThePatternNotThePage(t *testing.T) {
	got := result(t, `Replace([mobile], , "[()\\s-]+", , "", , )`, map[string]Value{"mobile": String("+1 (999) 888-7777")})
	assert.Equal(t, "+19998887777", got.Text())
}

func TestReplaceRefuses(t *testing.T) {
	const ways = "Replace: expected Find and Replacement, Find and Template, RegularExpression and Replacement, these with " +
		"RegularExpressionGroupName, or RegularExpression, RegularExpressionGroupName and ReplacementPropertyName, found "
	for text, found := range map[string]string{
		`Replace([mail])`:                              "none of them",
		`Replace([mail], "a")`:                         "Find only",
		`Replace([mail], "", , , "b", , )`:             "Replacement only",
		`Replace([mail], "a", "b", , "c", , )`:         "Find, RegularExpression, Replacement only",
		`Replace([mail], "a", , , "b", , "c")`:         "Find, Replacement, Template only",
		`Replace([mail], , "a", "b", "c", [mobile], )`: "RegularExpression, RegularExpressionGroupName, Replacement, ReplacementPropertyName only",
		`Replace([mail], , "a", "", , [mobile], )`:     "RegularExpression, ReplacementPropertyName only",
	} {
		assert.Equal(t, ways+found, rejected(t, text).Message, text)
	}

	tests := []struct{ text, at, message string }{
		{`Replace([mail], , "(", , "", , )`, `"("`, "expected a regular expression of .NET, found missing closing )"},
		{`Replace([mail], , "a*+", , "", , )`, `"a*+"`, "possessive quantifiers are not .NET's"},
		{`Replace([mail], , "(?<n>a)", "N", "", , )`, `"N"`, `expected a group of the regular expression, found "N"`},
		{`Replace([mail], , "(?<n>a)", "2", "", , )`, `"2"`, `expected a group of the regular expression, found "2"`},
	}
	for _, test := range tests {
		err := rejected(t, test.text)
		assert.Contains(t, err.Message, test.message)
		assert.True(t, strings.HasPrefix(test.text[err.Offset:], test.at), "%s: blames %s", test.text, test.text[err.Offset:])
	}
}

func TestReplaceErrors(t *testing.T) {
	attributes := map[string]Value{
		"long": String(strings.Repeat("a", 2000)), "wrong": String("("), "list": Strings("a", "b"),
		"many": Strings("short", strings.Repeat("a", 2000)),
	}
	tests := []struct{ text, argument, message string }{
		{`Replace("a", , [wrong], , "", , )`, "RegularExpression", "expected a regular expression"},
		{`Replace("a", , "(?<n>a)", [wrong], "", , )`, "RegularExpressionGroupName", `found "("`},
		{`Replace("a", , "(?<n>a)", [absent], "", , )`, "RegularExpressionGroupName", `found ""`},
		{`Replace("a", [list], , , "b", , )`, "Find", "expected one value, found a list of 2"},
		{`Replace("a", "b", , , [list], , )`, "Replacement", "expected one value, found a list of 2"},
		{`Replace("a", "b", , , , , [list])`, "Template", "expected one value, found a list of 2"},
		{`Replace("a", , [list], , "b", , )`, "RegularExpression", "expected one value, found a list of 2"},
		// A result that grows as a product is stopped.
		{`Replace([long], "a", , , [long], , )`, "source", "expected a result of at most 262144 bytes"},
		{`Replace([many], "a", , , [long], , )`, "source", "expected a result of at most 262144 bytes"},
		{`Replace([long], "a", , , , , [long])`, "source", "expected a result of at most 262144 bytes"},
		{`Replace([long], , "a", , [long], , )`, "source", "expected a result of at most 262144 bytes"},
		{`Replace([long], , "a", , "$_", , )`, "source", "expected a result of at most 262144 bytes"},
		{`Replace([long], , "(?<n>a)", "n", [long], , )`, "source", "expected a result of at most 262144 bytes"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			err := failure(t, test.text, attributes)
			assert.Equal(t, "Replace", err.Function)
			assert.Equal(t, test.argument, err.Argument)
			assert.Contains(t, err.Message, test.message)
		})
	}
}
