// Package dotnetdate formats and parses dates by the format strings of .NET, which Microsoft Entra's expression language
// uses: custom ones such as yyyy-MM-dd, standard ones such as o, and the styles of DateTimeStyles. It also reads dates
// whose format is not said, as DateTime.Parse does.
//
// The truth comes from Microsoft Learn, custom-date-and-time-format-strings, standard-date-and-time-format-strings and
// System.Globalization.DateTimeStyles. The culture is en-US, since the expression language shows dates as M/d/yyyy
// h:mm:ss tt, which is that culture's general pattern and not the invariant one.
package dotnetdate

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Kind is what is known of a date's zone, .NET's DateTimeKind.
type Kind uint8

const (
	// Unspecified is a date that was written without a zone.
	Unspecified Kind = iota
	// UTC is universal time.
	UTC
	// Local is the time of the computer that did the parsing.
	Local
)

// DateTime is .NET's: a point in time, or a clock's reading of which nobody knows the zone. The zone of the Time is UTC
// for kind UTC, and the local one for the others.
type DateTime struct {
	time.Time
	Kind Kind
}

// Layout is a compiled format string. It does not change.
type Layout struct {
	parts []part
	// utc says that a text of this layout is in universal time though nothing in it says so; universal that a date is
	// converted to universal time before it is written.
	utc, universal bool
}

// part is a specifier with the number of its letters, or, with specifier 0, a text that stands for itself.
type part struct {
	specifier byte
	count     int
	text      string
}

// specifiers are the letters of custom formats. Z and the point are no specifiers, but are read in a way of their own.
const specifiers = "dfFghHKmMstyz"

// Compile reads a format string. A single letter is a standard format; the error says which there are.
func Compile(format string) (*Layout, error) {
	if format == "" {
		return nil, fmt.Errorf("expected a format such as yyyy-MM-dd, found nothing")
	}
	if utf8.RuneCountInString(format) == 1 {
		return standard(format)
	}
	var d draft
	for rest := format; rest != ""; {
		used, err := d.compilePart(rest)
		if err != nil {
			return nil, fmt.Errorf("expected a .NET date format, found %q: %w", format, err)
		}
		rest = rest[used:]
	}
	d.endLiteral()
	return &Layout{parts: d.parts}, nil
}

// draft gathers the parts of a custom format.
type draft struct {
	parts []part
	// literal is the text at the end that stands for itself and may go on. Were it a part, each character would copy it.
	literal strings.Builder
	// open says that there is a literal, which in quotes may be empty.
	open bool
}

// compilePart reads one part from the start of a custom format, and tells how many bytes it has.
func (d *draft) compilePart(rest string) (used int, err error) {
	switch c := rest[0]; {
	case strings.IndexByte(specifiers, c) >= 0:
		count := len(rest) - len(strings.TrimLeft(rest, rest[:1]))
		if c == 'K' {
			count = 1
		}
		if (c == 'f' || c == 'F') && count > 7 {
			return 0, fmt.Errorf("expected at most 7 letters %c, found %d", c, count)
		}
		d.specifier(part{specifier: c, count: count})
		return count, nil
	case c == 'Z', c == '.':
		d.specifier(part{specifier: c, text: rest[:1]})
		return 1, nil
	case c == '\'', c == '"':
		return d.compileQuoted(rest)
	case c == '%':
		if len(rest) == 1 || rest[1] == '%' {
			return 0, fmt.Errorf("expected a specifier behind %%")
		}
		return 1, nil
	case c == '\\':
		if len(rest) == 1 {
			return 0, fmt.Errorf(`expected a character behind \`)
		}
		_, size := utf8.DecodeRuneInString(rest[1:])
		d.write(rest[1 : 1+size])
		return 1 + size, nil
	}
	_, size := utf8.DecodeRuneInString(rest)
	d.write(rest[:size])
	return size, nil
}

// compileQuoted reads a text in quotes, in which a backslash takes the next character as it is.
func (d *draft) compileQuoted(rest string) (used int, err error) {
	d.open = true
	for i := 1; i < len(rest); i++ {
		switch {
		case rest[i] == rest[0]:
			return i + 1, nil
		case rest[i] == '\\' && i+1 < len(rest):
			i++
		}
		d.literal.WriteByte(rest[i])
	}
	return 0, fmt.Errorf("expected the quote to be closed")
}

func (d *draft) write(literal string) {
	d.literal.WriteString(literal)
	d.open = true
}

// specifier adds a part that stands for something else.
func (d *draft) specifier(p part) {
	d.endLiteral()
	d.parts = append(d.parts, p)
}

func (d *draft) endLiteral() {
	if d.open {
		d.parts = append(d.parts, part{text: d.literal.String()})
		d.literal.Reset()
		d.open = false
	}
}

// HasYear says whether a text of this layout has a year. One without means this year.
func (l *Layout) HasYear() bool {
	for _, p := range l.parts {
		if p.specifier == 'y' {
			return true
		}
	}
	return false
}
