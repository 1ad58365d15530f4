package steps_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

// demand is a service provider that refuses users or groups for a reason of its own.
type demand struct {
	name string
	// advertise changes the schemas that it shows; nil: it keeps the reason to itself.
	advertise func(schemas string) string
	// refuses says why a resource is refused, or nothing.
	refuses func(kind string, resource gjson.Result) string
	// values is what its owner writes into the values file, if anything has to be written.
	values string
}

func every(list gjson.Result, sub, pattern string) bool {
	for _, e := range list.Array() {
		if v := e.Get(sub); v.Exists() && !strings.Contains(pattern, "|"+v.String()+"|") {
			return false
		}
	}
	return true
}

func needs(kind, path, sentence string) func(string, gjson.Result) string {
	return func(k string, r gjson.Result) string {
		if v := r.Get(path); k == kind && (!v.Exists() || v.Raw == `""` || v.Raw == "[]") {
			return sentence
		}
		return ""
	}
}

// makes turns an attribute's "required" on in the schema with the id.
func makes(id, attribute string) func(string) string {
	return rewrites(id, attribute, func(a map[string]any) { a["required"] = true })
}

func rewrites(id, attribute string, change func(map[string]any)) func(string) string {
	return func(text string) string {
		var list map[string]any
		if json.Unmarshal([]byte(text), &list) != nil {
			return text
		}
		for _, s := range list["Resources"].([]any) {
			schema := s.(map[string]any)
			if schema["id"] != id {
				continue
			}
			name, sub, _ := strings.Cut(attribute, ".")
			for _, a := range schema["attributes"].([]any) {
				a := a.(map[string]any)
				if a["name"] != name {
					continue
				}
				if sub == "" {
					change(a)
				}
				subs, _ := a["subAttributes"].([]any)
				for _, x := range subs {
					if x := x.(map[string]any); sub != "" && x["name"] == sub {
						change(x)
					}
				}
			}
		}
		changed, err := json.Marshal(list)
		if err != nil {
			return text
		}
		return string(changed)
	}
}

func lists(values ...any) func(map[string]any) {
	return func(a map[string]any) { a["canonicalValues"] = values }
}

const (
	userSchema       = "urn:ietf:params:scim:schemas:core:2.0:User"
	groupSchema      = "urn:ietf:params:scim:schemas:core:2.0:Group"
	enterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
	costCenter       = `urn:ietf:params:scim:schemas:extension:enterprise:2\.0:User.costCenter`
)

// demanding are service providers that are right by the standard, each with a demand of its own.
func demanding() []demand {
	domain := func(_ string, r gjson.Result) string {
		for _, e := range r.Get("emails").Array() {
			if v := e.Get("value").String(); v != "" && !strings.HasSuffix(strings.ToLower(v), "@vendor.test") {
				return "the e-mail domain of " + v + " is not allowed"
			}
		}
		return ""
	}
	return []demand{
		{"displayName and emails required", func(s string) string {
			return makes(userSchema, "displayName")(makes(userSchema, "emails")(s))
		}, func(k string, r gjson.Result) string {
			return needs("Users", "displayName", "displayName is required")(k, r) + needs("Users", "emails", "emails is required")(k, r)
		}, ""},
		{"name.familyName required", makes(userSchema, "name.familyName"), needs("Users", "name.familyName", "name.familyName is required"), ""},
		{"externalId required, not advertised", nil, needs("Users", "externalId", "externalId is required"),
			"users:\n  required:\n    externalId: \"{{unique}}\"\n"},
		{"a cost centre required", makes(enterpriseSchema, "costCenter"), needs("Users", costCenter, "costCenter is required"), ""},
		{"a cost centre in a form of its own", makes(enterpriseSchema, "costCenter"), func(k string, r gjson.Result) string {
			if v := r.Get(costCenter).String(); k == "Users" && !strings.HasPrefix(v, "C-") {
				return "costCenter has to begin with C-"
			}
			return ""
		}, "users:\n  required:\n    " + enterpriseSchema + ":costCenter: \"C-{{number}}\"\n"},
		{"one e-mail domain", nil, domain, "domains: [vendor.test]\n"},
		{"phone types of its own", rewrites(userSchema, "phoneNumbers.type", lists("office", "cell", "telefax", "private", "else")),
			func(_ string, r gjson.Result) string {
				if !every(r.Get("phoneNumbers"), "type", "|office|cell|telefax|private|else|") {
					return "phoneNumbers.type is not one of office, cell, telefax, private, else"
				}
				return ""
			}, ""},
		{"two phone types", rewrites(userSchema, "phoneNumbers.type", lists("work", "mobile")), func(_ string, r gjson.Result) string {
			if !every(r.Get("phoneNumbers"), "type", "|work|mobile|") {
				return "phoneNumbers.type is not one of work, mobile"
			}
			return ""
		}, ""},
		{"one e-mail type", rewrites(userSchema, "emails.type", lists("work")), func(_ string, r gjson.Result) string {
			if !every(r.Get("emails"), "type", "|work|") {
				return "emails.type is not work"
			}
			return ""
		}, ""},
		{"plain user names", nil, func(k string, r gjson.Result) string {
			if k == "Users" && strings.Contains(r.Get("userName").String(), "@") {
				return "userName has to be without @"
			}
			return ""
		}, "userName: plain\n"},
		{"user names that are addresses", nil, func(k string, r gjson.Result) string {
			if k == "Users" && r.Get("userName").Exists() && !strings.Contains(strings.ToLower(r.Get("userName").String()), "@vendor.test") {
				return "userName has to be an address at vendor.test"
			}
			return ""
		}, "domains: [vendor.test]\nuserName: email\n"},
		{"groups with an externalId", nil, needs("Groups", "externalId", "externalId is required"),
			"groups:\n  required:\n    externalId: \"{{unique}}\"\n"},
	}
}

// refusesRequest says why a create, a replacement or a bulk request is refused, or nothing. A bulk request is refused whole.
func (d demand) refusesRequest(r *http.Request, body gjson.Result) string {
	segments := strings.Split(r.URL.Path, "/")
	kind := segments[len(segments)-1]
	if r.Method == http.MethodPut {
		kind = segments[len(segments)-2]
	}
	if kind != "Bulk" {
		return d.refuses(kind, body)
	}
	for _, o := range body.Get("Operations").Array() {
		if o.Get("method").String() == http.MethodPost {
			if why := d.refuses(strings.Trim(o.Get("path").String(), "/"), o.Get("data")); why != "" {
				return why
			}
		}
	}
	return ""
}

// serve puts the demand in front of a service provider. POST, PUT and bulk requests are looked at; PATCH is let through.
func (d demand) serve(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		last := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
		switch {
		case r.Method == http.MethodGet && last == "Schemas" && d.advertise != nil:
			recorded := httptest.NewRecorder()
			next.ServeHTTP(recorded, r)
			w.Header().Set("Content-Type", "application/scim+json")
			_, _ = io.WriteString(w, d.advertise(recorded.Body.String()))
			return
		case r.Method == http.MethodPut, r.Method == http.MethodPost && (last == "Users" || last == "Groups" || last == "Bulk"):
			body, _ := io.ReadAll(r.Body)
			if why := d.refusesRequest(r, gjson.ParseBytes(body)); why != "" && gjson.ValidBytes(body) && r.Header.Get("Authorization") == "Bearer scim-token-of-the-test" {
				w.Header().Set("Content-Type", "application/scim+json")
				w.WriteHeader(http.StatusBadRequest)
				_ = json.NewEncoder(w).Encode(map[string]any{"schemas": []string{"urn:ietf:params:scim:api:messages:2.0:Error"},
					"status": "400", "scimType": "invalidValue", "detail": why})
				return
			}
			r.Body = io.NopCloser(strings.NewReader(string(body)))
		}
		next.ServeHTTP(w, r)
	})
}

func (d demand) judge(t *testing.T, in, values string, run ...string) *reports.Report {
	t.Helper()
	profile, start := referenceServer(t, in)
	selected, err := steps.ParsePatterns(run)
	require.NoError(t, err)
	v, err := fixtures.ParseValues("values.yaml", []byte(values))
	require.NoError(t, err)
	report, err := steps.Run(context.Background(), steps.Config{Profile: profile, Seed: 1, Parallel: 2, Values: v, Run: selected,
		Target: steps.NewEmbedded(func() (steps.Service, error) {
			s, err := start()
			s.SCIM = d.serve(s.SCIM)
			return s, err
		})})
	require.NoError(t, err)
	return report
}

// TestDemands: a demand that no standard forbids is no fault. With what discovery and the values file tell, such a service
// provider conforms; where it has to be told and is not, the report says what to put into the file.
func TestDemands(t *testing.T) {
	for _, d := range sample(demanding(), 4, 12) {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			conforms(t, d.judge(t, "entra", d.values))
		})
	}
}

// TestDemandsOfTheStandard is the same for what only the standard asks for: PUT, bulk requests, projections.
func TestDemandsOfTheStandard(t *testing.T) {
	for _, d := range sample(demanding(), 4, 12) {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			conforms(t, d.judge(t, "rfc", d.values, "protocol/**"))
		})
	}
}

// conforms: every scenario has passed, or is one of the few that are not about this service provider.
func conforms(t *testing.T, report *reports.Report) {
	t.Helper()
	notApplicable := 0
	for _, r := range report.Results {
		switch r.Outcome {
		case reports.Passed:
		case reports.NotApplicable:
			notApplicable++
		default:
			t.Errorf("%s: %s %s %+v", r.Name(), r.Outcome, r.Reason, r.Findings)
		}
	}
	assert.Less(t, notApplicable, len(report.Results)/5)
}

// TestFanOutFollowsTheValues: what is tried on each attribute, too, keeps to the domain and the values that the file allows.
func TestFanOutFollowsTheValues(t *testing.T) {
	d := demand{name: "domain and titles", refuses: func(kind string, r gjson.Result) string {
		for _, e := range r.Get("emails").Array() {
			if v := e.Get("value").String(); kind == "Users" && !strings.HasSuffix(strings.ToLower(v), "@vendor.test") {
				return "the e-mail domain of " + v + " is not allowed"
			}
		}
		if v := r.Get("title").String(); v != "" && v != "Clerk" && v != "Engineer" {
			return "title is not Clerk or Engineer"
		}
		return ""
	}}
	conforms(t, d.judge(t, "entra", "domains: [vendor.test]\nusers:\n  allowed:\n    title: [Clerk, Engineer]\n", "updates/each_attribute"))
}
