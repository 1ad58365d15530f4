package reference

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestServiceProviderConfigTellsTheTruth tries what the configuration claims and what it denies.
func TestServiceProviderConfigTellsTheTruth(t *testing.T) {
	h := start(t, "entra")
	config := answered(h.GET("/ServiceProviderConfig").Expect(), http.StatusOK)
	config.Value("schemas").Array().IsEqual([]string{configSchema})
	supported := func(name string) bool { return config.Value(name).Object().Value("supported").Boolean().Raw() }
	id := h.create(`"userName":"ann"`)

	assert.True(t, supported("patch"))
	h.patch(id, `{"op":"replace","path":"title","value":"Dr"}`).Status(http.StatusOK)
	assert.True(t, supported("filter"))
	h.find(`title eq "Dr"`).Length().IsEqual(1)
	config.Value("filter").Object().Value("maxResults").Number().IsEqual(100)
	assert.True(t, supported("bulk"))
	config.Value("bulk").Object().Value("maxOperations").Number().IsEqual(maxBulkOperations)
	config.Value("bulk").Object().Value("maxPayloadSize").Number().IsEqual(maxBody)
	assert.True(t, supported("etag"))
	h.GET("/Users/" + id).Expect().Header("ETag").NotEmpty()
	assert.True(t, supported("sort"))
	answered(h.raw("/Users", "sortBy=userName"), http.StatusOK)
	config.Value("pagination").Object().IsEqual(map[string]any{ // RFC 9865, 4
		"cursor": true, "index": true, "defaultPaginationMethod": "index", "defaultPageSize": 100, "maxPageSize": 100, "cursorTimeout": 600,
	})
	assert.False(t, supported("changePassword"))

	scheme := config.Value("authenticationSchemes").Array().Value(0).Object()
	scheme.Value("type").String().IsEqual("oauthbearertoken")
	location := config.Value("meta").Object().Value("location").String().Raw()
	assert.Equal(t, h.base+"/ServiceProviderConfig", location)
}

func TestAnOpenServerNamesNoAuthentication(t *testing.T) {
	h := startWith(t, Options{})
	answered(h.GET("/ServiceProviderConfig").Expect(), http.StatusOK).Value("authenticationSchemes").Array().IsEmpty()
}

func TestResourceTypes(t *testing.T) {
	h := start(t, "entra")
	list := answered(h.GET("/ResourceTypes").Expect(), http.StatusOK)
	list.Value("schemas").Array().IsEqual([]string{listMessage})
	list.Value("totalResults").Number().IsEqual(2)
	want := map[string]any{
		"schemas": []string{resourceTypeSchema}, "id": "User", "name": "User", "endpoint": "/Users", "description": "User Account",
		"schema": userSchema, "schemaExtensions": []any{map[string]any{"schema": enterpriseSchema, "required": false}},
		"meta": map[string]any{"resourceType": "ResourceType", "location": h.base + "/ResourceTypes/User"},
	}
	group := map[string]any{
		"schemas": []string{resourceTypeSchema}, "id": "Group", "name": "Group", "endpoint": "/Groups", "description": "Group",
		"schema": groupSchema, "meta": map[string]any{"resourceType": "ResourceType", "location": h.base + "/ResourceTypes/Group"},
	}
	list.Value("Resources").Array().IsEqual([]any{want, group})
	answered(h.GET("/ResourceTypes/User").Expect(), http.StatusOK).IsEqual(want)
	answered(h.GET("/ResourceTypes/Group").Expect(), http.StatusOK).IsEqual(group)
	fault(h.GET("/ResourceTypes/Printer").Expect(), http.StatusNotFound, "")
}

func TestSchemas(t *testing.T) {
	h := start(t, "entra")
	list := answered(h.GET("/Schemas").Expect(), http.StatusOK)
	list.Value("schemas").Array().IsEqual([]string{listMessage})
	var ids []string
	for _, s := range list.Value("Resources").Array().Iter() {
		o := s.Object()
		id := o.Value("id").String().Raw()
		ids = append(ids, id)
		o.Value("schemas").Array().IsEqual([]string{schemaSchema}) // D-006
		o.Value("attributes").Array().NotEmpty()
		o.Value("meta").Object().IsEqual(map[string]any{"resourceType": "Schema", "location": h.base + "/Schemas/" + id})
		answered(h.GET("/Schemas/"+id).Expect(), http.StatusOK).IsEqual(o.Raw())
	}
	assert.Equal(t, []string{userSchema, enterpriseSchema, groupSchema, configSchema, resourceTypeSchema, schemaSchema}, ids)
	answered(h.GET("/Schemas/"+strings.ToUpper(userSchema)).Expect(), http.StatusOK).Value("id").String().IsEqual(userSchema)
	fault(h.GET("/Schemas/urn:example:none").Expect(), http.StatusNotFound, "")
	h.GET("/Schemas").Expect().Body().NotContains("null")
}

// TestEverySchemaOfADiscoveryDocumentIsThere follows RFC 7643 section 7: each URN in use has a Schema resource, and each
// member of the document is an attribute of it.
func TestEverySchemaOfADiscoveryDocumentIsThere(t *testing.T) {
	h := start(t, "entra")
	for _, path := range []string{"/ServiceProviderConfig", "/ResourceTypes/User", "/Schemas/" + userSchema} {
		document := answered(h.GET(path).Expect(), http.StatusOK)
		urn := document.Value("schemas").Array().Value(0).String().Raw()
		var defined []any
		for _, a := range answered(h.GET("/Schemas/"+urn).Expect(), http.StatusOK).Value("attributes").Array().Iter() {
			defined = append(defined, a.Object().Value("name").Raw())
		}
		for _, name := range document.Keys().Raw() {
			if name != "schemas" && name != "meta" {
				assert.Contains(t, defined, name, path)
			}
		}
	}
}

func TestDiscoveryIgnoresPagesAndRefusesFilters(t *testing.T) {
	h := start(t, "entra")
	answered(h.GET("/Schemas").WithQuery("count", 1).WithQuery("startIndex", 2).Expect(), http.StatusOK).Value("Resources").Array().Length().IsEqual(6)
	for _, path := range []string{"/Schemas", "/ResourceTypes", "/ServiceProviderConfig", "/ResourceTypes/User", "/Schemas/" + userSchema} {
		fault(h.GET(path).WithQuery("filter", `id pr`).Expect(), http.StatusForbidden, "") // RFC 7644, 4
	}
}
