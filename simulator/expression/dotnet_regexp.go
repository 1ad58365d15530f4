package expression

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// dotnetRegexp is a regular expression in the notation of .NET, which is Entra's, on Go's engine.
//
// Go's engine lacks look-around, back references, atomic groups and the subtraction of classes; patterns with these are
// refused. What is accepted means the same but for three things: \b and case folding know ASCII only, $ does not match
// before a final line break, and an empty match right behind another match is not found.
type dotnetRegexp struct {
	compiled *regexp.Regexp
	// numbers has, for each group number of .NET, Go's: .NET counts the groups without a name first.
	numbers []int
}

func compileDotnet(pattern string) (*dotnetRegexp, error) {
	translated, err := translateDotnet(pattern)
	if err != nil {
		return nil, err
	}
	compiled, err := regexp.Compile(translated)
	if err != nil {
		return nil, fmt.Errorf("expected a regular expression without look-around and back references: %w", err)
	}
	r := &dotnetRegexp{compiled: compiled}
	var named []int
	for i, name := range compiled.SubexpNames() {
		if name == "" {
			r.numbers = append(r.numbers, i)
		} else {
			named = append(named, i)
		}
	}
	r.numbers = append(r.numbers, named...)
	return r, nil
}

// group finds a group by name or number.
func (r *dotnetRegexp) group(name string) (int, bool) {
	if i := r.compiled.SubexpIndex(name); i >= 0 {
		return i, true
	}
	n, err := strconv.Atoi(name)
	if err != nil || n < 0 || n >= len(r.numbers) {
		return 0, false
	}
	return r.numbers[n], true
}

// dotnetClasses are the escapes that know all of Unicode in .NET and only ASCII in Go, as the inside of a class. They are
// what a telephone number with a no-break space or a name with an umlaut depends on. Since each character has exactly one
// category, the negated ones are the other categories.
var dotnetClasses = map[byte]string{
	'd': `\p{Nd}`,
	'D': `\P{Nd}`,
	's': `\t-\r\x{85}\p{Z}`,
	'S': `\x00-\x08\x0e-\x1f\x7f-\x{84}\x{86}-\x{9f}\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf}\p{Co}\p{Cn}`,
	'w': `\p{L}\p{Mn}\p{Nd}\p{Pc}`,
	'W': `\p{Mc}\p{Me}\p{Nl}\p{No}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}\p{S}\p{Z}\p{Cc}\p{Cf}\p{Co}\p{Cn}`,
}

// translateDotnet writes a pattern of .NET in Go's notation where the two differ: the classes above, \uFFFF, and an opening
// bracket inside a class, which .NET takes as itself.
func translateDotnet(pattern string) (string, error) {
	var b strings.Builder
	class := false // between [ and ]
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		switch {
		case c == '\\' && i+1 < len(pattern):
			i++
			i += translateEscape(&b, pattern[i:], class)
		case c == '[' && class:
			if pattern[i-1] == '-' {
				return "", errors.New("expected a regular expression without the subtraction of classes")
			}
			b.WriteString(`\[`)
		case c == '[':
			class = true
			b.WriteByte(c)
			if strings.HasPrefix(pattern[i+1:], "^") {
				i++
				b.WriteByte('^')
			}
			if strings.HasPrefix(pattern[i+1:], "]") { // the first one stands for itself
				i++
				b.WriteString(`\]`)
			}
		default:
			class = class && c != ']'
			b.WriteByte(c)
		}
	}
	return b.String(), nil
}

// translateEscape writes what a backslash before rest means, and tells how many bytes it used beyond the first.
func translateEscape(b *strings.Builder, rest string, class bool) int {
	members, known := dotnetClasses[rest[0]]
	switch {
	case known && class:
		b.WriteString(members)
	case known:
		b.WriteString("[" + members + "]")
	case rest[0] == 'u' && len(rest) >= 5:
		b.WriteString(`\x{` + rest[1:5] + `}`)
		return 4
	default:
		b.WriteString(`\` + rest[:1])
	}
	return 0
}

// expand writes a replacement, with .NET's substitutions: $1 and ${name} for a group, $& for the match, $` and $' for what
// is before and behind it, $_ for the whole text, $+ for the last group, $$ for a dollar sign. A dollar sign that begins
// none of these stands for itself. It reports false as soon as the result is longer than maxText.
func (r *dotnetRegexp) expand(b *strings.Builder, replacement, text string, match []int) bool {
	for {
		before, after, found := strings.Cut(replacement, "$")
		b.WriteString(before)
		if b.Len() > maxText {
			return false
		}
		if !found {
			return true
		}
		value, length := r.substitute(after, text, match)
		b.WriteString(value)
		replacement = after[length:]
	}
}

// substitute gives what stands for a dollar sign before rest, and how many bytes of rest belong to it.
func (r *dotnetRegexp) substitute(rest, text string, match []int) (value string, length int) {
	submatch := func(group int) string {
		if match[2*group] < 0 {
			return ""
		}
		return text[match[2*group]:match[2*group+1]]
	}
	if rest == "" {
		return "$", 0
	}
	switch rest[0] {
	case '$':
		return "$", 1
	case '&':
		return submatch(0), 1
	case '`':
		return text[:match[0]], 1
	case '\'':
		return text[match[1]:], 1
	case '_':
		return text, 1
	case '+':
		return submatch(r.numbers[len(r.numbers)-1]), 1
	}
	name, length := rest[:span(rest, isDigit)], span(rest, isDigit)
	if inside, ok := strings.CutPrefix(rest, "{"); ok {
		end := strings.IndexByte(inside, '}')
		if end < 0 {
			return "$", 0
		}
		name, length = inside[:end], end+2
	}
	group, ok := r.group(name)
	if !ok {
		return "$", 0
	}
	return submatch(group), length
}
