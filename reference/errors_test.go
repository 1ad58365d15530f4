package reference

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
)

// TestEveryErrorType reaches each scimType of RFC 7644 table 9 and of RFC 9865 table 3 over the network.
func TestEveryErrorType(t *testing.T) {
	h := startWithDevices(t)
	h.server.limits.sorted = 1
	id := h.create(`"userName":"ann","title":"Dr"`)
	h.create(`"userName":"bob"`)
	outside := func(path string) *httpexpect.Response {
		return httpexpect.Default(t, strings.TrimSuffix(h.base, "/scim/v2")).GET(path).Expect()
	}
	reached := map[string]bool{}
	for _, c := range []struct {
		section, scimType string
		status            int
		answer            *httpexpect.Response
	}{
		{"3.4.2.2", "invalidFilter", 400, h.raw("/Users", "filter=x+regex+1")},
		{"3.4.2.1", "tooMany", 400, h.raw("/Users", "sortBy=userName")},
		{"3.3", "uniqueness", 409, h.post(`"userName":"ann"`)},
		{"3.5.2", "mutability", 400, h.patch(id, `{"op":"replace","path":"id","value":"x"}`)},
		{"3.12", "invalidSyntax", 400, h.send(http.MethodPost, "/Users", `{`)},
		{"3.5.2", "invalidPath", 400, h.patch(id, `{"op":"replace","path":"shoe..size","value":"x"}`)},
		{"3.5.2.2", "noTarget", 400, h.patch(id, `{"op":"remove"}`)},
		{"3.5.2.3", "invalidValue", 400, h.patch(id, `{"op":"replace","path":"active","value":"perhaps"}`)},
		{"3.13", "invalidVers", 400, outside("/scim/v1/Users")},
		{"3.13", "invalidVers", 400, outside("/scim/v2.1/Users")},
		{"7.5.2", "sensitive", 403, h.raw("/Users", "filter=not+(password+eq+%22x%22)+and+title+pr")},
		{"7.5.2", "sensitive", 403, h.raw("/", "filter=title+pr+or+pin+eq+%22x%22")},
		{"7.5.2", "sensitive", 403, h.raw("/Devices", "filter=chip%5Bfirmware+pr+and+secret+eq+%22x%22%5D")},
		{"7.5.2", "sensitive", 403, h.raw("/Devices", "filter=chip.secret+eq+%22x%22")},
		{"RFC 9865, 2.1", "invalidCursor", 400, h.raw("/Users", "cursor=x")},
		{"RFC 9865, 2.1", "invalidCount", 400, h.raw("/Users", "cursor&count=0")},
	} {
		fault(c.answer, c.status, c.scimType)
		reached[c.scimType] = true
	}
	for _, scimType := range []string{"invalidFilter", "tooMany", "uniqueness", "mutability", "invalidSyntax", "invalidPath",
		"noTarget", "invalidValue", "invalidVers", "sensitive", "invalidCursor", "invalidCount"} {
		assert.True(t, reached[scimType], scimType) // expiredCursor needs another clock: TestACursorExpires
	}
}

func TestAnotherPathIsNoOtherVersion(t *testing.T) {
	h := start(t, "entra")
	outside := httpexpect.Default(t, strings.TrimSuffix(h.base, "/scim/v2"))
	for _, path := range []string{"/scim/version/Users", "/other/v1/Users", "/v1/Users", "/scim", "/"} {
		fault(outside.GET(path).Expect(), http.StatusNotFound, "")
	}
}
