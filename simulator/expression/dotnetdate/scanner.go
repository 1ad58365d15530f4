package dotnetdate

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// scanner reads a text part by part.
type scanner struct {
	fields
	rest  string
	inner bool // white space may stand anywhere
}

func (s *scanner) skipWhite() { s.rest = strings.TrimLeftFunc(s.rest, unicode.IsSpace) }

// read takes what a part stands for off the text; it reports false, with nothing taken, when that is not there.
func (s *scanner) read(p part) bool {
	switch p.specifier {
	case 0, '.':
		return s.literal(p.text)
	case 'd':
		if p.count > 2 {
			return s.name(p.count, 7, func(i int) string { return time.Weekday(i).String() }, &s.weekday)
		}
		return s.once(&s.day, p.count)
	case 'M':
		if p.count > 2 {
			month := 0
			found := s.name(p.count, 12, func(i int) string { return time.Month(i + 1).String() }, &month)
			s.month = month + 1
			return found
		}
		return s.once(&s.month, p.count)
	case 'y':
		return s.readYear(p.count)
	case 'g':
		return s.literal("A.D.") || s.literal("AD")
	case 'h':
		s.twelve = true
		return s.digits(min(p.count, 2), &s.hour)
	case 'H':
		return s.digits(min(p.count, 2), &s.hour)
	case 'm':
		return s.digits(min(p.count, 2), &s.minute)
	case 's':
		return s.digits(min(p.count, 2), &s.second)
	case 't':
		return s.readHalf(p.count)
	case 'f':
		return s.readFraction(p.count, p.count)
	case 'F':
		return s.readFraction(0, p.count)
	case 'z':
		return s.readOffset(p.count)
	case 'Z':
		return s.readZulu()
	default: // K
		return s.readZulu() || s.readOffset(3) || !s.startsOffset()
	}
}

// literal takes a text, in which white space is passed over where it may stand anywhere.
func (s *scanner) literal(text string) bool {
	rest := s.rest
	for _, r := range text {
		if s.inner && unicode.IsSpace(r) {
			rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
			continue
		}
		if s.inner {
			rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		}
		found, size := utf8.DecodeRuneInString(rest)
		if size == 0 || found != r {
			return false
		}
		rest = rest[size:]
	}
	s.rest = rest
	return true
}

// once takes a day or month, of which 0 is none.
func (s *scanner) once(number *int, count int) bool {
	return s.digits(count, number) && *number > 0
}

// digits takes a number of one or two digits where the specifier has one letter, and else of as many as it has letters.
func (s *scanner) digits(count int, number *int) bool {
	most := count
	if count == 1 {
		most = 2
	}
	return s.number(count, most, number)
}

func (s *scanner) number(least, most int, number *int) bool {
	n, length := 0, 0
	for length < most && length < len(s.rest) && '0' <= s.rest[length] && s.rest[length] <= '9' {
		n = n*10 + int(s.rest[length]-'0')
		length++
	}
	if length < least {
		return false
	}
	*number, s.rest = n, s.rest[length:]
	return true
}

// lastYearOfCentury is the year up to which two digits mean this century: TwoDigitYearMax of the Gregorian calendar.
const lastYearOfCentury = 29

func (s *scanner) readYear(count int) bool {
	if count > 5 {
		return false // no year that .NET knows has six digits
	}
	if !s.digits(count, &s.year) {
		return false
	}
	if count <= 2 {
		s.year += 1900
		if s.year <= 1900+lastYearOfCentury {
			s.year += 100
		}
	}
	return s.year > 0
}

// name takes the name of a day or month, abbreviated with three letters of the specifier, in any letter case.
func (s *scanner) name(count, names int, name func(int) string, index *int) bool {
	for i := range names {
		n := name(i)
		if count == 3 {
			n = n[:3]
		}
		if len(s.rest) >= len(n) && strings.EqualFold(s.rest[:len(n)], n) {
			*index, s.rest = i, s.rest[len(n):]
			return true
		}
	}
	return false
}

// readHalf takes AM or PM, or its first letter where the specifier has one.
func (s *scanner) readHalf(count int) bool {
	for _, half := range []string{"AM", "PM"} {
		n := half[:min(count, 2)]
		if len(s.rest) >= len(n) && strings.EqualFold(s.rest[:len(n)], n) {
			s.half, s.rest = half[0], s.rest[len(n):]
			return true
		}
	}
	return false
}

// readFraction takes digits of the fraction of a second.
func (s *scanner) readFraction(least, most int) bool {
	before := len(s.rest)
	if !s.number(least, most, &s.nanosecond) {
		return false
	}
	for range 9 - (before - len(s.rest)) {
		s.nanosecond *= 10
	}
	return true
}

func (s *scanner) startsOffset() bool { return s.rest != "" && strings.IndexByte("+-", s.rest[0]) >= 0 }

// maxOffset is the largest distance of a zone from universal time, in seconds.
const maxOffset = 14 * 3600

// readOffset takes a sign and hours, and minutes behind them where the specifier has three letters; the colon may be
// missing.
func (s *scanner) readOffset(count int) bool {
	if !s.startsOffset() {
		return false
	}
	rest := scanner{rest: s.rest[1:]}
	hours, minutes := 0, 0
	if !rest.digits(min(count, 2), &hours) {
		return false
	}
	if count > 2 {
		rest.rest = strings.TrimPrefix(rest.rest, ":")
		if !rest.number(2, 2, &minutes) {
			return false
		}
	}
	offset := hours*3600 + minutes*60
	if minutes > 59 || offset > maxOffset {
		return false
	}
	if s.rest[0] == '-' {
		offset = -offset
	}
	s.zoned, s.offset, s.rest = true, offset, rest.rest
	return true
}

// readZulu takes Z or GMT, universal time.
func (s *scanner) readZulu() bool {
	for _, name := range []string{"Z", "GMT"} {
		if rest, found := strings.CutPrefix(s.rest, name); found {
			s.zoned, s.zulu, s.offset, s.rest = true, true, 0, rest
			return true
		}
	}
	return false
}
