package reference

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// listMessage is the URN of a list's body (RFC 7644 section 3.4.2).
const listMessage = "urn:ietf:params:scim:api:messages:2.0:ListResponse"

// query is what the parameters of a list request ask for.
type query struct {
	// filter is nil for everything.
	filter filter.Expression
	// order is nil for the order of creation.
	order *order
	// cursor is nil for pages by index, and empty for the first page by cursor.
	cursor *string
	// start is 1-based; count is how many resources the answer may have.
	start, count int
	parameters   map[string]string
}

// listing is an answer to a query under way. Defects may meddle with it.
type listing struct {
	server   *Server
	types    []*resourceType
	filtered bool
	total    int
	start    int
	// count is how many resources were asked for, itemsPerPage how many there are.
	count, itemsPerPage int
	resources           []object
	// next and previous are cursors; empty for none, and always for pages by index.
	next, previous string
}

// list is GET on the endpoint of a resource type, or of all of them (RFC 7644 section 3.4.2).
func (s *Server) list(r *http.Request, types ...*resourceType) (*answer, error) {
	parameters, err := queryParameters(r)
	if err != nil {
		return nil, err
	}
	q, err := s.query(parameters)
	if err != nil {
		return nil, err
	}
	if err := refuseConfidential(q.filter, types); err != nil {
		return nil, err
	}
	return s.answerQuery(r, q, types)
}

// answerQuery answers a query over some resource types, whichever way its parameters came.
func (s *Server) answerQuery(r *http.Request, q query, types []*resourceType) (*answer, error) {
	sources, err := s.sources(r, q, types)
	if err != nil {
		return nil, err
	}
	l := &listing{server: s, types: types, filtered: q.filter != nil, start: q.start, count: q.count, resources: []object{}}
	switch {
	case q.cursor != nil:
		err = s.pageByCursor(r, q, sources, l)
	case q.order != nil:
		err = s.pageSorted(r, q, sources, l)
	default:
		for _, source := range sources {
			s.collect(r, source, q, l)
		}
	}
	if err != nil {
		return nil, err
	}
	l.itemsPerPage = len(l.resources)
	for _, hook := range s.behaviour.listed {
		if err := hook(l); err != nil {
			return nil, err
		}
	}
	return success(l.body(q)), nil
}

// body is the list as a message. A page by cursor has no index (RFC 9865 section 2).
func (l *listing) body(q query) object {
	o := object{
		{"schemas", []string{listMessage}},
		{"totalResults", l.total},
		{"itemsPerPage", l.itemsPerPage},
	}
	if q.cursor == nil {
		o = append(o, member{"startIndex", l.start})
	}
	if l.previous != "" {
		o = append(o, member{"previousCursor", l.previous})
	}
	if l.next != "" {
		o = append(o, member{"nextCursor", l.next})
	}
	return append(o, member{"Resources", l.resources})
}

func (s *Server) query(parameters map[string]string) (q query, err error) {
	for _, hook := range s.behaviour.querying {
		if err := hook(parameters); err != nil {
			return query{}, err
		}
	}
	q.parameters = parameters
	if text, given := parameters["filter"]; given {
		if q.filter, err = s.behaviour.grammar.Parse(text); err != nil {
			return query{}, err
		}
	}
	if q.order, err = sorting(parameters); err != nil {
		return query{}, err
	}
	if cursor, given := parameters["cursor"]; given {
		q.cursor = &cursor
		q.count, err = s.cursorCount(parameters)
		return q, err
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

// number is an integer parameter. One too large for an int is an int as large as can be: it asks for a page far behind
// the last or for more than any page has, which are no errors.
func number(parameters map[string]string, name string, otherwise int) (int, error) {
	text, given := parameters[name]
	if !given {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, invalidValue("%s: expected an integer, found %q", name, text)
	}
	return n, nil
}

// collect counts the resources of a type that match, and appends those that belong on the page, in creation order.
func (s *Server) collect(r *http.Request, t *source, q query, l *listing) {
	// Without a filter, and where nothing is hidden, the store knows the total: the walk may end with the page.
	before, known := l.total, q.filter == nil && !s.hides()
	s.candidates(t.resourceType, q.filter, func(record store.Record) bool {
		if !t.matches(record) {
			return true
		}
		l.total++
		if l.total >= q.start && len(l.resources) < q.count {
			l.resources = append(l.resources, s.represent(r, t.resourceType, record, t.projection))
		}
		return !known || len(l.resources) < q.count
	})
	if known {
		l.total = before + s.store.Count(t.Name)
	}
}

// hides reports whether there can be records that a list does not show.
func (s *Server) hides() bool {
	return s.profile.Portal || s.archives() || len(s.behaviour.listing) > 0 || s.hostility.LateLists > 0
}

func (s *Server) listable(record store.Record) bool {
	for _, hook := range s.behaviour.listing {
		if !hook(s, record) {
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
		if equality.Value == "" {
			continue // no index has it
		}
		if equality.Target.Name() == "id" {
			if record, found := s.store.Get(t.Name, equality.Value); found {
				yield(record)
			}
			return
		}
		if t.hasMembers && equality.Target.Name() == membersName+".value" {
			s.groupsWith(t, equality.Value, yield)
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
