package exchange

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// between is the pause from one look for a thing that may still come to the next.
const between = 50 * time.Millisecond

// CleanUp removes what a scenario created, last first. What cannot be removed stays in the ledger and in the report; it
// is no reason for a verdict. Until late, a thing whose request was cut off may still come into being, and is waited for:
// a service provider goes on with a request when its client is gone.
func CleanUp(ctx context.Context, l *Ledger, own *CreatedThings, scim, portal http.RoundTripper, late time.Time) {
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
		if remove(ctx, l, e, via, late) != nil && ctx.Err() != nil {
			return
		}
	}
}

// remove deletes one thing. A thing whose id never came back is looked up by its name, which holds the run's prefix.
func remove(ctx context.Context, l *Ledger, e *Entry, via http.RoundTripper, late time.Time) error {
	if e.ID == "" && !e.Portal {
		id, err := findByName(ctx, e, via)
		for err == nil && id == "" && time.Now().Before(late) {
			time.Sleep(between)
			id, err = findByName(ctx, e, via)
		}
		if err != nil {
			return err
		}
		if id == "" { // it was never created
			return l.change(e, func(e *Entry) { e.Refused = true })
		}
		if err := l.change(e, func(e *Entry) { e.ID = id }); err != nil {
			return err
		}
	}
	status, _, err := Send(ctx, via, http.MethodDelete, e.Location())
	if err != nil {
		return err
	}
	if status >= 300 && status != http.StatusNotFound && status != http.StatusGone {
		return fmt.Errorf("DELETE %s gave %d", e.Location(), status)
	}
	return l.change(e, func(e *Entry) { e.Removed = true })
}

// findByName gives the id, or nothing when the service provider says that there is nobody of that name. An answer that is
// no list is an error: it must not pass for "never created".
func findByName(ctx context.Context, e *Entry, via http.RoundTripper) (string, error) {
	if e.Name == "" {
		return "", errors.New("a thing without a name cannot be looked up")
	}
	name := NameAttribute(e.Collection)
	query := url.Values{"filter": {name + ` eq ` + scim.QuoteFilterValue(e.Name)}}
	status, body, err := Send(ctx, via, http.MethodGet, e.Collection+"?"+query.Encode())
	if err != nil {
		return "", err
	}
	list := gjson.ParseBytes(body)
	if status != http.StatusOK || !gjson.ValidBytes(body) || !scim.Member(list, "totalResults").Exists() {
		return "", fmt.Errorf("the look-up of %s gave %d and no list, which tells nothing", e.Name, status)
	}
	for _, r := range scim.Member(list, "Resources").Array() {
		if strings.EqualFold(scim.Member(r, name).String(), e.Name) {
			return scim.Member(r, "id").String(), nil
		}
	}
	return "", nil
}
