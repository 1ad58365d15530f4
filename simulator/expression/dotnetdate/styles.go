package dotnetdate

import (
	"fmt"
	"slices"
	"strings"
)

// Styles say how a text is read, .NET's DateTimeStyles.
type Styles uint8

const (
	// AllowLeadingWhite, AllowTrailingWhite and AllowInnerWhite pass over white space.
	AllowLeadingWhite Styles = 1 << iota
	AllowTrailingWhite
	AllowInnerWhite
	// NoCurrentDateDefault takes a time without a date for one of the first day of year 1, not of today.
	NoCurrentDateDefault
	// AdjustToUniversal gives the date in universal time.
	AdjustToUniversal
	// AssumeLocal and AssumeUniversal say what zone a text without one is in.
	AssumeLocal
	AssumeUniversal
	// RoundtripKind keeps universal time as such, which otherwise becomes local time.
	RoundtripKind
)

// AllowWhiteSpaces is white space anywhere.
const AllowWhiteSpaces = AllowLeadingWhite | AllowTrailingWhite | AllowInnerWhite

var styleNames = []struct {
	name  string
	style Styles
}{
	{"None", 0}, {"AllowLeadingWhite", AllowLeadingWhite}, {"AllowTrailingWhite", AllowTrailingWhite},
	{"AllowInnerWhite", AllowInnerWhite}, {"AllowWhiteSpaces", AllowWhiteSpaces},
	{"NoCurrentDateDefault", NoCurrentDateDefault}, {"AdjustToUniversal", AdjustToUniversal},
	{"AssumeLocal", AssumeLocal}, {"AssumeUniversal", AssumeUniversal}, {"RoundtripKind", RoundtripKind},
}

// ParseStyles reads names of styles with commas between them, each with or without "DateTimeStyles." in front. Styles that
// contradict each other are an error, as they are in .NET.
func ParseStyles(text string) (Styles, error) {
	var styles Styles
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimPrefix(strings.TrimSpace(name), "DateTimeStyles.")
		i := slices.IndexFunc(styleNames, func(s struct {
			name  string
			style Styles
		}) bool {
			return s.name == name
		})
		if i < 0 {
			return 0, fmt.Errorf("expected names of DateTimeStyles such as AssumeUniversal, found %q", name)
		}
		styles |= styleNames[i].style
	}
	switch {
	case styles.has(AssumeLocal | AssumeUniversal):
		return 0, fmt.Errorf("expected one of AssumeLocal and AssumeUniversal, found both")
	case styles.has(RoundtripKind) && styles&(AssumeLocal|AssumeUniversal|AdjustToUniversal) != 0:
		return 0, fmt.Errorf("expected RoundtripKind without AssumeLocal, AssumeUniversal and AdjustToUniversal, found it with one")
	}
	return styles, nil
}

func (s Styles) has(style Styles) bool { return s&style == style }
