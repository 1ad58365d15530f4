package reference

import (
	"maps"
	"net/http"

	"github.com/entrasim/entrasim/reference/schema"
)

// replace is PUT of a resource (RFC 7644 section 3.5.1). It never creates one: ids are the server's to assign.
func (s *Server) replace(r *http.Request, t *resourceType, id string) (*answer, error) {
	projection, err := s.projection(r, t)
	if err != nil {
		return nil, err
	}
	if _, err := s.find(t, id); err != nil {
		return nil, err
	}
	sent, err := s.readObject(r)
	if err != nil {
		return nil, err
	}
	projection = projection.Writing(t.ResourceType, namesIn(sent))
	given, err := t.ReadResource(sent, s.behaviour.leniency)
	if err != nil {
		return nil, err
	}
	// What is required must be sent, even if it is immutable and would stay without.
	if err := t.validate(given); err != nil {
		return nil, err
	}
	c := &change{precondition: precondition(r), replacement: given}
	record, err := s.update(t, id, c)
	if err != nil {
		return nil, err
	}
	return success(s.represent(r, t, record, projection)).at(s.location(r, t, id)).tagged(record), nil
}

// replaced are the attributes after a PUT: those given, and what a client cannot take away by leaving it out. An
// attribute that is readWrite and not given is cleared, which section 3.5.1 leaves to the server: what a client reads
// back is what it has sent. The error is a *schema.Error.
func replaced(t *resourceType, before, given map[string]any) (map[string]any, error) {
	after, err := keepFixed(t.Core.Attributes, before, given, "")
	if err != nil {
		return nil, err
	}
	for _, e := range t.Extensions {
		urn := e.Schema.ID
		had, _ := before[urn].(map[string]any)
		has, _ := after[urn].(map[string]any)
		kept, err := keepFixed(e.Schema.Attributes, had, has, urn+":")
		if err != nil {
			return nil, err
		}
		if len(kept) > 0 {
			after[urn] = kept
		}
	}
	return after, nil
}

// keepFixed goes through the attributes of one level that cannot be changed at will. A read-only one keeps its value,
// whatever was sent. An immutable one that has a value must be sent with the same, or not at all. Prefix stands in front
// of the names in errors.
func keepFixed(definitions []*schema.Attribute, before, given map[string]any, prefix string) (map[string]any, error) {
	after := maps.Clone(given)
	if after == nil {
		after = map[string]any{}
	}
	for _, a := range definitions {
		had, has := before[a.Name], after[a.Name]
		switch {
		case had == nil:
		case a.Mutability == schema.ReadOnly, a.Mutability == schema.Immutable && has == nil:
			after[a.Name] = had
		case a.Mutability == schema.Immutable && !schema.SameValue(had, has):
			return nil, schema.Errorf(schema.MutabilityFault, "%s%s: expected the value to stay as it is, found mutability %s",
				prefix, a.Name, schema.Immutable)
		case a.Type == schema.Complex && !a.MultiValued:
			// Without the complex value there is nothing of which a sub-attribute could keep its value.
			if has, ok := has.(map[string]any); ok {
				had, _ := had.(map[string]any)
				kept, err := keepFixed(a.SubAttributes, had, has, prefix+a.Name+".")
				if err != nil {
					return nil, err
				}
				after[a.Name] = kept
			}
		}
	}
	return after, nil
}
