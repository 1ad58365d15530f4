package reference

import (
	"errors"
	"net/http"

	"github.com/entrasim/entrasim/fixtures"
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
	text, err := body(r)
	if err != nil {
		return nil, err
	}
	given, err := jsonObject(text)
	if err != nil {
		return nil, err
	}
	attributes, err := t.ReadResource(given, s.behaviour.leniency)
	if err != nil {
		return nil, err
	}
	if err := t.validate(attributes); err != nil {
		return nil, err
	}
	for _, hook := range s.behaviour.creating {
		hook(attributes)
	}
	now := s.now()
	record := store.Record{ID: s.newID(), Type: t.Name, Attributes: attributes, Created: now, LastModified: now, Version: 1}
	keys := s.keys(t, attributes)
	if err := s.store.Insert(record, storeKeys(keys)); err != nil {
		if record, err = s.revive(record, keys, err); err != nil {
			return nil, err
		}
	}
	location := s.location(r, t, record.ID)
	a := success(s.represent(r, t, record, projection)).at(location)
	a.status = http.StatusCreated
	return a, nil
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
	return success(s.represent(r, t, record, projection)).at(s.location(r, t, id)), nil
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

// change is a PATCH under way. Defects may meddle with it.
type change struct {
	// before is the resource as stored, operations what is to be done.
	before     store.Record
	operations []patch.Operation
	// after are the attributes that come out; nil before they have.
	after map[string]any
	// literal are attributes to be stored by names that no schema has.
	literal map[string]any
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
	operations, err := s.behaviour.patch.Decode(text)
	if err != nil {
		return nil, err
	}
	if len(operations) > maxOperations {
		return nil, tooLarge("expected at most %d operations, found %d", maxOperations, len(operations))
	}
	c := &change{operations: operations}
	record, err := s.update(t, id, c)
	if err != nil {
		return nil, err
	}
	if c.remove {
		if err := s.store.Remove(t.Name, id); err != nil {
			return nil, err
		}
	}
	location := s.location(r, t, id)
	if s.profile.PatchAnswer == http.StatusNoContent && !projection.Requested() {
		return noContent().at(location), nil
	}
	return success(s.represent(r, t, record, projection)).at(location), nil
}

// update applies a change to a resource, all of it or nothing, while no one else changes it.
func (s *Server) update(t *resourceType, id string, c *change) (store.Record, error) {
	var keys []key
	record, err := s.store.Update(t.Name, id, func(current store.Record) (store.Record, []store.Key, error) {
		if !shown(current) {
			return current, nil, missing(t, id)
		}
		c.before = current
		if err := s.apply(t, c); err != nil {
			return current, nil, err
		}
		if schema.SameValue(current.Attributes, c.after) {
			return current, nil, errUnchanged
		}
		current.Attributes, current.LastModified, current.Version = c.after, s.now(), current.Version+1
		keys = s.keys(t, c.after)
		return current, storeKeys(keys), nil
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
	for _, hook := range s.behaviour.patching {
		if err := hook(c); err != nil {
			return err
		}
	}
	if c.after, err = s.behaviour.patch.Apply(t.ResourceType, c.before.Attributes, c.operations); err != nil {
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
func (s *Server) remove(_ *http.Request, t *resourceType, id string) (*answer, error) {
	if _, err := s.find(t, id); err != nil {
		return nil, err
	}
	remove := s.store.Remove
	if s.profile.Delete == fixtures.DeleteArchives {
		remove = s.archive
	}
	switch err := remove(t.Name, id); {
	case errors.Is(err, store.ErrNotFound):
		return nil, missing(t, id)
	case err != nil:
		return nil, err
	}
	return noContent(), nil
}
