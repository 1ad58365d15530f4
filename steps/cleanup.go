package steps

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// cleanUp removes what a scenario created, last first. What cannot be removed stays in the ledger and in the report; it
// is no reason for a verdict.
func cleanUp(ctx context.Context, l *ledger, own *createdThings, scim, portal http.RoundTripper) {
	own.mu.Lock()
	entries := slices.Clone(own.entries)
	own.mu.Unlock()
	for _, e := range slices.Backward(entries) {
		if e.Removed || e.Refused {
			continue
		}
		via := scim
		if e.Portal {
			via = portal
		}
		if via == nil {
			continue
		}
		if remove(ctx, l, e, via) != nil && ctx.Err() != nil {
			return
		}
	}
}

// remove deletes one thing. A thing whose id never came back is looked up by its name, which holds the run's prefix.
func remove(ctx context.Context, l *ledger, e *ledgerEntry, via http.RoundTripper) error {
	if e.ID == "" && !e.Portal {
		id, err := findByName(ctx, e, via)
		if err != nil {
			return err
		}
		if id == "" { // it was never created
			return l.change(e, func(e *ledgerEntry) { e.Refused = true })
		}
		if err := l.change(e, func(e *ledgerEntry) { e.ID = id }); err != nil {
			return err
		}
	}
	status, _, err := send(ctx, via, http.MethodDelete, e.location())
	if err != nil {
		return err
	}
	if status >= 300 && status != http.StatusNotFound && status != http.StatusGone {
		return fmt.Errorf("DELETE %s gave %d", e.location(), status)
	}
	return l.change(e, func(e *ledgerEntry) { e.Removed = true })
}

// findByName gives the id, or nothing when the service provider says that there is nobody of that name. An answer that is
// no list is an error: it must not pass for "never created".
func findByName(ctx context.Context, e *ledgerEntry, via http.RoundTripper) (string, error) {
	if e.Name == "" {
		return "", errors.New("a thing without a name cannot be looked up")
	}
	name := nameAttribute(e.Collection)
	query := url.Values{"filter": {name + ` eq ` + quoteFilterValue(e.Name)}}
	status, body, err := send(ctx, via, http.MethodGet, e.Collection+"?"+query.Encode())
	if err != nil {
		return "", err
	}
	list := gjson.ParseBytes(body)
	if status != http.StatusOK || !gjson.ValidBytes(body) || !member(list, "totalResults").Exists() {
		return "", fmt.Errorf("the look-up of %s gave %d and no list, which tells nothing", e.Name, status)
	}
	for _, r := range member(list, "Resources").Array() {
		if strings.EqualFold(member(r, name).String(), e.Name) {
			return member(r, "id").String(), nil
		}
	}
	return "", nil
}

func send(ctx context.Context, via http.RoundTripper, method, at string) (int, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, at, nil)
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Accept", "application/scim+json, application/json")
	return sendRequest(req, via)
}

func sendRequest(req *http.Request, via http.RoundTripper) (int, []byte, error) {
	resp, err := via.RoundTrip(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return resp.StatusCode, body, err
}
