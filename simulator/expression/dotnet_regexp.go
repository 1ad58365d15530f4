package expression

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dlclark/regexp2/v2"
)

// dotnetRegexp is a regular expression of .NET, which is Entra's. The engine is a port of .NET's; what it knows beyond
// .NET is refused. Letter case is folded by Unicode's simple rules.
type dotnetRegexp struct {
	engine  *regexp2.Regexp
	numbers []int // of the groups, in ascending order; those without a name come first
}

// Limits of one search for the next match, and of the time of all searches in one evaluation. .NET's engine backtracks, so
// that a search can take time and memory beyond reason; what limit Entra has is not known.
const (
	matchTimeout = time.Second
	matchStack   = 1 << 20 // integers
)

func compileDotnet(pattern string) (*dotnetRegexp, error) {
	pattern = expandBlocks(pattern)
	if err := refuseForeign(pattern); err != nil {
		return nil, err
	}
	engine, err := regexp2.Compile(pattern, regexp2.OptionMaxBacktrackingStackSize(matchStack))
	if err != nil {
		return nil, errors.New(strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	engine.MatchTimeout = matchTimeout
	r := &dotnetRegexp{engine: engine, numbers: engine.GetGroupNumbers()}
	slices.Sort(r.numbers)
	return r, nil
}

// categories are what \p{…} may name.
const categories = " L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Cs Co Cn "

// unicodeOption are options for what follows, or for a group, with the engine's own among them.
var unicodeOption = regexp.MustCompile(`^\(\?[imnsxIMNSX+-]*[uU][a-zA-Z+-]*[:)]`)

// refuseForeign refuses what the engine takes from Perl and .NET does not know, so that a pattern which fails in
// production fails here.
func refuseForeign(pattern string) error {
	class := false // between [ and ]
	for i := 0; i < len(pattern); i++ {
		rest := pattern[i:]
		switch c := rest[0]; {
		case c == '\\' && len(rest) > 1:
			if err := refuseForeignEscape(rest[1:]); err != nil {
				return err
			}
			i++
		case class:
			class = c != ']'
		case c == '[':
			class = true
			i += len(bracketFirst(rest)) - 1
		case c == '(' && unicodeOption.MatchString(rest):
			return errors.New("unrecognized grouping construct: the option u is not .NET's")
		case c == '+' && i > 0 && possessive(pattern[:i]):
			return errors.New("nested quantifier +: possessive quantifiers are not .NET's")
		}
	}
	return nil
}

func refuseForeignEscape(rest string) error {
	switch c := rest[0]; c {
	case 'Q', 'E', 'R', 'X':
		return fmt.Errorf(`unrecognized escape sequence \%c`, c)
	case 'x':
		if strings.HasPrefix(rest, "x{") {
			return errors.New(`insufficient hexadecimal digits behind \x`)
		}
	case 'p', 'P':
		name, _, found := strings.Cut(strings.TrimPrefix(rest[1:], "{"), "}")
		if !found || !strings.HasPrefix(rest[1:], "{") || !strings.Contains(categories, " "+name+" ") {
			return fmt.Errorf(`unknown Unicode category behind \%c`, c)
		}
	}
	return nil
}

// possessive says whether a plus sign behind this part of a pattern would be one on a quantifier.
func possessive(before string) bool {
	quantifier := before[len(before)-1]
	if quantifier == '}' {
		open := strings.LastIndexByte(before, '{')
		inside := before[open+1 : len(before)-1]
		return open > 0 && before[open-1] != '\\' && allDigits(strings.Replace(inside, ",", "0", 1))
	}
	escaped := strings.HasSuffix(before[:len(before)-1], `\`)
	return strings.IndexByte("*+?", quantifier) >= 0 && !escaped && !strings.HasSuffix(before, "(?")
}

// group finds a group by name or number.
func (r *dotnetRegexp) group(name string) (int, bool) {
	if number := r.engine.GroupNumberFromName(name); number >= 0 {
		return number, true
	}
	number, err := strconv.Atoi(name)
	return number, err == nil && slices.Contains(r.numbers, number)
}

// match is one match in a text: the runes of the text and where each group is in them.
type match struct {
	text []rune
	view regexp2.MatchView
}

// span is where the group is; ok is false when it took no part.
func (m match) span(group int) (start, end int, ok bool) {
	start, length, ok := m.view.GroupRange(group)
	return start, start + length, ok
}

// group is what the group matched, "" when it took no part.
func (m match) group(group int) string {
	start, end, ok := m.span(group)
	if !ok {
		return ""
	}
	return string(m.text[start:end])
}

// each calls yield for each match, from left to right, until it returns false. A match is good for that call only. The
// engine's own limit is for each search anew, so that a text of many matches needs another one.
func (r *dotnetRegexp) each(text []rune, clock *stopwatch, yield func(match) bool) error {
	late := clock.over()
	if late {
		return errLate
	}
	defer clock.run()()
	err := r.engine.FindRunesMatches(text, 0, func(view regexp2.MatchView) bool {
		late = clock.over()
		return !late && yield(match{text: text, view: view})
	})
	switch {
	case errors.Is(err, regexp2.ErrBacktrackingStackLimit):
		return errors.New("one that backtracks beyond all bounds")
	case late || err != nil:
		return errLate
	}
	return nil
}
