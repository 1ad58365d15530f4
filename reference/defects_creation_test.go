package reference

import "net/http"

func creationProbes() []probe {
	user := func(name, email string) string {
		return `"userName":"` + name + `","displayName":"Ann","active":true,"emails":[{"type":"work","value":"` + email + `"}]`
	}
	return []probe{
		{"D-027", `201 409 "uniqueness"`, "201 500 ", func(h *harness) string {
			return h.askPost(user("ann", "a@x.test")) + " " + h.askPost(user("bob", "A@x.test"), "scimType")
		}},
		{"D-030", "201 201", "500 201", func(h *harness) string {
			return h.askPost(`"userName":"ann","active":true`) + " " + h.askPost(`"userName":"bob"`)
		}},
		{"D-033", "201 true", "400 ", func(h *harness) string { return h.askPost(`"userName":"ann","active":"True"`, "active") }},
		{"D-034", "201 201", "500 201", func(h *harness) string {
			return h.askPost(`"userName":"ann"`) + " " + h.askPost(`"userName":"bob","name":{"givenName":"Bob"}`)
		}},
		{"D-035", `201 200 "ann"`, `201 200 "eve"`, func(h *harness) string {
			id := h.create(`"userName":"ann"`)
			return h.askPost(`"id":"`+id+`","userName":"eve"`) + " " + h.show(id, "userName")
		}},
		{"D-036", `201 "Ann" 200 "Ann"`, `201 "Ann" 200 "ANN"`, func(h *harness) string {
			answer := h.askPost(`"userName":"ann","displayName":"Ann"`, "displayName")
			return answer + " " + h.ask(http.MethodGet, "/Users?filter=userName+eq+%22ann%22", "", "Resources.0.displayName")
		}},
		{"D-042", "201 201", "400 201", func(h *harness) string {
			return h.askPost(`"userName":"ann","preferredLanguage":"en"`) + " " + h.askPost(`"userName":"bob"`)
		}},
		{"D-090", `200 "b@x.test"`, `200 "a@x.test"`, func(h *harness) string {
			id := h.create(user("ann", "a@x.test"))
			return h.askPatch(id, `{"op":"Replace","path":"emails[type eq \"work\"].value","value":"b@x.test"}`) +
				h.show(id, "emails.0.value")[3:]
		}},
		{"D-147", "201 2", "201 1", func(h *harness) string {
			return h.askPost(`"userName":"ann","emails":[{"type":"work","value":"a@x.test"},{"type":"home","value":"b@x.test"}]`, "emails.#")
		}},
		{"D-138", "204 201", "204 409", func(h *harness) string {
			id := h.create(`"userName":"ann"`)
			return h.ask(http.MethodDelete, "/Users/"+id, "") + " " + h.askPost(`"userName":"ann"`)
		}},
	}
}
