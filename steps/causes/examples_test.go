package causes

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reports"
)

// example is a symptom of a row, and one that is near and is none.
type example struct {
	row       string
	hit, miss Symptom
}

type change func(*Symptom)

func to(row string, hit Symptom, changes ...change) example {
	miss := hit
	if hit.Exchange.Response != nil {
		response := *hit.Exchange.Response
		miss.Exchange.Response = &response
	}
	for _, c := range changes {
		c(&miss)
	}
	return example{row, hit, miss}
}

func status(n int) change           { return func(s *Symptom) { s.Exchange.Response.Status = n } }
func expected(t string) change      { return func(s *Symptom) { s.Expected = t } }
func actual(t string) change        { return func(s *Symptom) { s.Actual = t } }
func method(m string) change        { return func(s *Symptom) { s.Exchange.Request.Method = m } }
func sent(b string) change          { return func(s *Symptom) { s.Exchange.Request.Body = b } }
func answered(b string) change      { return func(s *Symptom) { s.Exchange.Response.Body = b } }
func requires(ids ...string) change { return func(s *Symptom) { s.Requirements = ids } }
func at(path string) change         { return func(s *Symptom) { s.Exchange.Request.URL = address(path) } }

func address(path string) string {
	p, query, _ := strings.Cut(path, "?")
	name, value, found := strings.Cut(query, "=")
	if !found {
		return "https://h/scim/v2" + p
	}
	return "https://h/scim/v2" + p + "?" + name + "=" + url.QueryEscape(value)
}

// see makes a symptom: "GET /Users/7", what was sent, status (0: no answer), what came, expected, found, requirements.
func see(request, sent string, status int, answer, expected, actual string, requirements ...string) Symptom {
	m, path, _ := strings.Cut(request, " ")
	s := Symptom{Expected: expected, Actual: actual, Requirements: requirements}
	s.Exchange.Request = reports.Request{Method: m, URL: address(path), Body: sent}
	if status != 0 {
		s.Exchange.Response = &reports.Response{Status: status, Body: answer}
	}
	return s
}

// op is a PATCH's body with one operation; the value is JSON, and both it and the path may be missing.
func op(name, path, value string) string {
	text := fmt.Sprintf(`{"op":%q`, name)
	if path != "" {
		text += fmt.Sprintf(`,"path":%q`, path)
	}
	if value != "" {
		text += `,"value":` + value
	}
	return `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[` + text + `}]}`
}

func examples() []example {
	return slices.Concat(plainExamples(), wireExamples(), lookUpExamples(), creationExamples(), groupExamples(), updateExamples())
}

const (
	user = "/Users/2819c223"
	team = "/Groups/e9e30dba"
	ent  = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
)

func plainExamples() []example {
	plain := func(request string, status int, actual string) Symptom {
		return see(request, "{}", status, "{}", Plainest, actual)
	}
	const look, groups = `/Users?filter=userName eq "a"`, `/Groups?filter=displayName eq "a"`
	return []example{
		to("not-scim", plain("GET "+look, 200, "200 and no JSON"), status(404)),
		to("all-labelled-otherwise", plain("GET "+look, 200, "the media type text/html"), actual("200 and no JSON")),
		to("path-missing", plain("GET "+look, 404, "404"+Everywhere), actual("404")),
		to("look-up-fails", plain("GET "+look, 500, "500"), expected("200")),
		to("look-up-fails", plain("GET "+groups, 400, "400"), status(401)),
		to("look-up-finds-nobody", plain("GET "+look, 200, "finds nobody, not even what GET by id shows"), expected("a list of bob")),
		to("groups-missing", plain("POST /Groups", 404, "404"), at("/Users")),
		to("create-refused", plain("POST /Users", 400, "400"), expected("201")),
		to("patch-missing", plain("PATCH "+user, 405, "405"), expected("200 or 204")),
		to("patch-refused", plain("PATCH "+user, 400, "400"), expected("200 or 204")),
		to("patch-not-done", plain("PATCH "+user, 204, "is accepted and changes nothing"), expected("title a")),
		to("create-not-kept", plain("POST /Users", 201, "is accepted, and nothing is there at the id that it gives"), status(400)),
		to("all-fail", plain("GET "+look, 500, "500"+Everywhere), actual("500")),
		to("delete-missing", plain("DELETE "+team, 501, "501"), expected("204")),
	}
}

func wireExamples() []example {
	wrong := `{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"404","detail":"x"}`
	return []example{
		to("content-type", see("GET /Users", "", 200, `{}`, "Content-Type application/scim+json", `"text/html"`), expected("200")),
		to("error-status-number", see("GET "+user, "", 404, wrong, `status "404"`, "status 404"), actual("status nothing")),
		to("error-status-missing", see("GET "+user, "", 404, `{"detail":"x"}`, `status "404"`, "status nothing"), actual("status 404")),
		to("error-detail-object", see("GET "+user, "", 404, wrong, "detail a string", `detail {"a":1}`), status(200)),
		to("conflict-without-type", see("POST /Users", "{}", 409, "{}", `status "409", scimType uniqueness`, "scimType nothing"), status(400), expected("scimType invalidValue")),
		to("scim-type-wrong", see("GET /Users?filter=x", "", 400, "{}", "scimType invalidFilter", "scimType invalidValue"), actual("status 400")),
		to("error-without-body", see("GET /No", "", 404, "", "a SCIM error as the body", "404"), answered("<html>")),
		to("error-in-plain-text", see("POST /Users", "{", 422, "Failed to read", "a SCIM error with status 400", "422"), answered(`{"detail":"x"}`)),
		to("error-wrapped", see("GET "+user, "", 404, `{"response":{}}`, `schemas ["urn:ietf:params:scim:api:messages:2.0:Error"]`, "schemas nothing"), expected("id a value")),
		to("null-in-answers", see("GET "+user, "", 200, `{"title":null}`, "no null in the answer", "title null"), expected("title absent")),
		to("token-not-checked", see("GET /Users", "", 200, "{}", "401 or 403", "200"), status(404), expected("200")),
		to("write-without-token", see("DELETE "+user, "", 204, "", "200 with the user bob", "404", "D-018"), requires("D-134")),
		to("malformed-id-401", see("GET /Users/not-an-id", "", 401, wrong, "404", "401"), at("/Users"), expected("200")),
		to("token-refused", see("GET /Users", "", 401, wrong, "200 with a ListResponse", "401"), status(404)),
		to("throttled", see("POST /Users", "{}", 429, "", "201", "429"), status(503)),
		to("no-answer-in-time", see("GET /Users", "", 0, "", "an answer", "no complete answer within 1m0s"), actual("the connection broke off before the answer was complete: EOF")),
		to("connection-broken", see("GET /Users", "", 0, "", "an answer", "the connection broke off before the answer was complete: unexpected EOF"), actual("no complete answer within 1m0s")),
		to("answer-too-large", see("GET /Users", "", 0, "", "an answer", "status 200 with a body of more than 4 MiB"), actual("no complete answer within 1s")),
		to("redirect", see("GET /Users", "", 302, "", "200 with a ListResponse", "302"), status(200)),
		to("trailing-slash", see("GET /Users/?filter=userName eq \"a\"", "", 404, wrong, "200", "404"), at("/Users?filter=userName eq \"a\"")),
		to("service-provider-config-missing", see("GET /ServiceProviderConfig", "", 404, wrong, "200", "404"), at("/Schemas")),
		to("service-provider-config-form", see("GET /ServiceProviderConfig", "", 200, "{}", "patch.supported true", `patch.supported "true"`), at("/Schemas")),
		to("discovery-missing", see("GET /Schemas", "", 404, wrong, "200 with a ListResponse", "404"), at("/ServiceProviderConfig")),
		to("schema-display", see("GET /Schemas", "", 200, "{}", "no sub-attribute emails.display", "one"), expected("schemas of User")),
		to("schemas-form", see("GET /Schemas", "", 200, "{}", "schemas of User", "nothing"), at("/Users")),
		to("unknown-endpoint-500", see("GET /NoSuchThings", "", 500, wrong, "a SCIM status of 404", "500"), expected("200")),
		to("forged-host", see("GET "+user, "", 200, "{}", "nothing about forged.invalid", "forged.invalid in Location"), actual("4711")),
		to("etag-after-update", see("PATCH "+user, op("replace", "title", `"a"`), 412, wrong, "200 or 204", "412"), expected("412"), status(400)),
		to("etag-ignored", see("PATCH "+user, op("replace", "title", `"a"`), 200, "{}", "a SCIM error with status 412", "200"), status(409)),
		to("name-still-taken", see("PATCH "+user, op("replace", "title", `"a"`), 409, wrong, "200 or 204", "409"), status(400)),
		to("id-unknown", see("GET "+user, "", 404, wrong, "200 with the user bob", "404"), status(500)),
		to("method-missing", see("PUT "+user, "{}", 501, wrong, "200", "501"), status(500)),
		to("media-type-refused", see("POST /Users", "{}", 415, wrong, "201", "415"), status(400)),
		to("content-refused", see("PUT "+user, "{}", 422, wrong, "200", "422"), status(400)),
		to("request-refused", see("PUT "+user, "{}", 400, wrong, "200", "400"), status(500)),
		to("server-error", see("PUT "+user, "{}", 500, wrong, "200", "500"), status(400)),
		to("delete-not-done", see("DELETE "+user, "", 204, "", "404", "200"), method("GET")),
		to("not-json", see("GET "+user, "", 200, "<html>", "200 with a user", "a page"), answered("{}")),
	}
}

func lookUpExamples() []example {
	look := func(filter string, status int, expected, actual string) Symptom {
		return see("GET /Users?filter="+filter, "", status, "{}", expected, actual)
	}
	return []example{
		to("filter-no-match-404", look(`userName eq "x"`, 404, "200 with a ListResponse", "404"), status(500)),
		to("filter-case-of-value", look(`userName eq "ANN@X.TEST"`, 200, "a list of bob", "0 resources"), at(`/Users?filter=userName eq "ann@x.test"`)),
		to("filter-operator-case", look(`userName EQ "x"`, 400, "200", "400"), at(`/Users?filter=userName eq "x"`)),
		to("filter-and", look(`id eq "x" and manager eq "y"`, 400, "200", "400"), answered(`{"detail":"there is no attribute manager"}`)),
		to("filter-and", look(`id eq "x" and manager eq "y"`, 501, "200", "501"), at(`/Users?filter=id eq "x"`)),
		to("filter-unread-served", look(`userName eq "a" nonsense`, 200, "400", "200"), status(500)),
		to("filter-text-unread", look(`displayName eq "a\"b"`, 200, "displayName with quotes: the filter finds the user", "0 other users"), expected("displayName with quotes: 200 or 204")),
		to("filter-finds-nobody", look(`externalId eq "x"`, 200, "a list of bob", "0 resources and totalResults 0"), expected("a list of nobody")),
		to("filter-work-mail", look(`emails[type eq "work"].value eq "x"`, 400, "200", "400"), at(`/Users?filter=userName eq "x"`)),
		to("filter-external-id", look(`externalId eq "x"`, 500, "200", "500"), at(`/Users?filter=userName eq "x"`)),
		to("filter-value-spaces", look(`displayName eq "EDU All"`, 500, "200", "500"), at(`/Users?filter=displayName eq "EDU"`)),
		to("filter-plus", see("POST /Users", "{}", 409, "{}", "one user a+b@x.test", "no user a+b@x.test"), expected("one user ab@x.test")),
		to("rows-repeated", see("GET /Users?filter=userName eq \"kim\"", "", 200, `{"totalResults":2,"Resources":[{"id":"7"},{"id":"7"}]}`, "a list of kim", "2 resources"), answered(`{"totalResults":2,"Resources":[{"id":"7"},{"id":"8"}]}`)),
		to("request-remembered", see("GET /Users/7", "", 200, "{}", "nothing changes", "title: a became nothing", "MS-SCIM-54"), requires("MS-PROV-04")),
		to("stale-read", see("GET /Users/7", "", 200, "{}", "title a", "title b", "MS-SCIM-55"), requires("MS-PROV-04")),
		to("deleted-found", see("GET /Users?filter=externalId eq \"kim\"", "", 200, "{}", "a list of nobody", "1 resources", "RFC7644-3.6-a"), requires("MS-SCIM-04")),
		to("endpoint-not-heeded", see("GET /Users/7", "", 200, "{}", "404", "200", "RFC7644-3.12-i"), requires("MS-SCIM-05")),
		to("not-found-remembered", see("GET /Users?filter=userName eq \"kim\"", "", 200, "{}", "a list of kim", "0 resources", "MS-SCIM-53"), requires("MS-SCIM-04")),
		to("filter-substring", look(`displayName eq "R&D"`, 200, "a list of R&D alone", "2 resources: R&D, RD"), expected("a list of bob")),
		to("filter-substring", look(`userName eq "bo"`, 200, "a list of nobody", "1 resources and totalResults 1"), expected("a list of bob")),
		to("group-filter-ignored", see(`GET /Groups?filter=displayName eq "a"`, "", 200, "{}", "a list of sales", "sales, support and totalResults 2"), at(`/Users?filter=displayName eq "a"`)),
		to("filter-ignored", look(`externalId eq "x"`, 200, "a list of bob", "2 resources and totalResults 2"), actual("1 resources and totalResults 1")),
		to("filter-refused", look(`userName eq "x"`, 400, "200", "400"), status(403)),
		to("unknown-id-400", see("GET /Users/zz", "", 400, "{}", "404", "400"), status(500)),
		to("look-up-misses", see("GET /Users?filter=userName eq \"ann\"", "", 200, "{}", "the filter on userName finds ann", "0 users, none with id 7"), actual("2 users")),
		to("resources-null", look(`userName eq "x"`, 200, "a ListResponse: its schema", "Resources null"), actual("totalResults nothing")),
		to("list-form", look(`userName eq "x"`, 200, "a ListResponse: its schema", "totalResults nothing"), status(500)),
		to("members-not-excluded", see("GET "+team+"?excludedAttributes=members", "", 200, "{}", "members nothing (in the answer)", "members []"), at(team)),
		to("list-members-differ", see("GET /Groups", "", 200, "{}", "in the list the members that GET by id shows, bob", "nobody"), expected("the members bob")),
		to("total-results", see("GET /Users?startIndex=1", "", 200, "{}", "totalResults 3", "totalResults 2"), actual("3 resources")),
		to("pages", see("GET /Users?startIndex=2", "", 200, "{}", "kim, lou, once each", "3 resources"), at("/Users")),
		to("items-per-page", see("GET /Users?count=50", "", 200, "{}", "itemsPerPage 1", "itemsPerPage 50"), expected("startIndex 1")),
		to("groups-whole", see("GET "+user, "", 200, "{}", "an answer without the id of eve", "one that has it"), at(team)),
		to("list-500", see("GET /Groups", "", 500, "{}", "200 with a ListResponse", "500"), status(404)),
	}
}

func creationExamples() []example {
	post := func(sent string, status int, answer, expected, actual string, requirements ...string) Symptom {
		return see("POST /Users", sent, status, answer, expected, actual, requirements...)
	}
	const named = `{"userName":"a","name":{"givenName":"b"}}`
	return []example{
		to("active-as-text-in-create", post(`{"active":"True","name":{}}`, 400, "{}", "201", "400"), sent(named)),
		to("collision-500", post(named, 500, "{}", "a SCIM error with status 409", "500"), expected("201")),
		to("collision-accepted", post(named, 201, "{}", "one user ann@x.test", "2"), actual("0")),
		to("collision-accepted", post(named, 201, "{}", "409", "201"), expected("201")),
		to("client-id", post(`{"id":"7"}`, 201, "{}", "nothing changes", "displayName changed"), sent(named)),
		to("create-location-differs", post(named, 201, "{}", "meta.location equal to the Location header", "another"), expected("meta.version a value")),
		to("meta-location-missing", see("GET /Users", "", 200, "{}", "meta.location a value", "meta.location nothing"), actual("meta.created nothing")),
		to("location-relative", post(named, 201, "{}", "an absolute URL as Location", "Users/7"), expected("a Location")),
		to("external-id-dropped", post(named, 201, "{}", "externalId 7 (GET by id)", "externalId nothing"), actual("externalId 8")),
		to("answer-not-stored", post(named, 201, "{}", "what GET by id shows", "another displayName"), status(500)),
		to("group-schema", see("POST /Groups", `{"schemas":["http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"]}`, 400, `{"detail":"unknown schema"}`, "201", "400"), sent("{}")),
		to("group-name-characters", see("POST /Groups", "{}", 400, `{"detail":"no special characters"}`, "201", "400"), answered("{}")),
		to("group-create-500", see("POST /Groups", "{}", 500, "{}", "201", "500"), at("/Users")),
		to("active-in-create", post(`{"active":true,"name":{}}`, 500, `{"detail":"Write to active"}`, "201", "500"), answered("{}")),
		to("name-missing-500", post(`{"userName":"a"}`, 500, "{}", "201 or 400", "500"), sent(`{"userName":"a`)),
		to("name-missing-500", post(`{"userName":"a"}`, 500, "{}", "201 or 400", "500"), sent(named)),
		to("mapped-attributes-refused", post(named, 400, `{"detail":"Unsupported user attribute"}`, "201", "400"), answered("{}")),
		to("near-name-collides", post(named, 409, "{}", "201 for ann.lee beside annlee", "409"), expected("201")),
		to("name-taken-and-hidden", post(named, 409, "{}", "201 with an id", "409"), status(400)),
		to("create-500", post(named, 500, "{}", "201", "500"), status(400)),
		to("never-sent", post(named, 201, "{}", ent+":costCenter 7 (GET by id)", ent+":costCenter nothing", "OUR-1"), requires("MS-SCIM-03")),
		to("never-sent", post(named, 201, "{}", "title 7 (GET by id)", "title nothing", "OUR-1"), sent(`{"title":"7"}`)),
		to("extension-not-keyed", post(named, 201, "{}", ent+":department Sales (GET by id)", ent+":department nothing"), actual(ent+":department sales")),
		to("values-dropped", post(named, 201, "{}", `emails[type eq "work"].value a (GET by id)`, `emails[type eq "work"].value nothing`), actual("title nothing")),
	}
}

func groupExamples() []example {
	patch := func(body string, status int, answer, expected, actual string, requirements ...string) Symptom {
		return see("PATCH "+team, body, status, answer, expected, actual, requirements...)
	}
	const one = `[{"value":"7"}]`
	add, remove, filtered := op("Add", "members", one), op("Remove", "members", one), op("remove", `members[value eq "7"]`, "")
	return []example{
		to("group-patch-missing", patch(add, 405, "{}", "200 or 204", "405"), status(400)),
		to("rename-empties-group", patch(op("replace", "displayName", `"a"`), 204, "", "no other attribute than displayName changes", "members gone"), actual("meta.version changed")),
		to("group-external-id-ignored", patch(op("replace", "externalId", `"a"`), 204, "", "externalId a (GET by id)", "externalId b"), status(400)),
		to("inactive-member", patch(add, 400, "{}", "200 or 204", "400", "MS-GROUP-36"), requires("MS-GROUP-07")),
		to("member-unknown-fails-all", patch(add, 400, "{}", "a success, or an error that does not name kim", "400"), expected("200 or 204")),
		to("member-group-phantom", patch(add, 204, "", "the member nested among the members", "bob"), expected("the members bob")),
		to("members-race-500", patch(add, 500, "{}", "200 or 204", "500", "D-166"), requires("D-132")),
		to("members-race-lost", patch(add, 204, "", "the members bob, eve, kim", "eve, kim", "D-164"), requires("MS-GROUP-07")),
		to("member-twice", patch(add, 204, "", "the members bob, eve", "bob, bob, eve"), actual("bob")),
		to("non-member-removal-error", patch(remove, 400, `{"scimType":"noTarget"}`, "200 or 204", "400"), answered("{}")),
		to("remove-by-value-refused", patch(remove, 400, "{}", "200 or 204", "400"), sent(filtered)),
		to("remove-by-filter-refused", patch(filtered, 400, "{}", "200 or 204", "400"), sent(remove)),
		to("remove-by-value-empties", patch(remove, 204, "", "the members eve", "nobody"), actual("bob, eve")),
		to("remove-by-value-empties", patch(op("remove", "members", `[{"value":"1"}]`), 200, "{}", "nothing changes", `members[value eq "2"].value: "2" became nothing`), actual("displayName: a became b")),
		to("member-twice", patch(op("add", "members", `[{"value":"1"}]`), 200, "{}", "nothing changes", `members[value eq "1"][no. 2].value: nothing became "1"`), actual("displayName: a became b")),
		to("remove-by-value-ignored", patch(remove, 204, "", "the members eve", "bob, eve"), sent(filtered)),
		to("remove-filter-dots", patch(op("remove", `members[value eq "a.b"]`, ""), 204, "", "the members eve", "bob, eve"), sent(filtered)),
		to("remove-by-filter-ignored", patch(filtered, 204, "", "the members eve", "bob, eve"), sent(remove)),
		to("member-added-again-error", patch(add, 409, `{"scimType":"uniqueness"}`, "200 or 204", "409"), answered("{}")),
		to("member-add-500", patch(add, 500, "{}", "the members bob", "nobody"), status(400)),
		to("member-add-refused", patch(add, 400, "{}", "the members bob", "nobody"), status(204)),
		to("members-replace-adds", patch(op("replace", "members", one), 204, "", "the members kim", "bob, kim"), sent(add)),
		to("groups-of-user-differ", patch(add, 204, "", "groups of eve as the members of sales say", "none"), expected("the members eve")),
		to("members-lost", patch(add, 204, "", "the members bob, eve", "eve"), status(400)),
		to("members-lost", patch(add, 204, "", "the members bob, eve", "eve"), actual("bob, carol, eve")), // a removal before it was not done
	}
}

func updateExamples() []example {
	patch := func(body string, status int, answer, expected, actual string, requirements ...string) Symptom {
		return see("PATCH "+user, body, status, answer, expected, actual, requirements...)
	}
	const done = "200 or 204"
	off := op("Replace", "active", `"False"`)
	title := op("replace", "title", `"a"`)
	dotted := op("replace", "", `{"name.givenName":"a"}`)
	return []example{
		to("inactive-user-frozen", patch(title, 400, "{}", "log rows create success, disable success, update success", "update failure"), expected(done)),
		to("active-add-refused", patch(op("Add", "active", `"False"`), 400, `{"detail":"expected replace"}`, done, "400"), sent(off)),
		to("boolean-as-text", patch(off, 400, `{"detail":"must be boolean"}`, done, "400"), sent(op("replace", "active", "false"))),
		to("reactivation-refused", patch(op("replace", "active", "true"), 400, `{"detail":"no"}`, done, "400"), sent(op("replace", "active", "false"))),
		to("deactivation-refused", patch(op("replace", "active", "false"), 400, `{"detail":"no"}`, done, "400"), sent(title)),
		to("active-stored-as-text", patch(off, 200, "{}", "active false (GET by id)", `active "False"`), actual("active true")),
		to("active-stored-as-text", patch(off, 200, "{}", "nothing changes", `active: true became "True"`), actual("active: true became false")),
		to("deactivation-deletes", patch(off, 200, "{}", "200 with the user alice", "404"), expected("active false"), actual("active true")),
		to("reactivation-loses-groups", patch(off, 200, "{}", "the members bob, eve", "eve"), expected("active true")),
		to("tombstone-name", patch(op("replace", "userName", `"a"`), 200, "{}", "no other attribute than userName changes", "emails changed"), sent(title)),
		to("deactivation-not-done", patch(off, 200, "{}", "active false (GET by id)", "active true"), status(400)),
		to("role-primary-as-text", patch(op("add", `roles[primary eq "True"].value`, `"a"`), 400, "{}", done, "400"), sent(title)),
		to("role-as-json-text", patch(op("add", "roles", `[{"value":"{\"id\":\"7\"}"}]`), 200, "{}", "roles Admin", "roles {"), sent(op("add", "roles", `[{"value":"a"}]`))),
		to("manager-cleared-500", patch(op("replace", ent+":manager", `""`), 500, "{}", done, "500"), sent(op("replace", ent+":manager", `"7"`))),
		to("manager-as-text", see("GET "+user, "", 200, `{"`+ent+`":{"manager":"7"}}`, "manager.value 7", "manager.value nothing"), answered(`{"manager":{"value":"7"}}`)),
		to("extension-path-cut", patch(op("replace", ent+":title", `"a"`), 200, `{"urn:ietf:params:scim:schemas:extension:enterprise:2":{"0:User:title":"a"}}`, "a", "b"), answered("{}")),
		to("core-urn-refused", patch(op("replace", "urn:ietf:params:scim:schemas:core:2.0:User:title", `"a"`), 400, "{}", done, "400"), sent(title)),
		to("extension-path-refused", patch(op("replace", ent+":title", `"a"`), 400, "{}", done, "400"), sent(title)),
		to("pathless-urn-key", patch(op("replace", "", `{"`+ent+`:title":"a"}`), 200, "{}", ent+":title a", ent+":title nothing"), actual("title nothing")),
		to("manager-ignored", patch(op("add", ent+":manager", `"7"`), 200, "{}", "manager.value 7", "manager.value nothing"), sent(op("add", ent+":title", `"7"`))),
		to("extension-ignored", patch(op("replace", ent+":title", `"a"`), 200, "{}", "title a", "title nothing"), sent(title)),
		to("op-case", patch(op("Replace", "title", `"a"`), 400, `{"scimType":"invalidSyntax"}`, done, "400"), sent(title)),
		to("operations-cut", patch(`{"Operations":[`+strings.Repeat(`{"op":"replace","path":"title","value":"a"},`, 11)+`{"op":"replace","path":"title","value":"b"}]}`, 200, "{}", "title b", "title a"), sent(title)),
		to("list-add-replaces", patch(op("add", "emails", `[{"type":"home"}]`), 200, "{}", `emails[type eq "work"].value a`, "x", "RFC7644-3.5.2.1-d"), requires("D-093")),
		to("user-change-leaves-groups", patch(title, 200, "{}", "the members bob, eve", "eve"), expected("nothing changes")),
		to("small-change-ignored", patch(title, 200, "{}", `title with accents that were missing: "é" (GET by id)`, "e"), expected("title e (GET by id)")),
		to("last-modified-stays", patch(title, 200, "{}", "meta.lastModified later than 1", "1"), expected("title a")),
		to("own-name-collides", patch(op("replace", "userName", `"A"`), 409, `{"scimType":"uniqueness"}`, done, "409", "RFC7644-3.3-f"), requires("D-105")),
		to("no-change-error", patch(title, 400, `{"detail":"No valid fields to update"}`, done, "400"), status(500)),
		to("wrong-type-kept", patch(title, 200, "{}", `after title 7 a value of the type string, or none`, `title 7`), status(500)),
		to("immutable-writable", patch(title, 200, "{}", `after replace of title the immutable value as it was, "a"`, `"b"`), status(400)),
		to("neighbours-changed", patch(op("remove", "name.familyName", "null"), 200, "{}", "a change of name.familyName alone", `name.givenName: "Bob" became nothing`), expected("name.familyName nothing")),
		to("schemas-null-500", patch(`{"schemas":null,"Operations":[]}`, 500, "{}", "400", "500"), sent(title)),
		to("read-only-writable", patch(op("replace", "id", `"a"`), 200, "{}", "one user", "id a"), status(400)),
		to("rename-refused", patch(op("replace", "userName", `"a"`), 400, "{}", "userName a", "userName b"), sent(title)),
		to("rename-refused", patch(`{"Operations":[{"op":"Replace","path":"active","value":"False"},{"op":"Replace","path":"userName","value":"a"}]}`, 400,
			`{"scimType":"mutability","detail":"userName cannot be changed"}`, done, "400"), answered(`{"detail":"active: expected a boolean"}`)),
		to("rename-refused", patch(`{"Operations":[{"op":"replace","value":{"userName":"a","displayName":"b"}}]}`, 400, `{"detail":"userName"}`, done, "400"), status(409)),
		to("rename-ignored", patch(op("replace", "userName", `"a"`), 200, "{}", "userName a", "userName b"), sent(title)),
		to("value-path-no-match", patch(op("Add", `emails[type eq "work"].value`, `"a"`), 400, `{"scimType":"noTarget"}`, done, "400"), answered("{}")),
		to("type-not-allowed", patch(op("Add", `phoneNumbers[type eq "fax"].value`, `"1"`), 400, `{"detail":"phoneNumbers.type must be work or mobile"}`, done, "400"), answered("{}")),
		to("value-path-refused", patch(op("Add", `emails[type eq "work"].value`, `"a"`), 400, "{}", done, "400"), sent(title)),
		to("value-type-lost", patch(title, 200, "{}", "no other attribute", `emails.type: nothing became "work"`), actual("emails.value changed")),
		to("pathless-literal-keys", patch(dotted, 200, `{"name.givenName":"a"}`, "name.givenName a", "name.givenName b"), answered("{}")),
		to("pathless-dotted-ignored", patch(dotted, 200, "{}", "name.givenName a", "name.givenName b"), sent(title)),
		to("pathless-refused", patch(dotted, 400, "{}", done, "400"), sent(title)),
		to("patch-order", patch(`{"Operations":[{"op":"replace","path":"title","value":"a"},{"op":"replace","path":"title","value":"b"}]}`, 200, "{}", "title b", "title a"), sent(title)),
		to("remove-not-stored", patch(op("Remove", "title", ""), 200, "{}", "title nothing", "title a"), sent(title)),
		to("remove-writes", see("GET "+user, "", 200, "{}", "name.givenName Bob, or nothing", "name.givenName Else", "D-094"), requires("D-092")),
		to("formatted-name", patch(op("replace", "name.formatted", `"a"`), 200, "{}", "name.formatted a", "name.formatted nothing"), sent(title)),
		to("characters-lost", patch(title, 200, "{}", "title Zoë (GET by id)", "title Zo?"), expected("title Zoe (GET by id)")),
		to("add-ignored", patch(op("Add", "title", `"a"`), 200, "{}", "title a", "title b"), sent(title)),
		to("neighbours-changed", patch(title, 200, "{}", "no other attribute than title changes", "nickName gone"), expected("title a")),
		to("value-altered", patch(title, 200, "{}", "title a (GET by id)", "title A"), status(400)),
		to("collision-accepted", patch(op("replace", "userName", `"a"`), 200, "{}", "400 or 409", "200"), sent(title)),
		to("password-shown", see("GET "+user, "", 200, `{"password":"x"}`, "nothing about es-Pa55word", "es-Pa55word in the body"), expected("nothing about es-admins")),
		to("list-replace-adds", patch(op("replace", "emails", `[{"type":"work"}]`), 200, "{}", `emails[type eq "home"].value nothing (GET by id)`, "x"), status(400)),
	}
}
