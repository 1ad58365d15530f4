package reference

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

// serve sends a request to the server without a network, and holds every answer to what all answers must be.
func serve(t *testing.T, s *Server, method, path, body string) (int, gjson.Result) {
	t.Helper()
	r := httptest.NewRequest(method, "/scim/v2"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", mediaType)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	require.NotEqual(t, http.StatusInternalServerError, w.Code, "%s %s\n%s", method, body, w.Body)
	answer := gjson.ParseBytes(w.Body.Bytes())
	if w.Body.Len() > 0 {
		require.True(t, json.Valid(w.Body.Bytes()), "%s", w.Body)
	}
	if w.Code >= http.StatusBadRequest {
		assert.Equal(t, errorMessage, answer.Get("schemas.0").String())
		assert.Equal(t, gjson.String, answer.Get("status").Type)
	}
	return w.Code, answer
}

func fuzzedServer(t *testing.T) *Server {
	t.Helper()
	s, err := New(Options{Profile: profile(t, "entra"), Schemas: [][]byte{devices(t)}})
	require.NoError(t, err)
	return s
}

// FuzzResource posts and puts any text as a resource. What is created reads back as it was answered, and a client that
// puts back what it has read changes nothing.
func FuzzResource(f *testing.F) {
	f.Add(`{"schemas":["` + userSchema + `"],"userName":"ann"}`)
	f.Add(entraUser)
	f.Add(`{"schemas":["` + userSchema + `"],"userName":"ann","USERNAME":"b"}`)
	f.Add(`{"schemas":["` + deviceSchema + `"],"serial":"1","inventory":1e400,"weight":-0,"bought":"2024-01-01T00:00:00Z","chip":{"maker":"x"}}`)
	f.Add(`{"schemas":["` + userSchema + `"],"userName":"ann","` + enterpriseSchema + `":{"manager":"x"},"roles":[{"value":"{\"value\":\"a\"}"}]}`)
	f.Add(`{"schemas":[null,1],"userName":[[[[]]]]}`)
	f.Fuzz(func(t *testing.T, body string) {
		s := fuzzedServer(t)
		for _, endpoint := range []string{"/Users", "/Devices"} {
			status, created := serve(t, s, http.MethodPost, endpoint, body)
			if status != http.StatusCreated {
				continue
			}
			path := endpoint + "/" + created.Get("id").String()
			_, read := serve(t, s, http.MethodGet, path, "")
			assert.Equal(t, created.Raw, read.Raw)
			status, put := serve(t, s, http.MethodPut, path, read.Raw)
			require.Equal(t, http.StatusOK, status, "%s\n%s", read.Raw, put.Raw)
			assert.Equal(t, created.Raw, put.Raw)
			serve(t, s, http.MethodPut, path, body)
		}
	})
}

// FuzzBulk sends any text as a bulk request. Each operation that was done has a result with a status of its own.
func FuzzBulk(f *testing.F) {
	message := func(operations string) string {
		return strings.NewReplacer("USER", userSchema, "ENT", enterpriseSchema).
			Replace(`{"schemas":["` + bulkRequestMessage + `"],"failOnErrors":2,"Operations":[` + operations + `]}`)
	}
	f.Add(message(postUser("a", `"userName":"ann",`+reportsTo("b")) + "," + postUser("b", `"userName":"boss",`+reportsTo("a"))))
	f.Add(message(postUser("a", `"userName":"ann",`+reportsTo("a")) + `,{"method":"DELETE","path":"/Users/bulkId:a"}`))
	f.Add(message(`{"method":"PATCH","path":"//Users//bulkId:","data":{}}`))
	f.Add(message(postUser("bulkId:", `"userName":"bulkId:bulkId:"`) + `,{"method":"PUT","path":"%","data":[]}`))
	f.Fuzz(func(t *testing.T, body string) {
		status, answer := serve(t, fuzzedServer(t), http.MethodPost, "/Bulk", body)
		if status != http.StatusOK {
			return
		}
		for _, result := range answer.Get("Operations").Array() {
			assert.Equal(t, gjson.String, result.Get("status").Type, result.Raw)
			assert.NotEqual(t, "500", result.Get("status").String(), result.Raw)
			assert.Equal(t, result.Get("status").String() >= "400", result.Get("response").Exists(), result.Raw)
		}
	})
}

// FuzzSearch sends any text as a search.
func FuzzSearch(f *testing.F) {
	f.Add(`{"schemas":["` + searchMessage + `"],"filter":"userName pr","sortBy":"name.givenName","cursor":"","count":1}`)
	f.Add(`{"schemas":["` + searchMessage + `"],"attributes":["emails.value"],"startIndex":-1e9}`)
	f.Fuzz(func(t *testing.T, body string) {
		s := fuzzedServer(t)
		serve(t, s, http.MethodPost, "/Users", entraUser)
		serve(t, s, http.MethodPost, "/.search", body)
		serve(t, s, http.MethodPost, "/Users/.search", body)
	})
}
