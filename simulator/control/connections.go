package control

import (
	"errors"
	"net/http"
	"strings"

	"github.com/entrasim/entrasim/simulator"
)

// routeConnections has Graph's objectConnections('ID') of the job, which Graph offers in beta only.
func (c *Control) routeConnections() {
	for _, version := range []string{"/v1.0", "/beta"} {
		job := version + "/servicePrincipals/" + c.options.ServicePrincipalID + "/synchronization/jobs/" + c.options.JobID
		c.mux.HandleFunc("GET "+job+"/{connection}", handle(http.StatusOK, func(r *http.Request) (body any, err error) {
			id, err := connectionID(r)
			if err != nil {
				return nil, err
			}
			err = c.options.Driver.Do(func(j *simulator.Job) error {
				connection, ok := j.ObjectConnection(id)
				if !ok {
					return notFound("expected an id that the job knows, of an object or of its resource, found %q", id)
				}
				body = connection
				return nil
			})
			return body, err
		}))
		c.mux.HandleFunc("DELETE "+job+"/{connection}", handle(http.StatusNoContent, func(r *http.Request) (any, error) {
			id, err := connectionID(r)
			if err != nil {
				return nil, err
			}
			err = c.options.Driver.Do(func(j *simulator.Job) error { return j.DeleteObjectConnection(id) })
			if errors.Is(err, simulator.ErrActive) {
				return nil, &apiError{http.StatusConflict, "Request_BadRequest", err.Error()}
			}
			return nil, err
		}))
	}
}

// connectionID is the key of the path's last part: objectConnections('ID'), in which a quote is written twice.
func connectionID(r *http.Request) (string, error) {
	const name = "objectConnections"
	part := r.PathValue("connection")
	key, ok := strings.CutPrefix(part, name)
	if !ok {
		return "", notFound("expected a path of this API, found %s", r.URL.Path)
	}
	if id, ok := strings.CutPrefix(key, "('"); ok && strings.HasSuffix(id, "')") && len(id) > len("')") {
		return strings.ReplaceAll(strings.TrimSuffix(id, "')"), "''", "'"), nil
	}
	return "", badRequest("expected %s('ID') with the id of an object, found %s: connections are not listed", name, part)
}
