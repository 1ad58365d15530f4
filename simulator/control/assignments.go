package control

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/entrasim/entrasim/simulator/directory"
)

// routeAssignments has the application's roles and who is assigned to it.
func (c *Control) routeAssignments() {
	t, application := c.options.Driver.Tenant(), "/v1.0/servicePrincipals/"+c.options.ServicePrincipalID
	c.mux.HandleFunc("GET "+application+"/appRoles", handle(http.StatusOK, func(*http.Request) (any, error) {
		roles := []appRole{}
		for _, r := range t.AppRoles() {
			roles = append(roles, appRole(r))
		}
		return map[string]any{"value": roles}, nil
	}))
	c.mux.HandleFunc("POST "+application+"/appRoles", c.changing(http.StatusCreated, func(r *http.Request) (any, error) {
		role := appRole{Enabled: true}
		if err := read(r, &role); err != nil {
			return nil, err
		}
		made, err := t.CreateAppRole(directory.AppRole(role))
		return appRole(made), err
	}))
	c.mux.HandleFunc("GET "+application+"/appRoleAssignedTo", handle(http.StatusOK, func(r *http.Request) (any, error) {
		return page(r, func(yield func(any) bool) { c.assignments(yield) })
	}))
	c.mux.HandleFunc("POST "+application+"/appRoleAssignedTo", c.changing(http.StatusCreated, func(r *http.Request) (any, error) {
		var a assignment
		if err := read(r, &a); err != nil {
			return nil, err
		}
		if a.ResourceID != "" && a.ResourceID != c.options.ServicePrincipalID {
			return nil, badRequest("resourceId: expected %q, the application that this path names, found %q", c.options.ServicePrincipalID, a.ResourceID)
		}
		a.AppRoleID = cmp.Or(a.AppRoleID, directory.DefaultAccess)
		err := either(t, a.PrincipalID,
			func(id string) error { return t.AssignUserRole(id, a.AppRoleID) },
			func(id string) error { return t.AssignGroupRole(id, a.AppRoleID) })
		return c.assigned(a.PrincipalID, a.AppRoleID), err
	}))
	// An assignment goes by its id; by its principal, all of that one do, or that of the role in the query.
	c.change("DELETE "+application+"/appRoleAssignedTo/{assignment}", func(r *http.Request) error {
		principal, role := r.PathValue("assignment"), r.URL.Query().Get("appRoleId")
		if id, of, ok := strings.Cut(principal, idSeparator); ok {
			principal, role = id, of
		}
		return either(t, principal,
			func(id string) error {
				if role != "" {
					return t.UnassignUserRole(id, role)
				}
				return t.UnassignUser(id)
			},
			func(id string) error {
				if role != "" {
					return t.UnassignGroupRole(id, role)
				}
				return t.UnassignGroup(id)
			})
	})
}

// assignments are those of users, then those of groups, each of a principal and a role.
func (c *Control) assignments(yield func(any) bool) {
	direct := func(id string, roles []directory.AppRoleAssignment) bool {
		for _, r := range roles {
			if r.PrincipalID == id && !yield(c.assigned(id, r.ID)) {
				return false
			}
		}
		return true
	}
	t := c.options.Driver.Tenant()
	for u := range t.Users() {
		if !direct(u.ObjectID, u.AppRoleAssignments) {
			return
		}
	}
	for g := range t.Groups() {
		if !direct(g.ObjectID, g.AppRoleAssignments) {
			return
		}
	}
}

// assigned is an assignment as it is shown.
func (c *Control) assigned(principal, role string) assigned {
	a := assigned{ID: principal + idSeparator + role, assignment: assignment{principal, c.options.ServicePrincipalID, role}, PrincipalType: "User"}
	t := c.options.Driver.Tenant()
	if u, ok := t.User(principal); ok {
		a.PrincipalDisplayName = u.Attributes.Text(directory.DisplayName)
	} else if g, ok := t.Group(principal); ok {
		a.PrincipalType = "Group"
		a.PrincipalDisplayName = g.Attributes.Text(directory.DisplayName)
	}
	return a
}

// appRole is directory.AppRole with Graph's names.
type appRole struct {
	ID          string `json:"id"`
	Value       string `json:"value"`
	DisplayName string `json:"displayName"`
	Enabled     bool   `json:"isEnabled"`
}

// idSeparator stands between principal and role in the id of an assignment, which tells nobody anything in Graph.
const idSeparator = "~"

// assignment is Graph's appRoleAssignment, as far as it is asked for.
type assignment struct {
	PrincipalID string `json:"principalId"`
	ResourceID  string `json:"resourceId"`
	AppRoleID   string `json:"appRoleId"`
}

// assigned is an assignment as it is shown.
type assigned struct {
	ID string `json:"id"`
	assignment
	PrincipalType        string `json:"principalType"`
	PrincipalDisplayName string `json:"principalDisplayName"`
}
