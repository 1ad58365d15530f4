package expression

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// maxDepth bounds how deep calls may be nested. The page's own advice (nest IIF instead of AND and OR) makes deep
// expressions, tens of levels at most.
const maxDepth = 250

// parser is a recursive descent over the tokens, with one token of look-ahead.
type parser struct {
	lexer   lexer
	current token
	depth   int
}

func parse(text string) (node, error) {
	for i, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)) {
			return nil, newSyntaxError(text, i, "expected UTF-8, found the byte %#x", text[i])
		}
	}
	if tooLong(text) {
		return nil, newSyntaxError(text, 0, "expected at most %d characters, found %d",
			MaxCharacters, utf8.RuneCountInString(text))
	}
	p := &parser{lexer: lexer{source: text}}
	if err := p.advance(); err != nil {
		return nil, err
	}
	root, err := p.expression()
	if err != nil {
		return nil, err
	}
	if p.current.kind != tokenEnd {
		return nil, p.unexpected("expected the end of the expression")
	}
	return root, nil
}

// tooLong counts characters only when the bytes leave it open.
func tooLong(text string) bool {
	return len(text) > MaxCharacters && utf8.RuneCountInString(text) > MaxCharacters
}

func (p *parser) advance() (err error) {
	p.current, err = p.lexer.next()
	return err
}

func (p *parser) fail(offset int, format string, args ...any) error {
	return newSyntaxError(p.lexer.source, offset, format, args...)
}

// unexpected refuses the current token, and explains the two mistakes that other languages suggest.
func (p *parser) unexpected(expected string) error {
	t := p.current
	switch {
	case t.kind == tokenOperator:
		return p.fail(t.offset, "a comparison may stand only once, as the condition of %s", conditional())
	case t.kind == tokenName && slices.Contains([]string{"AND", "OR"}, strings.ToUpper(t.text)):
		return p.fail(t.offset, "there is no %s: nest IIF instead", strings.ToUpper(t.text))
	}
	return p.fail(t.offset, "%s, found %v", expected, t)
}

// expression reads an attribute, a constant or a call.
func (p *parser) expression() (node, error) {
	t := p.current
	switch t.kind {
	case tokenAttribute:
		return attributeNode{name: t.text, offset: t.offset}, p.advance()
	case tokenText:
		return constantNode{value: String(t.text), offset: t.offset}, p.advance()
	case tokenNumber:
		f, hex, ok := parseNumber(t.text)
		if !ok {
			return nil, p.fail(t.offset, "expected a number that 15 digits hold, or a text in double quotes, found %s", t.text)
		}
		return constantNode{value: Number(f), hex: hex, offset: t.offset}, p.advance()
	case tokenName:
		return p.name()
	}
	return nil, p.unexpected("expected an attribute, a constant or a function")
}

// name reads what begins with a bare word: True, False or a call.
func (p *parser) name() (node, error) {
	t := p.current
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.current.kind == tokenOpen {
		return p.call(t)
	}
	switch t.text {
	case "True", "False":
		return constantNode{value: Bool(t.text == "True"), offset: t.offset}, nil
	case vbBinaryCompare, vbTextCompare:
		return constantNode{value: String(t.text), word: true, offset: t.offset}, nil
	}
	return nil, p.fail(t.offset, `%s is neither True nor False nor a call; an attribute is written [%s], a text "%s"`,
		t.text, t.text, t.text)
}

// call reads the arguments of a function and checks them against its parameters.
func (p *parser) call(name token) (node, error) {
	f, ok := lookup(name.text)
	if !ok {
		return nil, p.fail(name.offset, "unknown function %s%s", name.text, suggestion(name.text))
	}
	if p.depth++; p.depth > maxDepth {
		return nil, p.fail(name.offset, "expected at most %d functions inside each other", maxDepth)
	}
	args, err := p.arguments(f)
	if err != nil {
		return nil, err
	}
	p.depth--
	if f.topLevel && p.depth > 0 {
		return nil, p.fail(name.offset, "%s may not stand inside another function", f.Name)
	}
	if message := f.accepts(args); message != "" {
		return nil, p.fail(name.offset, "%s", message)
	}
	for i, arg := range args {
		if message := f.param(i).refuse(arg); message != "" {
			return nil, p.fail(arg.position(), "%s: %s", f.Name, message)
		}
	}
	evaluate := f.eval
	if f.bind != nil {
		var refused *refusal
		if evaluate, refused = f.bind(args); refused != nil {
			offset := name.offset
			if refused.argument != nil {
				offset = refused.argument.position()
			}
			return nil, p.fail(offset, "%s: %s", f.Name, refused.message)
		}
	}
	return &callNode{function: f, args: args, evaluate: evaluate, offset: name.offset, redacts: redacts(f, args)}, nil
}

// redacts says whether a call, or one inside it, is Redact.
func redacts(f *Function, args []node) bool {
	found := f.Name == functionRedact.Name
	for _, arg := range args {
		if arg == nil {
			continue
		}
		arg.walk(func(n node) {
			c, ok := n.(*callNode)
			found = found || ok && c.redacts
		})
	}
	return found
}

// arguments reads from the opening bracket to behind the closing one. Between two commas nothing need stand.
func (p *parser) arguments(f *Function) ([]node, error) {
	open := p.current
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.current.kind == tokenClose {
		return nil, p.advance()
	}
	var args []node
	for {
		var arg node
		if p.current.kind != tokenComma && p.current.kind != tokenClose {
			var err error
			if arg, err = p.argument(f, len(args)); err != nil {
				return nil, err
			}
		}
		args = append(args, arg)
		switch p.current.kind {
		case tokenComma:
			if err := p.advance(); err != nil {
				return nil, err
			}
		case tokenClose:
			return args, p.advance()
		case tokenEnd:
			return nil, p.fail(open.offset, "the bracket is not closed: expected )")
		default:
			return nil, p.unexpected("expected , or )")
		}
	}
}

// argument reads an expression, and a comparison where the parameter is a condition.
func (p *parser) argument(f *Function, index int) (node, error) {
	if p.current.kind == tokenEnd {
		return nil, nil // the caller reports the open bracket
	}
	left, err := p.expression()
	if err != nil {
		return nil, err
	}
	param := f.param(index)
	if !param.condition || p.current.kind != tokenOperator {
		return left, nil
	}
	operator := p.current.text
	if err := p.advance(); err != nil {
		return nil, err
	}
	right, err := p.expression()
	if err != nil {
		return nil, err
	}
	return comparisonNode{operator: operator, left: left, right: right, function: f.Name, argument: param.Name}, nil
}
