package expression

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// rejected parses a text that must not be an expression.
func rejected(t *testing.T, text string) *SyntaxError {
	t.Helper()
	e, err := Parse(text)
	require.Error(t, err, "parsed as %v", e)
	var refused *SyntaxError
	require.True(t, errors.As(err, &refused))
	assert.Equal(t, text, refused.Source)
	return refused
}

func TestSyntaxErrors(t *testing.T) {
	tests := []struct{ text, at, message string }{
		{``, "1:1", "expected an attribute, a constant or a function, found the end of the expression"},
		{" \n ", "1:1", "expected an attribute, a constant or a function, found the end of the expression"},
		{`)`, "1:1", "expected an attribute, a constant or a function, found )"},
		{`[mail] [mail]`, "1:8", "expected the end of the expression, found [mail]"},
		{`"a" "b"`, "1:5", `expected the end of the expression, found the constant "b"`},

		{`[mail`, "1:1", "the attribute is not closed: expected ]"},
		{"[ma\nil]", "1:1", "the attribute is not closed: expected ]"},
		{`[ma[il]`, "1:1", "the attribute is not closed: expected ]"},
		{`[]`, "1:1", "expected the name of an attribute between [ and ]"},
		{`[ mail]`, "1:1", "expected [mail], found blanks inside the brackets"},
		{`Append([mail], ".test)`, "1:16", "the constant is not closed: expected a double quote"},
		{`Replace([mail], , "\d", , "", , )`, "1:20", `a backslash in a constant is written \\`},
		{`"\`, "1:2", `a backslash in a constant is written \\`},
		{`Append([mail], “.test”)`, "1:16", "expected a straight double quote, found “"},
		{`Append([mail], '.test')`, "1:16", "expected a straight double quote, found '"},
		{"StripSpaces(\u00a0[mail])", "1:13", "unexpected character U+00A0"},
		{`[mail];`, "1:7", "unexpected character U+003B ';'"},
		{"\"a\xff\"", "1:3", "expected UTF-8, found the byte 0xff"},

		{`12a`, "1:1", "expected a number that 15 digits hold, or a text in double quotes, found 12a"},
		{`1.2.3`, "1:1", "expected a number that 15 digits hold, or a text in double quotes, found 1.2.3"},
		{`1.`, "1:1", "expected a number that 15 digits hold, or a text in double quotes, found 1."},
		{`129699324000000001`, "1:1",
			"expected a number that 15 digits hold, or a text in double quotes, found 129699324000000001"},
		{`&H`, "1:1", "expected a number that 15 digits hold, or a text in double quotes, found &H"},
		{`&HG`, "1:1", "expected a number that 15 digits hold, or a text in double quotes, found &HG"},
		{`&H20000000000001`, "1:1", // 2^53 + 1
			"expected a number that 15 digits hold, or a text in double quotes, found &H20000000000001"},
		{`&h1`, "1:1", "unexpected character U+0026 '&'"},

		{`mail`, "1:1", `mail is neither True nor False nor a call; an attribute is written [mail], a text "mail"`},
		{`true`, "1:1", `true is neither True nor False nor a call; an attribute is written [true], a text "true"`},
		{`StripSpace([mail])`, "1:1", "unknown function StripSpace: did you mean StripSpaces?"},
		{`Append(stripspaces([mail]), "")`, "1:8",
			"unknown function stripspaces: names are case-sensitive, write StripSpaces"},
		{`Swich([mail])`, "1:1", "unknown function Swich: did you mean Switch?"},
		{`Frobnicate([mail])`, "1:1", "unknown function Frobnicate"},

		{`StripSpaces()`, "1:1", "StripSpaces(source) takes 1 argument, found 0"},
		{`StripSpaces([a], [b])`, "1:1", "StripSpaces(source) takes 1 argument, found 2"},
		{`Append([a])`, "1:1", "Append(source, suffix) takes 2 arguments, found 1"},
		{`Append([a], )`, "1:1", "Append(source, suffix) needs suffix, which is left empty"},
		{`Append(, "x")`, "1:1", "Append(source, suffix) needs source, which is left empty"},
		{`ToLower([a], , )`, "1:1", "ToLower(source, culture?) takes 1 to 2 arguments, found 3"},
		{`Join(" ")`, "1:1", "Join(separator, source, ...) takes at least 2 arguments, found 1"},
		{`Join(" ", , )`, "1:1", "Join(separator, source, ...) needs source, which is left empty"},
		{`Coalesce()`, "1:1", "Coalesce(source, ..., defaultValue?) takes at least 1 argument, found 0"},

		{`Append([a], "b"`, "1:7", "the bracket is not closed: expected )"},
		{`Append([a], `, "1:7", "the bracket is not closed: expected )"},
		{`Append([a] "b")`, "1:12", `expected , or ), found the constant "b"`},
		{`Append([a]] "b")`, "1:11", "unexpected character U+005D ']'"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			err := rejected(t, test.text)
			assert.Equal(t, test.at+": "+test.message, fmt.Sprintf("%d:%d: %s", err.Line, err.Column, err.Message))
		})
	}
}

func TestComparisonsStandOnlyInConditions(t *testing.T) {
	tests := []struct{ text, at, message string }{
		{`[a] = "x"`, "1:5", "a comparison may stand only once, as the condition of CBool or IIF"},
		{`Append([a] = "x", "y")`, "1:12", "a comparison may stand only once, as the condition of CBool or IIF"},
		{`IIF([a], [b] > 1, "y")`, "1:14", "a comparison may stand only once, as the condition of CBool or IIF"},
		{`IIF([a] = "x" = "y", "1", "2")`, "1:15", "a comparison may stand only once, as the condition of CBool or IIF"},
		{`IIF([a] = "x" AND [b] = "y", "1", "2")`, "1:15", "there is no AND: nest IIF instead"},
		{`IIF([a] = "x" or [b] = "y", "1", "2")`, "1:15", "there is no OR: nest IIF instead"},
		{`IIF([a] == "x", "1", "2")`, "1:9", "equality is written with one equals sign"},
		{`IIF([a] != "x", "1", "2")`, "1:9", "inequality is written <>"},
		{`IIF([a] = , "1", "2")`, "1:11", "expected an attribute, a constant or a function, found ,"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			err := rejected(t, test.text)
			assert.Equal(t, test.at+": "+test.message, fmt.Sprintf("%d:%d: %s", err.Line, err.Column, err.Message))
		})
	}
}

func TestSyntaxErrorShowsTheSource(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"one line", `Append(StripSpace([mail]), "x")`, `
1:8: unknown function StripSpace: did you mean StripSpaces?
Append(StripSpace([mail]), "x")
       ^`},
		{"the line in question, without its line break", "Append(\r\n  StripSpace([mail]),\r\n  \"x\")", `
2:3: unknown function StripSpace: did you mean StripSpaces?
  StripSpace([mail]),
  ^`},
		{"a tab is repeated", "Append(\n\t\"é\",\tStripSpace([mail]))", `
2:7: unknown function StripSpace: did you mean StripSpaces?
` + "\t\"é\",\tStripSpace([mail]))\n\t    \t^"},
		{"columns count characters", `Append("Zoë 日本", StripSpace([mail]))`, `
1:18: unknown function StripSpace: did you mean StripSpaces?
Append("Zoë 日本", StripSpace([mail]))
                   ^`},
		{"marks and joiners have no width of their own", "Append(\"Zoe\u0308 e\u200d😀\", oops)", "1:20: oops is neither " +
			"True nor False nor a call; an attribute is written [oops], a text \"oops\"\nAppend(\"Zoe\u0308 e\u200d😀\", oops)\n" +
			strings.Repeat(" ", 18) + "^"},
		{"characters that turn the line around", "\"\u202eabc\u2069\" !", `
1:9: unexpected character U+0021 '!'
"` + "\ufffdabc\ufffd" + `" !
        ^`},
		{"the end", `IIF([a] = `, `
1:10: expected an attribute, a constant or a function, found the end of the expression
IIF([a] =
         ^`},
		{"control characters", "\"\x1b[2J\" !", `
1:8: unexpected character U+0021 '!'
"` + "\ufffd" + `[2J" !
       ^`},
		{"a long line is cut", `Append("` + strings.Repeat("0123456789", 10) + `", oops, "` + strings.Repeat("9876543210", 10) + `")`, `
1:112: oops is neither True nor False nor a call; an attribute is written [oops], a text "oops"
…` + `3456789` + strings.Repeat("0123456789", 5) + `", oops, "` + strings.Repeat("9876543210", 5) + `987` + `…
` + strings.Repeat(" ", 61) + "^"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := rejected(t, test.text).Error()
			// A blank at the end of a line would not survive an editor.
			assert.Equal(t, strings.TrimPrefix(test.want, "\n"), strings.ReplaceAll(got, "= \n", "=\n"))
		})
	}
}

func TestOffsetIsInBytes(t *testing.T) {
	err := rejected(t, "Append(\"é\",\nx)")
	assert.Equal(t, 13, err.Offset)
	assert.Equal(t, []int{2, 1}, []int{err.Line, err.Column})
}

func TestLengthLimit(t *testing.T) {
	longest := `"` + strings.Repeat("é", MaxCharacters-2) + `"` // characters count, not bytes
	_, err := Parse(longest)
	require.NoError(t, err)

	refused := rejected(t, longest+" ")
	assert.Equal(t, "expected at most 10000 characters, found 10001", refused.Message)
	assert.Less(t, len(refused.Error()), 300, "the message does not repeat the whole expression")
}

func TestDepthLimit(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("Not(", n) + "True" + strings.Repeat(")", n) }
	_, err := Parse(nested(maxDepth))
	require.NoError(t, err)
	assert.Equal(t, "expected at most 250 functions inside each other", rejected(t, nested(maxDepth+1)).Message)

	_, err = Parse(`Join("", ` + strings.Repeat("Not(True), ", maxDepth+1) + `"")`)
	require.NoError(t, err, "siblings are not nested")
}
