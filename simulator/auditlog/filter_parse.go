package auditlog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	maxFilterLength = 4096 // bytes
	maxFilterDepth  = 16   // open brackets
)

// FilterError says where and why a text is not a filter.
type FilterError struct {
	// Offset counts bytes from the start of Source.
	Offset int
	// Message reads "expected …, found …".
	Message string
	Source  string
}

// Error gives the place, counted in characters from 1, and the message, on one line.
func (e *FilterError) Error() string {
	return fmt.Sprintf("$filter: character %d: %s", utf8.RuneCountInString(e.Source[:e.Offset])+1, e.Message)
}

// ParseFilter reads a $filter: comparisons joined with and, brackets at will.
//
//	provisioningStatusInfo/status eq 'failure' and activityDateTime gt 2026-03-01T00:00:00Z
//	contains(sourceIdentity/displayName, 'o''brien')
//
// The operators are those of the page, eq, contains, gt and lt, each where the property has it; operators and constants
// are case-sensitive. An empty text is the zero Filter. The error is a *FilterError.
func ParseFilter(text string) (Filter, error) {
	p := &filterParser{text: text}
	switch {
	case len(text) > maxFilterLength:
		return Filter{}, p.fail(0, "expected at most %d bytes, found %d", maxFilterLength, len(text))
	case !utf8.ValidString(text):
		return Filter{}, p.fail(0, "expected UTF-8, found other bytes")
	case strings.TrimSpace(text) == "":
		return Filter{}, nil
	}
	terms, err := p.all()
	if err == nil && p.at < len(text) {
		err = p.fail(p.at, "expected and or the end, found %s", p.found())
	}
	if err != nil {
		return Filter{}, err
	}
	return Filter{terms}, nil
}

type filterParser struct {
	text  string
	at    int
	depth int
}

func (p *filterParser) fail(at int, format string, args ...any) error {
	return &FilterError{Offset: at, Message: fmt.Sprintf(format, args...), Source: p.text}
}

// all reads comparisons up to the first thing that is no and.
func (p *filterParser) all() (terms []term, err error) {
	for {
		more, err := p.primary()
		if err != nil {
			return nil, err
		}
		terms = append(terms, more...)
		p.blanks()
		if word := p.word(); word != "and" {
			p.at -= len(word)
			return terms, nil
		}
	}
}

// primary reads a comparison, or several in brackets.
func (p *filterParser) primary() ([]term, error) {
	p.blanks()
	start := p.at
	if p.symbol('(') {
		if p.depth++; p.depth > maxFilterDepth {
			return nil, p.fail(start, "expected at most %d brackets in each other, found more", maxFilterDepth)
		}
		terms, err := p.all()
		if err != nil {
			return nil, err
		}
		p.depth--
		return terms, p.expect(')', "and or )")
	}
	name := p.word()
	if p.blanks(); name == string(Contains) && p.symbol('(') {
		t, err := p.contains()
		return []term{t}, err
	}
	t, err := p.comparison(name, start)
	return []term{t}, err
}

// contains reads what follows "contains(".
func (p *filterParser) contains() (t term, err error) {
	p.blanks()
	start := p.at
	if t.property, err = p.property(p.word(), start); err != nil {
		return t, err
	}
	if t.operator = Contains; !slices.Contains(t.property.operators, Contains) {
		return t, p.fail(start, "expected a property for contains, found %s, which has %s", t.property.name, list(t.property.operators))
	}
	if err := p.expect(',', "a comma"); err != nil {
		return t, err
	}
	if err := p.constant(&t); err != nil {
		return t, err
	}
	return t, p.expect(')', ")")
}

// comparison reads what follows the name of a property.
func (p *filterParser) comparison(name string, start int) (t term, err error) {
	if t.property, err = p.property(name, start); err != nil {
		return t, err
	}
	at := p.at
	found := p.found()
	t.operator = Operator(p.word())
	switch {
	case t.operator == Contains && slices.Contains(t.property.operators, Contains):
		return t, p.fail(at, "expected contains(%s, '…'), found contains behind the property", t.property.name)
	case t.operator == Contains || !slices.Contains(t.property.operators, t.operator):
		return t, p.fail(at, "expected %s for %s, found %s", strings.Join(words(t.property.operators), " or "), t.property.name, found)
	}
	return t, p.constant(&t)
}

func words(operators []Operator) (all []string) {
	for _, o := range operators {
		all = append(all, string(o))
	}
	return all
}

func (p *filterParser) property(name string, at int) (*property, error) {
	if found := propertyNamed(name); found != nil {
		return found, nil
	}
	p.at = at
	return nil, p.fail(at, "expected a property, one of %s, found %s", propertyNames(), p.found())
}

// constant reads what the property is compared with.
func (p *filterParser) constant(t *term) (err error) {
	p.blanks()
	start := p.at
	found := p.found()
	switch t.property.kind {
	case instantKind:
		if t.instant, err = time.Parse(time.RFC3339Nano, p.word()); err != nil {
			return p.fail(start, "expected a time like 2026-03-01T09:40:00Z, without quotes, found %s", found)
		}
	case numberKind:
		if t.number, err = strconv.ParseInt(p.word(), 10, 32); err != nil {
			return p.fail(start, "expected a whole number of 32 bits, found %s", found)
		}
	default:
		return p.quoted(&t.text)
	}
	return nil
}

// quoted reads a text in single quotes, in which two of them stand for one.
func (p *filterParser) quoted(text *string) error {
	start := p.at
	if found := p.found(); !p.symbol('\'') {
		return p.fail(start, "expected a text in single quotes, found %s", found)
	}
	for {
		end := strings.IndexByte(p.text[p.at:], '\'')
		if end < 0 {
			return p.fail(start, "expected a closing single quote, found the end")
		}
		*text += p.text[p.at : p.at+end]
		if p.at += end + 1; !p.symbol('\'') {
			return nil
		}
		*text += "'"
	}
}

func (p *filterParser) expect(symbol byte, name string) error {
	if p.blanks(); !p.symbol(symbol) {
		return p.fail(p.at, "expected %s, found %s", name, p.found())
	}
	return nil
}

func (p *filterParser) symbol(symbol byte) bool {
	if p.at == len(p.text) || p.text[p.at] != symbol {
		return false
	}
	p.at++
	return true
}

func (p *filterParser) blanks() {
	p.at = len(p.text) - len(strings.TrimLeft(p.text[p.at:], " \t\r\n"))
}

// word takes letters, digits and what numbers, times and paths have besides.
func (p *filterParser) word() string {
	rest := p.text[p.at:]
	end := strings.IndexFunc(rest, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("/_-+.:", r)
	})
	if end >= 0 {
		rest = rest[:end]
	}
	p.at += len(rest)
	return rest
}

// found names what stands next, for a message.
func (p *filterParser) found() string {
	if p.at == len(p.text) {
		return "the end"
	}
	ahead := *p
	if word := ahead.word(); word != "" {
		return strconv.Quote(word)
	}
	r, _ := utf8.DecodeRuneInString(p.text[p.at:])
	return strconv.Quote(string(r))
}
