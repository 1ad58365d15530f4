package reference

import (
	"net/http"
	"slices"

	"github.com/entrasim/entrasim/reference/store"
)

// collected is a resource that a query has found, by its id: what it looks like is read when it is shown.
type collected struct {
	// source is the place of its resource type among the query's.
	source int
	id     string
	key    sortKey
}

// gather finds everything that a query matches, in its order. More than limit is tooMany (RFC 7644 section 3.4.2.1): the
// client can filter, or go through the pages unsorted.
func (s *Server) gather(q query, sources []*source, limit int) ([]collected, error) {
	var all []collected
	for i, t := range sources {
		s.candidates(t.resourceType, q.filter, func(record store.Record) bool {
			if t.matches(record) {
				one := collected{source: i, id: record.ID}
				if t.key != nil {
					one.key = t.key(record)
				}
				all = append(all, one)
			}
			return len(all) <= limit
		})
	}
	if len(all) > limit {
		return nil, badRequest("tooMany", "expected a filter that leaves at most %d resources, found more", limit)
	}
	if q.order != nil {
		// The sort is stable: what has equal keys stays in the order of creation.
		slices.SortStableFunc(all, func(a, b collected) int { return q.order.compare(a.key, b.key) })
		for i := range all {
			all[i].key = nil // a cursor may keep the rest for long
		}
	}
	return all, nil
}

// pageSorted answers a page by index of sorted results (RFC 7644 sections 3.4.2.3 and 3.4.2.4).
func (s *Server) pageSorted(r *http.Request, q query, sources []*source, l *listing) error {
	all, err := s.gather(q, sources, s.limits.sorted)
	if err != nil {
		return err
	}
	l.total = len(all)
	if q.start <= len(all) {
		s.show(r, all[q.start-1:], sources, q.count, l)
	}
	return nil
}

// show appends up to count of the resources to the listing, as they are now, and returns how many it has gone through.
// One that has gone or no longer matches since it was found is passed over.
func (s *Server) show(r *http.Request, found []collected, sources []*source, count int, l *listing) int {
	for i, one := range found {
		if len(l.resources) == count {
			return i
		}
		t := sources[one.source]
		record, exists := s.store.Get(t.Name, one.id)
		if exists && t.matches(record) {
			l.resources = append(l.resources, s.represent(r, t.resourceType, record, t.projection))
		}
	}
	return len(found)
}
