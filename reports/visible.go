package reports

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// visible gives text in which everything that does not print is written as an escape: control characters, so that a
// target cannot talk to the terminal; direction marks, so that it cannot reorder a line; no-break spaces, so that a
// reader sees the difference; bytes that are not UTF-8. The result is one line.
func visible(s string) string {
	var b strings.Builder
	for i, width := 0, 0; i < len(s); i += width {
		var r rune
		r, width = utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && width == 1:
			b.WriteString(`\x` + strconv.FormatUint(uint64(s[i]), 16))
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return b.String()
}

// lines splits text at its line ends and makes each line visible. It gives at least one line.
func lines(s string) []string {
	split := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, line := range split {
		split[i] = visible(line)
	}
	return split
}

// cut gives at most limit characters of a text, the last of them an ellipsis if some are missing.
func cut(s string, limit int) string {
	count, end := 0, 0
	for i := range s {
		if count == limit-1 {
			end = i
		}
		if count == limit {
			return s[:end] + "…"
		}
		count++
	}
	return s
}

// spell gives a duration as people say it: "<1 ms", "12 ms", "1.2 s", "2m3s".
func spell(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return "<1 ms"
	case d < time.Second:
		return strconv.FormatInt(d.Milliseconds(), 10) + " ms"
	case d < time.Minute:
		return strconv.FormatFloat(d.Seconds(), 'f', 1, 64) + " s"
	default:
		return d.Round(time.Second).String()
	}
}
