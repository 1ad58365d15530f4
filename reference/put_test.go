package reference

import (
	"net/http"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func (h *harness) put(id, members string) *httpexpect.Response {
	return h.send(http.MethodPut, "/Users/"+id, `{"schemas":["`+userSchema+`"],`+members+`}`)
}

func (h *harness) putDevice(id, members string) *httpexpect.Response {
	return h.send(http.MethodPut, "/Devices/"+id, `{"schemas":["`+deviceSchema+`"],`+members+`}`)
}

func TestPut(t *testing.T) {
	h := start(t, "rfc")
	id := h.create(`"userName":"ann","externalId":"E1","title":"Dr","emails":[{"value":"a@x.test"}],"` + enterpriseSchema + `":{"department":"S"}`)
	before := h.get(id).Value("meta").Object()
	r := h.put(id, `"id":"other","userName":"Ann.Lee","nickName":"A","title":null,"meta":{"created":"1999-01-01T00:00:00Z"}`)
	after := answered(r, http.StatusOK)
	after.Value("id").String().IsEqual(id)
	after.Keys().ContainsOnly("schemas", "id", "userName", "nickName", "meta") // RFC 7644, 3.5.1: the rest is cleared
	after.Value("schemas").Array().IsEqual([]string{userSchema})
	after.Value("meta").Object().Value("created").String().IsEqual(before.Value("created").String().Raw())
	after.Value("meta").Object().Value("lastModified").String().NotEqual(before.Value("lastModified").String().Raw())
	r.Header("Location").IsEqual(after.Value("meta").Object().Value("location").String().Raw())
	h.get(id).IsEqual(after.Raw())
	h.find(`userName eq "ann.lee"`).Length().IsEqual(1)
	h.find(`externalId eq "E1"`).IsEmpty()
}

func TestPutThatChangesNothing(t *testing.T) {
	h := start(t, "rfc")
	id := h.create(`"userName":"ann","title":"Dr"`)
	before := h.get(id).Raw()
	answered(h.put(id, `"title":"Dr","userName":"ann"`), http.StatusOK).IsEqual(before)
}

func TestPutMutability(t *testing.T) {
	for _, c := range []struct {
		section, before, given string
		status                 int
		scimType, path         string
		want                   any
	}{
		{"RFC 7644, 3.5.1: immutable must match", `"serial":"A1"`, `"serial":"A2"`, 400, "mutability", "serial", "A1"},
		{"RFC 7644, 3.5.1: and may", `"serial":"A1","label":"x"`, `"serial":"A1"`, 200, "", "serial", "A1"},
		{"RFC 7644, 3.5.1: required must be sent", `"serial":"A1"`, `"label":"x"`, 400, "invalidValue", "serial", "A1"},
		{"RFC 7643, 2.5: null is left out", `"serial":"A1"`, `"serial":null`, 400, "invalidValue", "serial", "A1"},
		{"RFC 7644, 3.5.1: read-only is ignored", `"serial":"A1"`, `"serial":"A1","state":"x"`, 200, "", "state", nil},
		{"RFC 7644, 3.5.1: readWrite left out is cleared", `"serial":"A1","label":"x"`, `"serial":"A1"`, 200, "", "label", nil},
		{"RFC 7644, 3.5.1: null clears", `"serial":"A1","label":"x"`, `"serial":"A1","label":null`, 200, "", "label", nil},
		{"RFC 7644, 3.5.1: an empty array clears", `"serial":"A1","addresses":[{"value":"a"}]`, `"serial":"A1","addresses":[]`, 200, "", "addresses", nil},
		{"an immutable sub-attribute", `"serial":"A1","chip":{"maker":"M"}`, `"serial":"A1","chip":{"maker":"N"}`, 400, "mutability", "chip.maker", "M"},
		{"an immutable sub-attribute stays", `"serial":"A1","chip":{"maker":"M"}`, `"serial":"A1","chip":{"firmware":"2"}`, 200, "", "chip.maker", "M"},
		{"an immutable one without value takes one", `"serial":"A1","chip":{"firmware":"2"}`, `"serial":"A1","chip":{"maker":"M"}`, 200, "", "chip.maker", "M"},
	} {
		h := startWithDevices(t)
		id := answered(h.device(c.before), http.StatusCreated).Value("id").String().Raw()
		r := h.putDevice(id, c.given)
		if c.status == http.StatusOK {
			answered(r, http.StatusOK)
		} else {
			fault(r, c.status, c.scimType)
		}
		shown := answered(h.GET("/Devices/"+id).Expect(), http.StatusOK)
		if c.want == nil {
			shown.NotContainsKey(c.path)
			continue
		}
		shown.Path("$." + c.path).IsEqual(c.want)
	}
}

// TestPutKeepsWhatTheServerHasAssigned is about read-only values in the store, which no client can have put there.
func TestPutKeepsWhatTheServerHasAssigned(t *testing.T) {
	device := startWithDevices(t).server.resourceType("Device")
	after, err := replaced(device, map[string]any{"serial": "1", "state": "new", "label": "x"}, map[string]any{"serial": "1", "state": "old"})
	require.NoError(t, err)
	assert.Equal(t, map[string]any{"serial": "1", "state": "new"}, after)
}

func TestPutMutabilityInAnExtension(t *testing.T) {
	h := startWithDevices(t)
	id := h.create(`"userName":"ann","` + badgeSchema + `":{"number":"B1","issued":"2024"}`)
	fault(h.put(id, `"userName":"ann","`+badgeSchema+`":{"issued":"2025"}`), http.StatusBadRequest, "mutability")
	after := answered(h.put(id, `"userName":"ann"`), http.StatusOK)
	after.Value(badgeSchema).Object().IsEqual(map[string]any{"issued": "2024"})
}

func TestPutRefuses(t *testing.T) {
	h := start(t, "rfc")
	h.create(`"userName":"bob"`)
	id := h.create(`"userName":"ann","title":"Dr"`)
	before := h.get(id).Raw()
	for _, c := range []struct {
		section, path, members string
		status                 int
		scimType               string
	}{
		{"RFC 7644, 3.5.1: never creates", "/Users/nobody", `"userName":"new"`, 404, ""},
		{"RFC 7644, 3.5.1: required", "/Users/" + id, `"title":"Mr"`, 400, "invalidValue"},
		{"RFC 7644, table 9", "/Users/" + id, `"userName":"BOB"`, 409, "uniqueness"},
		{"RFC 7644, table 9", "/Users/" + id, `"userName":"ann","active":"yes"`, 400, "invalidValue"},
		{"RFC 7644, table 9", "/Users/" + id, `"userName":`, 400, "invalidSyntax"},
	} {
		fault(h.send(http.MethodPut, c.path, `{"schemas":["`+userSchema+`"],`+c.members+`}`), c.status, c.scimType)
	}
	fault(h.send(http.MethodPut, "/Users/"+id, `{"userName":"ann"}`), http.StatusBadRequest, "invalidSyntax")
	h.get(id).IsEqual(before)
	answered(h.GET("/Users").Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(2)
}

func TestPutWithAttributes(t *testing.T) {
	h := start(t, "rfc")
	id := h.create(`"userName":"ann"`)
	send := func(parameter, value string) *httpexpect.Object { // RFC 7644, 3.9
		return answered(h.PUT("/Users/"+id).WithQuery(parameter, value).WithHeader("Content-Type", mediaType).
			WithBytes([]byte(`{"schemas":["`+userSchema+`"],"userName":"ann","title":"Dr"}`)).Expect(), http.StatusOK)
	}
	send("attributes", "title").Keys().ContainsOnly("schemas", "id", "title")
	send("excludedAttributes", "title").NotContainsKey("title").ContainsKey("userName")
	r := h.PUT("/Users/"+id).WithQuery("attributes", "a").WithQuery("excludedAttributes", "b").WithHeader("Content-Type", mediaType).
		WithBytes([]byte(`{"schemas":["` + userSchema + `"],"userName":"other"}`)).Expect()
	fault(r, http.StatusBadRequest, "invalidValue")
	h.get(id).Value("userName").String().IsEqual("ann")
}

func TestPutUnderConstraints(t *testing.T) {
	h := start(t, "vcc")
	id := h.create(`"userName":"ann","active":true,"displayName":"Ann","emails":[{"type":"work","value":"ann@x.test"}]`)
	fault(h.put(id, `"userName":"ann","active":true,"displayName":"Ann"`), http.StatusBadRequest, "invalidValue")
	answered(h.put(id, `"userName":"ann","active":false,"displayName":"Ann","emails":[{"type":"work","value":"a@x.test"}],"title":"Dr"`), http.StatusOK).
		NotContainsKey("title")
}
