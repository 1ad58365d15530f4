package reference

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// listMessage is the URN of a list's body (RFC 7644 section 3.4.2).
const listMessage = "urn:ietf:params:scim:api:messages:2.0:ListResponse"

// query is what the parameters of a list request ask for.
type query struct {
	// filter is nil for everything; several says that it is about more than one resource type.
	filter  filter.Expression
	several bool
	// start is 1-based; count is how many resources the answer may have.
	start, count int
	parameters   map[string]string
}

// listing is an answer to a query under way. Defects may meddle with it.
type listing struct {
	filtered  bool
	total     int
	start     int
	resources []object
}

// list is GET on the endpoint of a resource type, or of all of them (RFC 7644 section 3.4.2).
func (s *Server) list(r *http.Request, types ...*resourceType) (*answer, error) {
	q, err := s.query(r)
	if err != nil {
		return nil, err
	}
	q.several = len(types) > 1
	l := &listing{filtered: q.filter != nil, start: q.start, resources: []object{}}
	for _, t := range types {
		if err := s.collect(r, t, q, l); err != nil {
			return nil, err
		}
	}
	for _, hook := range s.behaviour.listed {
		if err := hook(l); err != nil {
			return nil, err
		}
	}
	return success(object{
		{"schemas", []string{listMessage}},
		{"totalResults", l.total},
		{"itemsPerPage", len(l.resources)},
		{"startIndex", l.start},
		{"Resources", l.resources},
	}), nil
}

func (s *Server) query(r *http.Request) (query, error) {
	parameters, err := queryParameters(r)
	if err != nil {
		return query{}, err
	}
	q := query{parameters: parameters}
	if text, given := parameters["filter"]; given {
		if q.filter, err = s.behaviour.grammar.Parse(text); err != nil {
			return query{}, err
		}
	}
	if q.start, err = number(parameters, "startIndex", 1); err != nil {
		return query{}, err
	}
	if q.count, err = number(parameters, "count", s.profile.PageMax); err != nil {
		return query{}, err
	}
	// RFC 7644 table 6: a start below 1 means 1, a negative count 0.
	q.start, q.count = max(q.start, 1), min(max(q.count, 0), s.profile.PageMax)
	return q, nil
}

func number(parameters map[string]string, name string, otherwise int) (int, error) {
	text, given := parameters[name]
	if !given {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, invalidValue("%s: expected an integer, found %q", name, text)
	}
	return n, nil
}

// collect counts the resources of a type that match, and appends those that belong on the page, in creation order.
func (s *Server) collect(r *http.Request, t *resourceType, q query, l *listing) error {
	projection, err := projected(q.parameters, t)
	if err != nil {
		return err
	}
	matches := func(store.Record) bool { return true }
	if q.filter != nil {
		semantics := s.behaviour.semantics
		semantics.UnknownAbsent = q.several
		compiled, err := semantics.Compile(q.filter, t.ResourceType)
		if err != nil {
			return err
		}
		matches = func(record store.Record) bool { return compiled.Matches(s.attributes(r, t, record)) }
	}
	// Without a filter, and where nothing is hidden, the store knows the total: the walk may end with the page.
	before, known := l.total, q.filter == nil && !s.hides()
	s.candidates(t, q.filter, func(record store.Record) bool {
		if !s.listable(record) || !matches(record) {
			return true
		}
		l.total++
		if l.total >= q.start && len(l.resources) < q.count {
			l.resources = append(l.resources, s.represent(r, t, record, projection))
		}
		return !known || len(l.resources) < q.count
	})
	if known {
		l.total = before + s.store.Count(t.Name)
	}
	return nil
}

// hides reports whether there can be records that a list does not show.
func (s *Server) hides() bool {
	return s.profile.Portal || s.profile.Delete != fixtures.DeleteRemoves || len(s.behaviour.listing) > 0
}

func (s *Server) listable(record store.Record) bool {
	for _, hook := range s.behaviour.listing {
		if !hook(record) {
			return false
		}
	}
	return shown(record)
}

// candidates gives every record that can match: those under one key, if the filter demands an indexed value, else all.
func (s *Server) candidates(t *resourceType, e filter.Expression, yield func(store.Record) bool) {
	if e == nil {
		s.store.Each(t.Name, yield)
		return
	}
	for _, equality := range filter.Equalities(e, t.ResourceType) {
		if equality.Target.Name() == "id" {
			if record, found := s.store.Get(t.Name, equality.Value); found {
				yield(record)
			}
			return
		}
		if slices.ContainsFunc(t.indexed, func(i schema.Target) bool { return i.Name() == equality.Target.Name() }) {
			value := equality.Target.Leaf().Comparable(equality.Value)
			for _, record := range s.store.Lookup(t.Name, equality.Target.Name(), value) {
				if !yield(record) {
					return
				}
			}
			return
		}
	}
	s.store.Each(t.Name, yield)
}
