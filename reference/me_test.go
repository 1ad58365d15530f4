package reference

import (
	"net/http"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
)

func TestMeWithoutSubject(t *testing.T) {
	h := start(t, "rfc")
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		fault(h.send(method, "/Me", `{}`), http.StatusNotImplemented, "") // RFC 7644, 3.11
	}
	fault(h.GET("/Me/x").Expect(), http.StatusNotFound, "")
}

func TestMe(t *testing.T) {
	h := startWith(t, Options{Profile: profile(t, "rfc"), Me: "Ann@X.test"})
	fault(h.GET("/Me").Expect(), http.StatusNotFound, "")
	id := h.create(`"userName":"ann@x.test","title":"Dr"`)
	located := func(r *httpexpect.Response) *httpexpect.Response { // RFC 7644, 3.11: in any response
		r.Header("Location").IsEqual(h.base + "/Users/" + id)
		return r
	}
	answered(located(h.GET("/Me").Expect()), http.StatusOK).IsEqual(h.get(id).Raw())
	answered(h.GET("/Me").WithQuery("attributes", "title").Expect(), http.StatusOK).Keys().ContainsOnly("schemas", "id", "title")
	answered(located(h.send(http.MethodPatch, "/Me", patchOp(`{"op":"replace","path":"title","value":"Mr"}`))), http.StatusOK)
	answered(located(h.send(http.MethodPut, "/Me", `{"schemas":["`+userSchema+`"],"userName":"ann@x.test","nickName":"A"}`)), http.StatusOK)
	h.get(id).NotContainsKey("title").ContainsKey("nickName")
	fault(located(h.send(http.MethodPatch, "/Me", patchOp(`{"op":"remove"}`))), http.StatusBadRequest, "noTarget")
	r := h.send(http.MethodPost, "/Me", `{}`)
	fault(r, http.StatusMethodNotAllowed, "")
	r.Header("Allow").IsEqual("DELETE, GET, HEAD, PATCH, PUT")
	located(h.DELETE("/Me").Expect().Status(http.StatusNoContent))
	fault(h.GET("/Users/"+id).Expect(), http.StatusNotFound, "")
}

func TestMeNeedsUsers(t *testing.T) {
	_, err := New(Options{Me: "ann", Schemas: [][]byte{devices(t)}, Profile: fixtures.Profile{
		Name: "devices", BasePath: "/scim/v2", ResourceTypes: []string{"Printer"}, PageMax: 10}})
	require.Error(t, err)
	o := Options{Me: "ann", Profile: profile(t, "rfc")}
	_, err = New(o)
	assert.NoError(t, err)
}
