package connector

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// resourceType is what users and groups differ in on the wire.
type resourceType struct {
	name, endpoint string
	schemas        []string // of a POST
	first          []string // members of a POST in front of the others
	// excluded is the attribute that the target is asked to leave out of its answers, or "".
	excluded string
}

var (
	userType = resourceType{
		name: "User", endpoint: "/Users", schemas: []string{coreUser, enterpriseUser}, first: []string{"externalId", "userName"},
	}
	groupType = resourceType{
		name: "Group", endpoint: "/Groups", schemas: []string{coreGroup, microsoftGroup}, first: []string{"externalId", "displayName"},
		excluded: members,
	}
)

// Resources are the requests about one type of resource.
type Resources struct {
	connection *connection
	kind       resourceType
}

// Probe looks up a resource that cannot exist, as Entra does to test a connection and to begin a cycle: the value is a
// random GUID, and anything but an empty ListResponse is an error.
func (r *Resources) Probe(ctx context.Context, matching Target, value string) error {
	a, found, err := r.find(ctx, matching, value)
	if err == nil && len(found) > 0 {
		return a.fault(CodeFilteringIncompatible, "expected no %s with the random value that was asked for, found %d: "+
			"the filter seems to be ignored", strings.ToLower(r.kind.name), len(found))
	}
	return err
}

// Find looks up resources whose attribute has the value. No match is no error; what several matches mean is the job's to
// say.
func (r *Resources) Find(ctx context.Context, attribute Target, value string) ([]Object, error) {
	_, found, err := r.find(ctx, attribute, value)
	return found, err
}

func (r *Resources) find(ctx context.Context, attribute Target, value string) (answer, []Object, error) {
	query := r.connection.options.Wire.lookUpQuery(r.kind.excluded, term{attribute: attribute.String(), value: value})
	a, err := r.connection.exchange(ctx, request{kind: find, method: http.MethodGet, path: r.kind.endpoint, query: query, excluded: r.kind.excluded})
	if err != nil {
		return answer{}, nil, err
	}
	found, err := a.list()
	return a, found, err
}

// Get reads one resource. A 404 is an Error with CodeInvalidAnchor.
func (r *Resources) Get(ctx context.Context, id string) (Object, error) {
	query := ""
	if r.kind.excluded != "" {
		query = excluding(r.kind.excluded)
	}
	a, err := r.connection.exchange(ctx, request{kind: read, method: http.MethodGet, path: r.path(id), query: query, excluded: r.kind.excluded})
	if err != nil {
		return Object{}, err
	}
	object, err := a.object()
	r.connection.versions.read(r.path(id), a, object)
	if err == nil && object.ID != id {
		return Object{}, a.incompatible("expected the resource with id %q, found %q", id, object.ID)
	}
	return object, err
}

// HasReference says whether the resource refers to another: whether the attribute, manager of users or members of groups,
// has the other's id. The other resource types of Entra's reference check do not exist (Microsoft Learn,
// use-scim-to-provision-users-and-groups, Example 4).
func (r *Resources) HasReference(ctx context.Context, id string, attribute Target, referenced string) (bool, error) {
	query := r.connection.options.Wire.referenceQuery(id, attribute, referenced)
	a, err := r.connection.exchange(ctx, request{kind: find, method: http.MethodGet, path: r.kind.endpoint, query: query})
	if err != nil {
		return false, err
	}
	found, err := a.list()
	switch {
	case err != nil || len(found) == 0:
		return false, err
	case len(found) > 1:
		return false, a.fault(CodeMultipleEntries, "expected the resource that was asked for by its id, or none, found %d", len(found))
	case found[0].ID != id:
		return false, a.incompatible("expected the resource with id %q, found %q", id, found[0].ID)
	}
	return true, nil
}

// Create makes a resource. The answer must hold the new id: everything later depends on it.
func (r *Resources) Create(ctx context.Context, attributes []Attribute) (Object, error) {
	body, err := r.connection.outlines.create(r.kind, &r.connection.options.Wire, attributes)
	if err != nil {
		return Object{}, err
	}
	a, err := r.connection.exchange(ctx, request{kind: create, method: http.MethodPost, path: r.kind.endpoint, body: body})
	if err != nil {
		return Object{}, err
	}
	if a.body == "" && r.connection.options.Wire.LocationID {
		return a.located()
	}
	return a.object()
}

// Update changes attributes of one resource with one PATCH, or with several if Wire.RemovalsApart or
// Wire.OperationsPerPatch says so; the first failure ends it. Nothing to change is no request. Of an answer only the status counts, and that a body, if there is one,
// is JSON.
func (r *Resources) Update(ctx context.Context, id string, changes []Change) error {
	p := patcher{wire: r.connection.options.Wire, dialect: r.connection.options.Dialect, users: r.connection.base + userType.endpoint}
	for _, body := range p.bodies(changes) {
		a, err := r.connection.exchange(ctx, request{kind: update, method: http.MethodPatch, path: r.path(id), body: body, version: r.connection.versions.take(r.path(id))})
		if err != nil {
			return err
		}
		r.connection.versions.read(r.path(id), a, Object{})
		if a.body != "" {
			if _, err := a.decode(); err != nil {
				return err
			}
		}
	}
	return nil
}

// Delete removes one resource. That it was gone already is an Error with CodeInvalidAnchor.
func (r *Resources) Delete(ctx context.Context, id string) error {
	_, err := r.connection.exchange(ctx, request{kind: remove, method: http.MethodDelete, path: r.path(id), version: r.connection.versions.take(r.path(id))})
	return err
}

func (r *Resources) path(id string) string { return r.kind.endpoint + "/" + url.PathEscape(id) }
