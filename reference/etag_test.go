package reference

import (
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
)

// version is the entity tag that a resource says it has.
func version(o *httpexpect.Object) string {
	return o.Value("meta").Object().Value("version").String().Raw()
}

func TestEveryAnswerWithAResourceHasItsTag(t *testing.T) {
	h := start(t, "rfc")
	tagged := func(r *httpexpect.Response, status int) string { // RFC 7644, 3.14
		tag := version(answered(r, status))
		r.Header("ETag").IsEqual(tag)
		assert.Regexp(t, `^W/"[^"]+"$`, tag)
		return tag
	}
	created := h.post(`"userName":"ann"`)
	first := tagged(created, http.StatusCreated)
	id := created.JSON(httpexpect.ContentOpts{MediaType: mediaType}).Object().Value("id").String().Raw()
	assert.Equal(t, first, tagged(h.GET("/Users/"+id).Expect(), http.StatusOK))
	second := tagged(h.patch(id, `{"op":"replace","path":"title","value":"Dr"}`), http.StatusOK)
	assert.NotEqual(t, first, second)
	assert.Equal(t, second, tagged(h.patch(id, `{"op":"replace","path":"title","value":"Dr"}`), http.StatusOK), "nothing has changed")
	third := tagged(h.put(id, `"userName":"ann","title":"Mr"`), http.StatusOK)
	assert.NotEqual(t, second, third)
	assert.Equal(t, third, version(h.find(`userName eq "ann"`).Value(0).Object()))
}

func TestThe204OfAPatchHasATag(t *testing.T) {
	o := Options{Profile: profile(t, "rfc")}
	o.Profile.PatchAnswer = http.StatusNoContent
	h := startWith(t, o)
	id := h.create(`"userName":"ann"`)
	tag := h.patch(id, `{"op":"replace","path":"title","value":"Dr"}`).Status(http.StatusNoContent).Header("ETag").NotEmpty().Raw()
	assert.Equal(t, tag, version(h.get(id)))
}

func TestConditionalRead(t *testing.T) {
	h := start(t, "rfc")
	id := h.create(`"userName":"ann"`)
	old := version(h.get(id))
	h.patch(id, `{"op":"replace","path":"title","value":"Dr"}`).Status(http.StatusOK)
	tag := version(h.get(id))
	for _, c := range []struct {
		section, header, value string
		status                 int
	}{
		{"RFC 7644, 3.14", "If-None-Match", tag, 304},
		{"RFC 7644, 3.14", "If-None-Match", old, 200},
		{"RFC 9110, 13.1.2: a list", "If-None-Match", old + ", " + tag, 304},
		{"RFC 9110, 13.1.2: an asterisk", "If-None-Match", "*", 304},
		{"RFC 9110, 8.8.3.2: weak comparison", "If-None-Match", tag[2:], 304},
		{"not a tag", "If-None-Match", `nonsense`, 200},
		{"RFC 9110, 13.1.1", "If-Match", tag, 200},
		{"RFC 9110, 13.1.1", "If-Match", old, 412},
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			r := h.Request(method, "/Users/"+id).WithHeader(c.header, c.value).Expect().Status(c.status)
			if c.status == http.StatusNotModified {
				r.Body().IsEmpty()
				r.Header("ETag").IsEqual(tag)
			}
		}
	}
}

func TestConditionalWrite(t *testing.T) {
	for _, c := range []struct {
		section, header, value string
		refused                bool
	}{
		{"RFC 7644, 3.14", "If-Match", "PRESENT", false},
		{"RFC 7644, 3.14", "If-Match", "OLD", true},
		{"RFC 9110, 13.1.1: a list", "If-Match", "OLD, PRESENT", false},
		{"RFC 9110, 13.1.1: an asterisk", "If-Match", "*", false},
		{"RFC 9110, 13.1.1: nothing that names it", "If-Match", "", true},
		{"RFC 9110, 13.1.2", "If-None-Match", "PRESENT", true},
		{"RFC 9110, 13.1.2", "If-None-Match", "*", true},
		{"RFC 9110, 13.1.2", "If-None-Match", "OLD", false},
	} {
		for _, profile := range []string{"rfc", "vcc"} { // to remove and to archive are two ways
			for _, method := range []string{http.MethodPut, http.MethodPatch, http.MethodDelete} {
				h := start(t, profile)
				const user = `"userName":"ann","active":true,"displayName":"Ann","emails":[{"type":"work","value":"a@x.test"}]`
				id := h.create(user)
				old := version(h.get(id))
				h.patch(id, `{"op":"replace","path":"displayName","value":"Dr"}`).Status(http.StatusOK)
				before := h.get(id)
				value := map[string]string{"OLD": old, "PRESENT": version(before), "OLD, PRESENT": old + "," + version(before)}[c.value]
				if value == "" {
					value = c.value
				}
				body := map[string]string{
					http.MethodPut:    `{"schemas":["` + userSchema + `"],` + user + `}`,
					http.MethodPatch:  patchOp(`{"op":"replace","path":"displayName","value":"Mr"}`),
					http.MethodDelete: "",
				}[method]
				r := h.Request(method, "/Users/"+id).WithHeader("Content-Type", mediaType).WithHeader(c.header, value).WithBytes([]byte(body)).Expect()
				if !c.refused {
					r.StatusRange(httpexpect.Status2xx)
					continue
				}
				fault(r, http.StatusPreconditionFailed, "")
				h.get(id).IsEqual(before.Raw())
			}
		}
	}
}

// TestOneOfManyConditionalWritesSucceeds is what entity tags are for: no update is lost (RFC 7644, 3.14).
func TestOneOfManyConditionalWritesSucceeds(t *testing.T) {
	h := start(t, "rfc")
	id := h.create(`"userName":"ann"`)
	tag := version(h.get(id))
	var group sync.WaitGroup
	var succeeded, refused atomic.Int32
	for _, title := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		group.Go(func() {
			method, body := http.MethodPatch, patchOp(`{"op":"replace","path":"title","value":"`+title+`"}`)
			if title == "h" {
				method, body = http.MethodDelete, ""
			}
			r := h.Request(method, "/Users/"+id).WithHeader("Content-Type", mediaType).WithHeader("If-Match", tag).WithBytes([]byte(body)).Expect()
			switch r.Raw().StatusCode {
			case http.StatusOK, http.StatusNoContent:
				succeeded.Add(1)
			case http.StatusPreconditionFailed, http.StatusNotFound:
				refused.Add(1)
			}
		})
	}
	group.Wait()
	assert.EqualValues(t, 1, succeeded.Load())
	assert.EqualValues(t, 7, refused.Load())
}
