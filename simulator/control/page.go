package control

import (
	"net/http"
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
	top, err := number(r, "$top", pageDefault, pageMax)
	if err != nil {
		return nil, err
	}
	skip, err := number(r, "$skip", 0, 1<<31)
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
		next := *r.URL
		query := next.Query()
		query.Set("$skip", strconv.Itoa(skip+top))
		next.RawQuery = query.Encode()
		body["@odata.nextLink"] = next.String()
	}
	return body, nil
}

// onlyParameters refuses a query with others.
func onlyParameters(r *http.Request, known ...string) error {
	for name := range r.URL.Query() {
		if !slices.Contains(known, name) {
			return badRequest("expected no other parameters than %s, found %s", strings.Join(known, ", "), name)
		}
	}
	return nil
}

// number is a whole number in the query.
func number(r *http.Request, name string, standard, most int) (int, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return standard, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > most {
		return 0, badRequest("%s: expected a number from 0 to %d, found %q", name, most, text)
	}
	return n, nil
}
