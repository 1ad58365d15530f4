package reference

import (
	"fmt"
	"net/http"
	"strings"
)

func discoveryProbes() []probe {
	return []probe{
		{"D-003", "200 true", "404 ", func(h *harness) string {
			return h.ask(http.MethodGet, "/ServiceProviderConfig", "", "patch.supported")
		}},
		{"D-004", "200 application/scim+json", "404 text/plain; charset=utf-8", func(h *harness) string {
			status, header, _ := h.plain(http.MethodGet, "/", "", "Bearer "+token)
			return fmt.Sprint(status, " ", header.Get("Content-Type"))
		}},
		{"D-005", `404 "404"`, `500 "500"`, func(h *harness) string { return h.ask(http.MethodGet, "/Nonexistent", "", "status") }},
		{"D-006", `200 ["` + schemaSchema + `"]`, "200 ", func(h *harness) string {
			return h.ask(http.MethodGet, "/Schemas", "", "Resources.0.schemas")
		}},
		{"D-007", "200 ", `200 "display"`, func(h *harness) string {
			return h.ask(http.MethodGet, "/Schemas/"+userSchema, "", `attributes.#(name=="emails").subAttributes.#(name=="display").name`)
		}},
		{"D-009", `200 true "https://www.rfc-editor.org/info/rfc6750" `, `200 "true"  "https://www.rfc-editor.org/info/rfc6750"`, func(h *harness) string {
			return h.ask(http.MethodGet, "/ServiceProviderConfig", "", "patch.supported", "authenticationSchemes.0.specUri", "authenticationSchemes.0.specURI")
		}},
		{"D-010", "200 200", "200 400", func(h *harness) string {
			return h.ask(http.MethodGet, emptyFilter, "") + " " + h.ask(http.MethodGet, "/Users?filter=externalId+eq+%22x%22", "")
		}},
		{"D-011", "200 200 200", "200 404 404", func(h *harness) string {
			return h.ask(http.MethodGet, "/Users", "") + " " + h.ask(http.MethodGet, "/Users/", "") + " " + h.ask(http.MethodGet, "//Users", "")
		}},
		{"D-022", "200 401", "401 200", func(h *harness) string {
			scheme, _, _ := h.plain(http.MethodGet, "/Users", "", "Bearer "+token)
			bare, _, _ := h.plain(http.MethodGet, "/Users", "", token)
			return fmt.Sprint(scheme, " ", bare)
		}},
		{"D-037", "the same", "another", func(h *harness) string {
			return h.location(func(header, meta string) string {
				if header == meta {
					return "the same"
				}
				return "another"
			})
		}},
		{"D-038", "200 true true", "200 true false", func(h *harness) string {
			id := h.create(`"userName":"ann"`)
			return "200 " + h.has("/Users/"+id, "meta.location") + " " + h.has("/Users", "Resources.0.meta.location")
		}},
		{"D-039", "absolute", "relative", func(h *harness) string {
			return h.location(func(header, _ string) string {
				if strings.HasPrefix(header, "http://") {
					return "absolute"
				}
				return "relative"
			})
		}},
		{"D-040", "scim.example", "evil.example", func(h *harness) string { return h.withHost("evil.example") }},
	}
}

// location shows Location and meta.location of a create.
func (h *harness) location(show func(header, meta string) string) string {
	_, header, answer := h.plain(http.MethodPost, "/Users", `{"schemas":["`+userSchema+`"],"userName":"ann"}`, "Bearer "+token)
	return show(header.Get("Location"), answer.Get("meta.location").String())
}

// has says whether an answer has a member.
func (h *harness) has(path, member string) string {
	_, _, answer := h.plain(http.MethodGet, path, "", "Bearer "+token)
	return fmt.Sprint(answer.Get(member).Exists())
}
