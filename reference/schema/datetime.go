package schema

import (
	"regexp"
	"strings"
	"time"
)

// dateTime is the lexical form of xsd:dateTime (XML Schema part 2, section 3.3.7), which RFC 7643 section 2.3.5 asks for:
// any number of fractional digits after a point, with a time zone or without.
var dateTime = regexp.MustCompile(`^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$`)

// ParseDateTime reads a dateTime. A time without zone is taken for one in UTC, and 24:00:00 for the day's end. Years of
// more than four digits, and those before Christ, are not supported.
func ParseDateTime(text string) (t time.Time, ok bool) {
	if !dateTime.MatchString(text) {
		return time.Time{}, false
	}
	if c := text[len(text)-1]; c != 'Z' && !strings.ContainsAny(text[len("2006-01-02"):], "+-") {
		text += "Z"
	}
	const clock = len("2006-01-02T")
	endOfDay := strings.HasPrefix(text[min(clock, len(text)):], "24:00:00")
	if endOfDay {
		text = text[:clock] + "00" + text[clock+2:]
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil || endOfDay && (t.Nanosecond() != 0) {
		return time.Time{}, false
	}
	if endOfDay {
		t = t.AddDate(0, 0, 1)
	}
	return t, true
}
