package control

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Sizes of a page: Graph's for users.
const (
	pageDefault = 100
	pageMax     = 999
)

// page is a part of a collection: $top of them, behind the first $skip. @odata.nextLink is there when there are more. Other
// parameters of OData are refused: an answer that passed over a filter would be a wrong one.
func page(r *http.Request, all func(yield func(any) bool)) (any, error) {
	if err := onlyParameters(r, "$top", "$skip"); err != nil {
		return nil, err
	}
	top, err := number(r, "$top", pageDefault, 1, pageMax)
	if err != nil {
		return nil, err
	}
	skip, err := number(r, "$skip", 0, 0, 1<<31)
	if err != nil {
		return nil, err
	}
	value, more, place := []any{}, false, 0
	for item := range all {
		if place++; place <= skip {
			continue
		}
		if len(value) == top {
			more = true
			break
		}
		value = append(value, item)
	}
	body := map[string]any{"value": value}
	if more {
		body["@odata.nextLink"] = link(r, "$skip", strconv.Itoa(skip+top))
	}
	return body, nil
}

// onlyParameters refuses a query with others, or with one of them twice.
func onlyParameters(r *http.Request, known ...string) error {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return badRequest("expected a query that is escaped well, found another: %v", err)
	}
	for name, values := range query {
		if len(values) > 1 {
			return badRequest("%s: expected it once, found it twice or more", name)
		}
		if !slices.Contains(known, name) {
			return badRequest("expected no other parameters than %s, found %s", strings.Join(known, ", "), name)
		}
	}
	return nil
}

// number is a whole number in the query.
func number(r *http.Request, name string, standard, least, most int) (int, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return standard, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, badRequest("%s: expected a number from %d to %d, found %q", name, least, most, text)
	}
	return n, nil
}
