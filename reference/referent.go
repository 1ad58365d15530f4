package reference

import (
	"maps"
	"net/http"
	"slices"

	"github.com/entrasim/entrasim/reference/schema"
)

// described is a singular reference to another resource, such as a manager, with what this server knows of the resource:
// where it is, and its display name (RFC 7643 section 4.3). A value that leads nowhere is shown as it was sent.
func (s *Server) described(r *http.Request, of *schema.Schema, name string, value any) any {
	object, ok := value.(map[string]any)
	if !ok || of == nil {
		return value
	}
	a := of.Attribute(name)
	if a == nil {
		return value
	}
	reference := a.Sub("$ref")
	id, ok := object["value"].(string)
	if !ok || reference == nil {
		return value
	}
	for _, t := range s.types {
		if !slices.Contains(reference.ReferenceTypes, t.Name) {
			continue
		}
		if record, found := s.store.Get(t.Name, id); found && shown(record) {
			described := maps.Clone(object)
			described["$ref"] = s.location(r, t, id)
			// A client's own idea of a name that is read-only has not been stored.
			name, display := a.Sub("displayName"), record.Attributes["displayName"]
			if name != nil && name.Mutability == schema.ReadOnly && display != nil {
				described[name.Name] = display
			}
			return described
		}
	}
	if _, has := object[reference.Name]; !has {
		return value
	}
	object = maps.Clone(object)
	delete(object, reference.Name) // where a client says that it is leads nowhere
	return object
}
