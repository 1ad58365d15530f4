package reference

import "strings"

func extensionProbes() []probe {
	urn := strings.ReplaceAll(enterpriseSchema, ".", `\.`)
	ann := func(h *harness) string {
		return h.create(`"userName":"ann","` + enterpriseSchema + `":{"department":"Sales","manager":{"value":"M1"}}`)
	}
	after := func(operations string, members ...string) func(*harness) string {
		return func(h *harness) string {
			id := ann(h)
			return h.askPatch(id, operations) + " " + h.show(id, members...)
		}
	}
	const setDepartment = `{"op":"Replace","path":"ENT:department","value":"Research"}`
	return []probe{
		{"D-143", `200 200 ["Admin"]`, `400 200 ["Reader"]`, func(h *harness) string {
			id := h.create(`"userName":"ann","roles":[{"value":"Reader","primary":true}]`)
			return h.askPatch(id, `{"op":"Add","path":"roles[primary eq \"True\"].value","value":"Admin"}`) + " " + h.show(id, "roles.#.value")
		}},
		{"D-144", `200 200 "Admin"`, `200 200 "{\"value\":\"Admin\"}"`, after(
			`{"op":"Add","path":"roles","value":[{"value":"{\"value\":\"Admin\"}"}]}`, "roles.0.value")},
		{"D-148", "200", "400", func(h *harness) string { return h.askPatch(ann(h), setDepartment) }},
		{"D-149", `200 200 "Research"`, `200 200 "Sales"`, after(setDepartment, urn+".department")},
		{"D-150", `200 200 ""`, "200 200 null", after(`{"op":"Replace","path":"ENT:costCenter","value":""}`, urn+".costCenter")},
		{"D-153", `200 {"value":"M1"}`, `200 "M1"`, func(h *harness) string { return h.show(ann(h), urn+".manager") }},
		{"D-154", "200 200 ", `500 200 "M1"`, after(`{"op":"Replace","path":"ENT:manager","value":""}`, urn+".manager.value")},
		{"D-182", "200", "400", func(h *harness) string { return h.askPatch(ann(h), setDepartment) }},
		{"D-183", `200 "Sales" `, `200  "Sales"`, func(h *harness) string {
			return h.show(ann(h), urn+".department", "EnterpriseUser.department")
		}},
		{"D-184", "200", "400", func(h *harness) string {
			return h.askPatch(ann(h), `{"op":"Replace","path":"`+userSchema+`:userName","value":"eve"}`)
		}},
	}
}
