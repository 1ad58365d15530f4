package steps

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/cucumber/godog"
	"github.com/tidwall/gjson"
)

// pageSteps judge lists that come in pages, and some of the resources on a page.
func pageSteps() []Definition {
	return []Definition{
		{`^the pages of (\d+) of (/Users\?.*) hold ([a-z]+(?:, [a-z]+)*) once each$`,
			"Reads a list page by page, each beginning behind what the one before had, until totalResults says that it is whole. A filter that is refused with 400 is not asked on.",
			`Then the pages of 2 of /Users?filter=title eq "{{unique}}" hold bob, eve, kim once each`,
			(*world).pagesHold},
		{`^every user of the answer has$`,
			"Checks attributes of each resource of a ListResponse, all rows of the table.",
			"Then every user of the answer has\n  | attribute     | value     |\n  | meta.location | (present) |",
			(*world).everyHas},
	}
}

// pagesHold reads pages by index (RFC 7644, 3.4.2.4). A page may have fewer resources than were asked for, so that the
// next one begins behind what there was. A filter need not be offered on every attribute.
func (w *world) pagesHold(ctx context.Context, size, path, names string) error {
	path, err := w.expandPath(path)
	if err != nil {
		return err
	}
	var want, got []string
	for _, name := range strings.Split(names, ", ") {
		p, err := w.person(name)
		if err != nil {
			return err
		}
		want = append(want, p.id)
	}
	for start := 1; ; {
		a, err := w.request(ctx, http.MethodGet, fmt.Sprintf("%s&startIndex=%d&count=%s", path, start, size), "")
		if err != nil {
			return err
		}
		if a.status == http.StatusBadRequest && start == 1 {
			return nil
		}
		page, err := a.list()
		if err != nil {
			return err
		}
		for _, r := range page {
			got = append(got, r.Get("id").String())
		}
		start += len(page)
		total := gjson.Get(a.body, "totalResults").Int()
		switch {
		case int64(start) <= total && len(page) > 0 && len(got) <= 2*len(want):
			continue
		case total != int64(len(want)):
			return a.mismatch("totalResults "+strconv.Itoa(len(want)), "totalResults "+strconv.FormatInt(total, 10))
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			distinct := len(slices.Compact(slices.Clone(got)))
			return a.mismatch(names+", once each", fmt.Sprintf("%d resources, of which %d are different ones", len(got), distinct))
		}
		return nil
	}
}

func (w *world) everyHas(_ context.Context, table *godog.Table) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	rows, err := w.rows(table, "attribute", "value")
	if err != nil {
		return err
	}
	if rows, err = w.offeredRows(&w.run.demands.Users, rows); err != nil {
		return err
	}
	all, err := a.list()
	if err != nil {
		return err
	}
	for i, r := range all {
		if err := a.compare(rows, r, fmt.Sprintf("in user %d of the answer", i+1)); err != nil {
			return err
		}
	}
	return nil
}
