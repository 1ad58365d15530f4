package control

import (
	"net/http"
	"strings"

	"github.com/entrasim/entrasim/simulator/directory"
)

// routeDirectory has users and groups, soft-deleted ones included, and what they have to do with each other.
func (c *Control) routeDirectory() {
	t := c.options.Driver.Tenant()
	c.mux.HandleFunc("GET /v1.0/users", handle(http.StatusOK, func(r *http.Request) (any, error) {
		return page(r, func(yield func(any) bool) {
			for u := range t.Users() {
				if !yield(userJSON(u)) {
					return
				}
			}
		})
	}))
	c.mux.HandleFunc("GET /v1.0/groups", handle(http.StatusOK, func(r *http.Request) (any, error) {
		return page(r, func(yield func(any) bool) {
			for g := range t.Groups() {
				if !yield(groupJSON(g)) {
					return
				}
			}
		})
	}))
	c.mux.HandleFunc("GET /v1.0/users/{id}", handle(http.StatusOK, func(r *http.Request) (any, error) { return c.user(r.PathValue("id")) }))
	c.mux.HandleFunc("GET /v1.0/groups/{id}", handle(http.StatusOK, func(r *http.Request) (any, error) { return c.group(r.PathValue("id")) }))
	c.mux.HandleFunc("GET /v1.0/groups/{id}/members", handle(http.StatusOK, func(r *http.Request) (any, error) {
		if _, err := c.group(r.PathValue("id")); err != nil {
			return nil, err
		}
		return page(r, func(yield func(any) bool) {
			for id := range t.Members(r.PathValue("id")) {
				if !yield(map[string]any{"id": id}) {
					return
				}
			}
		})
	}))
	c.mux.HandleFunc("POST /v1.0/users", c.changing(http.StatusCreated, func(r *http.Request) (any, error) {
		a, err := attributes(r)
		if err != nil {
			return nil, err
		}
		u, err := t.CreateUser(a)
		return userJSON(u), err
	}))
	c.mux.HandleFunc("POST /v1.0/groups", c.changing(http.StatusCreated, func(r *http.Request) (any, error) {
		a, err := attributes(r)
		if err != nil {
			return nil, err
		}
		g, err := t.CreateGroup(a)
		return groupJSON(g), err
	}))
	// The whole directory as a file that --tenant reads; Graph has none.
	c.mux.HandleFunc("GET /tenant", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/yaml")
		_ = t.WriteYAML(w) // the client has gone
	})
	c.change("PATCH /v1.0/users/{id}", func(r *http.Request) error { return patched(r, c.userID(r), t.UpdateUser) })
	c.change("PATCH /v1.0/groups/{id}", func(r *http.Request) error { return patched(r, r.PathValue("id"), t.UpdateGroup) })
	c.change("DELETE /v1.0/users/{id}", func(r *http.Request) error { return t.DeleteUser(c.userID(r)) })
	c.change("DELETE /v1.0/groups/{id}", func(r *http.Request) error { return t.DeleteGroup(r.PathValue("id")) })
	c.change("POST /v1.0/directory/deletedItems/{id}/restore", func(r *http.Request) error {
		return either(t, r.PathValue("id"), t.RestoreUser, t.RestoreGroup)
	})
	c.change("DELETE /v1.0/directory/deletedItems/{id}", func(r *http.Request) error {
		return either(t, r.PathValue("id"), t.PurgeUser, t.PurgeGroup)
	})
	c.change("PUT /v1.0/users/{id}/manager/$ref", func(r *http.Request) error {
		other, err := c.referenced(r)
		if err != nil {
			return err
		}
		return t.SetManager(c.userID(r), other)
	})
	c.change("DELETE /v1.0/users/{id}/manager/$ref", func(r *http.Request) error { return t.ClearManager(c.userID(r)) })
	c.change("POST /v1.0/groups/{id}/members/$ref", func(r *http.Request) error {
		other, err := c.referenced(r)
		if err != nil {
			return err
		}
		return t.AddMember(r.PathValue("id"), other)
	})
	c.change("DELETE /v1.0/groups/{id}/members/{member}/$ref", func(r *http.Request) error {
		return t.RemoveMember(r.PathValue("id"), r.PathValue("member"))
	})
}

// change is a route that changes the tenant and answers 204.
func (c *Control) change(route string, do func(*http.Request) error) {
	c.mux.HandleFunc(route, c.changing(http.StatusNoContent, func(r *http.Request) (any, error) { return nil, do(r) }))
}

// changing answers when the change has been saved.
func (c *Control) changing(status int, do func(*http.Request) (any, error)) http.HandlerFunc {
	return handle(status, func(r *http.Request) (any, error) {
		body, err := do(r)
		if err != nil {
			return nil, err
		}
		return body, c.options.Driver.Changed()
	})
}

func patched(r *http.Request, id string, update func(string, map[string]any) error) error {
	a, err := attributes(r)
	if err != nil {
		return err
	}
	return update(id, a)
}

// either does something to a user, or to the group of that id.
func either(t *directory.Tenant, id string, user, group func(string) error) error {
	if _, isUser := t.User(id); isUser {
		return user(id)
	}
	if _, isGroup := t.Group(id); isGroup {
		return group(id)
	}
	return notFound("expected the object id of a user or a group, found %q", id)
}

// userID is the object id of the user whom the path names: by it or, as in Graph, by userPrincipalName.
func (c *Control) userID(r *http.Request) string { return c.objectID(r.PathValue("id")) }

// objectID is the id of the user who has this userPrincipalName; any other name stays as it is.
func (c *Control) objectID(name string) string {
	if u, ok := c.options.Driver.Tenant().FindUser(name); ok {
		return u.ObjectID
	}
	return name
}

// referenced is the id that a body refers to as Graph does: {"@odata.id": "https://graph.microsoft.com/v1.0/users/ID"}. The
// last part of the path counts.
func (c *Control) referenced(r *http.Request) (string, error) {
	var body struct {
		ID string `json:"@odata.id"`
	}
	if err := read(r, &body); err != nil {
		return "", err
	}
	id := body.ID[strings.LastIndex(body.ID, "/")+1:]
	if id == "" {
		return "", badRequest("@odata.id: expected a reference that ends with an object id, found %q", body.ID)
	}
	return c.objectID(id), nil
}

func (c *Control) user(id string) (any, error) {
	u, ok := c.options.Driver.Tenant().User(c.objectID(id))
	if !ok {
		return nil, notFound("expected the object id or the userPrincipalName of a user, found %q", id)
	}
	return userJSON(u), nil
}

func (c *Control) group(id string) (any, error) {
	g, ok := c.options.Driver.Tenant().Group(id)
	if !ok {
		return nil, notFound("expected the object id of a group, found %q", id)
	}
	return groupJSON(g), nil
}

func userJSON(u directory.User) map[string]any {
	shown := map[string]any{"id": u.ObjectID, "assigned": u.Assigned}
	for name, value := range u.Attributes.All() {
		shown[name] = value
	}
	if u.Manager != "" {
		shown["manager"] = u.Manager
	}
	if u.SoftDeleted() {
		shown["deletedDateTime"] = u.DeletedDateTime
	}
	return shown
}

func groupJSON(g directory.Group) map[string]any {
	shown := map[string]any{"id": g.ObjectID, "assigned": g.Assigned, "memberCount": g.MemberCount}
	for name, value := range g.Attributes.All() {
		shown[name] = value
	}
	if g.SoftDeleted() {
		shown["deletedDateTime"] = g.DeletedDateTime
	}
	return shown
}
