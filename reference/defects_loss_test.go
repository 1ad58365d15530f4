package reference

import (
	"fmt"
	"net/http"
	"strings"
)

func lossProbes() []probe {
	ann := func(h *harness) string {
		return h.create(`"userName":"ann","title":"Dr","active":true,"name":{"formatted":"Ann B"},"emails":[{"type":"work","value":"a@x.test"}]`)
	}
	// after is the status of a PATCH and what is there afterwards.
	after := func(operations string, members ...string) func(*harness) string {
		return func(h *harness) string {
			id := ann(h)
			return h.askPatch(id, operations) + " " + h.show(id, members...)
		}
	}
	return []probe{
		{"D-075", "200 200", "400 200", func(h *harness) string {
			id := ann(h)
			return h.askPatch(id, `{"op":"Replace","path":"title","value":"X"}`) + " " + h.askPatch(id, `{"op":"replace","path":"title","value":"Y"}`)
		}},
		{"D-093", `200 200 "X"`, "200 200 ", after(`{"op":"Add","path":"externalId","value":"X"}`, "externalId")},
		{"D-094", "200 200 ", `200 200 "other@x.test"`, after(
			`{"op":"Remove","path":"emails[type eq \"work\"].value","value":"other@x.test"}`, "emails.0.value")},
		{"D-096", `200 200 "X Y"`, `200 200 "Ann B"`, after(`{"op":"Replace","path":"name.formatted","value":"X Y"}`, "name.formatted")},
		{"D-097", `200 "Prof"`, `200 "Dr"`, func(h *harness) string {
			return h.ask(http.MethodPatch, "/Users/"+ann(h), patchOp(`{"op":"replace","path":"title","value":"Prof"}`), "title")
		}},
		{"D-099", `200 200 "B"`, `200 200 "A"`, after(
			`{"op":"replace","path":"title","value":"A"},{"op":"replace","path":"title","value":"B"}`, "title")},
		{"D-101", `400 "invalidSyntax"`, "500 ", func(h *harness) string {
			return h.ask(http.MethodPatch, "/Users/"+ann(h), `{"schemas":null,"Operations":[{"op":"remove","path":"title"}]}`, "scimType")
		}},
		{"D-102", "400 its own", "200 x", func(h *harness) string {
			id := ann(h)
			answer := h.askPatch(id, `{"op":"replace","path":"id","value":"x"}`)
			_, _, now := h.plain(http.MethodGet, "/Users/"+id, "", "Bearer "+token)
			return answer + " " + strings.Replace(now.Get("id").String(), id, "its own", 1)
		}},
		{"D-106", `200 200 200 "a@x.test"`, `200 200 200 "283405f5ann"`, func(h *harness) string {
			id := ann(h)
			deleted := h.askPatch(id, `{"op":"Replace","path":"active","value":"False"},{"op":"Replace","path":"userName","value":"283405f5ann"}`)
			restored := h.askPatch(id, `{"op":"Replace","path":"active","value":"True"},{"op":"Replace","path":"userName","value":"ann"}`)
			return deleted + " " + restored + " " + h.show(id, "emails.0.value")
		}},
		{"D-109", "200  200 ", `200  200 "Dr"`, func(h *harness) string {
			id := ann(h)
			answer := h.ask(http.MethodPatch, "/Users/"+id, patchOp(`{"op":"Remove","path":"title"}`), "title")
			return answer + " " + h.show(id, "title")
		}},
		{"D-141", `201 "Zoë"`, `201 "Zo?"`, func(h *harness) string {
			return h.askPost(`"userName":"zoe","displayName":"Zoë"`, "displayName")
		}},
		{"D-168", `200 "Prof"`, `412 "Prof"`, func(h *harness) string { return h.patchMatching(ann(h), `W/"1"`) }},
		{"D-169", `412 "Dr"`, `200 "Prof"`, func(h *harness) string { return h.patchMatching(ann(h), `W/"0"`) }},
	}
}

// patchMatching sets the title to Prof under a condition, and shows the status and the title afterwards.
func (h *harness) patchMatching(id, match string) string {
	answer := h.PATCH("/Users/"+id).WithHeader("Content-Type", mediaType).WithHeader("If-Match", match).
		WithBytes([]byte(patchOp(`{"op":"replace","path":"title","value":"Prof"}`))).Expect()
	return fmt.Sprint(answer.Raw().StatusCode, h.show(id, "title")[3:])
}
