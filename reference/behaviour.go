package reference

import (
	"fmt"
	"net/http"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/patch"
	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// behaviour is everything about a server that a profile's dialect or a defect decides: how requests are read, and hooks at
// the places where defects of real servers sit. Without hooks the server is right. It is not modified once made.
type behaviour struct {
	// leniency is for bodies of POST, patch for PATCH, grammar and semantics for filters in query strings.
	leniency  schema.Leniency
	patch     patch.Dialect
	grammar   filter.Grammar
	semantics filter.Semantics
	// contentType labels answers.
	contentType string

	// authorising accept a presented bearer token although it is not the account's.
	authorising []func(token string) bool
	// creating change the attributes of a new resource before it is stored.
	creating []func(attributes map[string]any)
	// keys change under which values a resource is found and unique.
	keys []func([]key) []key
	// patching see a change before it is worked out and may refuse it or change its operations; patched see what comes of
	// it before it is stored.
	patching, patched []func(*change) error
	// listing decide which of the resources a list shows; listed change the list.
	listing []func(store.Record) bool
	listed  []func(*listing) error
	// representing add to a resource's representation.
	representing []func(store.Record, *object)
	// failing change an error before it is answered, failed its body.
	failing []func(*http.Request, *Error)
	failed  []func(*Error, *object)
}

// behave makes the behaviour of a profile, with the defects of these ids.
func behave(p fixtures.Profile, defects []string) (behaviour, error) {
	b := behaviour{
		grammar:     filter.Grammar{MaxLength: maxFilter, MaxDepth: maxDepth},
		contentType: mediaType,
	}
	if p.EntraDialects {
		b.leniency = schema.Entra()
		b.patch = patch.Entra()
		b.semantics = b.patch.Semantics
		b.grammar.TrailingSub = true
	}
	b.patch.Grammar = b.grammar
	b.patch.IgnoreUnknown = len(p.Attributes) > 0
	for _, id := range defects {
		d, ok := defect(id)
		if !ok {
			return behaviour{}, fmt.Errorf("expected a defect of the catalogue, found %q", id)
		}
		d.spoil(&b)
	}
	return b, nil
}
