package expression

import (
	"strings"
	"unicode/utf8"
)

// lexer cuts an expression into tokens. White space between tokens is blank, tab and line break.
type lexer struct {
	source string
	offset int
}

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenName
	tokenAttribute
	tokenText
	tokenNumber
	tokenOperator
	tokenOpen
	tokenClose
	tokenComma
)

// token is one word of the language. Its text is what it means, not what was written: an attribute without brackets, a
// text constant without quotes and escapes.
type token struct {
	kind   tokenKind
	text   string
	offset int
}

// String names the token in error messages.
func (t token) String() string {
	switch t.kind {
	case tokenEnd:
		return "the end of the expression"
	case tokenAttribute:
		return "[" + t.text + "]"
	case tokenText:
		return "the constant " + quote(t.text)
	}
	return t.text
}

const blanks = " \t\r\n"

// next gives the next token; at the end, and from then on, tokenEnd placed behind the last visible character.
func (l *lexer) next() (token, error) {
	l.offset = len(l.source) - len(strings.TrimLeft(l.source[l.offset:], blanks))
	rest, start := l.source[l.offset:], l.offset
	if rest == "" {
		return token{kind: tokenEnd, offset: len(strings.TrimRight(l.source, blanks))}, nil
	}
	switch c := rest[0]; {
	case isLetter(c):
		return l.take(tokenName, span(rest, isNameByte)), nil
	case isDigit(c), c == '-' && len(rest) > 1 && isDigit(rest[1]):
		return l.take(tokenNumber, 1+span(rest[1:], isNumberByte)), nil
	case strings.HasPrefix(rest, "&H"):
		return l.take(tokenNumber, 2+span(rest[2:], isNameByte)), nil
	case c == '[':
		return l.attribute()
	case c == '"':
		return l.constant()
	case c == '(':
		return l.take(tokenOpen, 1), nil
	case c == ')':
		return l.take(tokenClose, 1), nil
	case c == ',':
		return l.take(tokenComma, 1), nil
	case strings.HasPrefix(rest, "=="):
		return token{}, newSyntaxError(l.source, start, "equality is written with one equals sign")
	case strings.HasPrefix(rest, "!="):
		return token{}, newSyntaxError(l.source, start, "inequality is written <>")
	}
	for _, operator := range operators {
		if strings.HasPrefix(rest, operator) {
			return l.take(tokenOperator, len(operator)), nil
		}
	}
	r, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune("“”„‟’‘'", r) {
		return token{}, newSyntaxError(l.source, start, "expected a straight double quote, found %c", r)
	}
	return token{}, newSyntaxError(l.source, start, "unexpected character %#U", r)
}

func (l *lexer) take(kind tokenKind, length int) token {
	t := token{kind: kind, text: l.source[l.offset : l.offset+length], offset: l.offset}
	l.offset += length
	return t
}

// attribute reads [name]. What may stand in a name is not documented beyond examples; anything visible is taken, because
// directory extensions bring names of their own. Blanks at the edges are refused: they would only make a name that no
// object has, and so a silent null.
func (l *lexer) attribute() (token, error) {
	start := l.offset
	length := strings.IndexAny(l.source[start+1:], "[]\r\n")
	if length < 0 || l.source[start+1+length] != ']' {
		return token{}, newSyntaxError(l.source, start, "the attribute is not closed: expected ]")
	}
	name := l.source[start+1 : start+1+length]
	switch {
	case strings.TrimSpace(name) == "":
		return token{}, newSyntaxError(l.source, start, "expected the name of an attribute between [ and ]")
	case strings.TrimSpace(name) != name:
		return token{}, newSyntaxError(l.source, start, "expected [%s], found blanks inside the brackets",
			strings.TrimSpace(name))
	}
	l.offset = start + length + 2
	return token{kind: tokenAttribute, text: name, offset: start}, nil
}

// constant reads a text constant. A backslash escapes a backslash or a double quote; the page demands that every
// backslash be escaped, so any other use is an error rather than a guess.
func (l *lexer) constant() (token, error) {
	start := l.offset
	var text strings.Builder
	for i := start + 1; i < len(l.source); i++ {
		switch c := l.source[i]; c {
		case '"':
			l.offset = i + 1
			return token{kind: tokenText, text: text.String(), offset: start}, nil
		case '\\':
			if i+1 == len(l.source) || l.source[i+1] != '\\' && l.source[i+1] != '"' {
				return token{}, newSyntaxError(l.source, i, `a backslash in a constant is written \\`)
			}
			i++
			text.WriteByte(l.source[i])
		default:
			text.WriteByte(c)
		}
	}
	return token{}, newSyntaxError(l.source, start, "the constant is not closed: expected a double quote")
}

// quote writes a text as a constant of the language, the reverse of what the lexer reads.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// span counts the leading bytes of a text that fit.
func span(text string, fits func(byte) bool) int {
	n := 0
	for n < len(text) && fits(text[n]) {
		n++
	}
	return n
}

func isLetter(c byte) bool     { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool      { return '0' <= c && c <= '9' }
func isNameByte(c byte) bool   { return isLetter(c) || isDigit(c) || c == '_' }
func isNumberByte(c byte) bool { return isNameByte(c) || c == '.' }
