package control

import (
	"errors"
	"net/http"
	"strings"

	"github.com/entrasim/entrasim/simulator"
)

// routeConnections has Graph's objectConnections('ID') of the job, which Graph offers in beta only.
func (c *Control) routeConnections() {
	one := c.jobs() + "/{job}/{connection}"
	c.mux.HandleFunc("GET "+one, c.connections(http.StatusOK, func(id string, j *simulator.Job) (any, error) {
		connection, ok := j.ObjectConnection(id)
		if !ok {
			return nil, notFound("expected an id that the job knows, of an object or of its resource, found %q", id)
		}
		return connection, nil
	}))
	c.mux.HandleFunc("DELETE "+one, c.connections(http.StatusNoContent, func(id string, j *simulator.Job) (any, error) {
		err := j.DeleteObjectConnection(id)
		if errors.Is(err, simulator.ErrActive) {
			return nil, conflict("%s", err.Error())
		}
		return nil, err
	}))
}

// connections does something to the connection that a path names.
func (c *Control) connections(status int, do func(id string, j *simulator.Job) (any, error)) http.HandlerFunc {
	one := c.acting(status, func(r *http.Request, j *simulator.Job) (any, error) {
		id, err := connectionID(r)
		if err != nil {
			return nil, err
		}
		return do(id, j)
	})
	return func(w http.ResponseWriter, r *http.Request) {
		if isNoConnection(anyConnection, r.URL.EscapedPath()) {
			c.elsewhere(w, r)
			return
		}
		one(w, r)
	}
}

// The last part of a connection's path, as it is and as routes have it.
const (
	objectConnections = "objectConnections"
	anyConnection     = "{connection}"
)

// isNoConnection says that a route for connections would take an escaped path that is none of theirs.
func isNoConnection(route, path string) bool {
	return strings.HasSuffix(route, anyConnection) && !strings.HasPrefix(path[strings.LastIndex(path, "/")+1:], objectConnections)
}

// connectionID is the key of the path's last part: objectConnections('ID'), in which a quote is written twice.
func connectionID(r *http.Request) (string, error) {
	part := r.PathValue("connection")
	key := strings.TrimPrefix(part, objectConnections)
	if id, ok := strings.CutPrefix(key, "('"); ok && strings.HasSuffix(id, "')") && len(id) > len("')") {
		return strings.ReplaceAll(strings.TrimSuffix(id, "')"), "''", "'"), nil
	}
	return "", badRequest("expected %s('ID') with the id of an object, found %s: connections are not listed", objectConnections, part)
}
