package reference

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/entrasim/entrasim/reference/filter"
	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// timeLayout is how meta writes times: xsd:dateTime in UTC, to the millisecond, as RFC 7644's examples.
const timeLayout = "2006-01-02T15:04:05.000Z"

// location is a resource's absolute URL: meta.location, and the Location of every answer that shows it.
func (s *Server) location(r *http.Request, t *resourceType, id string) string {
	return s.base(r) + t.Endpoint + "/" + url.PathEscape(id)
}

// represent is a resource as a client sees it (RFC 7643 section 3), in the order in which people read.
func (s *Server) represent(r *http.Request, t *resourceType, record store.Record, p schema.Projection) object {
	value := s.attributes(r, t, record)
	o := make(object, 0, len(record.Attributes)+len(schema.Common()))
	show := func(extension string, a *schema.Attribute) (any, bool) {
		if !p.Shows(extension, a) {
			return nil, false
		}
		v := value(extension, a.Name)
		if v != nil {
			v = p.Value(extension, a, v)
		}
		return v, v != nil
	}
	for _, a := range schema.Common() {
		if a.Name == "meta" {
			continue // at the end
		}
		if v, ok := show("", a); ok {
			o = append(o, member{a.Name, v})
		}
	}
	for _, a := range t.Core.Attributes {
		if v, ok := show("", a); ok {
			o = append(o, member{a.Name, v})
		}
	}
	for _, e := range t.Extensions {
		var extension object
		for _, a := range e.Schema.Attributes {
			if v, ok := show(e.Schema.ID, a); ok {
				extension = append(extension, member{a.Name, v})
			}
		}
		if extension != nil {
			o = append(o, member{e.Schema.ID, extension})
		}
	}
	for _, hook := range s.behaviour.representing {
		if !p.Requested() {
			hook(s, record, &o)
		}
	}
	if v, ok := show("", schema.CommonAttribute("meta")); ok {
		o = append(o, member{"meta", v})
	}
	return o
}

// attributes gives a record's attribute values, those included that the server assigns.
func (s *Server) attributes(r *http.Request, t *resourceType, record store.Record) filter.Resource {
	for _, hook := range s.behaviour.reading {
		record = hook(record)
	}
	return func(extension, name string) any {
		if extension != "" {
			object, _ := record.Attributes[extension].(map[string]any)
			return s.described(r, t.Extension(extension), name, object[name])
		}
		switch name {
		case "id":
			return record.ID
		case "schemas":
			return schemasOf(t, record)
		case "meta":
			return map[string]any{
				"resourceType": t.Name,
				"created":      timestamp(record.Created),
				"lastModified": timestamp(record.LastModified),
				"location":     s.location(r, t, record.ID),
				"version":      entityTag(record),
			}
		default:
			if value, related := s.related(r, t, record, name); related {
				return value
			}
			return s.described(r, t.Core, name, record.Attributes[name])
		}
	}
}

// schemasOf are the schemas that a resource uses: the core one, and the extensions of which it has attributes.
func schemasOf(t *resourceType, record store.Record) []any {
	urns := []any{t.Core.ID}
	for _, e := range t.Extensions {
		if record.Attributes[e.Schema.ID] != nil {
			urns = append(urns, e.Schema.ID)
		}
	}
	return urns
}

func timestamp(t time.Time) string { return t.UTC().Format(timeLayout) }

// projection reads the parameters attributes and excludedAttributes (RFC 7644 section 3.9).
func (s *Server) projection(r *http.Request, t *resourceType) (schema.Projection, error) {
	parameters, err := queryParameters(r)
	if err != nil {
		return schema.Projection{}, err
	}
	return s.projected(parameters, t)
}

func (s *Server) projected(parameters map[string]string, t *resourceType) (schema.Projection, error) {
	for _, hook := range s.behaviour.projecting {
		hook(parameters)
	}
	only, excluded := commaSeparated(parameters["attributes"]), commaSeparated(parameters["excludedAttributes"])
	if only != nil && excluded != nil {
		return schema.Projection{}, invalidValue("expected attributes or excludedAttributes, found both")
	}
	for i, name := range only {
		// A filter is not part of the notation, but Microsoft's Postman collection for SCIM servers asks for
		// emails[type eq "work"]. All values are more than it wants, and better than none.
		only[i], _, _ = strings.Cut(name, "[")
	}
	return t.Project(only, excluded), nil
}

func commaSeparated(text string) []string {
	var names []string
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}
