package reference

import (
	"strconv"
	"strings"

	"github.com/entrasim/entrasim/reference/patch"
	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// membership is what a PATCH does to the members of a group. Defects may meddle with it.
type membership struct {
	server *Server
	change *change
	group  store.Ref
	edits  []patch.Edit
	// others are the operations that are not about members.
	others []patch.Operation
}

// has reports whether something with this id is a member, before the edits.
func (m *membership) has(id string) bool {
	ref, found := m.server.memberRef(id)
	return found && m.server.store.HasMember(m.group, ref)
}

// members are the ids of those who are members before the edits.
func (m *membership) members() []string {
	var ids []string
	m.server.store.Members(m.group, func(member store.Record) bool {
		ids = append(ids, member.ID)
		return true
	})
	return ids
}

// edited are the edits that are carried out.
func (s *Server) edited(c *change, edits []patch.Edit, others []patch.Operation) ([]patch.Edit, error) {
	m := &membership{server: s, change: c, group: refOf(c.before), edits: edits, others: others}
	for _, hook := range s.behaviour.editing {
		if err := hook(m); err != nil {
			return nil, err
		}
	}
	return m.edits, nil
}

// leaveAll ends every membership of a resource.
func (s *Server) leaveAll(member store.Ref) error {
	for _, group := range s.store.Groups(member) {
		_, err := s.store.UpdateMembers(group.Type, group.ID,
			func(current store.Record) (store.Record, []store.Key, store.MemberChange, error) {
				keys := storeKeys(s.keys(s.resourceType(current.Type), current.Attributes))
				return current, keys, store.MemberChange{Remove: []store.Ref{member}}, nil
			})
		if err != nil {
			return err
		}
	}
	return nil
}

// roster is who will be a member of a group, while a change is worked out: the members that the store has, and what the
// edits make of them. It asks the store about the members that are named and no others, so that a change of one costs the
// same in a group of any size. Only what names nobody, such as a replacement of all, goes through all.
type roster struct {
	server *Server
	group  store.Ref
	// cleared says that of the members in the store only those stay that are named.
	cleared bool
	// named are those that an edit has named, and whether they are members now.
	named map[store.Ref]bool
}

// memberChange is what the edits of a PATCH, PUT or POST change in a group. Edits that change nothing give an empty one.
// The error is an *Error.
func (s *Server) memberChange(group store.Ref, edits []patch.Edit) (store.MemberChange, error) {
	if len(edits) == 0 {
		return store.MemberChange{}, nil
	}
	r := &roster{server: s, group: group, named: map[store.Ref]bool{}}
	for _, e := range edits {
		if err := r.apply(e); err != nil {
			return store.MemberChange{}, err
		}
	}
	return r.change(), nil
}

func (r *roster) apply(e patch.Edit) error {
	switch {
	case e.Selection != nil:
		return r.applySelected(e)
	case e.Op == patch.Add:
		return r.join(e.Values)
	case e.Op == patch.Replace:
		r.clear()
		return r.join(e.Values)
	case e.All:
		r.clear()
	default:
		r.leave(e.Values)
	}
	return nil
}

func (r *roster) clear() {
	r.cleared = true
	clear(r.named)
}

// join makes members, all of them or none: the ids that are neither users nor groups are named in the error, so that the
// client can leave them out (D-125).
func (r *roster) join(ids []string) error {
	var unknown []string
	for _, id := range ids {
		if ref, found := r.server.memberRef(id); found {
			r.named[ref] = true
		} else {
			unknown = append(unknown, id)
		}
	}
	return unknownMembers(unknown)
}

// leave ends memberships. Who is not a member, or not there at all, has left already (D-128).
func (r *roster) leave(ids []string) {
	for _, id := range ids {
		if ref, found := r.server.memberRef(id); found {
			r.named[ref] = false
		}
	}
}

// applySelected has the members that a value path selects as its target.
func (r *roster) applySelected(e patch.Edit) error {
	selected := r.selected(e.Selection)
	switch {
	case e.Op == patch.Remove:
		for _, ref := range selected {
			r.named[ref] = false
		}
		return nil
	case len(selected) == 0 && e.Create && len(e.Selection.Named) == 1:
		return r.join(e.Selection.Named)
	case len(selected) == 0:
		return badRequest(schema.NoTarget, "members: expected a member that the filter selects, found none")
	case len(e.Values) == 0 || len(selected) == 1 && selected[0].ID == e.Values[0]:
		return nil // the member is there, and the rest of what is said of it is the server's to know
	case e.Op == patch.Add:
		return badRequest(schema.MutabilityFault, "members.value: expected the value to stay as it is, found another member's")
	}
	for _, ref := range selected {
		r.named[ref] = false
	}
	return r.join(e.Values)
}

// selected are the present members that a selection picks.
func (r *roster) selected(s *patch.Selection) []store.Ref {
	var refs []store.Ref
	if s.Named != nil {
		for _, id := range s.Named {
			if ref, found := r.server.memberRef(id); found && r.has(ref) {
				refs = append(refs, ref)
			}
		}
		return refs
	}
	pick := func(ref store.Ref) {
		record, found := r.server.store.Get(ref.Type, ref.ID)
		if found && s.Matches(memberValue(record)) {
			refs = append(refs, ref)
		}
	}
	for ref, in := range r.named {
		if in {
			pick(ref)
		}
	}
	r.stored(func(ref store.Ref) {
		if _, named := r.named[ref]; !named && !r.cleared {
			pick(ref)
		}
	})
	return refs
}

func (r *roster) has(ref store.Ref) bool {
	if in, named := r.named[ref]; named {
		return in
	}
	return !r.cleared && r.server.store.HasMember(r.group, ref)
}

// stored visits the members that the store has.
func (r *roster) stored(visit func(store.Ref)) {
	r.server.store.Members(r.group, func(member store.Record) bool {
		visit(store.Ref{Type: member.Type, ID: member.ID})
		return true
	})
}

// change is the difference to what the store has.
func (r *roster) change() store.MemberChange {
	var c store.MemberChange
	for ref, in := range r.named {
		switch had := r.server.store.HasMember(r.group, ref); {
		case in && !had:
			c.Add = append(c.Add, ref)
		case had && !in:
			c.Remove = append(c.Remove, ref)
		}
	}
	if r.cleared {
		r.stored(func(ref store.Ref) {
			if _, named := r.named[ref]; !named {
				c.Remove = append(c.Remove, ref)
			}
		})
	}
	return c
}

// memberRef finds the resource that a member's id names, of whatever type.
func (s *Server) memberRef(id string) (store.Ref, bool) {
	for _, t := range s.types {
		if record, found := s.store.Get(t.Name, id); found && shown(record) {
			return store.Ref{Type: t.Name, ID: id}, true
		}
	}
	return store.Ref{}, false
}

// unknownNamed is how many unknown ids an error names.
const unknownNamed = 10

// unknownMembers refuses ids that nothing has; nil for no ids.
func unknownMembers(ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	quoted := make([]string, 0, unknownNamed)
	for _, id := range ids[:min(len(ids), unknownNamed)] {
		quoted = append(quoted, strconv.Quote(id))
	}
	more := ""
	if len(ids) > unknownNamed {
		more = " and " + strconv.Itoa(len(ids)-unknownNamed) + " more"
	}
	return invalidValue("members: expected ids of users or groups, found %s%s, which nothing has",
		strings.Join(quoted, ", "), more)
}
