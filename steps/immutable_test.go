package steps_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

const cardURN = "urn:vendor:params:scim:schemas:extension:card:2.0:User"

// cards are an extension of users with immutable attributes of each kind: a text, a number, a part of a complex value, and a
// part of the elements of a list.
const cards = `[{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"], "id": "` + cardURN + `", "name": "Card", "description": "A card",
  "attributes": [
   {"name": "number", "mutability": "immutable", "caseExact": true}, {"name": "batch", "type": "integer", "mutability": "immutable"},
   {"name": "colour", "mutability": "immutable", "canonicalValues": ["red", "blue"]}, {"name": "note"},
   {"name": "chip", "type": "complex", "subAttributes": [{"name": "maker", "mutability": "immutable"}, {"name": "firmware"}]},
   {"name": "keys", "type": "complex", "multiValued": true, "subAttributes": [{"name": "value", "mutability": "immutable"},
    {"name": "type", "canonicalValues": ["door", "locker"]}]}]},
 {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"], "name": "User",
  "schemaExtensions": [{"schema": "` + cardURN + `", "required": false}]}]`

// carded starts reference servers that have the extension.
func carded(t *testing.T, profile, schemas string, change mutant) steps.Config {
	t.Helper()
	p, start := extendedServer(t, profile, schemas)
	selected, err := steps.ParsePatterns([]string{"protocol/immutable"})
	require.NoError(t, err)
	return steps.Config{Target: steps.NewEmbedded(mutated(start, change)), Profile: p, Seed: 1, Parallel: 1, Run: selected}
}

// mutable are the same attributes, of which a client may change each: with /Schemas that say otherwise it is the fault.
func mutable() string {
	return strings.ReplaceAll(cards, `"mutability": "immutable"`, `"mutability": "readWrite"`)
}

func saysImmutable() mutant {
	return answered(func(r *http.Request) bool { return strings.Contains(r.URL.Path, "/Schemas") }, func(_ *http.Request, p *reply) {
		p.raw = []byte(strings.ReplaceAll(string(encode(p.body)), `"mutability":"readWrite","name":"number"`, `"mutability":"immutable","name":"number"`))
	})
}

// butFor lets a change of the immutable number through in one form, and refuses it in all others.
func butFor(form func(body string) bool) mutant {
	return combined(saysImmutable(), turned(func(r *http.Request, body string) bool {
		has := strings.Contains(body, ":number") || strings.Contains(body, `"number"`)
		return has && (patched(r) && !form(body) || r.Method == http.MethodPut && strings.Contains(body, "No1"))
	}, http.StatusBadRequest, "mutability"))
}

// refused turns what is refused for mutability into something else.
func refused(change func(next http.Handler, r *http.Request, p *reply)) mutant {
	return func(next http.Handler) http.Handler {
		return answered(always, func(r *http.Request, p *reply) {
			if b, ok := p.body.(object); ok && p.status == http.StatusBadRequest && b["scimType"] == "mutability" {
				change(next, r, p)
			}
		})(next)
	}
}

// TestImmutable: who keeps an immutable value passes, whether the change is refused or overlooked; who changes it fails.
func TestImmutable(t *testing.T) {
	is := func(p *reply, now *reply) { p.status, p.body, p.header = now.status, now.body, now.header }
	for _, c := range []struct {
		name, schemas string
		change        mutant
		rfc, entra    reports.Outcome
		patchOnly     bool
	}{
		{"refused", cards, combined(), reports.Passed, reports.Passed, false},
		{"overlooked", cards, refused(func(next http.Handler, r *http.Request, p *reply) {
			now := inside(next, r, http.MethodGet, r.URL.RequestURI(), nil)
			is(p, &reply{status: now.Code, body: decode(now.Body.Bytes()), header: now.Header()})
		}), reports.Passed, reports.Passed, false},
		{"overlooked without a body", cards, refused(func(_ http.Handler, _ *http.Request, p *reply) {
			is(p, &reply{status: http.StatusNoContent, header: http.Header{}})
		}), reports.Passed, reports.Passed, false},
		{"refused in other words", cards, refused(func(_ http.Handler, _ *http.Request, p *reply) {
			p.body.(object)["scimType"] = "invalidValue"
		}), reports.Warned, reports.Passed, false},
		{"refused with a breakdown", cards, refused(func(_ http.Handler, _ *http.Request, p *reply) {
			p.status, p.body.(object)["status"] = http.StatusInternalServerError, "500"
		}), reports.Failed, reports.Warned, false},
		{"changed", mutable(), saysImmutable(), reports.Failed, reports.Warned, false},
		{"changed without a path alone", mutable(), butFor(func(body string) bool { return !strings.Contains(body, `"path"`) }), reports.Failed, reports.Warned, true},
		{"changed by add alone", mutable(), butFor(func(body string) bool { return strings.Contains(body, `"add"`) }), reports.Failed, reports.Warned, true},
		{"taken away", mutable(), butFor(func(body string) bool { return strings.Contains(body, `"remove"`) }), reports.Failed, reports.Warned, true},
	} {
		for profile, want := range map[string]reports.Outcome{"rfc": c.rfc, "entra": c.entra} {
			t.Run(c.name+"/"+profile, func(t *testing.T) {
				t.Parallel()
				report, err := steps.Run(context.Background(), carded(t, profile, c.schemas, c.change))
				require.NoError(t, err)
				seen := 0
				for _, r := range report.Results {
					if !strings.HasSuffix(r.Scenario, "leaves what is immutable") {
						continue
					}
					seen++
					want := want
					if strings.HasPrefix(r.Scenario, "PUT") && c.patchOnly {
						want = reports.Passed
					}
					assert.Equal(t, want, r.Outcome, "%s: %s %+v", r.Name(), r.Reason, r.Findings)
				}
				assert.Equal(t, 2, seen)
			})
		}
	}
}
