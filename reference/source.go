package reference

import (
	"net/http"

	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// source is a resource type as a query sees it.
type source struct {
	*resourceType
	projection schema.Projection
	matches    func(store.Record) bool
	// key is nil when the query does not sort.
	key func(store.Record) sortKey
}

// sources are what a query is about. Where it is about several resource types, one that lacks an attribute has no value
// for it; where it is about one, that is an error.
func (s *Server) sources(r *http.Request, q query, types []*resourceType) ([]*source, error) {
	several := len(types) > 1
	sources := make([]*source, len(types))
	for i, t := range types {
		projection, err := s.projected(q.parameters, t)
		if err != nil {
			return nil, err
		}
		one := &source{resourceType: t, projection: projection, matches: s.listable}
		if q.filter != nil {
			semantics := s.behaviour.semantics
			semantics.UnknownAbsent = several
			compiled, err := semantics.Compile(q.filter, t.ResourceType)
			if err != nil {
				return nil, err
			}
			attributes := s.compared(r, t, q.filter)
			one.matches = func(record store.Record) bool {
				return s.listable(record) && compiled.Matches(attributes(record))
			}
		}
		if q.order != nil {
			key, err := q.order.keyOf(t.ResourceType, several)
			if err != nil {
				return nil, err
			}
			one.key = func(record store.Record) sortKey { return key(s.attributes(r, t, record)) }
		}
		sources[i] = one
	}
	return sources, nil
}
