package steps

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/steps/internal/demands"
	"github.com/entrasim/entrasim/steps/internal/exchange"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

// blockage is why a run cannot begin, with the exchange that shows it.
type blockage struct {
	sentence string
	exchange reports.Exchange
	// sparesConnection lets the features about the connection run, since they can tell more.
	sparesConnection bool
}

// holds says whether the scenario cannot begin.
func (b *blockage) holds(s Scenario) bool {
	return b != nil && (!b.sparesConnection || s.Area != "connection")
}

// discover asks the target for what an administrator's Test Connection asks, and for what it claims of itself. No
// connection is an error, since nothing can be learnt. A target that takes the connection and does not answer, or refuses
// the token, blocks the scenarios: it was reached. Any other answer, however wrong, is left to them to judge.
func (r *run) discover(ctx context.Context) ([]reports.Claim, *blockage, error) {
	endpoint, closeEndpoint, err := r.config.Target.Open(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer closeEndpoint()
	r.redact.Add(endpoint.Credential.Token())
	rec := exchange.NewRecorder(r.redact)
	via := rec.Via(exchange.Authenticate(endpoint.Credential, exchange.NewNetwork(endpoint.Network, r.limits)))

	query := url.Values{"filter": {`userName eq "` + r.prefix + `nobody"`}}
	list, err := ask(ctx, via, endpoint.BaseURL+"/Users?"+query.Encode())
	if err == nil && !scim.Member(list, "totalResults").Exists() {
		r.doubt(errors.New("GET " + endpoint.BaseURL + "/Users: expected a ListResponse, found other JSON"))
	}
	r.doubt(err)
	last, _ := rec.Last()
	r.lookUp = last
	var te *TransportError
	switch {
	case errors.As(err, &te) && te.Unreachable():
		return nil, nil, te
	case errors.As(err, &te) && te.TimedOut():
		return nil, &blockage{sentence: "the target takes connections and does not answer: " + te.Error(), exchange: last}, nil
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	}
	var refused *blockage
	if last.Response != nil && (last.Response.Status == http.StatusUnauthorized || last.Response.Status == http.StatusForbidden) {
		refused = &blockage{exchange: last, sparesConnection: true,
			sentence: fmt.Sprintf("the service provider refuses the token with %d: is it the one that it shows, and still valid?", last.Response.Status)}
	}

	config, err := ask(ctx, via, endpoint.BaseURL+"/ServiceProviderConfig")
	r.doubt(err)
	claims := claimsOf(config)
	r.watch.Most = scim.Member(scim.Member(config, "filter"), "maxResults").Int()
	if err != nil {
		claims = nil // an unreadable document claims nothing; the features judge it
		if x, _ := rec.Last(); x.Response != nil && x.Response.Status == http.StatusNotFound {
			claims = unclaimed("there is no /ServiceProviderConfig")
		}
	}
	schemas, err := ask(ctx, via, endpoint.BaseURL+"/Schemas")
	r.doubt(err)
	if err == nil {
		claims = append(claims, offered(schemas)...)
		r.schemas, r.watch.Schemas = schemas.Raw, schemas
	}
	types, err := ask(ctx, via, endpoint.BaseURL+"/ResourceTypes") // what is missing or unreadable says nothing
	r.doubt(err)
	if claims, err = r.claimGroups(ctx, via, endpoint.BaseURL, claims, types); err != nil {
		return nil, nil, err
	}
	if r.demands, err = demands.Read(schemas, types, r.config.Values); err != nil {
		return nil, nil, err
	}
	return append(claims, optional(r.config.Profile, endpoint, r.config.Target.Embedded())...), refused, nil
}

// claimGroupsOfUsers is the name of a claim that no scenario depends on: users list their groups.
const claimGroupsOfUsers = "groups of users"

// claimsOf reads the capabilities of a ServiceProviderConfig (RFC 7643, section 5).
func claimsOf(config gjson.Result) []reports.Claim {
	var claims []reports.Claim
	for _, name := range []string{"patch", "bulk", "filter", "changePassword", "sort", "etag"} {
		if c := scim.Member(scim.Member(config, name), "supported"); c.Exists() {
			claims = append(claims, reports.Claim{Name: name, Claimed: c.Bool(), Source: "/ServiceProviderConfig"})
		}
	}
	cursor := scim.Member(scim.Member(config, "pagination"), "cursor") // RFC 9865, 4; most have none
	return append(claims, reports.Claim{Name: string(features.Cursor), Claimed: cursor.Bool(), Source: "/ServiceProviderConfig"})
}

// offered reads from /Schemas which optional parts of a user there are (RFC 7643, section 7). A document without the
// user's schema says nothing.
func offered(schemas gjson.Result) []reports.Claim {
	attributes, enterprise, groups, found := map[string]bool{}, false, false, false
	shown := false // RFC 7643, 7: only what is returned by default, as all is that says nothing else, is in every answer
	for _, s := range scim.Member(schemas, "Resources").Array() {
		switch id := scim.Member(s, "id").String(); {
		case strings.EqualFold(id, scim.CoreUser):
			found = true
			for _, a := range scim.Member(s, "attributes").Array() {
				name := strings.ToLower(scim.Member(a, "name").String())
				attributes[name] = true
				if returned := scim.Member(a, "returned").String(); name == "groups" {
					shown = returned == "" || strings.EqualFold(returned, "default") || strings.EqualFold(returned, "always")
				}
			}
		case strings.EqualFold(id, scim.EnterpriseUser):
			enterprise = true
		case strings.EqualFold(id, scim.CoreGroup):
			groups = true
		}
	}
	if !found {
		return nil
	}
	claims := []reports.Claim{
		{Name: string(features.Enterprise), Claimed: enterprise, Source: "/Schemas"},
		{Name: string(features.Groups), Claimed: groups, Source: "/Schemas"},
		{Name: claimGroupsOfUsers, Claimed: shown, Source: "/Schemas"},
	}
	for _, c := range []features.Capability{features.Emails, features.PhoneNumbers, features.Addresses, features.Title} {
		claims = append(claims, reports.Claim{Name: string(c), Claimed: attributes[strings.ToLower(string(c))], Source: "/Schemas"})
	}
	return claims
}

// optional gives the capabilities that come from the profile and from how the target can be reached.
func optional(p fixtures.Profile, e *Endpoint, embedded bool) []reports.Claim {
	portal := reports.Claim{Name: string(features.Portal), Claimed: e.Portal != nil, Source: "an embedded portal"}
	if !portal.Claimed {
		portal.Source = "no portal API can be reached in this run"
	}
	return []reports.Claim{portal,
		{Name: string(features.Volume), Claimed: embedded, Source: "an embedded service provider"},
		{Name: string(features.Archive), Claimed: p.Delete == fixtures.DeleteArchives, Source: "profile " + p.Name}}
}

// doubt keeps what an answer lacked, for whoever looks at a target before it is judged.
func (r *run) doubt(err error) {
	if err != nil {
		r.doubts = append(r.doubts, err.Error())
	}
}

func ask(ctx context.Context, via http.RoundTripper, at string) (gjson.Result, error) {
	status, body, err := exchange.Send(ctx, via, http.MethodGet, at)
	if err != nil {
		return gjson.Result{}, err
	}
	shown, _, _ := strings.Cut(at, "?")
	if status != http.StatusOK {
		return gjson.Result{}, fmt.Errorf("GET %s: expected 200 with JSON, found %d", shown, status)
	}
	if !gjson.ValidBytes(body) {
		return gjson.Result{}, fmt.Errorf("GET %s: expected 200 with JSON, found 200 with something else", shown)
	}
	return gjson.ParseBytes(body), nil
}

// dialectsOf gives the dialects in which a scenario runs: all of the run's, or the first when none shows in it.
func (r *run) dialectsOf(s Scenario) []connector.Dialect {
	if s.Dialects {
		return r.config.Dialects
	}
	return r.config.Dialects[:1]
}

// unclaimed says of what is optional under every profile that it is not offered: a service provider that does not say that it
// has it need not have it (RFC 7643, 5).
func unclaimed(source string) []reports.Claim {
	var claims []reports.Claim
	for _, name := range []string{"bulk", "changePassword", "sort", "etag", "cursor"} {
		claims = append(claims, reports.Claim{Name: name, Source: source})
	}
	return claims
}

// claimGroups completes what /Schemas says of groups: a resource type claims them, too; and where no document says anything,
// an endpoint that does not exist says enough.
func (r *run) claimGroups(ctx context.Context, via http.RoundTripper, base string, claims []reports.Claim, types gjson.Result) ([]reports.Claim, error) {
	name := string(features.Groups)
	listed := slices.ContainsFunc(scim.Member(types, "Resources").Array(), func(t gjson.Result) bool {
		return strings.EqualFold(scim.Member(t, "name").String(), "Group")
	})
	i := slices.IndexFunc(claims, func(c reports.Claim) bool { return c.Name == name })
	switch {
	case listed && i >= 0:
		claims[i].Claimed, claims[i].Source = true, claims[i].Source+", /ResourceTypes"
		return claims, nil
	case listed || i >= 0:
		return claims, nil
	}
	status, _, err := exchange.Send(ctx, via, http.MethodGet, base+"/Groups?count=1")
	if err != nil {
		return claims, ctx.Err()
	}
	if status == http.StatusNotFound || status == http.StatusMethodNotAllowed || status == http.StatusNotImplemented {
		claims = append(claims, reports.Claim{Name: name, Source: fmt.Sprintf("no document claims it, and GET /Groups is answered with %d", status)})
	}
	return claims, nil
}
