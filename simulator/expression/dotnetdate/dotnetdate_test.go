package dotnetdate

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var berlin = time.FixedZone("", 2*3600)

func compiled(t *testing.T, format string) *Layout {
	t.Helper()
	l, err := Compile(format)
	require.NoError(t, err)
	return l
}

// The examples of the page of custom formats, and of the page of standard ones for en-US.
func TestFormat(t *testing.T) {
	at := time.Date(2009, 6, 5, 13, 5, 7, 617542900, time.UTC)
	morning := time.Date(2009, 6, 15, 0, 45, 30, 500000000, time.UTC)
	tests := []struct {
		format string
		date   DateTime
		want   string
	}{
		{"%d|dd|ddd|dddd", DateTime{Time: at}, "5|05|Fri|Friday"},
		{"%M|MM|MMM|MMMM", DateTime{Time: at}, "6|06|Jun|June"},
		{"%y|yy|yyy|yyyy|yyyyy", DateTime{Time: at}, "9|09|2009|2009|02009"},
		{"%y|yyy", DateTime{Time: time.Date(12, 1, 1, 0, 0, 0, 0, time.UTC)}, "12|012"},
		{"%h|hh|H |HH", DateTime{Time: at}, "1|01|13 |13"},
		{"%h hhh %H", DateTime{Time: morning}, "12 12 0"},
		{"%m|mm|%s|ss", DateTime{Time: at}, "5|05|7|07"},
		{"f|ff|fff|fffffff", DateTime{Time: at}, "6|61|617|6175429"},
		{"s.F|s.FF|s.FFFFFFF", DateTime{Time: morning}, "30.5|30.5|30.5"},
		{"s.FFF", DateTime{Time: morning.Truncate(time.Second)}, "30"},
		{"%t|tt|ttt", DateTime{Time: at}, "P|PM|PM"},
		{"%g", DateTime{Time: at}, "A.D."},
		{"%z|zz|zzz", DateTime{Time: at.In(berlin), Kind: Local}, "+2|+02|+02:00"},
		{"zzz", DateTime{Time: at.In(time.FixedZone("", -(3*3600 + 1800))), Kind: Local}, "-03:30"},
		{"%K", DateTime{Time: at, Kind: UTC}, "Z"},
		{"%K", DateTime{Time: at.In(berlin), Kind: Local}, "+02:00"},
		{"%K.", DateTime{Time: at.In(berlin)}, "."},
		{`'d'dd "of" MMMM \d\"`, DateTime{Time: at}, `d05 of June d"`},
		{`'it\'s'`, DateTime{Time: at}, `it's`},
		{"yyyy/MM/dd:Zeé", DateTime{Time: at}, "2009/06/05:Zeé"},

		{"d", DateTime{Time: morning}, "6/15/2009"},
		{"D", DateTime{Time: morning}, "Monday, June 15, 2009"},
		{"f", DateTime{Time: at}, "Friday, June 5, 2009 1:05 PM"},
		{"F", DateTime{Time: at}, "Friday, June 5, 2009 1:05:07 PM"},
		{"g", DateTime{Time: at}, "6/5/2009 1:05 PM"},
		{"G", DateTime{Time: at}, "6/5/2009 1:05:07 PM"},
		{"m", DateTime{Time: at}, "June 5"},
		{"O", DateTime{Time: at, Kind: UTC}, "2009-06-05T13:05:07.6175429Z"},
		{"o", DateTime{Time: at}, "2009-06-05T13:05:07.6175429"},
		{"R", DateTime{Time: at}, "Fri, 05 Jun 2009 13:05:07 GMT"},
		{"s", DateTime{Time: at}, "2009-06-05T13:05:07"},
		{"t", DateTime{Time: at}, "1:05 PM"},
		{"T", DateTime{Time: at}, "1:05:07 PM"},
		{"u", DateTime{Time: at}, "2009-06-05 13:05:07Z"},
		{"U", DateTime{Time: at.In(berlin), Kind: Local}, "Friday, June 5, 2009 1:05:07 PM"},
		{"Y", DateTime{Time: at}, "June 2009"},
	}
	for _, test := range tests {
		t.Run(test.format, func(t *testing.T) {
			assert.Equal(t, test.want, compiled(t, test.format).Format(test.date))
		})
	}
}

func TestCompileRefuses(t *testing.T) {
	for format, want := range map[string]string{
		"":              "expected a format such as yyyy-MM-dd, found nothing",
		"x":             "the standard formats are d D f F",
		"é":             `found "é"`,
		"yyyy ffffffff": "expected at most 7 letters f, found 8",
		"yyyy 'x":       "expected the quote to be closed",
		`yyyy\`:         `expected a character behind \`,
		"yyyy%":         "expected a specifier behind %",
		"%%":            "expected a specifier behind %",
	} {
		_, err := Compile(format)
		assert.ErrorContains(t, err, want, format)
	}
}

func TestParseExact(t *testing.T) {
	today := time.Date(2021, 7, 2, 15, 0, 0, 0, time.UTC)
	tests := []struct {
		format, text string
		styles       Styles
		want         string // in layout o; "" is refused
	}{
		{"yyyyMMddHHmmss.fZ", "20150123105347.1Z", RoundtripKind, "2015-01-23T10:53:47.1000000Z"},
		{"yyyyMMddHHmmss.fZ", "20150123105347.1Z", 0, "2015-01-23T12:53:47.1000000+02:00"},
		{"yyyy-MM-ddzzz", "2020-12-31-08:00", RoundtripKind, "2020-12-31T10:00:00.0000000+02:00"},
		{"yyyy-MM-ddzzz", "2020-12-31-08:00", AdjustToUniversal, "2020-12-31T08:00:00.0000000Z"},
		{"yyyy-MM-ddzzz", "2020-12-31-0800", AdjustToUniversal, "2020-12-31T08:00:00.0000000Z"},
		{"yyyy-MM-ddzz", "2020-12-31-08", AdjustToUniversal, "2020-12-31T08:00:00.0000000Z"},
		{"yyyy-MM-dd z", "2020-12-31 +8", AdjustToUniversal, "2020-12-30T16:00:00.0000000Z"},
		{"yyyy-MM-ddzzz", "2020-12-31-15:00", 0, ""},
		{"yyyy-MM-ddzzz", "2020-12-31", 0, ""},
		{"yyyy-MM-ddK", "2020-12-31", 0, "2020-12-31T00:00:00.0000000"},
		{"yyyy-MM-ddK", "2020-12-31Z", RoundtripKind, "2020-12-31T00:00:00.0000000Z"},
		{"yyyy-MM-ddK", "2020-12-31+02:00", RoundtripKind, "2020-12-31T00:00:00.0000000+02:00"},
		{"yyyy-MM-dd", "2020-12-31", AssumeUniversal, "2020-12-31T02:00:00.0000000+02:00"},
		{"yyyy-MM-dd", "2020-12-31", AssumeLocal, "2020-12-31T00:00:00.0000000+02:00"},
		{"yyyy-MM-dd", "2020-12-31", AssumeLocal | AdjustToUniversal, "2020-12-30T22:00:00.0000000Z"},
		{"M/d/yyyy hh:mm:ss tt", "12/31/2020 11:59:59 pm", 0, "2020-12-31T23:59:59.0000000"},
		{"M/d/yyyy h:mm t", "1/2/2020 12:30 A", 0, "2020-01-02T00:30:00.0000000"},
		{"M/d/yyyy h:mm", "1/2/2020 12:30", 0, "2020-01-02T00:30:00.0000000"},
		{"M/d/yyyy h:mm tt", "1/2/2020 13:30 PM", 0, ""},
		{"M/d/yyyy H:mm tt", "1/2/2020 13:30 AM", 0, ""},
		{"M/d/yyyy H:mm tt", "1/2/2020 13:30 PM", 0, "2020-01-02T13:30:00.0000000"},
		{"dd/MM/yy", "01/02/29", 0, "2029-02-01T00:00:00.0000000"},
		{"dd/MM/yy", "01/02/30", 0, "1930-02-01T00:00:00.0000000"},
		{"dd/MM/yy", "1/02/30", 0, ""},
		{"yyyy-MM-dd", "2020-02-30", 0, ""},
		{"yyyy-MM-dd", "2020-13-01", 0, ""},
		{"yyyy-MM-dd", "0000-01-01", 0, ""},
		{"yyyy-MM-dd", "2020-01-00", 0, ""},
		{"ddd d MMM yyyy", "fri 5 jun 2009", 0, "2009-06-05T00:00:00.0000000"},
		{"dddd, MMMM d, yyyy", "Friday, June 5, 2009", 0, "2009-06-05T00:00:00.0000000"},
		{"ddd d MMM yyyy", "Mon 5 Jun 2009", 0, ""}, // it was a Friday
		{"HH:mm:ss.FFF", "10:11:12.5", 0, "2021-07-02T10:11:12.5000000"},
		{"HH:mm:ss.FFF", "10:11:12", NoCurrentDateDefault, "0001-01-01T10:11:12.0000000"},
		{"HH:mm:ss.fff", "10:11:12.5", 0, ""},
		{"HH:mm", "24:00", 0, ""},
		{"MMMM d", "June 5", 0, "2021-06-05T00:00:00.0000000"},
		{"yyyy g", "2009 A.D.", 0, "2009-01-01T00:00:00.0000000"},
		{"yyyy-MM-dd", " 2020-12-31", 0, ""},
		{"yyyy-MM-dd", " 2020-12-31\t", AllowLeadingWhite | AllowTrailingWhite, "2020-12-31T00:00:00.0000000"},
		{"yyyy-MM-dd", "2020 - 12-31", AllowWhiteSpaces, "2020-12-31T00:00:00.0000000"},
		{"yyyy-MM-dd", "2020 - 12-31", AllowLeadingWhite, ""},
		{"yyyy-MM-dd", "2020-12-31x", 0, ""},
		{"yyyy'年'", "2020年", 0, "2020-01-01T00:00:00.0000000"},
		{"o", "2009-06-15T13:45:30.6175000-07:00", RoundtripKind, "2009-06-15T22:45:30.6175000+02:00"},
		{"R", "Mon, 15 Jun 2009 20:45:30 GMT", RoundtripKind, "2009-06-15T20:45:30.0000000Z"},
		{"u", "2009-06-15 20:45:30Z", AdjustToUniversal, "2009-06-15T20:45:30.0000000Z"},
		{"yyyy-MM-ddzzz", "0001-01-01+08:00", AdjustToUniversal, ""},
	}
	for _, test := range tests {
		t.Run(test.format+" "+test.text, func(t *testing.T) {
			d, err := compiled(t, test.format).Parse(test.text, Reading{Styles: test.styles, Local: berlin, Today: today})
			if test.want == "" {
				require.Error(t, err)
				assert.Contains(t, err.Error(), "expected ")
				return
			}
			require.NoError(t, err)
			assert.Equal(t, test.want, compiled(t, "o").Format(d))
		})
	}
}

func TestParse(t *testing.T) {
	require.Len(t, general(), 80, "a layout that does not compile is left out")
	for text, want := range map[string]string{
		"2020-03-16-07:00":              "3/16/2020 7:00:00 AM",
		"2021-06-30+08:00":              "6/29/2021 4:00:00 PM",
		"2009-06-15T01:45:30-07:00":     "6/15/2009 8:45:30 AM",
		"8/25/2021 5:41:18 PM":          "8/25/2021 5:41:18 PM",
		"2021-08-24":                    "8/24/2021 12:00:00 AM",
		" 2020-12-31 23:59:59-08:00 ":   "1/1/2021 7:59:59 AM",
		"2020-12-31T23:59:59.1234567Z":  "12/31/2020 11:59:59 PM",
		"2020-12-31 17:05":              "12/31/2020 5:05:00 PM",
		"31 Dec 2020":                   "12/31/2020 12:00:00 AM",
		"December 31, 2020 6:07 pm":     "12/31/2020 6:07:00 PM",
		"Thu, 31 Dec 2020 23:59:59 GMT": "12/31/2020 11:59:59 PM",
		"2020/1/2":                      "1/2/2020 12:00:00 AM",
		"12/31/2020 5 PM":               "12/31/2020 5:00:00 PM",
		// More digits than .NET's ticks have, and a zone of hours only, which DateTime.Parse takes.
		"2020-12-31T23:59:59.123456789Z":      "12/31/2020 11:59:59 PM",
		"2020-12-31T23:59:59.123456789+08:00": "12/31/2020 3:59:59 PM",
		"2020-12-31 23:59:59-08":              "1/1/2021 7:59:59 AM",
		"2020-12-31T23:59+01":                 "12/31/2020 10:59:00 PM",
	} {
		got, err := Parse(text, nil)
		require.NoError(t, err, text)
		assert.Equal(t, want, compiled(t, General).Format(DateTime{Time: got, Kind: UTC}), text)
	}
	got, err := Parse("2021-08-24", berlin)
	require.NoError(t, err)
	assert.Equal(t, "2021-08-23T22:00:00Z", got.Format(time.RFC3339), "a text without a zone is in the local one")
	for _, text := range []string{"", "tomorrow", "31/12/2020", "2020-02-30", "20201231", strings.Repeat("9", 1000)} {
		_, err := Parse(text, nil)
		require.ErrorContains(t, err, "expected a date such as")
		assert.Less(t, len(err.Error()), 200)
	}
}

func TestParseStyles(t *testing.T) {
	for text, want := range map[string]Styles{
		"None": 0, "AssumeUniversal": AssumeUniversal, "AllowWhiteSpaces,AssumeLocal": AllowWhiteSpaces | AssumeLocal,
		"DateTimeStyles.RoundtripKind, DateTimeStyles.AllowLeadingWhite": RoundtripKind | AllowLeadingWhite,
	} {
		got, err := ParseStyles(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "Assume", "AssumeLocal AssumeUniversal", "AssumeLocal,AssumeUniversal",
		"RoundtripKind,AdjustToUniversal"} {
		_, err := ParseStyles(text)
		assert.ErrorContains(t, err, "expected ", text)
	}
}

func TestHasYear(t *testing.T) {
	for format, want := range map[string]bool{"HH:mm": false, "MM-dd": false, "%y": true, "s": true} {
		assert.Equal(t, want, compiled(t, format).HasYear(), format)
	}
}

// FuzzLayout demands that no format and no text makes anything panic, and that a date written in a layout that says
// everything is read back as it was.
func FuzzLayout(f *testing.F) {
	for _, p := range patterns {
		f.Add(p.pattern, "6/15/2009 1:45:30 PM", int64(1245073530))
	}
	for _, format := range []string{"yyyyMMddHHmmss.fZ", "%d", `'x\'"'\y`, "o", "ddd MMM F", "hh tt zzz K g"} {
		f.Add(format, "20150123105347.1Z", int64(0))
	}
	f.Add("y\xff", "1\xff", int64(0)) // no text
	f.Fuzz(func(t *testing.T, format, text string, seconds int64) {
		l, err := Compile(format)
		if err != nil {
			return
		}
		r := Reading{Styles: AllowWhiteSpaces | AssumeUniversal | AdjustToUniversal, Today: time.Unix(0, 0).UTC()}
		if d, err := l.Parse(text, r); err == nil && (d.Year() < 1 || d.Year() > 9999) {
			t.Fatalf("year %d", d.Year())
		}
		_, _ = Parse(text, nil)
		d := DateTime{Time: time.Unix(seconds%253402300800, 0).UTC(), Kind: UTC}
		if d.Year() < 1 || len(format) > 1000 {
			return
		}
		written := l.Format(d)
		for _, complete := range []string{"o", "s", "u", "R", "G"} {
			if format != complete {
				continue
			}
			read, err := l.Parse(written, r)
			if err != nil || !read.Equal(d.Time) {
				t.Fatalf("%s read as %v, %v", written, read, err)
			}
		}
	})
}

// Compiling takes memory in proportion to the format, which can come from an attribute.
func TestCompileALongFormat(t *testing.T) {
	for _, format := range []string{strings.Repeat("a", 100_000), strings.Repeat(`\y`, 100_000), "'" + strings.Repeat("y", 100_000) + "'"} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		l, err := Compile(format)
		runtime.ReadMemStats(&after)
		require.NoError(t, err)
		assert.Len(t, l.Format(DateTime{}), 100_000)
		assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(4<<20))
	}
}

// A point may be missing from a text only right before a fraction that may be missing.
func TestParseWithAnEmptyQuoteBehindAPoint(t *testing.T) {
	for format, optional := range map[string]bool{"ss.F": true, "ss.''F": false} {
		l, err := Compile(format)
		require.NoError(t, err)
		_, err = l.Parse("05", Reading{})
		assert.Equal(t, optional, err == nil, format)
	}
}
