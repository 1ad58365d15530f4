package portal

import (
	"net/http"
	"reflect"
	"strings"

	"github.com/entrasim/entrasim/reference/store"
)

// showUser answers with one user, whatever its origin, archived or not.
func (p *Portal) showUser(w http.ResponseWriter, r *http.Request) {
	if err := allowQuery(r); err != nil {
		respondError(w, err)
		return
	}
	record, found := p.store.Get(userType, r.PathValue("id"))
	if !found {
		respondError(w, store.ErrNotFound)
		return
	}
	respond(w, http.StatusOK, show(record))
}

// createUser makes a portal user: active, without configuration, invisible over SCIM. Its unique values must be free
// among all users.
func (p *Portal) createUser(r *http.Request, e *auditEntry) (answer, error) {
	m, err := readMembers(r, identityFields...)
	if err != nil {
		return answer{}, err
	}
	id, err := readIdentity(m)
	if err != nil {
		return answer{}, err
	}
	e.Object.Name = id["userName"]
	return p.insert(id.apply(map[string]any{"active": true}), nil, e)
}

// insert stores a new portal user.
func (p *Portal) insert(attributes map[string]any, c *store.Configuration, e *auditEntry) (answer, error) {
	if err := p.check(attributes); err != nil {
		return answer{}, err
	}
	now := p.now().UTC()
	record := store.Record{
		ID: p.newID(), Type: userType, Attributes: attributes, Created: now, LastModified: now, Version: 1,
		Origin: store.Portal, Configuration: c,
	}
	if err := p.store.Insert(record, p.keys(attributes)); err != nil {
		return answer{}, err
	}
	e.Object = objectOf(record)
	return answer{http.StatusCreated, show(record)}, nil
}

// editUser changes identity fields of a portal user. For a user that Microsoft Entra ID provisions nothing of the request
// is applied.
func (p *Portal) editUser(r *http.Request, e *auditEntry) (answer, error) {
	m, err := readMembers(r, identityFields...)
	if err != nil {
		return answer{}, err
	}
	id, err := readIdentity(m)
	if err != nil {
		return answer{}, err
	}
	if len(id) == 0 {
		return answer{}, invalidValue("expected at least one of %s, found none", strings.Join(identityFields, ", "))
	}
	return p.update(r.PathValue("id"), e, func(record store.Record) (store.Record, error) {
		if record.Origin == store.SCIM {
			return record, scimManaged("%s of a user provisioned over SCIM cannot be changed in the portal: "+
				"change it in Microsoft Entra ID", strings.Join(id.names(), ", "))
		}
		attributes := id.apply(record.Attributes)
		if err := p.check(attributes); err != nil {
			return record, err
		}
		if !reflect.DeepEqual(attributes, record.Attributes) {
			record.Attributes, record.LastModified = attributes, p.now().UTC()
			record.Version++
		}
		return record, nil
	})
}

// update changes a user in one step and answers with what it has become.
func (p *Portal) update(id string, e *auditEntry, change func(store.Record) (store.Record, error)) (answer, error) {
	after, err := p.store.Update(userType, id, func(record store.Record) (store.Record, []store.Key, error) {
		e.Object = objectOf(record)
		after, err := change(record)
		if err != nil {
			return record, nil, err
		}
		return after, p.keys(after.Attributes), nil
	})
	if err != nil {
		return answer{}, err
	}
	return answer{http.StatusOK, show(after)}, nil
}

// deleteUser forgets a portal user; its unique values are free again. A user that Microsoft Entra ID provisions is
// archived from there.
func (p *Portal) deleteUser(r *http.Request, e *auditEntry) (answer, error) {
	record, found := p.store.Get(userType, r.PathValue("id"))
	if !found {
		return answer{}, store.ErrNotFound
	}
	e.Object = objectOf(record)
	if record.Origin == store.SCIM {
		return answer{}, scimManaged("a user provisioned over SCIM cannot be deleted in the portal: " +
			"unassign or delete it in Microsoft Entra ID")
	}
	if err := p.store.Remove(userType, record.ID); err != nil {
		return answer{}, err
	}
	return answer{http.StatusNoContent, nil}, nil
}

func objectOf(r store.Record) object {
	return object{Type: "user", ID: r.ID, Name: text(r.Attributes, "userName")}
}
