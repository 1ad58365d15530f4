package reference

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	deviceSchema = "urn:example:params:scim:schemas:core:1.0:Device"
	badgeSchema  = "urn:example:params:scim:schemas:extension:1.0:Badge"
)

// devices is the document of a resource type with an attribute of each kind, and of an extension of User.
func devices(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/devices.json")
	require.NoError(t, err)
	return text
}

// startWithDevices runs a server that has them.
func startWithDevices(t testing.TB) *harness {
	t.Helper()
	return startWith(t, Options{Profile: profile(t, "entra"), Token: token, Schemas: [][]byte{devices(t)}})
}

// device posts a device with these further members.
func (h *harness) device(members string) *httpexpect.Response {
	return h.send(http.MethodPost, "/Devices", `{"schemas":["`+deviceSchema+`"],`+members+`}`)
}

func TestASchemaFileIsAdvertised(t *testing.T) {
	h := startWithDevices(t)
	kind := answered(h.GET("/ResourceTypes/Device").Expect(), http.StatusOK) // RFC 7643, 6
	kind.Value("endpoint").String().IsEqual("/Devices")
	kind.Value("schema").String().IsEqual(deviceSchema)
	user := answered(h.GET("/ResourceTypes/User").Expect(), http.StatusOK)
	user.Value("schemaExtensions").Array().Value(1).Object().IsEqual(map[string]any{"schema": badgeSchema, "required": false})
	for _, urn := range []string{deviceSchema, badgeSchema} { // RFC 7643, 7
		answered(h.GET("/Schemas/"+urn).Expect(), http.StatusOK).Value("attributes").Array().NotEmpty()
	}
}

func TestASchemaFileIsServed(t *testing.T) {
	h := startWithDevices(t)
	created := answered(h.device(`"serial":"A1","inventory":7,"weight":1.50,"bought":"2024-05-06T07:08:09Z","leased":true,
		"state":"mine","pin":"1234","notes":"seldom","unknown":1`), http.StatusCreated)
	created.NotContainsKey("state").NotContainsKey("pin").NotContainsKey("unknown")
	created.Value("inventory").Number().IsEqual(7)
	created.Value("meta").Object().Value("resourceType").String().IsEqual("Device")
	created.Value("meta").Object().Value("location").String().HasPrefix(h.base + "/Devices/")
	id := created.Value("id").String().Raw()
	answered(h.GET("/Devices/"+id).WithQuery("attributes", "notes").Expect(), http.StatusOK).Value("notes").String().IsEqual("seldom")
	answered(h.GET("/Devices").WithQuery("filter", `inventory gt 6 and serial eq "A1"`).Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(1)
	answered(h.GET("/").WithQuery("filter", `meta.resourceType eq "Device"`).Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(1)
	h.DELETE("/Devices/" + id).Expect().Status(http.StatusNoContent)
}

func TestASchemaFileIsEnforced(t *testing.T) {
	h := startWithDevices(t)
	answered(h.device(`"serial":"A1","inventory":7`), http.StatusCreated)
	fault(h.device(`"inventory":8`), http.StatusBadRequest, "invalidValue").Value("detail").String().Contains("serial")
	fault(h.device(`"serial":"A2","inventory":"x"`), http.StatusBadRequest, "invalidValue")
	fault(h.device(`"serial":"A1"`), http.StatusConflict, "uniqueness")
	fault(h.device(`"serial":"A2","inventory":7`), http.StatusConflict, "uniqueness") // a number can be unique, too
	answered(h.device(`"serial":"a1"`), http.StatusCreated)                           // RFC 7643, 7: caseExact
}

func TestAnExtensionFromASchemaFile(t *testing.T) {
	h := startWithDevices(t)
	ann := h.create(`"userName":"ann","` + badgeSchema + `":{"number":"B1"}`)
	h.get(ann).Value("schemas").Array().IsEqual([]string{userSchema, badgeSchema})
	fault(h.post(`"userName":"bob","`+badgeSchema+`":{"number":"B1"}`), http.StatusConflict, "uniqueness").
		Value("detail").String().Contains(badgeSchema + ":number")
	h.find(badgeSchema + `:number eq "B1"`).Length().IsEqual(1)
	h.patch(ann, `{"op":"replace","path":"`+badgeSchema+`:number","value":"B2"}`).Status(http.StatusOK)
	h.create(`"userName":"bob","` + badgeSchema + `":{"number":"B1"}`)
}

func TestARequiredExtension(t *testing.T) {
	text := strings.Replace(string(devices(t)), `"required": false}]`, `"required": true}]`, 1)
	h := startWith(t, Options{Profile: profile(t, "entra"), Schemas: [][]byte{[]byte(text)}})
	fault(h.post(`"userName":"ann"`), http.StatusBadRequest, "invalidValue").Value("detail").String().Contains(badgeSchema) // RFC 7643, 6
	h.create(`"userName":"ann","` + badgeSchema + `":{"number":"B1"}`)
}

func TestSchemaFilesOfAProfile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "list.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"schemas":["`+listMessage+`"],"Resources":`+string(devices(t))+`}`), 0o600))
	o := Options{Profile: profile(t, "rfc")}
	o.Profile.Schemas = []string{file}
	answered(startWith(t, o).device(`"serial":"A1"`), http.StatusCreated)

	o.Profile.Schemas = []string{filepath.Join(t.TempDir(), "none.json")}
	_, err := New(o)
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func TestSchemaFilesRefused(t *testing.T) {
	const schemaOf = `{"id":"urn:x:y","attributes":[`
	for text, said := range map[string]string{
		`{`:                                      "expected a Schema or a ResourceType in JSON",
		`{"schemas":["x"]}`:                      `found ["x"]`,
		`{"attributes":[]}`:                      "expected a URN as id",
		schemaOf + `]}`:                          "expected attributes, found none",
		schemaOf + `null]}`:                      "attribute 0",
		schemaOf + `{"name":"a"},{"name":"A"}]}`: "attribute A: expected it once",
		schemaOf + `{"name":"ID"}]}`:             "common to all resources",
		schemaOf + `{"name":"a","mutability":"never"}]}`:  `mutability "never"`,
		schemaOf + `{"name":"a","returned":"readOnly"}]}`: `returned "readOnly"`,
		schemaOf + `{"name":"a","uniqueness":"yes"}]}`:    `uniqueness "yes"`,
		schemaOf + `{"name":"a","type":"complex","subAttributes":[{"name":"b","type":"complex","subAttributes":[{"name":"c"}]}]}]}`: "not complex itself",
		schemaOf + `{"name":"a"}]}`:                                                                "expected a resource type that has it",
		`[` + schemaOf + `{"name":"a"}]},` + schemaOf + `{"name":"a"}]}]`:                          "expected it once",
		`{"name":"Thing","endpoint":"/Things","schema":"urn:x:y"}`:                                 `found "urn:x:y"`,
		`[` + schemaOf + `{"name":"a"}]},{"name":"Thing","endpoint":"/Bulk","schema":"urn:x:y"}]`:  "not in use",
		`[` + schemaOf + `{"name":"a"}]},{"name":"Thing","endpoint":"/Users","schema":"urn:x:y"}]`: "not in use",
		`[` + schemaOf + `{"name":"a"}]},{"name":"Thing","endpoint":"/a/b","schema":"urn:x:y"}]`:   "one path segment",
		`[` + schemaOf + `{"name":"a"}]},{"name":"1","endpoint":"/a","schema":"urn:x:y"}]`:         "name: expected",
		`{"name":"User","endpoint":"/People"}`:                                                     "which it has already",
		`{"name":"User","endpoint":"/Users","schemaExtensions":[{"schema":"urn:x:y"}]}`:            "schemaExtensions",
		`{"name":"User","endpoint":"/Users","schemaExtensions":1}`:                                 "expected a ResourceType",
	} {
		_, err := New(Options{Schemas: [][]byte{[]byte(text)}})
		assert.ErrorContains(t, err, said, text)
	}
}
