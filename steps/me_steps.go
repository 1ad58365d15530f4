package steps

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// meSteps are about the alias of whoever asks (RFC 7644, 3.11).
func meSteps() []Definition {
	return []Definition{
		{`^the answer shows the client's own resource, leads to it, or declines$`,
			"Judges the answer to GET /Me: 200 with a resource and its Location, a redirect whose Location gives a resource, or 401, 403, 404 and 501 for a token that stands for nobody. A Location at another host is not followed.",
			"Then the answer shows the client's own resource, leads to it, or declines",
			(*world).showsOwn},
	}
}

// meLocation is the row about the Location.
const meLocation = "RFC7644-3.11-b"

func (w *world) showsOwn(ctx context.Context) error {
	a, err := w.last()
	if err != nil {
		return err
	}
	switch a.status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusNotImplemented:
		return nil
	case http.StatusMovedPermanently, http.StatusFound, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		own, there, err := w.follow(ctx, a)
		if err != nil || !there {
			return err
		}
		return resourceIn(own, "a resource at the Location")
	case http.StatusOK:
	default:
		return a.mismatch("200, 308, 404 or 501", a.String())
	}
	if err := resourceIn(a, "200 with a resource that has schemas and an id"); err != nil {
		return err
	}
	own, there, err := w.follow(ctx, a)
	if err != nil || !there {
		return err
	}
	if got, want := gjson.Get(own.body, "id"), gjson.Get(a.body, "id"); got.String() != want.String() {
		m := own.mismatch("the id "+want.String()+" at the Location", describe(got))
		m.Requirement = meLocation
		return m
	}
	return nil
}

// resourceIn says whether an answer is one resource (RFC 7643, 3).
func resourceIn(a *answer, expected string) error {
	body := gjson.Parse(a.body)
	schemas := scim.Member(body, "schemas")
	named := schemas.IsArray() && len(schemas.Array()) > 0 && !scim.Contains(schemas, listResponse) &&
		!slices.ContainsFunc(schemas.Array(), func(s gjson.Result) bool { return s.Type != gjson.String })
	if id := scim.Member(body, "id"); a.status != http.StatusOK || !gjson.Valid(a.body) || !named || id.Type != gjson.String || id.Str == "" {
		return a.mismatch(expected, a.String())
	}
	return nil
}

// follow reads what is at the answer's Location, which has to be there. A token is taken to no other host.
func (w *world) follow(ctx context.Context, a *answer) (*answer, bool, error) {
	base, err := url.Parse(w.endpoint.BaseURL + "/")
	if err != nil {
		return nil, false, err
	}
	header := a.header("Location")
	at, err := base.Parse(header)
	if err != nil || header == "" {
		m := a.mismatch("the resource's own place as Location", strconv.Quote(header))
		m.Requirement = meLocation
		return nil, false, m
	}
	rest, below := strings.CutPrefix(at.EscapedPath(), strings.TrimSuffix(base.EscapedPath(), "/"))
	if !sameHost(at, base) || !below {
		return nil, false, nil
	}
	if strings.EqualFold(strings.Trim(rest, "/"), "Me") {
		m := a.mismatch("the resource's own place as Location", strconv.Quote(header))
		m.Requirement = meLocation
		return nil, false, m
	}
	own, err := w.request(ctx, http.MethodGet, rest, "")
	return own, err == nil, err
}
