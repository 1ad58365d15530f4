package control

import (
	"io"
	"net/http"
	"sync"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// routeJob has the synchronization job: Graph's synchronizationJob and its actions.
func (c *Control) routeJob() {
	d := c.options.Driver
	jobs := "/v1.0/servicePrincipals/" + c.options.ServicePrincipalID + "/synchronization/jobs"
	one := jobs + "/" + c.options.JobID
	c.mux.HandleFunc("GET "+jobs, handle(http.StatusOK, func(*http.Request) (any, error) {
		return map[string]any{"value": []any{c.job()}}, nil
	}))
	c.mux.HandleFunc("GET "+one, handle(http.StatusOK, func(*http.Request) (any, error) { return c.job(), nil }))
	act := func(action string, do func(*http.Request, *simulator.Job) (any, error)) {
		c.mux.HandleFunc("POST "+one+"/"+action, handle(http.StatusOK, func(r *http.Request) (body any, err error) {
			err = d.Do(func(j *simulator.Job) error { body, err = do(r, j); return err })
			return body, err
		}))
	}
	act("start", func(_ *http.Request, j *simulator.Job) (any, error) { j.Start(); return nil, nil })
	act("pause", func(_ *http.Request, j *simulator.Job) (any, error) { j.Pause(); return nil, nil })
	act("restart", restart)
	act("validateCredentials", c.validateCredentials)
	act("provisionOnDemand", c.provisionOnDemand)
	c.mux.HandleFunc("GET "+one+"/schema", c.getSchema)
	c.mux.HandleFunc("POST "+one+"/schema/parseExpression", handle(http.StatusOK, c.parseExpression))
	c.mux.HandleFunc("PUT "+one+"/schema", handle(http.StatusNoContent, c.putSchema))
	c.mux.HandleFunc("DELETE "+one+"/schema", handle(http.StatusNoContent, func(*http.Request) (any, error) {
		if len(c.options.Template) == 0 {
			return nil, notFound("expected a job that knows its template, found none")
		}
		return nil, c.replaceSchema(c.options.Template)
	}))
}

// restart has Graph's body: {"criteria": {"resetScope": "Watermark, Escrows"}}. Without one it is the portal's button.
func restart(r *http.Request, j *simulator.Job) (any, error) {
	var body struct {
		Criteria struct {
			ResetScope string `json:"resetScope"`
		} `json:"criteria"`
	}
	if r.ContentLength != 0 {
		if err := read(r, &body); err != nil {
			return nil, err
		}
	}
	scopes, err := simulator.ParseResetScope(body.Criteria.ResetScope)
	if err != nil {
		return nil, badRequest("%s", err.Error())
	}
	j.Restart(scopes...)
	return nil, nil
}

// schemaHolder is the schema as it was last given.
type schemaHolder struct {
	mu     sync.Mutex
	schema *mapping.SynchronizationSchema
}

func (h *schemaHolder) set(s *mapping.SynchronizationSchema) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.schema = s
}

func (h *schemaHolder) get() *mapping.SynchronizationSchema {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.schema
}

func (c *Control) getSchema(w http.ResponseWriter, _ *http.Request) {
	text, err := c.schema.get().MarshalJSON()
	if err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(text) // the client has gone
}

func (c *Control) putSchema(r *http.Request) (any, error) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	return nil, c.replaceSchema(text)
}

func (c *Control) replaceSchema(text []byte) error {
	schema, err := mapping.Parse(text)
	if err != nil {
		return badRequest("%s", err.Error())
	}
	err = c.options.Driver.Do(func(j *simulator.Job) error {
		if err := j.SetSchema(schema); err != nil {
			return badRequest("%s", err.Error())
		}
		return c.options.SaveSchema(text)
	})
	if err == nil {
		c.schema.set(schema)
	}
	return err
}
