package reference

import (
	"errors"
	"net/http"

	"github.com/entrasim/entrasim/reference/patch"
	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// create is POST on a resource type's endpoint (RFC 7644 section 3.3).
func (s *Server) create(r *http.Request, t *resourceType) (*answer, error) {
	projection, err := s.projection(r, t)
	if err != nil {
		return nil, err
	}
	given, err := s.readObject(r)
	if err != nil {
		return nil, err
	}
	attributes, err := t.ReadResource(given, s.behaviour.leniency)
	if err != nil {
		return nil, err
	}
	projection = projection.Writing(t.ResourceType, namesIn(given))
	edits, err := t.takeMembers(attributes)
	if err != nil {
		return nil, err
	}
	if err := t.validate(attributes); err != nil {
		return nil, err
	}
	c := &creation{store: s.store, given: given, attributes: attributes, id: s.newID(), insert: s.store.Insert}
	for _, hook := range s.behaviour.creating {
		hook(c)
	}
	now := s.now()
	record := store.Record{ID: c.id, Type: t.Name, Attributes: c.attributes, Created: now, LastModified: now, Version: 1}
	members, err := s.memberChange(refOf(record), edits)
	if err != nil {
		return nil, err
	}
	keys := s.keys(t, c.attributes)
	if err := c.insert(record, storeKeys(keys), members.Add...); err != nil {
		if record, err = s.revive(record, keys, members, err); err != nil {
			return nil, err
		}
	}
	if c.shown != nil {
		record.Attributes = c.shown
	}
	location := s.location(r, t, record.ID)
	a := success(s.represent(r, t, record, projection)).at(location).tagged(record)
	a.status = http.StatusCreated
	return a, nil
}

// creation is a POST under way. Defects may meddle with it.
type creation struct {
	store store.Store
	// given is the body, attributes what is to be stored under the id.
	given, attributes map[string]any
	id                string
	insert            func(store.Record, []store.Key, ...store.Ref) error
	// shown are the attributes that the answer has in place of those stored, if it is not nil.
	shown map[string]any
}

// readObject reads the body of a request as one JSON object.
func (s *Server) readObject(r *http.Request) (map[string]any, error) {
	text, err := body(r)
	if err != nil {
		return nil, err
	}
	given, err := jsonObject(text)
	if err != nil {
		return nil, err
	}
	return given, s.received(given)
}

// received asks those who may refuse a body.
func (s *Server) received(given map[string]any) error {
	for _, hook := range s.behaviour.receiving {
		if err := hook(given); err != nil {
			return err
		}
	}
	return nil
}

// read is GET of a resource (RFC 7644 section 3.4.1).
func (s *Server) read(r *http.Request, t *resourceType, id string) (*answer, error) {
	projection, err := s.projection(r, t)
	if err != nil {
		return nil, err
	}
	record, err := s.find(t, id)
	if err != nil {
		return nil, err
	}
	if a, err := unmodified(r, record); a != nil || err != nil {
		return a, err
	}
	return success(s.represent(r, t, record, projection)).at(s.location(r, t, id)).tagged(record), nil
}

// find is the resource of that id, if SCIM shows it.
func (s *Server) find(t *resourceType, id string) (store.Record, error) {
	record, found := s.store.Get(t.Name, id)
	if !found || !shown(record) {
		return store.Record{}, missing(t, id)
	}
	return record, nil
}

// shown reports whether SCIM shows a record. What was made in the portal was not provisioned, and what SCIM has deleted
// is no longer there for it (RFC 7644 section 3.6).
func shown(r store.Record) bool { return r.Origin == store.SCIM && !r.Archived }

func missing(t *resourceType, id string) *Error {
	return notFound("%s %q does not exist", t.Name, id)
}

// change is a PATCH or PUT under way. Defects may meddle with it.
type change struct {
	server *Server
	// precondition refuses a version of the resource that the client does not mean; nil when any will do.
	precondition func(store.Record) error
	// replacement are the attributes of a PUT; nil for a PATCH.
	replacement map[string]any
	// before is the resource as stored, operations what is to be done.
	before     store.Record
	operations []patch.Operation
	// after are the attributes that come out; nil before they have.
	after map[string]any
	// members are who joins and who leaves.
	members store.MemberChange
	// shown are the attributes that the answer has in place of those stored, if it is not nil.
	shown map[string]any
	// literal are attributes to be stored by names that no schema has.
	literal map[string]any
	// phantoms are groups that are to become users.
	phantoms []string
	// remove says that the resource is to be deleted afterwards.
	remove bool
}

// errUnchanged ends an update that would change nothing, so that lastModified stays (RFC 7644 section 3.5.2.1).
var errUnchanged = errors.New("nothing changes")

// patch is PATCH of a resource (RFC 7644 section 3.5.2).
func (s *Server) patch(r *http.Request, t *resourceType, id string) (*answer, error) {
	projection, err := s.projection(r, t)
	if err != nil {
		return nil, err
	}
	if _, err := s.find(t, id); err != nil {
		return nil, err
	}
	text, err := body(r)
	if err != nil {
		return nil, err
	}
	if len(s.behaviour.receiving) > 0 {
		given, err := jsonObject(text)
		if err == nil {
			err = s.received(given)
		}
		if err != nil {
			return nil, err
		}
	}
	operations, err := s.behaviour.patch.Decode(text)
	if err != nil {
		return nil, err
	}
	if len(operations) > maxOperations {
		return nil, tooLarge("expected at most %d operations, found %d", maxOperations, len(operations))
	}
	projection = projection.Writing(t.ResourceType, namesOf(operations))
	c := &change{precondition: precondition(r), operations: operations}
	record, err := s.update(t, id, c)
	if err != nil {
		return nil, err
	}
	if c.remove {
		if err := s.store.Remove(t.Name, id); err != nil {
			return nil, err
		}
	}
	for _, hook := range s.behaviour.changed {
		if err := hook(r, c); err != nil {
			return nil, err
		}
	}
	if c.shown != nil {
		record.Attributes = c.shown
	}
	location := s.location(r, t, id)
	if s.patchAnswer(t) == http.StatusNoContent && !projection.Requested() {
		return noContent().at(location).tagged(record), nil
	}
	return success(s.represent(r, t, record, projection)).at(location).tagged(record), nil
}

// update applies a change to a resource, all of it or nothing, while no one else changes it.
func (s *Server) update(t *resourceType, id string, c *change) (store.Record, error) {
	var keys []key
	amend := func(current store.Record) (store.Record, error) {
		if !shown(current) {
			return current, missing(t, id)
		}
		if c.precondition != nil && !s.behaviour.ignoresPreconditions {
			if err := c.precondition(current); err != nil {
				return current, err
			}
		}
		c.server, c.before = s, current
		if err := s.apply(t, c); err != nil {
			return current, err
		}
		if schema.SameValue(current.Attributes, c.after) && c.members.IsEmpty() {
			return current, errUnchanged
		}
		current.Attributes, current.LastModified, current.Version = c.after, s.now(), current.Version+1
		keys = s.keys(t, c.after)
		return current, nil
	}
	record, err := s.store.UpdateMembers(t.Name, id,
		func(current store.Record) (store.Record, []store.Key, store.MemberChange, error) {
			after, err := amend(current)
			return after, storeKeys(keys), c.members, err
		})
	switch {
	case errors.Is(err, errUnchanged):
		return c.before, nil
	case errors.Is(err, store.ErrNotFound):
		return record, missing(t, id)
	default:
		return record, taken(err, keys)
	}
}

// apply works out what comes of a change.
func (s *Server) apply(t *resourceType, c *change) (err error) {
	if c.replacement != nil {
		if c.after, err = replaced(t, c.before.Attributes, c.replacement); err != nil {
			return err
		}
		edits, err := t.takeMembers(c.after)
		if err != nil {
			return err
		}
		if c.members, err = s.memberChange(refOf(c.before), edits); err != nil {
			return err
		}
		return t.validate(c.after)
	}
	for _, hook := range s.behaviour.patching {
		if err := hook(c); err != nil {
			return err
		}
	}
	operations, edits := c.operations, []patch.Edit(nil)
	if set := t.members(); set != nil {
		if operations, edits, err = s.behaviour.patch.Split(t.ResourceType, set, operations); err != nil {
			return err
		}
	}
	if edits, err = s.edited(c, edits, operations); err != nil {
		return err
	}
	if c.after, err = s.behaviour.patch.Apply(t.ResourceType, c.before.Attributes, operations); err != nil {
		return err
	}
	if c.members, err = s.memberChange(refOf(c.before), edits); err != nil {
		return err
	}
	if err := t.validate(c.after); err != nil {
		return err
	}
	for _, hook := range s.behaviour.patched {
		if err := hook(c); err != nil {
			return err
		}
	}
	return nil
}

// remove is DELETE of a resource (RFC 7644 section 3.6).
func (s *Server) remove(r *http.Request, t *resourceType, id string) (*answer, error) {
	if _, err := s.find(t, id); err != nil {
		return nil, err
	}
	remove := s.store.Remove
	if s.archives() {
		remove = s.archive
	}
	var conditions []func(store.Record) error
	if c := precondition(r); c != nil && !s.behaviour.ignoresPreconditions {
		conditions = append(conditions, c)
	}
	switch err := remove(t.Name, id, conditions...); {
	case errors.Is(err, store.ErrNotFound):
		return nil, missing(t, id)
	case err != nil:
		return nil, err
	}
	return noContent(), nil
}
