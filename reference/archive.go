package reference

import (
	"errors"
	"maps"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// archives reports whether DELETE keeps the record out of sight.
func (s *Server) archives() bool {
	return s.profile.Delete == fixtures.DeleteArchives || s.behaviour.deletesByHiding
}

// archive is what DELETE does under a profile that archives: the record stays, inactive, with its configuration and its
// unique values, and SCIM no longer shows it.
func (s *Server) archive(typ, id string, conditions ...func(store.Record) error) error {
	t := s.resourceType(typ)
	_, err := s.store.Update(typ, id, func(current store.Record) (store.Record, []store.Key, error) {
		if !shown(current) {
			return current, nil, store.ErrNotFound
		}
		for _, condition := range conditions {
			if err := condition(current); err != nil {
				return current, nil, err
			}
		}
		current.Attributes = maps.Clone(current.Attributes)
		if t.Core.Attribute("active") != nil {
			current.Attributes["active"] = false
		}
		current.Archived, current.LastModified, current.Version = true, s.now(), current.Version+1
		return current, storeKeys(s.keys(t, current.Attributes)), nil
	})
	return err
}

// revive is what becomes of a POST that has run into a conflict: if an archived record of the same userName and
// externalId stands in the way, it comes back under its old id with the new attributes and members and its old
// configuration. It returns that record, or else the conflict for the client.
func (s *Server) revive(record store.Record, keys []key, members store.MemberChange, refused error) (store.Record, error) {
	var c *store.Conflict
	if s.profile.Delete != fixtures.DeleteArchives || !errors.As(refused, &c) {
		return record, taken(refused, keys)
	}
	revived, err := s.store.UpdateMembers(record.Type, c.Record.ID,
		func(current store.Record) (store.Record, []store.Key, store.MemberChange, error) {
			if !current.Archived || current.Origin != store.SCIM || !sameIdentity(current, record) {
				return current, nil, members, refused
			}
			current.Attributes, current.Archived = record.Attributes, false
			current.LastModified, current.Version = record.LastModified, current.Version+1
			return current, storeKeys(keys), members, nil
		})
	if errors.Is(err, store.ErrNotFound) {
		err = refused // gone in between; the client may try again
	}
	return revived, taken(err, keys)
}

// sameIdentity reports whether two records are of one person of the identity provider's: both have the same userName and
// the same externalId.
func sameIdentity(a, b store.Record) bool {
	x, _ := a.Attributes["userName"].(string)
	y, _ := b.Attributes["userName"].(string)
	id, ok := a.Attributes["externalId"].(string)
	return ok && schema.Fold(x) == schema.Fold(y) && b.Attributes["externalId"] == id
}
