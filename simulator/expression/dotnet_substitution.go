package expression

import "strings"

// expand writes a replacement, with .NET's substitutions: $1 and ${name} for a group, $& for the match, $` and $' for what
// is before and behind it, $_ for the whole text, $+ for the last group, $$ for a dollar sign. A dollar sign that begins
// none of these stands for itself. It reports false as soon as the result is longer than maxText, which is why it is not
// left to the engine.
func (r *dotnetRegexp) expand(b *strings.Builder, replacement string, m match) bool {
	for {
		before, after, found := strings.Cut(replacement, "$")
		b.WriteString(before)
		if b.Len() > maxText {
			return false
		}
		if !found {
			return true
		}
		value, length := r.substitute(after, m)
		b.WriteString(value)
		replacement = after[length:]
	}
}

// substitute gives what stands for a dollar sign before rest, and how many bytes of rest belong to it.
func (r *dotnetRegexp) substitute(rest string, m match) (value string, length int) {
	if rest == "" {
		return "$", 0
	}
	start, end, _ := m.span(0)
	switch rest[0] {
	case '$':
		return "$", 1
	case '&':
		return m.group(0), 1
	case '`':
		return string(m.text[:start]), 1
	case '\'':
		return string(m.text[end:]), 1
	case '_':
		return string(m.text), 1
	case '+':
		return m.group(r.numbers[len(r.numbers)-1]), 1
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
	return m.group(group), length
}
