package expression

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// SyntaxError says where and why a text is not an expression.
type SyntaxError struct {
	// Offset counts bytes from the start of Source; Line and Column count from 1, Column in characters.
	Offset, Line, Column int
	// Message is lower case, without position.
	Message string
	// Source is the whole text that was parsed.
	Source string
}

func newSyntaxError(source string, offset int, format string, args ...any) *SyntaxError {
	line, column := position(source, offset)
	return &SyntaxError{
		Offset: offset, Line: line, Column: column, Message: message(format, args...), Source: source,
	}
}

// Error gives "line:column: message", then the line of the source, then a line with a caret under the column.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%d:%d: %s\n%s", e.Line, e.Column, e.Message, e.Caret())
}

// maxMessage is how many characters of a message are shown. It quotes values, which can be long, and ends in a provisioning
// log.
const maxMessage = 600

// message is what an error says, on one line, without the middle of what is too long.
func message(format string, args ...any) string {
	text := []rune(printable(fmt.Sprintf(format, args...)))
	if len(text) <= maxMessage {
		return string(text)
	}
	return string(text[:maxMessage*2/3]) + "…" + string(text[len(text)-maxMessage/3:])
}

// Caret gives the line of the source and below it a line with a caret, without a newline at the end.
func (e *SyntaxError) Caret() string { return caret(e.Source, e.Offset) }

// position turns a byte offset into a line and a column, both from 1, the column in characters.
func position(source string, offset int) (line, column int) {
	before := source[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}

// caretContext is how many characters of a long line are shown on either side of the caret.
const caretContext = 60

// caret shows the line that holds the offset and marks the place. A tab before the place is repeated in the second line,
// so that the caret stands right whatever the width of a tab is; any other character is as wide as terminals show it.
func caret(source string, offset int) string {
	start := strings.LastIndexByte(source[:offset], '\n') + 1
	end := len(source)
	if i := strings.IndexByte(source[offset:], '\n'); i >= 0 {
		end = offset + i
	}
	before := []rune(printable(source[start:offset]))
	after := []rune(printable(strings.TrimSuffix(source[offset:end], "\r")))
	if extra := len(before) - caretContext; extra > 0 {
		before = append([]rune{'…'}, before[extra:]...)
	}
	if len(after) > caretContext {
		after = append(after[:caretContext:caretContext], '…')
	}
	var padding strings.Builder
	for _, r := range before {
		if r == '\t' {
			padding.WriteRune(r)
			continue
		}
		padding.WriteString("  "[:cells(r)])
	}
	return string(before) + string(after) + "\n" + padding.String() + "^"
}

// cells is how many columns of a terminal a character takes: two for those of East Asia and for emoji, none for marks and
// joiners.
func cells(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// printable replaces what would move the cursor or turn the line around in an error message, one character for one.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Bidi_Control) && r != '\t' {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
