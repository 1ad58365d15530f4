package reference

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

// vccUser has all that Vonage Contact Center needs.
func vccUser(name, externalID string) string {
	return `"userName":"` + name + `","externalId":"` + externalID + `","active":true,"displayName":"Ann Lee",
		"name":{"givenName":"Ann","familyName":"Lee"},
		"emails":[{"type":"work","primary":true,"value":"` + name + `"}],
		"phoneNumbers":[{"type":"work","value":"+442079460958"}]`
}

func TestVCCKeepsItsAttributesOnly(t *testing.T) {
	h := start(t, "vcc")
	id := h.create(vccUser("ann@x.test", "E1") + `,"title":"Dr","addresses":[{"locality":7}],"` + enterpriseSchema + `":{"manager":7}`)
	h.get(id).Keys().ContainsOnly("schemas", "id", "externalId", "userName", "name", "displayName", "active", "emails", "phoneNumbers", "meta")
	before := h.get(id).Raw()
	answered(h.patch(id, `{"op":"Add","path":"title","value":"Dr"},{"op":"Replace","path":"ENT:department","value":"S"}`), http.StatusOK).IsEqual(before)
	answered(h.patch(id, `{"op":"replace","value":{"title":"Dr","ENT:department":"S","name.givenName":"Anna"}}`), http.StatusOK).
		Value("name").Object().Value("givenName").String().IsEqual("Anna")
}

func TestVCCDiscovery(t *testing.T) {
	h := start(t, "vcc")
	assert.Contains(t, h.base, "/scim-adapter/v2")
	answered(h.GET("/ResourceTypes").Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(1)
	answered(h.GET("/ResourceTypes/User").Expect(), http.StatusOK).NotContainsKey("schemaExtensions")
	fault(h.GET("/Groups").Expect(), http.StatusNotFound, "")
	required := map[string]bool{}
	for _, a := range answered(h.GET("/Schemas/"+userSchema).Expect(), http.StatusOK).Value("attributes").Array().Iter() {
		required[a.Object().Value("name").String().Raw()] = a.Object().Value("required").Boolean().Raw()
	}
	assert.Equal(t, map[string]bool{"userName": true, "active": true, "displayName": true, "name": false, "emails": true, "phoneNumbers": false}, required)
}

func TestVCCConstraints(t *testing.T) {
	h := start(t, "vcc")
	h.create(vccUser("ann@x.test", "E1"))
	valid := map[string]any{}
	require.NoError(t, json.Unmarshal([]byte("{"+vccUser("bob@x.test", "E2")+"}"), &valid))
	long := strings.Repeat("x", 101)
	for _, c := range []struct {
		rule, attribute string
		value           any
		status          int
		scimType        string
		said            []string
	}{
		{"userName is required", "userName", nil, http.StatusBadRequest, "invalidValue", []string{"userName", "required"}},
		{"userName, at most 100", "userName", long, http.StatusBadRequest, "invalidValue", []string{"userName", "at most 100 characters", long}},
		{"userName, at least 1", "userName", "", http.StatusBadRequest, "invalidValue", []string{"userName", "at least 1 character", `""`}},
		{"userName is unique without case", "userName", "ANN@x.test", http.StatusConflict, "uniqueness", []string{"userName", "ANN@x.test"}},
		{"active is required", "active", nil, http.StatusBadRequest, "invalidValue", []string{"active", "required"}},
		{"active is a boolean", "active", "perhaps", http.StatusBadRequest, "invalidValue", []string{"active", "true or false", "perhaps"}},
		{"displayName is required", "displayName", nil, http.StatusBadRequest, "invalidValue", []string{"displayName", "required"}},
		{"displayName is not empty", "displayName", "", http.StatusBadRequest, "invalidValue", []string{"displayName", "at least 1"}},
		{"a work e-mail is required", "emails", nil, http.StatusBadRequest, "invalidValue", []string{`emails[type eq "work"].value`, "required"}},
		{"of type work", "emails", email("home", "bob@x.test"), http.StatusBadRequest, "invalidValue", []string{`emails[type eq "work"].value`, "required"}},
		{"an e-mail address", "emails", email("work", "bob"), http.StatusBadRequest, "invalidValue", []string{`emails[type eq "work"].value`, "e-mail address", `"bob"`}},
		{"not a name with one", "emails", email("work", "Bob <bob@x.test>"), http.StatusBadRequest, "invalidValue", []string{"e-mail address"}},
		{"unique without case", "emails", email("work", "ANN@X.test"), http.StatusConflict, "uniqueness", []string{`emails[type eq "work"].value`, "ANN@X.test"}},
		{"VCC-10: a phone number with spaces", "phoneNumbers", email("work", "+44 20 7946 0958"), http.StatusBadRequest, "invalidValue",
			[]string{`phoneNumbers[type eq "work"].value`, "3 to 20 digits", `"+44 20 7946 0958"`}},
		{"with brackets", "phoneNumbers", email("work", "(44)20"), http.StatusBadRequest, "invalidValue", []string{"(44)20"}},
		{"too short", "phoneNumbers", email("work", "12"), http.StatusBadRequest, "invalidValue", []string{`"12"`}},
		{"with a line feed at its end", "phoneNumbers", email("work", "1234\n"), http.StatusBadRequest, "invalidValue", []string{"phoneNumbers"}},
	} {
		given := map[string]any{"schemas": []string{userSchema}}
		for name, value := range valid {
			given[name] = value
		}
		given[c.attribute] = c.value
		text, err := json.Marshal(given)
		require.NoError(t, err)
		detail := fault(h.send(http.MethodPost, "/Users", string(text)), c.status, c.scimType).Value("detail").String()
		for _, part := range c.said {
			assert.Contains(t, detail.Raw(), part, c.rule)
		}
	}
	answered(h.GET("/Users").Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(1)

	h.create(strings.Replace(vccUser("bob@x.test", "E2"), `"phoneNumbers":[`, `"phoneNumbers":[{"type":"mobile","value":"+44 (0) 7"},`, 1))
}

func email(kind, value string) []any { return []any{map[string]any{"type": kind, "value": value}} }

func TestVCCConstraintsHoldForPatch(t *testing.T) {
	h := start(t, "vcc")
	id := h.create(vccUser("ann@x.test", "E1"))
	before := h.get(id).Raw()
	for operation, scimType := range map[string]string{
		`{"op":"Replace","path":"phoneNumbers[type eq \"work\"].value","value":"+44 20"}`: "invalidValue",
		`{"op":"Replace","path":"displayName","value":""}`:                                "invalidValue",
		`{"op":"Remove","path":"emails[type eq \"work\"].value"}`:                         "mutability", // the last e-mail: RFC 7644, 3.5.2.2
		`{"op":"Remove","path":"active"}`:                                                 "mutability",
		`{"op":"Replace","path":"emails[type eq \"work\"].type","value":"home"}`:          "invalidValue",
	} {
		fault(h.patch(id, operation), http.StatusBadRequest, scimType)
	}
	h.get(id).IsEqual(before)
	answered(h.patch(id, `{"op":"Remove","path":"phoneNumbers[type eq \"work\"].value"}`), http.StatusOK).NotContainsKey("phoneNumbers")
}

func TestVCCDeleteArchives(t *testing.T) {
	h := start(t, "vcc")
	id := h.create(vccUser("ann@x.test", "E1"))
	created := h.get(id).Value("meta").Object().Value("created").String().Raw()
	h.DELETE("/Users/" + id).Expect().Status(http.StatusNoContent)

	fault(h.GET("/Users/"+id).Expect(), http.StatusNotFound, "")
	fault(h.patch(id, `{"op":"Replace","path":"active","value":"True"}`), http.StatusNotFound, "")
	fault(h.DELETE("/Users/"+id).Expect(), http.StatusNotFound, "")
	for _, filter := range []string{`userName eq "ann@x.test"`, `id eq "` + id + `"`, `externalId eq "E1"`, `active eq false`} {
		h.find(filter).IsEmpty()
	}
	answered(h.GET("/Users").Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(0)
	record, found := h.server.store.Get("User", id)
	require.True(t, found, "VCC-06: the record stays")
	assert.Equal(t, false, record.Attributes["active"])

	for _, other := range []string{vccUser("ANN@x.test", "E2"), `"userName":"ann@x.test","active":true,"displayName":"A","emails":[{"type":"work","value":"b@x.test"}]`} {
		fault(h.post(other), http.StatusConflict, "uniqueness").Value("detail").String().Contains("userName")
	}
	revived := answered(h.post(strings.Replace(vccUser("Ann@x.test", "E1"), "Ann Lee", "Ann Again", 1)), http.StatusCreated)
	revived.Value("id").String().IsEqual(id)
	revived.Value("displayName").String().IsEqual("Ann Again")
	revived.Value("active").Boolean().IsTrue()
	revived.Value("meta").Object().Value("created").String().IsEqual(created)
	h.get(id).IsEqual(revived.Raw())
	fault(h.post(vccUser("ann@x.test", "E1")), http.StatusConflict, "uniqueness")
}

func TestVCCKeepsTheConfiguration(t *testing.T) {
	h := start(t, "vcc")
	id := h.create(vccUser("ann@x.test", "E1"))
	configuration := &store.Configuration{Role: store.Agent}
	_, err := h.server.store.Update("User", id, func(r store.Record) (store.Record, []store.Key, error) {
		r.Configuration = configuration
		return r, storeKeys(h.server.keys(h.server.types[0], r.Attributes)), nil
	})
	require.NoError(t, err)

	h.patch(id, `{"op":"Replace","path":"active","value":"False"}`).Status(http.StatusOK)
	h.patch(id, `{"op":"Replace","path":"active","value":"True"}`).Status(http.StatusOK)
	h.DELETE("/Users/" + id).Expect().Status(http.StatusNoContent)
	h.post(vccUser("ann@x.test", "E1")).Status(http.StatusCreated)
	record, _ := h.server.store.Get("User", id)
	assert.Same(t, configuration, record.Configuration)
	h.GET("/Users/" + id).Expect().Body().NotContains("Agent")
}

func TestVCCPortalUsersAreInvisibleAndUnique(t *testing.T) {
	h := start(t, "vcc")
	var attributes map[string]any
	require.NoError(t, json.Unmarshal([]byte(`{"userName":"Boss@x.test","displayName":"Boss","active":true,"emails":[{"type":"work","value":"boss@x.test"}]}`), &attributes))
	record := store.Record{ID: "portal-1", Type: "User", Attributes: attributes, Origin: store.Portal}
	require.NoError(t, h.server.store.Insert(record, storeKeys(h.server.keys(h.server.types[0], attributes))))

	fault(h.GET("/Users/portal-1").Expect(), http.StatusNotFound, "")
	fault(h.patch("portal-1", `{"op":"Replace","path":"active","value":"False"}`), http.StatusNotFound, "")
	fault(h.DELETE("/Users/portal-1").Expect(), http.StatusNotFound, "")
	h.find(`userName eq "boss@x.test"`).IsEmpty()
	h.find(`id eq "portal-1"`).IsEmpty()
	h.find(`userName pr`).IsEmpty()
	answered(h.GET("/Users").Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(0)
	fault(h.post(vccUser("BOSS@x.test", "E9")), http.StatusConflict, "uniqueness").Value("detail").String().Contains("BOSS@x.test") // VCC-05
}

func TestVCCWithoutAccount(t *testing.T) {
	h := startWith(t, Options{Profile: profile(t, "vcc"), PortalToken: "admin"})
	for _, path := range []string{"/Users", "/ServiceProviderConfig"} {
		fault(h.GET(path).WithHeader("Authorization", "Bearer "+token).Expect(), http.StatusNotFound, "") // VCC-15
	}
	h.server.account.SetEnabled(true)
	fault(h.GET("/Users").Expect(), http.StatusUnauthorized, "")
	h.server.account.Rotate(func() string { return "first" })
	h.GET("/Users").WithHeader("Authorization", "Bearer first").Expect().Status(http.StatusOK)
	h.server.account.Rotate(func() string { return "second" })
	fault(h.GET("/Users").WithHeader("Authorization", "Bearer first").Expect(), http.StatusUnauthorized, "") // VCC-14
	h.GET("/Users").WithHeader("Authorization", "Bearer second").Expect().Status(http.StatusOK)
	h.server.account.SetEnabled(false)
	fault(h.GET("/Users").WithHeader("Authorization", "Bearer second").Expect(), http.StatusNotFound, "")
}

// TestVCCPortal lives through the set-up of an account: enable SCIM and make a token in the portal, provision with it.
func TestVCCPortal(t *testing.T) {
	h := startWith(t, Options{Profile: profile(t, "vcc"), PortalToken: "admin", BaseURL: "https://vcc.example"})
	listener := httptest.NewServer(h.server.Portal())
	defer listener.Close()
	portal := httpexpect.Default(t, listener.URL).Builder(func(r *httpexpect.Request) { r.WithHeader("Authorization", "Bearer admin") })

	portal.PUT("/api/provisioning").WithJSON(map[string]any{"scimEnabled": true}).Expect().Status(http.StatusOK).
		JSON().Object().Value("scimUrl").String().IsEqual("https://vcc.example/scim-adapter/v2")
	secret := portal.POST("/api/provisioning/token").Expect().StatusRange(httpexpect.Status2xx).JSON().Object().Value("token").String().Raw()
	portal.POST("/api/users").WithJSON(map[string]any{"userName": "boss@x.test", "displayName": "Boss", "email": "boss@x.test"}).
		Expect().Status(http.StatusCreated)

	scim := func(method, path string, body ...byte) *httpexpect.Response {
		return h.Request(method, path).WithHeader("Authorization", "Bearer "+secret).WithHeader("Content-Type", mediaType).WithBytes(body).Expect()
	}
	answered(scim(http.MethodGet, "/Users"), http.StatusOK).Value("totalResults").Number().IsEqual(0)
	body := func(name string) []byte {
		return []byte(`{"schemas":["` + userSchema + `"],` + vccUser(name, "E1") + `}`)
	}
	fault(scim(http.MethodPost, "/Users", body("Boss@x.test")...), http.StatusConflict, "uniqueness").Value("detail").String().Contains("Boss@x.test")
	answered(scim(http.MethodPost, "/Users", body("ann@x.test")...), http.StatusCreated)
	portal.GET("/api/users").Expect().Status(http.StatusOK).Body().Contains("ann@x.test").Contains("boss@x.test")
}

func TestVCCPortalValidation(t *testing.T) {
	h := start(t, "vcc")
	users := h.server.types[0]
	valid := func() map[string]any {
		return map[string]any{"userName": "ann", "active": true, "displayName": "A", "emails": email("work", "a@x.test")}
	}
	require.NoError(t, users.check(valid()))
	for attribute, value := range map[string]any{"userName": 7, "active": "True", "displayName": "", "emails": email("work", "a"), "phoneNumbers": email("work", "1 2 3 4")} {
		wrong := valid()
		wrong[attribute] = value
		assert.ErrorContains(t, users.check(wrong), attribute)
	}
}
