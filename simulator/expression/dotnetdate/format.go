package dotnetdate

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Format writes a date.
func (l *Layout) Format(d DateTime) string {
	if l.universal {
		d.Time = d.UTC()
	}
	var b []byte
	for _, p := range l.parts {
		b = p.append(b, d)
	}
	return string(b)
}

func (p part) append(b []byte, d DateTime) []byte {
	switch p.specifier {
	case 'd':
		return p.name(b, d.Day(), d.Weekday().String())
	case 'M':
		return p.name(b, int(d.Month()), d.Month().String())
	case 'y':
		if p.count <= 2 {
			return pad(b, d.Year()%100, p.count)
		}
		return pad(b, d.Year(), p.count)
	case 'g':
		return append(b, "A.D."...)
	case 'H':
		return pad(b, d.Hour(), min(p.count, 2))
	case 'h':
		return pad(b, (d.Hour()+11)%12+1, min(p.count, 2))
	case 'm':
		return pad(b, d.Minute(), min(p.count, 2))
	case 's':
		return pad(b, d.Second(), min(p.count, 2))
	case 't':
		half := "AM"
		if d.Hour() >= 12 {
			half = "PM"
		}
		return append(b, half[:min(p.count, 2)]...)
	case 'f':
		return append(b, fraction(d.Time, p.count)...)
	case 'F':
		digits := strings.TrimRight(fraction(d.Time, p.count), "0")
		if last := len(b) - 1; digits == "" && last >= 0 && b[last] == '.' {
			return b[:last] // the point goes with the digits
		}
		return append(b, digits...)
	case 'z':
		return offset(b, d.Time, p.count)
	case 'K':
		switch d.Kind {
		case UTC:
			return append(b, 'Z')
		case Local:
			return offset(b, d.Time, 3)
		}
		return b
	}
	return append(b, p.text...)
}

// name writes a day or month: as a number with one or two letters, abbreviated with three, and in full with more.
func (p part) name(b []byte, number int, name string) []byte {
	switch p.count {
	case 1, 2:
		return pad(b, number, p.count)
	case 3:
		return append(b, name[:3]...)
	}
	return append(b, name...)
}

// offset writes a zone: hours with one letter, two digits of them with two, minutes, too, with more.
func offset(b []byte, t time.Time, count int) []byte {
	_, seconds := t.Zone()
	sign := byte('+')
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	b = pad(append(b, sign), seconds/3600, min(count, 2))
	if count > 2 {
		b = pad(append(b, ':'), seconds/60%60, 2)
	}
	return b
}

// fraction is the first digits of the fraction of the second.
func fraction(t time.Time, digits int) string {
	return fmt.Sprintf("%09d", t.Nanosecond())[:digits]
}

// pad writes a number with leading zeros.
func pad(b []byte, number, digits int) []byte {
	text := strconv.Itoa(number)
	for range digits - len(text) {
		b = append(b, '0')
	}
	return append(b, text...)
}
