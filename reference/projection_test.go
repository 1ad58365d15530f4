package reference

import (
	"net/http"
	"testing"
)

// TestEveryVerbTakesAttributes asks each verb that answers with a resource for some attributes (RFC 7644 section 3.9).
func TestEveryVerbTakesAttributes(t *testing.T) {
	h := startWithDevices(t)
	user := func(name string) string {
		return `{"schemas":["` + userSchema + `"],"userName":"` + name + `","title":"Dr","nickName":"A"}`
	}
	id := h.create(`"userName":"ann","title":"Dr","nickName":"A"`)
	for _, c := range []struct {
		method, path, body string
		status             int
	}{
		{http.MethodPost, "/Users", user("bob"), http.StatusCreated},
		{http.MethodGet, "/Users/" + id, "", http.StatusOK},
		{http.MethodPut, "/Users/" + id, user("ann"), http.StatusOK},
		{http.MethodPatch, "/Users/" + id, patchOp(`{"op":"replace","path":"nickName","value":"B"}`), http.StatusOK},
	} {
		for parameters, want := range map[string][]any{
			"attributes=title": {"schemas", "id", "title"},
			"attributes=" + userSchema + ":TITLE,nonsense": {"schemas", "id", "title"},
			"attributes=nonsense":                          {"schemas", "id"},
			"excludedAttributes=nickName,meta,id":          {"schemas", "id", "userName", "title"},
		} {
			r := h.Request(c.method, c.path).WithTransformer(func(r *http.Request) { r.URL.RawQuery = parameters })
			o := answered(r.WithHeader("Content-Type", mediaType).WithBytes([]byte(c.body)).Expect(), c.status)
			o.Keys().ContainsOnly(want...)
			if c.method == http.MethodPost { // so that the next one is none too many
				h.DELETE("/Users/" + o.Value("id").String().Raw()).Expect().Status(http.StatusNoContent)
			}
		}
	}
}
