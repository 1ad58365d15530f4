package control

import (
	"encoding/json"
	"net/http"
)

// template is Graph's synchronizationTemplate.
type template struct {
	ID            string          `json:"id"`
	ApplicationID string          `json:"applicationId"`
	Default       bool            `json:"default"`
	Description   string          `json:"description"`
	Discoverable  bool            `json:"discoverable"`
	FactoryTag    string          `json:"factoryTag"` // that of a connector over SCIM in Graph's sample
	Metadata      []any           `json:"metadata"`
	Schema        json.RawMessage `json:"schema"`
}

// routeTemplates has the one template of an application that is not in the gallery.
func (c *Control) routeTemplates() {
	path := "/v1.0/servicePrincipals/" + c.options.ServicePrincipalID + "/synchronization/templates"
	c.mux.HandleFunc("GET "+path, handle(http.StatusOK, func(r *http.Request) (any, error) {
		value := []template{}
		if len(c.options.Template) > 0 {
			value = append(value, c.template())
		}
		return map[string]any{"value": value}, onlyParameters(r, "$select")
	}))
	one := func(show func(template) any) http.HandlerFunc {
		return handle(http.StatusOK, func(r *http.Request) (any, error) {
			if id := r.PathValue("template"); id != templateID || len(c.options.Template) == 0 {
				return nil, notFound("expected the id of a template that the list has, found %q", id)
			}
			return show(c.template()), nil
		})
	}
	c.mux.HandleFunc("GET "+path+"/{template}", one(func(t template) any { return t }))
	c.mux.HandleFunc("GET "+path+"/{template}/schema", one(func(t template) any { return t.Schema }))
}

func (c *Control) template() template {
	return template{
		ID: templateID, ApplicationID: c.options.ApplicationID, Default: true, Discoverable: true, FactoryTag: "CustomSCIM",
		Description: "Provisioning over SCIM to an application that is not in the gallery", Metadata: []any{}, Schema: c.options.Template,
	}
}
