package reports

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// table prints counts by area and outcome, aligned, with a column per outcome that occurs and a row of totals.
func (c *console) table(areas []Area) {
	if len(areas) == 0 {
		return
	}
	var all Area
	width := len("area")
	for _, area := range areas {
		all.Results = append(all.Results, area.Results...)
		width = max(width, utf8.RuneCountInString(visible(area.Name)))
	}
	all.Name = "total"
	width = max(width, len(all.Name))
	var columns []int // of words
	c.printf("\n%-*s", width, "area")
	for i, w := range words(all.Results) {
		if i == 0 || w.Count > 0 {
			columns = append(columns, i)
			c.printf("  %s", w.Word)
		}
	}
	c.printf("\n")
	for _, area := range append(slices.Clip(areas), all) {
		name := visible(area.Name)
		c.printf("%s%s", name, strings.Repeat(" ", width-utf8.RuneCountInString(name)))
		counts := words(area.Results)
		for _, i := range columns {
			cell, w := "-", counts[i]
			if w.Count > 0 {
				cell = strconv.Itoa(w.Count)
			}
			padded := strings.Repeat(" ", max(0, len(w.Word)-len(cell))) + cell
			if w.Count > 0 {
				padded = c.paint(w.Outcome, padded)
			}
			c.printf("  %s", padded)
		}
		c.printf("\n")
	}
}
