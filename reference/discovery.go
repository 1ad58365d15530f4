package reference

import (
	"net/http"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/schema"
)

// The URNs of the discovery resources' schemas (RFC 7643 sections 5, 6 and 7).
const (
	configSchema       = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"
	resourceTypeSchema = "urn:ietf:params:scim:schemas:core:2.0:ResourceType"
	schemaSchema       = "urn:ietf:params:scim:schemas:core:2.0:Schema"
)

// discoverySchemas reads the documents of the three.
func discoverySchemas() ([]*schema.Schema, error) {
	var all []*schema.Schema
	for _, name := range []string{"service-provider-config", "resource-type", "schema"} {
		s, err := document(name)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// serviceProviderConfig says what works (RFC 7643 section 5), and only that.
func (s *Server) serviceProviderConfig(r *http.Request) (*answer, error) {
	if err := unfiltered(r); err != nil {
		return nil, err
	}
	supported := func(yes bool) member { return member{"supported", yes} }
	schemes := []object{}
	if s.account != nil {
		schemes = append(schemes, object{
			{"type", "oauthbearertoken"},
			{"name", "OAuth Bearer Token"},
			{"description", "A long-lived bearer token in the Authorization header"},
			{"specUri", "https://www.rfc-editor.org/info/rfc6750"},
			{"primary", true},
		})
	}
	location := s.base(r) + "/ServiceProviderConfig"
	return success(object{
		{"schemas", []string{configSchema}},
		{"patch", object{supported(true)}},
		{"bulk", object{supported(true), {"maxOperations", maxBulkOperations}, {"maxPayloadSize", maxBody}}},
		{"filter", object{supported(true), {"maxResults", s.profile.PageMax}}},
		{"changePassword", object{supported(false)}},
		{"sort", object{supported(true)}},
		{"etag", object{supported(true)}},
		{"pagination", object{
			{"cursor", true},
			{"index", true},
			{"defaultPaginationMethod", "index"},
			{"defaultPageSize", s.profile.PageMax},
			{"maxPageSize", s.profile.PageMax},
			{"cursorTimeout", int(cursorTimeout.Seconds())},
		}},
		{"authenticationSchemes", schemes},
		{"meta", discoveryMeta("ServiceProviderConfig", location)},
	}).at(location), nil
}

func (s *Server) listResourceTypes(r *http.Request) (*answer, error) {
	var all []object
	for _, t := range s.types {
		all = append(all, s.describeType(r, t))
	}
	return discovered(r, all)
}

func (s *Server) readResourceType(r *http.Request, name string) (*answer, error) {
	if err := unfiltered(r); err != nil {
		return nil, err
	}
	for _, t := range s.types {
		if t.Name == name {
			return success(s.describeType(r, t)).at(s.base(r) + "/ResourceTypes/" + name), nil
		}
	}
	return nil, notFound("resource type %q does not exist", name)
}

// describeType is a resource type as a resource (RFC 7643 section 6).
func (s *Server) describeType(r *http.Request, t *resourceType) object {
	o := object{
		{"schemas", []string{resourceTypeSchema}},
		{"id", t.Name},
		{"name", t.Name},
		{"endpoint", t.Endpoint},
		{"description", t.Description},
		{"schema", t.Core.ID},
	}
	var extensions []object
	for _, e := range t.Extensions {
		extensions = append(extensions, object{{"schema", e.Schema.ID}, {"required", e.Required}})
	}
	if extensions != nil {
		o = append(o, member{"schemaExtensions", extensions})
	}
	return append(o, member{"meta", discoveryMeta("ResourceType", s.base(r)+"/ResourceTypes/"+t.Name)})
}

func (s *Server) listSchemas(r *http.Request) (*answer, error) {
	var all []object
	for _, document := range s.schemas() {
		all = append(all, s.describeSchema(r, document))
	}
	return discovered(r, all)
}

func (s *Server) readSchema(r *http.Request, urn string) (*answer, error) {
	if err := unfiltered(r); err != nil {
		return nil, err
	}
	for _, document := range s.schemas() {
		if schema.SameURN(document.ID, urn) {
			return success(s.describeSchema(r, document)).at(s.base(r) + "/Schemas/" + document.ID), nil
		}
	}
	return nil, notFound("schema %q does not exist", urn)
}

// schemas are those of the resource types, narrowed to what the profile keeps, each once, and those of the discovery
// resources themselves: every URN that is used has its Schema resource (RFC 7643 section 7).
func (s *Server) schemas() []*schema.Schema {
	var all []*schema.Schema
	seen := map[string]bool{}
	add := func(document *schema.Schema) {
		if !seen[document.ID] {
			seen[document.ID] = true
			all = append(all, document)
		}
	}
	for _, t := range s.types {
		add(t.Core)
		for _, e := range t.Extensions {
			add(e.Schema)
		}
	}
	return append(all, s.discoverySchemas...)
}

// describeSchema is a schema as a resource (RFC 7643 section 7).
func (s *Server) describeSchema(r *http.Request, document *schema.Schema) object {
	return object{
		{"schemas", []string{schemaSchema}},
		{"id", document.ID},
		{"name", document.Name},
		{"description", document.Description},
		{"attributes", s.advertised(document.Attributes)},
		{"meta", discoveryMeta("Schema", s.base(r)+"/Schemas/"+document.ID)},
	}
}

// advertised are the attributes of a schema without the sub-attributes that the profile keeps out of it.
func (s *Server) advertised(all []*schema.Attribute) []*schema.Attribute {
	if s.behaviour.advertisesAll || len(s.profile.Unadvertised) == 0 {
		return all
	}
	shown := make([]*schema.Attribute, len(all))
	for i, a := range all {
		narrowed := *a
		narrowed.SubAttributes = slices.DeleteFunc(slices.Clone(a.SubAttributes), func(sub *schema.Attribute) bool {
			return slices.ContainsFunc(s.profile.Unadvertised, func(name string) bool { return strings.EqualFold(name, a.Name+"."+sub.Name) })
		})
		shown[i] = &narrowed
	}
	return shown
}

func discoveryMeta(resourceType, location string) object {
	return object{{"resourceType", resourceType}, {"location", location}}
}

// discovered lists discovery resources, all of them on one page: pagination does not apply to them (RFC 7644 section 4).
func discovered(r *http.Request, all []object) (*answer, error) {
	if err := unfiltered(r); err != nil {
		return nil, err
	}
	return success(object{
		{"schemas", []string{listMessage}},
		{"totalResults", len(all)},
		{"itemsPerPage", len(all)},
		{"startIndex", 1},
		{"Resources", all},
	}), nil
}

// unfiltered refuses a filter on a discovery endpoint, lest the client believe that it was heeded (RFC 7644 section 4).
func unfiltered(r *http.Request) error {
	parameters, err := queryParameters(r)
	if err != nil {
		return err
	}
	if _, given := parameters["filter"]; given {
		return forbidden("expected no filter on a discovery endpoint")
	}
	return nil
}
