package reference

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gavv/httpexpect/v2"
)

func TestSlashesAreTolerated(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann"`)
	for _, path := range []string{"/Users/", "//Users", "/Users//" + id, "/Users/" + id + "/", "/ServiceProviderConfig/", "//"} {
		h.Request(http.MethodGet, path).Expect().Status(http.StatusOK) // D-011
	}
}

func TestUnknownEndpoints(t *testing.T) {
	h := start(t, "entra")
	for _, path := range []string{"/Nonexistent", "/Printers", "/Users/a/b", "/ServiceProviderConfig/x", "/Schemas/a/b"} {
		fault(h.GET(path).Expect(), http.StatusNotFound, "") // D-005, D-160
	}
	outside := httpexpect.Default(t, strings.TrimSuffix(h.base, "/scim/v2"))
	fault(outside.GET("/other/Users").Expect(), http.StatusNotFound, "")
	fault(outside.GET("/").Expect(), http.StatusNotFound, "")
}

func TestEndpointsHaveNoLetterCase(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann"`)
	for _, path := range []string{"/users", "/USERS/" + id, "/serviceproviderconfig", "/schemas", "/resourcetypes/User"} {
		answered(h.GET(path).Expect(), http.StatusOK)
	}
	answered(h.GET("/users/"+id).Expect(), http.StatusOK).Value("meta").Object().Value("location").String().IsEqual(h.base + "/Users/" + id)
}

func TestUnknownIDs(t *testing.T) {
	h := start(t, "entra")
	for _, id := range []string{"not-an-id", "00000000-0000-4000-8000-999999999999", "%20", "a%2Fb", "'; DROP TABLE users; --"} {
		fault(h.GET("/Users/"+id).Expect(), http.StatusNotFound, "") // D-021, D-064
	}
}

func TestMethodNotAllowed(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann"`)
	for _, c := range []struct{ method, path, allow string }{
		{http.MethodPost, "/Users/" + id, "DELETE, GET, HEAD, PATCH, PUT"},
		{http.MethodPut, "/Users", "GET, HEAD, POST"}, // RFC 7644, 3.5.1: PUT never creates
		{http.MethodGet, "/Bulk", "POST"},
		{http.MethodGet, "/.search", "POST"},
		{http.MethodGet, "/Users/.search", "POST"},
		{http.MethodDelete, "/Users", "GET, HEAD, POST"},
		{http.MethodPost, "/ServiceProviderConfig", "GET, HEAD"},
		{http.MethodDelete, "/Schemas", "GET, HEAD"},
		{http.MethodOptions, "/ResourceTypes/User", "GET, HEAD"},
		{http.MethodPost, "", "GET, HEAD"},
	} {
		r := h.Request(c.method, c.path).Expect()
		fault(r, http.StatusMethodNotAllowed, "")
		r.Header("Allow").IsEqual(c.allow)
	}
	h.HEAD("/Users/" + id).Expect().Status(http.StatusOK).HasContentType(mediaType).Body().IsEmpty()
}

func TestMediaTypes(t *testing.T) {
	h := start(t, "entra")
	send := func(contentType string) *httpexpect.Response {
		r := h.POST("/Users").WithBytes([]byte(`{}`))
		if contentType != "" {
			r = r.WithHeader("Content-Type", contentType)
		}
		return r.Expect()
	}
	for _, accepted := range []string{"application/scim+json", "application/json", "application/scim+json; charset=utf-8",
		`Application/SCIM+JSON;charset="UTF-8"`, "application/json; charset=utf8", ""} {
		fault(send(accepted), http.StatusBadRequest, "invalidSyntax") // for its body, not its type
	}
	for _, refused := range []string{"text/plain", "application/xml", "application/scim+json; charset=latin1", "application/scim+json;;", "x"} {
		fault(send(refused), http.StatusUnsupportedMediaType, "").Value("detail").String().Contains("application/scim+json")
	}
	r := h.POST("/Users").WithHeader("Content-Type", mediaType).WithHeader("Content-Encoding", "gzip").WithBytes([]byte("x")).Expect()
	fault(r, http.StatusUnsupportedMediaType, "")
}

func TestLimits(t *testing.T) {
	h := start(t, "entra")
	fault(h.post(`"userName":"`+strings.Repeat("x", maxBody)+`"`), http.StatusRequestEntityTooLarge, "")
	id := h.create(`"userName":"ann"`)
	operation := `{"op":"remove","path":"title"}`
	h.patch(id, operation+strings.Repeat(","+operation, maxOperations-1)).Status(http.StatusOK)
	fault(h.patch(id, operation+strings.Repeat(","+operation, maxOperations)), http.StatusRequestEntityTooLarge, "")
}
