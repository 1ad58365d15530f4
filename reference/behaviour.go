package reference

import (
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
	// advertisesAll lists in /Schemas what the profile leaves out there.
	advertisesAll bool

	// credential is the bearer token of a request, and whether it presents one.
	credential func(*http.Request) (token string, presented bool)
	// believesHost takes the Host of a request for the server's name although it has been told another.
	believesHost bool
	// deletesByHiding keeps what DELETE removes out of sight instead, under a profile that does not archive.
	deletesByHiding bool
	// ignoresPreconditions passes over If-Match and If-None-Match.
	ignoresPreconditions bool

	// authorising accept a presented bearer token although it is not the account's.
	authorising []func(token string) bool
	// admitting see a request that has been authenticated and may refuse it.
	admitting []func(*Server, *http.Request) error
	// receiving see the JSON object in the body of a POST, PUT or PATCH and may refuse it.
	receiving []func(given map[string]any) error
	// creating change a new resource before it is stored.
	creating []func(*creation)
	// keys change under which values a resource is found and unique.
	keys []func([]key) []key
	// patching see a change before it is worked out and may refuse it or change its operations; patched see what comes of
	// it before it is stored.
	patching, patched []func(*change) error
	// editing see what a PATCH does to the members of a group, and may refuse or change it.
	editing []func(*membership) error
	// changed see a PATCH that has been stored, and may answer an error all the same.
	changed []func(*http.Request, *change) error
	// querying see the parameters of a list and may refuse them or change them.
	querying []func(parameters map[string]string) error
	// listing decide which of the resources a list shows; listed change the list.
	listing []func(*Server, store.Record) bool
	listed  []func(*listing) error
	// projecting change the parameters that say which attributes are wanted.
	projecting []func(parameters map[string]string)
	// reading change what a record says before anything is made of it: a representation, or the answer to a filter.
	reading []func(store.Record) store.Record
	// relating change the members of a group, or the groups of a user, as a client sees them.
	relating []func(*relation)
	// representing add to a resource's representation, unless the client has named the attributes that it wants.
	representing []func(*Server, store.Record, *object)
	// failing change an error before it is answered, failed its body.
	failing []func(*http.Request, *Error)
	failed  []func(*Error, *object)
	// answering change any answer.
	answering []func(*answer)
}

// behave makes the behaviour of a profile, with the defects of these ids.
func behave(p fixtures.Profile, defects []string) (behaviour, error) {
	b := behaviour{
		grammar:     filter.Grammar{MaxLength: maxFilter, MaxDepth: maxDepth},
		contentType: mediaType,
		credential:  bearer,
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
			return behaviour{}, unknownDefect(id)
		}
		d.spoil(&b)
	}
	return b, nil
}
