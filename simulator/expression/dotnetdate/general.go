package dotnetdate

import (
	"fmt"
	"regexp"
	"sync"
	"time"
)

// general are the layouts of dates whose format is not said, in the order in which they are tried. DateTime.Parse takes
// more than these; these are ISO 8601, the forms of en-US, and RFC 1123.
var general = sync.OnceValue(func() []*Layout {
	dates := []string{
		"yyyy-M-d", "M/d/yyyy", "yyyy/M/d", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "MMM d, yyyy", "MMMM d, yyyy",
		"ddd, d MMM yyyy", "dddd, MMMM d, yyyy",
	}
	times := []string{
		"", "TH:mm:ss.FFFFFFF", "TH:mm", " h:mm:ss.FFFFFFF tt", " h:mm tt", " h tt", " H:mm:ss.FFFFFFF", " H:mm",
	}
	var layouts []*Layout
	for _, date := range dates {
		for _, clock := range times {
			if l, err := Compile(date + clock + "K"); err == nil {
				layouts = append(layouts, l)
			}
		}
	}
	return layouts
})

// What DateTime.Parse takes and no format does: more digits of a second than .NET's ticks of 100 nanoseconds have, and a
// zone of hours only behind a time.
var (
	longFraction = regexp.MustCompile(`(:\d\d\.\d{7})\d+`)
	hoursOnly    = regexp.MustCompile(`(:\d\d(?:\.\d+)?\s*[+-]\d\d)\s*$`)
)

func inTicks(text string) string {
	return hoursOnly.ReplaceAllString(longFraction.ReplaceAllString(text, "$1"), "${1}:00")
}

// Parse reads a date whose format is not said, as DateTime.Parse does, and gives it in UTC. A text without a zone is in
// the local one; nil is UTC.
func Parse(text string, local *time.Location) (time.Time, error) {
	if t, ok := parseGeneral(text, local); ok {
		return t, nil
	}
	if exact := inTicks(text); exact != text {
		if t, ok := parseGeneral(exact, local); ok {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("expected a date such as 2020-12-31T23:59:59-08:00 or 12/31/2020 11:59:59 PM, found %q",
		shorten(text))
}

func parseGeneral(text string, local *time.Location) (t time.Time, ok bool) {
	r := Reading{Styles: AllowWhiteSpaces | AssumeLocal | AdjustToUniversal, Local: local}
	for _, l := range general() {
		if d, err := l.Parse(text, r); err == nil {
			return d.Time, true
		}
	}
	return time.Time{}, false
}
