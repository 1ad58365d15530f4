package steps

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cucumber/godog"
)

// row is one row of a table under its header.
type row map[string]string

// rows reads a table whose first row names the columns, with placeholders expanded. Columns that are not known are an
// error: a slip in a feature must not be read as "no such check".
func (w *world) rows(table *godog.Table, columns ...string) ([]row, error) {
	if len(table.Rows) < 2 {
		return nil, fmt.Errorf("expected a table with a header and at least one row, found %d rows", len(table.Rows))
	}
	header := table.Rows[0].Cells
	known := map[string]bool{}
	for _, c := range columns {
		known[strings.TrimSuffix(c, "?")] = true
	}
	for i, c := range header {
		if len(columns) > 0 && !known[c.Value] {
			return nil, fmt.Errorf("expected the columns %s, found %q", strings.Join(columns, ", "), header[i].Value)
		}
	}
	var all []row
	for _, r := range table.Rows[1:] {
		one := row{}
		for i, c := range r.Cells {
			value, err := w.expand(c.Value)
			if err != nil {
				return nil, err
			}
			one[header[i].Value] = value
		}
		all = append(all, one)
	}
	for _, c := range columns {
		if _, has := all[0][c]; !has && !strings.HasSuffix(c, "?") {
			return nil, fmt.Errorf("expected a column %q, found none", c)
		}
	}
	return all, nil
}

// sortedRows orders rows that were made, so that reports name attributes in one order.
func sortedRows(rows []row) []row {
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a["attribute"], b["attribute"]) })
	return rows
}
