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
	var columns []Outcome
	for o := range Outcome(len(outcomes)) {
		if o == Passed || all.Count(o) > 0 {
			columns = append(columns, o)
		}
	}
	c.printf("\n%-*s", width, "area")
	for _, o := range columns {
		c.printf("  %s", o)
	}
	c.printf("\n")
	for _, area := range append(slices.Clip(areas), all) {
		name := visible(area.Name)
		c.printf("%s%s", name, strings.Repeat(" ", width-utf8.RuneCountInString(name)))
		for _, o := range columns {
			cell, n := "-", area.Count(o)
			if n > 0 {
				cell = strconv.Itoa(n)
			}
			padded := strings.Repeat(" ", max(0, len(o.String())-len(cell))) + cell
			if n > 0 {
				padded = c.paint(o, padded)
			}
			c.printf("  %s", padded)
		}
		c.printf("\n")
	}
}
