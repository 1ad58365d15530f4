package steps

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// whole gives all resources of the list that a GET was answered with. Where the request left the size of a page to the
// service provider, which may choose any (RFC 7644, 3.4.2.4), the pages behind the first are read; at most 20.
func (w *world) whole(ctx context.Context, a *answer) ([]gjson.Result, error) {
	found, err := a.list()
	if err != nil || a.method != http.MethodGet {
		return found, err
	}
	at, err := url.Parse(a.at)
	if err != nil || at.Query().Has("count") || at.Query().Has("startIndex") {
		return found, nil //nolint:nilerr // an address that was sent is one
	}
	total := int(scim.Member(gjson.Parse(a.body), "totalResults").Int())
	base, err := url.Parse(w.endpoint.BaseURL)
	if err != nil {
		return nil, err
	}
	at = base.ResolveReference(at)
	query := at.RawQuery
	for pages := 1; len(found) > 0 && len(found) < total && pages < 20; pages++ {
		at.RawQuery = "startIndex=" + strconv.Itoa(len(found)+1)
		if query != "" {
			at.RawQuery = query + "&" + at.RawQuery
		}
		next, err := w.exchangeVia(ctx, w.client(), http.MethodGet, at.String(), "", mediaType, mediaType)
		if err != nil {
			return nil, err
		}
		more, err := next.list()
		if err != nil {
			return nil, err
		}
		if len(more) == 0 {
			break
		}
		found = append(found, more...)
	}
	return found, nil
}
