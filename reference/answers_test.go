package reference

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

// RFC 7643 section 7: what is returned on request is returned to whoever writes it.
func TestReturnedOnRequestToTheWriter(t *testing.T) {
	h := startWithDevices(t)
	created := answered(h.device(`"serial":"A1","notes":"seldom","chip":{"maker":"m"}`), http.StatusCreated)
	created.Value("notes").String().IsEqual("seldom")
	id := created.Value("id").String().Raw()
	patch := func(operations string) string {
		return h.send(http.MethodPatch, "/Devices/"+id, patchOp(operations)).Body().Raw()
	}
	assert.NotContains(t, patch(`{"op":"replace","path":"inventory","value":8}`), "seldom")
	assert.Contains(t, patch(`{"op":"replace","path":"notes","value":"often"}`), "often")
	assert.Contains(t, patch(`{"op":"replace","value":{"notes":"daily"}}`), "daily")
	answered(h.putDevice(id, `"serial":"A1","notes":"weekly"`), http.StatusOK).Value("notes").String().IsEqual("weekly")
	answered(h.putDevice(id, `"serial":"A1"`), http.StatusOK).NotContainsKey("notes")
	answered(h.GET("/Devices/"+id).Expect(), http.StatusOK).NotContainsKey("notes")
}

// The same characteristics hold for sub-attributes.
func TestReturnedOfSubAttributes(t *testing.T) {
	text := strings.Replace(string(devices(t)), `{"name": "firmware"}`,
		`{"name": "firmware", "returned": "request"}, {"name": "model", "returned": "always"}`, 1)
	require.Contains(t, text, "model")
	h := startWith(t, Options{Profile: profile(t, "entra"), Token: token, Schemas: [][]byte{[]byte(text)}})
	created := answered(h.device(`"serial":"A1","chip":{"maker":"m","firmware":"f","model":"x"}`), http.StatusCreated)
	path := "/Devices/" + created.Value("id").String().Raw()
	created.Value("chip").Object().IsEqual(map[string]any{"maker": "m", "firmware": "f", "model": "x"})
	for query, want := range map[string]string{
		"":                               `{"maker":"m","model":"x"}`,
		"?attributes=chip":               `{"maker":"m","model":"x"}`,
		"?attributes=chip.maker":         `{"maker":"m","model":"x"}`,
		"?attributes=chip.firmware":      `{"firmware":"f","model":"x"}`,
		"?excludedAttributes=chip.model": `{"maker":"m","model":"x"}`,
		"?excludedAttributes=chip.maker": `{"model":"x"}`,
	} {
		_, _, answer := h.plain(http.MethodGet, path+query, "", "Bearer "+token)
		assert.JSONEq(t, want, answer.Get("chip").Raw, query)
	}
}

// A filter finds the same whether an index helps or not: in either order of its terms, and under a double negation, which
// no index can serve.
func TestAnIndexFindsWhatAScanFinds(t *testing.T) {
	h := start(t, "entra")
	chance := rand.New(rand.NewPCG(1, 2))
	texts := []string{"", "a", "A", "b@x.test", "ß", "ſ", "s"}
	pick := func() string { return texts[chance.IntN(len(texts))] }
	for i := range 40 {
		h.create(fmt.Sprintf(`"userName":"user%d","displayName":%q,"externalId":%q,"emails":[{"type":"work","value":%q}]`, i, pick(), pick(), pick()))
	}
	term := func() string {
		name := []string{"displayName", "externalId", "emails", "emails.value", "userName"}[chance.IntN(5)]
		op := []string{"eq", "ne", "sw"}[chance.IntN(3)]
		return fmt.Sprintf("%s %s %q", name, op, pick())
	}
	for range 300 {
		a, b := term(), term()
		want := h.found("not (not (" + a + ")) and not (not (" + b + "))")
		for _, filter := range []string{a + " and " + b, b + " and " + a, "(" + a + ") and not (not (" + b + "))"} {
			require.Equal(t, want, h.found(filter), filter)
		}
	}
}

// RFC 7643 sections 2.3.5 and 7: one instant, or one number, is one value however it is written.
func TestUniquenessIsOfValues(t *testing.T) {
	text := strings.Replace(string(devices(t)), `{"name": "bought", "type": "dateTime"`, `{"name": "bought", "type": "dateTime", "uniqueness": "server"`, 1)
	text = strings.Replace(text, `{"name": "weight", "type": "decimal"`, `{"name": "weight", "type": "decimal", "uniqueness": "server"`, 1)
	require.Equal(t, 2, strings.Count(text, `"uniqueness": "server"`)-strings.Count(string(devices(t)), `"uniqueness": "server"`))
	h := startWith(t, Options{Profile: profile(t, "entra"), Token: token, Schemas: [][]byte{[]byte(text)}})
	answered(h.device(`"serial":"A1","bought":"2020-01-01T00:00:00Z","weight":1.5`), http.StatusCreated)
	fault(h.device(`"serial":"A2","bought":"2020-01-01T01:00:00+01:00"`), http.StatusConflict, "uniqueness")
	fault(h.device(`"serial":"A2","bought":"2020-01-01T00:00:00"`), http.StatusConflict, "uniqueness")
	fault(h.device(`"serial":"A2","weight":15e-1`), http.StatusConflict, "uniqueness")
	answered(h.device(`"serial":"A2","weight":1.51`), http.StatusCreated)
	for _, filter := range []string{`bought eq "2020-01-01T01:00:00+01:00"`, `weight eq 1.50`, `bought lt "2020-01-01T00:00:01"`} {
		answered(h.GET("/Devices").WithQuery("filter", filter).Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(1)
	}
}

// RFC 7643 section 2.4: a type and value is there once.
func TestNoValueTwice(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann","emails":[{"type":"work","value":"a@x.test"},{"type":"work","value":"A@x.test"},{"type":"home","value":"a@x.test"}]`)
	assert.Equal(t, "200 2", h.show(id, "emails.#"))
}

// What a client is told names neither addresses nor what the server is written in.
func TestDetailsAreForTheClient(t *testing.T) {
	h := start(t, "entra")
	id := h.create(`"userName":"ann"`)
	for path, body := range map[string]string{
		"/Users/" + id: patchOp(`{"op":1}`),
		"/Bulk":        `{"schemas":["` + bulkRequestMessage + `"],"Operations":7}`,
		"/.search":     `{"schemas":["` + searchMessage + `"],"count":"x"}`,
	} {
		method := http.MethodPost
		if strings.HasPrefix(path, "/Users/") {
			method = http.MethodPatch
		}
		detail := h.ask(method, path, body, "detail")
		assert.Contains(t, detail, "expected another type", path)
		assert.NotContains(t, detail, "Go ", path)
	}
	long := strings.Repeat("x", 10_000)
	h.create(`"userName":"` + long + `"`)
	assert.Less(t, len(h.askPost(`"userName":"`+long+`"`, "detail")), 400)
}

// A body that does not arrive is told so, and not at which address it was waited for.
func TestASlowBody(t *testing.T) {
	s, err := New(Options{Token: token})
	require.NoError(t, err)
	listener := httptest.NewUnstartedServer(s)
	listener.Config.ReadTimeout = 50 * time.Millisecond
	listener.Start()
	t.Cleanup(listener.Close)
	conn, err := new(net.Dialer).DialContext(context.Background(), "tcp", listener.Listener.Addr().String())
	require.NoError(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, "POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "+token+"\r\nContent-Length: 100\r\n\r\n{")
	require.NoError(t, err)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	assert.Equal(t, http.StatusRequestTimeout, response.StatusCode, string(text))
	assert.NotContains(t, string(text), "127.0.0.1")
	assert.Equal(t, "408", gjson.GetBytes(text, "status").String())
}

// HTTP/1.0 needs no Host, and gets a location all the same.
func TestARequestWithoutHost(t *testing.T) {
	h := start(t, "entra")
	address, _, _ := strings.Cut(strings.TrimPrefix(h.base, "http://"), "/")
	conn, err := new(net.Dialer).DialContext(context.Background(), "tcp", address)
	require.NoError(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, "GET /scim/v2/ServiceProviderConfig HTTP/1.0\r\nAuthorization: Bearer "+token+"\r\n\r\n")
	require.NoError(t, err)
	text, err := io.ReadAll(conn)
	require.NoError(t, err)
	assert.Contains(t, string(text), "http://"+address+"/scim/v2/ServiceProviderConfig")
}

// A reference to somebody who is gone leads nowhere, wherever the client says that it does.
func TestAManagerWhoIsGone(t *testing.T) {
	h := start(t, "entra")
	boss := h.create(`"userName":"boss"`)
	id := h.create(`"userName":"ann","` + enterpriseSchema + `":{"manager":{"value":"` + boss + `","$ref":"../Users/evil"}}`)
	assert.Contains(t, h.ask(http.MethodGet, "/Users/"+id, "", strings.ReplaceAll(enterpriseSchema, ".", `\.`)+".manager"), "/Users/"+boss)
	h.DELETE("/Users/" + boss).Expect().Status(http.StatusNoContent)
	assert.NotContains(t, h.ask(http.MethodGet, "/Users/"+id, "", strings.ReplaceAll(enterpriseSchema, ".", `\.`)+".manager"), "evil")
}

// A multi-valued attribute has a limit, so that no request can take long.
func TestTooManyValues(t *testing.T) {
	h := start(t, "entra")
	var emails []string
	for i := range 1001 {
		emails = append(emails, fmt.Sprintf(`{"type":"other","value":"%d@x.test"}`, i))
	}
	assert.Equal(t, `400 "invalidValue"`, h.askPost(`"userName":"ann","emails":[`+strings.Join(emails, ",")+`]`, "scimType"))
	id := h.create(`"userName":"ann","emails":[` + strings.Join(emails[:1000], ",") + `]`)
	assert.Equal(t, "400", h.askPatch(id, `{"op":"add","path":"emails","value":`+emails[1000]+`}`))
	assert.Equal(t, "200", h.askPatch(id, `{"op":"replace","path":"emails","value":[`+emails[0]+`]}`))
}
