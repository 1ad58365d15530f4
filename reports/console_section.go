package reports

import (
	"strings"
	"unicode/utf8"
)

// sections prints what else there is to say, each with its table aligned: the last column may be long, and is not padded.
func (c *console) sections(all []Section) {
	for _, s := range all {
		c.printf("\n%s\n", visible(cut(s.Title, shortLimit)))
		if s.Text != "" {
			c.printf("%s\n", visible(cut(s.Text, longLimit)))
		}
		if len(s.Rows) == 0 {
			continue
		}
		widths := make([]int, len(s.Columns))
		lines := append([][]string{s.Columns}, s.Rows...)
		for i, row := range lines {
			shown := make([]string, len(row))
			for j, cell := range row {
				shown[j] = visible(cut(cell, shortLimit))
				if j < len(widths)-1 {
					widths[j] = max(widths[j], utf8.RuneCountInString(shown[j]))
				}
			}
			lines[i] = shown
		}
		for _, row := range lines {
			var b strings.Builder
			for j, cell := range row {
				b.WriteString("  " + cell)
				if j < len(widths) {
					b.WriteString(strings.Repeat(" ", max(0, widths[j]-utf8.RuneCountInString(cell))))
				}
			}
			c.printf("%s\n", strings.TrimRight(b.String(), " "))
		}
	}
}
