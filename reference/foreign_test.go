package reference

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gavv/httpexpect/v2"
)

// TestMicrosoftsCollection sends what Microsoft's Postman collection for SCIM servers sends (AzureAD/SCIMReferenceCode,
// PostmanCollection.json, "SCIM Tests"), in its order and on an empty server, and expects what it expects. Where it asks
// for something else than the RFC, a comment names the sentence, and the RFC's answer is expected. The request for a token
// is left out: it is the sample server's own.
func TestMicrosoftsCollection(t *testing.T) {
	h := startWith(t, Options{Profile: profile(t, "entra"), Token: "T"})
	ok := func(target string) *httpexpect.Object {
		path, query, _ := strings.Cut(target, "?")
		return answered(h.GET(path).WithQueryString(query).Expect(), http.StatusOK)
	}
	total := func(path string) *httpexpect.Number { return ok(path).Value("totalResults").Number() }
	send := func(method, path, body string) *httpexpect.Response {
		body = strings.NewReplacer("CORE", userSchema, "ENT", enterpriseSchema, "GROUP", groupSchema,
			"PATCHOP", "urn:ietf:params:scim:api:messages:2.0:PatchOp").Replace(body)
		return h.Request(method, path).WithHeader("Content-Type", "application/json").WithBytes([]byte(body)).Expect()
	}
	created := func(path, body string) string {
		return answered(send(http.MethodPost, path, body), http.StatusCreated).Value("id").String().NotEmpty().Raw()
	}

	// Endpoint tests.
	ok("/users").Value("Resources").Array().IsEmpty()
	ok("/Groups").Value("Resources").Array().IsEmpty()
	ok("/ResourceTypes").Value("Resources").Array().Value(0).Object().Value("endpoint").IsEqual("/Users")
	ok("/ServiceProviderConfig").Value("patch").Object().Value("supported").IsEqual(true)
	h.GET("/Schemas").Expect().Status(http.StatusOK).Body().Contains("User Account")

	// User tests. Names of members have other letter cases than the schema's.
	first := created("/Users", `{"userName":"UserName123","active":true,"displayName":"BobIsAmazing","schemas":["CORE"],
		"externalId":"e1","name":{"formatted":"Ryan Leenay","familyName":"Leenay","givenName":"Ryan"},
		"emails":[{"Primary":true,"type":"work","value":"testing@bob.com"},{"Primary":false,"type":"home","value":"testinghome@bob.com"}]}`)
	second := created("/Users", `{"userName":"UserName222","active":true,"displayName":"lennay","schemas":["ENT","CORE"],
		"externalId":"e2","name":{"formatted":"Adrew Ryan","familyName":"Ryan","givenName":"Andrew"},
		"emails":[{"Primary":true,"type":"work","value":"testing@bob2.com"},{"Primary":false,"type":"home","value":"testinghome@bob3.com"}],
		"ENT":{"Department":"bob","Manager":{"Value":"SuzzyQ"}}}`)
	ok("/Users/" + first).Value("id").IsEqual(first)
	ok("/Users/" + second).Value(enterpriseSchema).Object().Value("manager").Object().Value("value").IsEqual("SuzzyQ")
	h.GET("/Users").WithQuery("attributes", "userName,emails").Expect().Body().Contains(first)
	ok("/Users/?filter=DisplayName+eq+%22BobIsAmazing%22").Value("Resources").Array().Value(0).Object().Value("id").IsEqual(first)
	answered(h.GET("/Users/"+first).WithQuery("attributes", `emails[type eq "work"]`).Expect(), http.StatusOK).
		Value("emails").Array().NotEmpty()
	for _, id := range []string{first, second} {
		h.DELETE("/Users/" + id).Expect().Status(http.StatusNoContent)
	}

	// User tests with garbage.
	omalley := created("/Users", garbageUser("OMalley", "OMalley", `true`))
	unicode := created("/Users", garbageUser("☃ \\u30e6\\u30fc\\u30b6", "Employee", `true`))
	emp2 := created("/Users", garbageUser("emp2", "Employee", `"True"`)) // D-033
	ok("/Users/" + emp2).Value("active").IsEqual(true)
	fault(send(http.MethodPost, "/Users", `{"active":true,"displayName":"no name","schemas":["CORE"]}`), http.StatusBadRequest, "invalidValue")
	fault(send(http.MethodPost, "/Users", `"garbage"`), http.StatusBadRequest, "invalidSyntax")
	emp3 := created("/Users", garbageUser("emp3", "Employee", `true`))
	for range 2 {
		fault(send(http.MethodPost, "/Users", garbageUser("emp3", "Employee", `true`)), http.StatusConflict, "uniqueness")
	}
	misspelt := strings.Replace(garbageUser("OMalley", "OMalley", `false`), `"userName"`, `"userame"`, 1)
	fault(send(http.MethodPut, "/Users/"+omalley, misspelt), http.StatusBadRequest, "invalidValue")
	misspelt = strings.Replace(garbageUser("OMalley", "OMalley", `false`), `"addresses"`, `"adreses"`, 1)
	answered(send(http.MethodPut, "/Users/"+omalley, misspelt), http.StatusOK).NotContainsKey("addresses").NotContainsKey("adreses")
	enterprise := created("/Users", strings.Replace(garbageUser("enterprise", "Employee", `true`),
		`"roles"`, `"ENT":{"Department":"some department"},"roles"`, 1))

	// It wants 204 to a PATCH of a user. RFC 7644 section 3.5.2 leaves the choice between 200 with the resource and 204, and
	// Microsoft Learn's own examples for users show 200.
	answered(send(http.MethodPatch, "/Users/"+omalley, `{"schemas":["PATCHOP"],
		"Operations":[{"op":"Replace","path":"userName","value":"newusername"}]}`), http.StatusOK)
	answered(send(http.MethodPatch, "/Users/"+omalley, `{"schemas":["PATCHOP"],
		"Operations":[{"op":"Replace","path":"active","value":false}]}`), http.StatusOK)
	ok("/Users/"+omalley).HasValue("userName", "newusername").HasValue("active", false)
	put := answered(send(http.MethodPut, "/Users/"+omalley, garbageUser("OMalley", "OMalley", `false`)), http.StatusOK)
	put.HasValue("userName", "OMalley").HasValue("active", false)
	put.Value("addresses").Array().Value(0).Object().Value("country").IsEqual("Bermuda")

	ok("/Users?startIndex=1&count=2").HasValue("totalResults", 5).HasValue("itemsPerPage", 2)
	total("/Users?attributes=userName,emails").IsEqual(5)
	// Its filters have values without quotes. A compValue is a JSON string, number, false, null or true (RFC 7644 figure 1).
	fault(h.GET("/Users").WithQuery("filter", `userName sw O`).Expect(), http.StatusBadRequest, "invalidFilter")
	fault(h.GET("/Users").WithQuery("filter", `meta.Created gt 2015-10-10T14:38:21.8617979-07:00`).Expect(), http.StatusBadRequest, "invalidFilter")
	for filter, count := range map[string]int{
		`name.FamilyName eq "Employee" and (emails.Value co "example.com" or emails.Value co "example.org")`: 4,
		`userName sw "O"`: 1,
		`meta.Created gt "2015-10-10T14:38:21.8617979-07:00"`: 5,
	} {
		answered(h.GET("/Users").WithQuery("filter", filter).Expect(), http.StatusOK).HasValue("totalResults", count)
	}

	// Group tests with garbage.
	group := created("/Groups", `{"displayName":"Group 1","externalId":"g1","schemas":["GROUP"]}`)
	// It adds the members "string id 1" and "string id 2", which nothing has, and wants 204. The value of a member is the id
	// of a SCIM resource (RFC 7643 section 4.2).
	member := func(id string) string {
		return `{"id":"` + group + `","schemas":["PATCHOP"],"Operations":[{"op":"add","path":"members","value":"` + id + `"}]}`
	}
	fault(send(http.MethodPatch, "/Groups/"+group, member("string id 1")), http.StatusBadRequest, "invalidValue").
		Value("detail").String().Contains("string id 1")
	send(http.MethodPatch, "/Groups/"+group, member(omalley)).Status(http.StatusNoContent)
	send(http.MethodPatch, "/Groups/"+group, member(emp2)).Status(http.StatusNoContent)
	ok("/Groups/" + group).Value("members").Array().Length().IsEqual(2)
	ok("/Groups/" + group + "?excludedAttributes=members").NotContainsKey("members")
	answered(send(http.MethodPut, "/Groups/"+group, `{"id":"`+group+`","displayName":"Tiffany Ortiz","externalId":"g2","schemas":["GROUP"]}`),
		http.StatusOK).HasValue("displayName", "Tiffany Ortiz")

	// Teardown.
	for _, id := range []string{omalley, unicode, emp2, emp3, enterprise} {
		h.DELETE("/Users/" + id).Expect().Status(http.StatusNoContent)
	}
	h.DELETE("/Groups/" + group).Expect().Status(http.StatusNoContent)
	ok("/Users?attributes=userName").Value("Resources").Array().IsEmpty()
	ok("/Groups").Value("Resources").Array().IsEmpty()
}

// garbageUser is a user as the collection's garbage tests have it: all mapped attributes, sub-attributes that are null,
// two e-mails of one type, times that are the server's to set, and a primary that addresses do not have in the RFC.
func garbageUser(userName, familyName, active string) string {
	return `{"userName":"` + userName + `","active":` + active + `,
		"addresses":[{"country":"Bermuda","formatted":"9132 Jennifer Way Suite 040\nSouth Nancy, MI 55645","locality":"West Mercedes",
			"postalCode":"99265","region":"Montana","streetAddress":"4939 Hess Fork","type":"work","primary":false},
			{"country":null,"formatted":"18522 Lisa Unions\nEast Gregory, CT 52311","locality":null,"postalCode":null,
			"region":null,"streetAddress":null,"type":"other","primary":false}],
		"displayName":"Kimberly Baker",
		"emails":[{"type":"work","primary":true,"value":"anna33@gmail.com"},{"type":"work","primary":false,"value":"anna33@example.com"}],
		"meta":{"created":"2019-09-18T18:15:26.5788954+00:00","lastModified":"2019-09-18T18:15:26.5788976+00:00","resourceType":"User"},
		"name":{"formatted":"Daniel Mcgee","familyName":"` + familyName + `","givenName":"Darl","honorificPrefix":null,"honorificSuffix":null},
		"phoneNumbers":[{"type":"fax","primary":false,"value":"312-320-0500"},{"type":"mobile","primary":false,"value":"312-320-1707"},
			{"type":"work","primary":true,"value":"312-320-0932"}],
		"preferredLanguage":"xh","roles":[],"title":"Site engineer","externalId":"22fbc523-6032-4c5f-939d-5d4850cf3e52",
		"schemas":["CORE"]}`
}
