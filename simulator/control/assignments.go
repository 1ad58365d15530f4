package control

import (
	"cmp"
	"net/http"

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
		a.AppRoleID = cmp.Or(a.AppRoleID, directory.DefaultAccess)
		return a, either(t, a.PrincipalID,
			func(id string) error { return t.AssignUserRole(id, a.AppRoleID) },
			func(id string) error { return t.AssignGroupRole(id, a.AppRoleID) })
	}))
	// Graph deletes an assignment by an id of its own; here one is known by its principal, and by its role if that is named.
	c.change("DELETE "+application+"/appRoleAssignedTo/{principal}", func(r *http.Request) error {
		role := r.URL.Query().Get("appRoleId")
		return either(t, r.PathValue("principal"),
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
	direct := func(id, name, typ string, roles []directory.AppRoleAssignment) bool {
		for _, r := range roles {
			if r.PrincipalID == id && !yield(assigned{assignment{id, r.ID}, typ, name}) {
				return false
			}
		}
		return true
	}
	t := c.options.Driver.Tenant()
	for u := range t.Users() {
		name, _ := u.Attributes[directory.DisplayName].(string)
		if !direct(u.ObjectID, name, "User", u.AppRoleAssignments) {
			return
		}
	}
	for g := range t.Groups() {
		name, _ := g.Attributes[directory.DisplayName].(string)
		if !direct(g.ObjectID, name, "Group", g.AppRoleAssignments) {
			return
		}
	}
}

// appRole is directory.AppRole with Graph's names.
type appRole struct {
	ID          string `json:"id"`
	Value       string `json:"value"`
	DisplayName string `json:"displayName"`
	Enabled     bool   `json:"isEnabled"`
}

// assignment is Graph's appRoleAssignment, as far as it says something here.
type assignment struct {
	PrincipalID string `json:"principalId"`
	AppRoleID   string `json:"appRoleId"`
}

// assigned is an assignment as it is shown.
type assigned struct {
	assignment
	PrincipalType        string `json:"principalType"`
	PrincipalDisplayName string `json:"principalDisplayName"`
}
