package reference

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
)

// entraUser is the body that Microsoft's documentation shows for a create.
const entraUser = `{
	"schemas": ["` + userSchema + `", "` + enterpriseSchema + `"],
	"externalId": "0a21f0f2", "userName": "Test_User_ab@testuser.com", "active": true,
	"emails": [{"primary": true, "type": "work", "value": "ab@testuser.com"}],
	"meta": {"resourceType": "User"},
	"name": {"formatted": "givenName familyName", "familyName": "familyName", "givenName": "givenName"},
	"roles": []}`

func TestCreate(t *testing.T) {
	h := start(t, "entra")
	r := h.send(http.MethodPost, "/Users", entraUser)
	created := answered(r, http.StatusCreated)
	created.Value("schemas").Array().IsEqual([]string{userSchema})
	created.Value("id").String().NotEmpty()
	created.Value("externalId").String().IsEqual("0a21f0f2")
	created.Value("active").Boolean().IsTrue()
	created.Value("emails").Array().IsEqual([]map[string]any{{"primary": true, "type": "work", "value": "ab@testuser.com"}})
	created.NotContainsKey("roles")
	meta := created.Value("meta").Object()
	meta.Value("resourceType").String().IsEqual("User")
	meta.Value("created").String().IsEqual(meta.Value("lastModified").String().Raw())

	location := meta.Value("location").String().HasPrefix(h.base + "/Users/").Raw()
	r.Header("Location").IsEqual(location)
	relative := strings.TrimPrefix(location, h.base)
	answered(h.GET(relative).Expect(), http.StatusOK).IsEqual(created.Raw())
}

func TestCreateReadsWhatEntraSends(t *testing.T) {
	for _, c := range []struct{ section, members, path, want string }{
		{"D-033: active as a string", `"active":"False"`, "active", `false`},
		{"D-153: a bare manager", `"` + enterpriseSchema + `":{"manager":"M1"}`, enterpriseSchema, `{"manager":{"value":"M1"}}`},
		{"a reference that is empty is none", `"profileUrl":"","nickName":"x"`, "nickName", `"x"`},
		{"any text for a reference, any country", `"profileUrl":"two words","addresses":[{"country":"Bermuda"}]`, "profileUrl", `"two words"`},
		{"D-183: the extension's URN is listed", `"` + enterpriseSchema + `":{"department":"S"}`, "schemas", `["` + userSchema + `","` + enterpriseSchema + `"]`},
		{"MS-SCIM: null members", `"title":null,"addresses":null,"nickName":"x"`, "nickName", `"x"`},
		{"addresses have a primary", `"addresses":[{"type":"work","primary":false,"locality":"L"}]`, "addresses", `[{"type":"work","primary":false,"locality":"L"}]`},
		{"returned exactly as sent", `"phoneNumbers":[{"type":"work","value":" 0055 <&> Ü "}]`, "phoneNumbers", `[{"type":"work","value":" 0055 <&> Ü "}]`},
	} {
		h := start(t, "entra")
		id := h.create(`"userName":"ann",` + c.members)
		h.get(id).Value(c.path).IsEqual(decode(t, c.want))
	}
}

func TestCreateRefuses(t *testing.T) {
	h := start(t, "rfc")
	for _, c := range []struct{ section, body, scimType, said string }{
		{"RFC 7643, 4.1.1: userName is required", `{"schemas":["` + userSchema + `"]}`, "invalidValue", "userName"},
		{"RFC 7643, 4.1.1: and not empty", `{"schemas":["` + userSchema + `"],"userName":""}`, "invalidValue", "userName"},
		{"RFC 7643, 2.3.2", `{"schemas":["` + userSchema + `"],"userName":"a","active":"True"}`, "invalidValue", "active"},
		{"RFC 7643, 3", `{"userName":"a"}`, "invalidSyntax", "schemas"},
		{"RFC 7643, 3: only schemas of the resource type", `{"schemas":["` + userSchema + `","urn:x:y"],"userName":"a"}`, "invalidValue", "urn:x:y"},
		{"RFC 7643, 3: no duplicates", `{"schemas":["` + userSchema + `","` + strings.ToUpper(userSchema) + `"],"userName":"a"}`, "invalidValue", "twice"},
		{"RFC 7643, 3: texts", `{"schemas":["` + userSchema + `",1],"userName":"a"}`, "invalidValue", "found 1"},
		{"RFC 7643, 3: the base schema", `{"schemas":["` + enterpriseSchema + `"],"userName":"a"}`, "invalidSyntax", "missing"},
		{"RFC 7643, 2.3.7: a reference is a URI", `{"schemas":["` + userSchema + `"],"userName":"a","profileUrl":"two words"}`, "invalidValue", "profileUrl"},
		{"RFC 7643, 4.1.2: a country is a code", `{"schemas":["` + userSchema + `"],"userName":"a","addresses":[{"country":"Bermuda"}]}`, "invalidValue", "addresses.country"},
		{"RFC 7644, table 9", `{"userName":`, "invalidSyntax", "JSON"},
		{"RFC 7644, table 9", ``, "invalidSyntax", "JSON"},
		{"one object", `[]`, "invalidSyntax", "object"},
		{"and nothing else", `{"schemas":["` + userSchema + `"],"userName":"a"} {}`, "invalidSyntax", "nothing else"},
		{"UTF-8", "{\"schemas\":[\"" + userSchema + "\"],\"userName\":\"\xff\"}", "invalidSyntax", "UTF-8"},
	} {
		fault(h.send(http.MethodPost, "/Users", c.body), http.StatusBadRequest, c.scimType).Value("detail").String().Contains(c.said)
	}
	answered(h.GET("/Users").Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(0)
}

func TestADuplicateIsRefused(t *testing.T) {
	h := start(t, "entra")
	h.create(`"userName":"ann@x.test","externalId":"E1"`)
	for _, name := range []string{"ann@x.test", "Ann@X.Test"} {
		fault(h.post(`"userName":"`+name+`"`), http.StatusConflict, "uniqueness").Value("detail").String().Contains("userName").Contains(name)
	}
	h.create(`"userName":"bob@x.test","externalId":"E1"`) // RFC 7643, 3.1: externalId's uniqueness is the client's concern
}

func TestAClientCannotChooseTheID(t *testing.T) {
	h := start(t, "entra")
	ann := h.create(`"userName":"ann"`)
	bob := h.create(`"userName":"bob","id":"` + ann + `"`)
	assert.NotEqual(t, ann, bob, "D-035")
	h.get(ann).Value("userName").String().IsEqual("ann")
}

func TestThePasswordIsNeverReturned(t *testing.T) {
	h := start(t, "entra")
	r := h.post(`"userName":"ann","password":"t0pSecret"`)
	id := answered(r, http.StatusCreated).Value("id").String().Raw()
	r.Body().NotContains("t0pSecret")
	h.patch(id, `{"op":"replace","path":"password","value":"t0pSecret"}`).Status(http.StatusOK).Body().NotContains("t0pSecret")
	h.GET("/Users/"+id).WithQuery("attributes", "password").Expect().Status(http.StatusOK).Body().NotContains("password").NotContains("t0pSecret")
	fault(h.GET("/Users").WithQuery("filter", `password sw "t"`).Expect(), http.StatusForbidden, "sensitive")
	fault(h.send(http.MethodPost, "/Users/.search", `{"schemas":["`+searchMessage+`"],"filter":"password sw \"t\""}`), http.StatusBadRequest, "invalidFilter")
}

func TestReadWithAttributes(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann","title":"Dr","name":{"givenName":"A","familyName":"B"},"emails":[{"type":"work","value":"a@x.test"}]`)
	get := func(parameter, value string) *httpexpect.Object {
		return answered(h.GET("/Users/"+id).WithQuery(parameter, value).Expect(), http.StatusOK)
	}
	get("attributes", "name.givenName, userName").Keys().ContainsOnly("schemas", "id", "userName", "name")
	get("attributes", "name.givenName").Value("name").Object().IsEqual(map[string]any{"givenName": "A"})
	get("excludedAttributes", "name,id").NotContainsKey("name").ContainsKey("id").ContainsKey("title")
	get("attributes", `emails[type eq "work"]`).Keys().ContainsOnly("schemas", "id", "emails")
	get("attributes", "meta.location").Value("meta").Object().Keys().ContainsOnly("location")
	get("attributes", "").ContainsKey("title")
	fault(h.GET("/Users/"+id).WithQuery("attributes", "a").WithQuery("excludedAttributes", "b").Expect(), http.StatusBadRequest, "invalidValue")
}

func TestPatchAnswersTheResource(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann","active":true`)
	r := h.patch(id, `{"op":"Replace","path":"active","value":"False"},{"op":"Add","path":"ENT:department","value":"Sales"}`)
	patched := answered(r, http.StatusOK)
	patched.Value("active").Boolean().IsFalse()
	patched.Value("schemas").Array().IsEqual([]string{userSchema, enterpriseSchema})
	h.get(id).IsEqual(patched.Raw())
	r.Header("Location").IsEqual(patched.Value("meta").Object().Value("location").String().Raw())
}

func TestPatchMovesLastModifiedOnlyWhenSomethingChanges(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann","title":"Dr","emails":[{"type":"work","value":"a@x.test"}]`)
	before := h.get(id)
	for _, operation := range []string{
		`{"op":"replace","path":"title","value":"Dr"}`,
		`{"op":"add","path":"emails","value":[{"type":"work","value":"a@x.test"}]}`,
		`{"op":"remove","path":"nickName"}`,
		`{"op":"replace","path":"title","value":"Mr"},{"op":"replace","path":"title","value":"Dr"}`,
	} {
		answered(h.patch(id, operation), http.StatusOK).IsEqual(before.Raw())
	}
	after := answered(h.patch(id, `{"op":"replace","path":"title","value":"Mr"}`), http.StatusOK).Value("meta").Object()
	after.Value("lastModified").String().NotEqual(before.Value("meta").Object().Value("lastModified").String().Raw())
	after.Value("created").String().IsEqual(before.Value("meta").Object().Value("created").String().Raw())
}

func TestPatchIsAllOrNothing(t *testing.T) {
	h := start(t, "entra")
	h.create(`"userName":"bob"`)
	id := h.create(`"userName":"ann","title":"Dr"`)
	before := h.get(id).Raw()
	for _, c := range []struct {
		operations string
		status     int
		scimType   string
	}{
		{`{"op":"replace","path":"title","value":"Mr"},{"op":"replace","path":"id","value":"x"}`, http.StatusBadRequest, "mutability"},
		{`{"op":"replace","path":"title","value":"Mr"},{"op":"replace","path":"userName","value":"BOB"}`, http.StatusConflict, "uniqueness"},
		{`{"op":"replace","path":"title","value":"Mr"},{"op":"replace","path":"userName","value":""}`, http.StatusBadRequest, "invalidValue"},
		{`{"op":"replace","path":"title","value":"Mr"},{"op":"remove","path":"userName"}`, http.StatusBadRequest, "mutability"},
		{`{"op":"replace","path":"title","value":"Mr"},{"op":"remove"}`, http.StatusBadRequest, "noTarget"},
	} {
		fault(h.patch(id, c.operations), c.status, c.scimType)
		h.get(id).IsEqual(before)
	}
}

func TestPatchWith204(t *testing.T) {
	o := Options{Profile: profile(t, "entra")}
	o.Profile.PatchAnswer = http.StatusNoContent
	h := startWith(t, o)
	id := h.create(`"userName":"ann"`)
	h.patch(id, `{"op":"replace","path":"title","value":"Dr"}`).Status(http.StatusNoContent).NoContent()
	h.get(id).Value("title").String().IsEqual("Dr")
	// RFC 7644, 3.5.2: 200 if the attributes parameter is given
	r := h.PATCH("/Users/"+id).WithQuery("attributes", "title").WithHeader("Content-Type", mediaType).
		WithBytes([]byte(patchOp(`{"op":"replace","path":"title","value":"Mr"}`))).Expect()
	answered(r, http.StatusOK).Keys().ContainsOnly("schemas", "id", "title")
}

func TestARenamedUserIsFoundByTheNewNameOnly(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann"`)
	answered(h.patch(id, `{"op":"Replace","path":"userName","value":"Ann.Lee"}`), http.StatusOK).Value("id").String().IsEqual(id)
	h.find(`userName eq "ann.lee"`).Length().IsEqual(1)
	h.find(`userName eq "ann"`).IsEmpty()
	h.create(`"userName":"ann"`)
}

func TestDelete(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann","externalId":"E1"`)
	h.DELETE("/Users/" + id).Expect().Status(http.StatusNoContent).NoContent()
	for _, r := range []*httpexpect.Response{h.GET("/Users/" + id).Expect(), h.DELETE("/Users/" + id).Expect(), h.patch(id, `{"op":"remove","path":"title"}`)} {
		fault(r, http.StatusNotFound, "").Value("detail").String().Contains(id)
	}
	h.find(`userName eq "ann"`).IsEmpty()
	assert.NotEqual(t, id, h.create(`"userName":"ann","externalId":"E1"`), "RFC 7643, 3.1: ids are not reassigned")
}

func TestConcurrentPatchesAreNotLost(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann"`)
	var group sync.WaitGroup
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		group.Go(func() {
			h.patch(id, `{"op":"Add","path":"emails","value":[{"value":"`+name+`@x.test"}]}`).Status(http.StatusOK)
		})
	}
	group.Wait()
	h.get(id).Value("emails").Array().Length().IsEqual(8)
}

func TestOneOfManyEqualCreatesSucceeds(t *testing.T) {
	h := start(t, "entra")
	var group sync.WaitGroup
	statuses := make([]int, 8)
	for i := range statuses {
		group.Go(func() { statuses[i] = h.post(`"userName":"ann"`).Raw().StatusCode })
	}
	group.Wait()
	h.find(`userName eq "ann"`).Length().IsEqual(1)
	created := 0
	for _, s := range statuses {
		if s == http.StatusCreated {
			created++
		} else {
			assert.Equal(t, http.StatusConflict, s)
		}
	}
	assert.Equal(t, 1, created)
}
