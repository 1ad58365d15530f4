package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/reports"
)

func TestCauseOf(t *testing.T) {
	const patch = `{"Operations":[{"op":"Replace","path":"active","value":"False"}]}`
	for _, row := range []struct {
		method, url, sent string
		status            int
		body, err, want   string
	}{
		{"POST", "https://h/scim/v2/Users", "", 400, `{"scimType":"invalidValue"}`, "", "POST /Users is answered with 400 invalidValue"},
		{"POST", "https://h/scim/v2/Users", "", 500, `<html>`, "", "POST /Users is answered with 500"},
		{"PATCH", "https://h/scim/v2/Users/2819c223-7f76-453a", patch, 400, ``, "", "PATCH /Users/{id} of active is answered with 400"},
		{"PATCH", "https://h/Users/r7", patch, 200, `{}`, "", "PATCH /Users/{id} of active is accepted and has not the effect that it should have"},
		{"PATCH", "https://h/Users/r7", `{"Operations":[{"op":"replace","value":{}},{"op":"replace","path":"x"}]}`, 400, ``, "",
			"PATCH /Users/{id} of several attributes without a path, x is answered with 400"},
		{"GET", "https://h/Users?filter=userName+eq+%22ann%22&count=1", "", 404, ``, "", "GET /Users?filter=userName eq … is answered with 404"},
		{"GET", "https://h/Users/es2x-017d-not-an-id", "", 401, ``, "", "GET /Users/{id} is answered with 401"},
		{"GET", "https://h/Users", "", 0, ``, "GET https://h/Users: no complete answer within 1s", "GET /Users is not answered: no complete answer within 1s"},
	} {
		x := reports.Exchange{Error: row.err}
		x.Request.Method, x.Request.URL, x.Request.Body = row.method, row.url, row.sent
		if row.status != 0 {
			x.Response = &reports.Response{Status: row.status, Body: row.body}
		}
		assert.Equal(t, row.want, causeOf(x))
	}
}
