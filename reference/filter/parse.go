package filter

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/entrasim/entrasim/reference/schema"
)

// Grammar says what Parse takes. The zero value is RFC 7644 figure 1 without limits.
type Grammar struct {
	// TrailingSub takes a sub-attribute and a comparison after a value path, emails[type eq "work"].value eq "x", as Entra
	// sends it when the matching attribute is an e-mail, and the older emails[type eq "work"] eq "x" (D-061). The RFC has
	// no such rule. It is read as emails[type eq "work" and value eq "x"].
	TrailingSub bool
	// MaxLength is the largest length in bytes, MaxDepth the deepest nesting of brackets. 0 means no limit.
	MaxLength, MaxDepth int
}

// Parse reads a filter. The error is a *schema.Error with InvalidFilter whose detail says at which character what was
// expected.
func (g Grammar) Parse(text string) (Expression, error) {
	return g.parse(text, false)
}

// ParseElement reads the filter between the brackets of a value path, which has no value paths itself.
func (g Grammar) ParseElement(text string) (Expression, error) {
	return g.parse(text, true)
}

func (g Grammar) parse(text string, element bool) (Expression, error) {
	if g.MaxLength > 0 && len(text) > g.MaxLength {
		return nil, schema.Errorf(schema.InvalidFilter, "expected a filter of at most %d bytes, found %d", g.MaxLength, len(text))
	}
	if !utf8.ValidString(text) {
		return nil, schema.Errorf(schema.InvalidFilter, "expected a filter in UTF-8, found other bytes")
	}
	p := &parser{Grammar: g, text: text, element: element}
	e := p.or()
	if p.spaces(); p.fault == nil && p.at < len(text) {
		p.fail("expected the end, or and, or or")
	}
	if p.fault != nil {
		return nil, p.fault
	}
	return e, nil
}

// parser descends recursively. After the first fault every method returns at once with nil.
type parser struct {
	Grammar
	text string
	at   int
	// depth is the number of open brackets; element says that the innermost one is a value path's.
	depth   int
	element bool
	fault   *schema.Error
}

func (p *parser) or() Expression {
	left := p.and()
	for p.fault == nil && p.keyword("or") {
		left = &Or{Left: left, Right: p.and()}
	}
	return left
}

func (p *parser) and() Expression {
	left := p.term()
	for p.fault == nil && p.keyword("and") {
		left = &And{Left: left, Right: p.term()}
	}
	return left
}

func (p *parser) term() Expression {
	p.spaces()
	if p.fault != nil {
		return nil
	}
	if p.next('(') {
		return p.bracketed(')', p.element)
	}
	start := p.at
	if p.keyword("not") {
		if p.spaces(); p.next('(') {
			return &Not{Operand: p.bracketed(')', p.element)}
		}
		p.at = start // an attribute whose name is not
	}
	return p.attribute()
}

// bracketed reads a filter and the closing bracket.
func (p *parser) bracketed(closing byte, element bool) Expression {
	outer := p.element
	p.depth, p.element = p.depth+1, element
	if p.MaxDepth > 0 && p.depth > p.MaxDepth {
		return p.fail("expected brackets to be nested at most %d deep", p.MaxDepth)
	}
	e := p.or()
	if p.spaces(); p.fault == nil && !p.next(closing) {
		return p.fail("expected %q, or and, or or", closing)
	}
	p.depth, p.element = p.depth-1, outer
	return e
}

// attribute reads attrExp or valuePath.
func (p *parser) attribute() Expression {
	path, ok := p.path()
	if !ok {
		return nil
	}
	if p.element || !p.next('[') {
		return p.comparison(path)
	}
	values := p.bracketed(']', true)
	if p.fault != nil {
		return nil
	}
	if !p.TrailingSub {
		return &ValuePath{Path: path, Filter: values}
	}
	sub := schema.Path{Attribute: "value"}
	if p.next('.') {
		if sub, ok = p.path(); !ok {
			return nil
		}
	} else if !p.beforeOperator() {
		return &ValuePath{Path: path, Filter: values}
	}
	return &ValuePath{Path: path, Filter: &And{Left: values, Right: p.comparison(sub)}}
}

func (p *parser) path() (schema.Path, bool) {
	start := p.at
	for p.at < len(p.text) && strings.IndexByte(` ()[]"`, p.text[p.at]) < 0 {
		p.at++
	}
	path, err := schema.ParsePath(p.text[start:p.at])
	if err != nil {
		p.at = start
		p.fail("%v", err)
		return schema.Path{}, false
	}
	return path, true
}

func (p *parser) comparison(path schema.Path) Expression {
	p.spaces()
	start := p.at
	word := p.word()
	operator := Operator(strings.ToLower(word))
	switch {
	case p.fault != nil:
		return nil
	case operator == Present:
		return &Comparison{Path: path, Operator: Present}
	case !slices.Contains([]Operator{Equal, NotEqual, Contains, StartsWith, EndsWith, Greater, GreaterOrEqual, Less,
		LessOrEqual}, operator):
		p.at = start
		return p.fail("expected an operator (eq, ne, co, sw, ew, pr, gt, ge, lt, le), found %q", word)
	}
	return p.value(&Comparison{Path: path, Operator: operator})
}

// value reads compValue: a JSON string, number, true, false or null.
func (p *parser) value(c *Comparison) Expression {
	p.spaces()
	start := p.at
	if p.next('"') {
		for p.at < len(p.text) && p.text[p.at] != '"' {
			if p.text[p.at] == '\\' {
				p.at++
			}
			p.at++
		}
		p.at = min(p.at+1, len(p.text))
	} else {
		for p.at < len(p.text) && strings.IndexByte(" ()[]", p.text[p.at]) < 0 {
			p.at++
		}
	}
	decoder := json.NewDecoder(strings.NewReader(p.text[start:p.at]))
	decoder.UseNumber()
	err := decoder.Decode(&c.Value)
	_, object := c.Value.(map[string]any)
	if err != nil || object || int(decoder.InputOffset()) < p.at-start {
		p.at = start
		return p.fail("expected a string in double quotes, a number, true, false or null")
	}
	return c
}

// keyword reads a word if it is the one given, in any case; else it stays where it is.
func (p *parser) keyword(word string) bool {
	start := p.at
	p.spaces()
	if strings.EqualFold(p.word(), word) {
		return true
	}
	p.at = start
	return false
}

// beforeOperator reports whether a comparison operator follows after spaces, without reading it.
func (p *parser) beforeOperator() bool {
	start := p.at
	defer func() { p.at = start }()
	p.spaces()
	word := strings.ToLower(p.word())
	return word != "" && word != "and" && word != "or"
}

// word reads letters and what else a name has, so that android is not and with a rest.
func (p *parser) word() string {
	start := p.at
	for p.at < len(p.text) && strings.IndexByte(` ()[]"`, p.text[p.at]) < 0 {
		p.at++
	}
	return p.text[start:p.at]
}

func (p *parser) next(c byte) bool {
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *parser) spaces() {
	for p.at < len(p.text) && p.text[p.at] == ' ' {
		p.at++
	}
}

// fail keeps the first fault.
func (p *parser) fail(format string, args ...any) Expression {
	if p.fault == nil {
		p.fault = schema.Errorf(schema.InvalidFilter, "filter, character %d: %s",
			utf8.RuneCountInString(p.text[:p.at])+1, fmt.Sprintf(format, args...))
	}
	return nil
}
