package control

import (
	"io"
	"net/http"
	"sync"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// templateID names the one template: that of applications that are not in the gallery.
const templateID = "scim"

// jobs is the path of the application's jobs, of which there is one or none.
func (c *Control) jobs() string {
	return "/v1.0/servicePrincipals/" + c.options.ServicePrincipalID + "/synchronization/jobs"
}

// routeJob has the synchronization job: Graph's synchronizationJob and its actions.
func (c *Control) routeJob() {
	one := c.jobs() + "/{job}"
	c.mux.HandleFunc("GET "+c.jobs(), handle(http.StatusOK, func(r *http.Request) (any, error) {
		value := []any{}
		if c.options.Driver.State().Exists {
			value = append(value, c.job())
		}
		return map[string]any{"value": value}, onlyParameters(r, "$select") // which may show more than was asked for
	}))
	c.mux.HandleFunc("POST "+c.jobs(), handle(http.StatusCreated, c.createJob))
	c.mux.HandleFunc("GET "+one, c.existing(handle(http.StatusOK, func(*http.Request) (any, error) { return c.job(), nil })))
	c.mux.HandleFunc("DELETE "+one, c.existing(handle(http.StatusNoContent, c.deleteJob)))
	c.mux.HandleFunc("POST "+one+"/start", c.acting(http.StatusNoContent, bare((*simulator.Job).Start)))
	c.mux.HandleFunc("POST "+one+"/pause", c.acting(http.StatusNoContent, bare((*simulator.Job).Pause)))
	c.mux.HandleFunc("POST "+one+"/restart", c.acting(http.StatusNoContent, restart))
	c.mux.HandleFunc("POST "+one+"/validateCredentials", c.acting(http.StatusNoContent, c.validateCredentials))
	c.mux.HandleFunc("POST "+one+"/provisionOnDemand", c.acting(http.StatusOK, c.provisionOnDemand))
	c.mux.HandleFunc("GET "+one+"/schema", c.existing(c.getSchema))
	c.mux.HandleFunc("POST "+one+"/schema/parseExpression", c.existing(handle(http.StatusOK, c.parseExpression)))
	c.mux.HandleFunc("PUT "+one+"/schema", c.existing(handle(http.StatusNoContent, c.putSchema)))
	c.mux.HandleFunc("DELETE "+one+"/schema", c.existing(handle(http.StatusNoContent, func(*http.Request) (any, error) {
		if len(c.options.Template) == 0 {
			return nil, notFound("expected a job that knows its template, found none")
		}
		return nil, c.replaceSchema(c.options.Template)
	})))
}

// existing passes on what is about the job that there is.
func (c *Control) existing(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := c.isThere(r); err != nil {
			fail(w, err)
			return
		}
		next(w, r)
	}
}

// isThere refuses a path of another job than the one that there is.
func (c *Control) isThere(r *http.Request) error {
	switch s := c.options.Driver.State(); {
	case !s.Exists:
		return notFound("expected the id of the application's job, which has none, found %q", r.PathValue("job"))
	case s.JobID != r.PathValue("job"):
		return notFound("expected the id of the application's job, %s, found %q", s.JobID, r.PathValue("job"))
	}
	return nil
}

// acting is an action of the job, which breaks off a cycle under way.
func (c *Control) acting(status int, do func(*http.Request, *simulator.Job) (any, error)) http.HandlerFunc {
	return c.existing(handle(status, func(r *http.Request) (body any, err error) {
		err = c.options.Driver.Do(func(j *simulator.Job) error {
			if err := c.isThere(r); err != nil { // it may have gone while others had their turn
				return err
			}
			body, err = do(r, j)
			return err
		})
		return body, err
	}))
}

// bare is an action that has no body, or an empty object.
func bare(do func(*simulator.Job)) func(*http.Request, *simulator.Job) (any, error) {
	return func(r *http.Request, j *simulator.Job) (any, error) {
		if r.ContentLength != 0 {
			if err := read(r, &struct{}{}); err != nil {
				return nil, err
			}
		}
		do(j)
		return nil, nil
	}
}

// createJob has Graph's body: {"templateId": "scim"}. What Graph answers when there is a job of the template already is not
// documented; here the job is one.
func (c *Control) createJob(r *http.Request) (any, error) {
	var body struct {
		Type       string `json:"@odata.type"`
		TemplateID string `json:"templateId"`
	}
	if err := read(r, &body); err != nil {
		return nil, err
	}
	switch body.TemplateID {
	case templateID:
	case "customappsso":
		return nil, badRequest("templateId: expected %s, the template that this application has, found %q, whose jobs of 2018 are not simulated",
			templateID, body.TemplateID)
	default:
		return nil, badRequest("templateId: expected %s, the template that this application has, found %q", templateID, body.TemplateID)
	}
	err := c.options.Driver.Do(func(j *simulator.Job) error {
		if j.Exists() {
			return conflict("expected an application without a job, found one that has %q: GET or DELETE that", j.ID())
		}
		return j.Create(c.options.NewJobID())
	})
	return c.job(), err
}

// deleteJob leads back to the template, too: a mapping is its job's.
func (c *Control) deleteJob(r *http.Request) (any, error) {
	template := c.schema.get()
	if len(c.options.Template) > 0 {
		var err error
		if template, err = mapping.Parse(c.options.Template); err != nil {
			return nil, err
		}
	}
	err := c.options.Driver.Do(func(j *simulator.Job) error {
		if err := c.isThere(r); err != nil {
			return err
		}
		if err := j.SetSchema(template); err != nil {
			return err
		}
		j.Delete()
		if len(c.options.Template) == 0 {
			return nil
		}
		return c.options.SaveSchema(c.options.Template)
	})
	if err == nil {
		c.schema.set(template)
	}
	return nil, err
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
