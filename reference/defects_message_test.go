package reference

import (
	"fmt"
	"net/http"
)

func messageProbes() []probe {
	return []probe{
		{"D-110", "201 ", "201 null", func(h *harness) string { return h.askPost(`"userName":"ann"`, "nickName") }},
		{"D-157", `404 "404" `, `404  "404"`, func(h *harness) string {
			return h.ask(http.MethodGet, "/Users/x", "", "status", "response.status")
		}},
		{"D-158", "String", "JSON", func(h *harness) string {
			_, _, answer := h.plain(http.MethodGet, "/Users/x", "", "Bearer "+token)
			return answer.Get("detail").Type.String()
		}},
		{"D-159", "400 application/scim+json", "422 text/plain; charset=utf-8", func(h *harness) string {
			status, header, _ := h.plain(http.MethodPost, "/Users", `{"userName"`, "Bearer "+token)
			return fmt.Sprint(status, " ", header.Get("Content-Type"))
		}},
		{"D-160", "404 true", "404 false", func(h *harness) string {
			status, _, answer := h.plain(http.MethodGet, "/Users/x", "", "Bearer "+token)
			return fmt.Sprint(status, " ", answer.Raw != "")
		}},
		{"D-161", `400 "invalidFilter" 400 "invalidSyntax"`, `400 "invalidValue" 400 "invalidValue"`, func(h *harness) string {
			return h.ask(http.MethodGet, "/Users?filter=nonsense", "", "scimType") + " " + h.ask(http.MethodPost, "/Users", "{", "scimType")
		}},
	}
}
