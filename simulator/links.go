package simulator

import (
	"encoding/json"
	"fmt"

	"github.com/entrasim/entrasim/simulator/connector"
)

// connectorDataStore is what a job knows of the target: which resource belongs to which user, and what was last done there.
// It is never read from the target as a whole, so that changes made there by others are not noticed (Microsoft Learn,
// how-provisioning-works).
type connectorDataStore struct {
	notes  *notes
	byType map[objectType]int // number of links
	links  map[string]*link   // by object id
	owners map[string]string  // object id by target id
}

// link is one user's resource.
type link struct {
	typ      objectType
	targetID string
	// managed is false once the user was unassigned or went out of scope: the resource then is no longer deleted.
	managed bool
	// disabled says that the resource was last left inactive.
	disabled bool
	// exported are the values that the target was last given, as a JSON object by target attribute name; empty for a job
	// that reads before each update. One text takes a fraction of a map's memory.
	exported string
	// members are those that a group was given: their ids in the target by object id.
	members map[string]string
}

func newConnectorDataStore(n *notes) *connectorDataStore {
	return &connectorDataStore{notes: n, byType: map[objectType]int{}, links: map[string]*link{}, owners: map[string]string{}}
}

// put links an object, in place of what it was linked to.
func (s *connectorDataStore) put(objectID string, l *link) {
	s.notes.link(objectID)
	if before := s.links[objectID]; before == l {
		s.owners[l.targetID] = objectID
		return
	} else if before != nil {
		s.remove(objectID)
	}
	s.links[objectID], s.owners[l.targetID] = l, objectID
	s.byType[l.typ]++
}

// expect makes room for so many links, if there is none yet.
func (s *connectorDataStore) expect(links int) {
	if len(s.links) == 0 {
		s.links, s.owners = make(map[string]*link, links), make(map[string]string, links)
	}
}

func (s *connectorDataStore) remove(objectID string) {
	if l := s.links[objectID]; l != nil {
		s.notes.link(objectID)
		for member := range l.members {
			s.notes.member(objectID, memberChange{objectID: member}, true)
		}
		delete(s.owners, l.targetID)
		delete(s.links, objectID)
		s.byType[l.typ]--
	}
}

// clear breaks all links.
func (s *connectorDataStore) clear() {
	for objectID := range s.links {
		s.remove(objectID)
	}
}

// counts are the numbers of linked objects by type.
func (s *connectorDataStore) counts() map[string]int {
	counts := map[string]int{}
	for typ, n := range s.byType {
		if n > 0 || typ == userObject {
			counts[string(typ)] = n
		}
	}
	return counts
}

// value is the last exported value of a target attribute, nil for none.
func (l *link) value() func(connector.Target) any {
	values := l.values()
	return func(t connector.Target) any { return values[t.String()] }
}

func (l *link) values() map[string]any {
	values := map[string]any{}
	if l.exported == "" {
		return values
	}
	if err := json.Unmarshal([]byte(l.exported), &values); err != nil {
		panic(fmt.Sprintf("simulator: last exported values: %v", err)) // written by record, nobody else
	}
	return values
}

// record remembers what was exported, on top of what was before.
func (l *link) record(exported []difference) {
	values := l.values()
	for _, d := range exported {
		if d.Remove {
			delete(values, d.Target.String())
			continue
		}
		switch v := d.Value.(type) {
		case connector.Boolean:
			values[d.Target.String()] = v.Value
		case connector.Reference:
			values[d.Target.String()] = map[string]any{"value": string(v)} // as the target shows it
		default:
			values[d.Target.String()] = v
		}
	}
	text, err := json.Marshal(values)
	if err != nil {
		panic(fmt.Sprintf("simulator: last exported values: %v", err)) // texts, numbers and lists of texts
	}
	l.exported = string(text)
}
