package reference_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/entrasim/entrasim/reference"
)

// The reference server is an http.Handler for the tests of a SCIM client, here one that is wrong on purpose.
func ExampleNew() {
	server, err := reference.New(reference.Options{Token: "a-token", Defects: []string{"D-001"}}) // a filter without a match is answered 404
	if err != nil {
		panic(err)
	}
	req := httptest.NewRequest(http.MethodGet, "/scim/v2/Users?filter=userName+eq+%22nobody%22", nil)
	req.Header.Set("Authorization", "Bearer a-token")
	answer := httptest.NewRecorder()
	server.ServeHTTP(answer, req)
	fmt.Println(answer.Code)
	// Output: 404
}
