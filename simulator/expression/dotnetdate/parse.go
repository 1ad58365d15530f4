package dotnetdate

import (
	"fmt"
	"time"
)

// Reading is how a text is read besides its layout.
type Reading struct {
	Styles Styles
	// Local is the zone of the computer; nil is UTC.
	Local *time.Location
	// Today stands in for a date, or year, that the text does not have.
	Today time.Time
}

// fields are what a text says, as far as it was read.
type fields struct {
	year, month, day     int // 0 is not said
	hour, minute, second int
	nanosecond           int
	half                 byte // A or P; 0 is not said
	twelve               bool // the hour is one of twelve
	weekday              int  // -1 is not said
	zoned, zulu          bool // a zone was said; it was said to be universal time
	offset               int  // of the zone, in seconds
}

// Parse reads a text of this layout, as DateTime.ParseExact does.
func (l *Layout) Parse(text string, r Reading) (DateTime, error) {
	s := &scanner{rest: text, inner: r.Styles.has(AllowInnerWhite)}
	s.weekday = -1
	if r.Styles.has(AllowLeadingWhite) {
		s.skipWhite()
	}
	for i, p := range l.parts {
		if s.inner {
			s.skipWhite()
		}
		optional := p.specifier == '.' && i+1 < len(l.parts) && l.parts[i+1].specifier == 'F'
		if !s.read(p) && !optional {
			return DateTime{}, fmt.Errorf("expected %s, found %q in %q", p.expects(), shorten(s.rest), shorten(text))
		}
	}
	if r.Styles.has(AllowTrailingWhite) {
		s.skipWhite()
	}
	if s.rest != "" {
		return DateTime{}, fmt.Errorf("expected the end of the date, found %q in %q", shorten(s.rest), shorten(text))
	}
	if l.utc {
		s.zoned, s.zulu = true, true
	}
	d, ok := s.dateTime(r)
	if !ok {
		return DateTime{}, fmt.Errorf("expected a date of the calendar, found %q", shorten(text))
	}
	return d, nil
}

// expects names a part in error messages.
func (p part) expects() string {
	switch p.specifier {
	case 0, '.', 'Z':
		return fmt.Sprintf("%q", p.text)
	}
	text := make([]byte, min(p.count, 5))
	for i := range text {
		text[i] = p.specifier
	}
	return string(text)
}

// shorten keeps a message readable, whatever was given as a date.
func shorten(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return text
}

// dateTime puts the fields together; ok is false where they are no date.
func (f *fields) dateTime(r Reading) (d DateTime, ok bool) {
	local := r.Local
	if local == nil {
		local = time.UTC
	}
	f.complete(r)
	if !f.setHour() {
		return d, false
	}
	if f.year < 1 || f.year > 9999 || f.month > 12 || f.minute > 59 || f.second > 59 {
		return d, false
	}
	at := func(zone *time.Location) time.Time {
		return time.Date(f.year, time.Month(f.month), f.day, f.hour, f.minute, f.second, f.nanosecond, zone)
	}
	if wall := at(time.UTC); wall.Day() != f.day || f.weekday >= 0 && int(wall.Weekday()) != f.weekday {
		return d, false
	}
	d = f.place(r.Styles, at, local)
	return d, d.Year() >= 1 && d.Year() <= 9999
}

// place decides the zone, in the order of .NET: what the text says, what the styles assume, and else nothing.
func (f *fields) place(styles Styles, at func(*time.Location) time.Time, local *time.Location) DateTime {
	point := at(time.FixedZone("", f.offset))
	if !f.zoned {
		switch {
		case styles.has(AssumeLocal):
			point = at(local)
		case styles.has(AssumeUniversal):
			point = at(time.UTC)
		default:
			return DateTime{Time: at(local)}
		}
	}
	if styles.has(AdjustToUniversal) || styles.has(RoundtripKind) && f.zulu {
		return DateTime{Time: point.UTC(), Kind: UTC}
	}
	return DateTime{Time: point.In(local), Kind: Local}
}

// complete fills in what the text does not say of the date.
func (f *fields) complete(r Reading) {
	switch said := f.year != 0 || f.month != 0 || f.day != 0; {
	case !said && r.Styles.has(NoCurrentDateDefault):
		f.year = 1
	case !said:
		f.year, f.month, f.day = r.Today.Year(), int(r.Today.Month()), r.Today.Day()
	case f.year == 0:
		f.year = r.Today.Year()
	}
	f.month, f.day = max(f.month, 1), max(f.day, 1)
}

// setHour makes the hour one of twenty-four. An hour of twelve without a half is of the morning.
func (f *fields) setHour() bool {
	switch {
	case f.hour > 23, f.twelve && f.hour > 12:
		return false
	case f.twelve:
		f.hour %= 12
		if f.half == 'P' {
			f.hour += 12
		}
		return true
	}
	return f.half == 0 || (f.half == 'P') == (f.hour >= 12)
}
