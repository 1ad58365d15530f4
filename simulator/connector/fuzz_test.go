package connector_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
)

// Whatever a target answers, each request ends with a result that can be worked with, or with an error of the target that
// has a code and one readable sentence.
func FuzzAnswers(f *testing.F) {
	manager := `{"id":"7","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":`
	for _, body := range []string{
		empty, `{"id":"7"}`, `{"totalResults":1,"Resources":[{"id":"7","members":[{"value":"1"}]}]}`, manager + `"8"}}`,
		manager + `{"value":["8"]}}}`, `{"id":"7","members":{}}`, `{"detail":"no","scimType":"tooMany","status":400}`,
		`{"totalResults":1e9,"Resources":[]}`, `{"ID":"7","id":null}`, `[[[[`, "<html>", "\xff\xfe{}", "",
	} {
		f.Add(200, connector.MediaType, "", body)
		f.Add(400, "application/json", "gzip", body)
	}
	f.Add(302, "text/html", "", "")
	f.Add(301, "0", "0", "%") // a Location that cannot be read
	f.Add(429, "", "\x1f\x8b", "5")
	ops := map[string]func(context.Context, *connector.Client) error{
		"find": func(ctx context.Context, c *connector.Client) error {
			found, err := c.Groups().Find(ctx, connector.MembersTarget, "x")
			for _, object := range found {
				if object.ID == "" {
					return errors.New("a match without an id")
				}
				connector.Same(connector.References{"1"}, object.Value(connector.MembersTarget), true)
				connector.Same(connector.Roles{List: []connector.Role{{Value: "x"}}}, object.Value(connector.RolesTarget), true)
			}
			return err
		},
		"check": func(ctx context.Context, c *connector.Client) error {
			_, err := c.HasReference(ctx, "7", connector.MembersTarget, "1")
			return err
		},
		"get": func(ctx context.Context, c *connector.Client) error {
			object, err := c.Get(ctx, "7")
			if err == nil && object.ID != "7" {
				return errors.New("another resource")
			}
			return err
		},
		"create": func(ctx context.Context, c *connector.Client) error {
			object, err := c.Create(ctx, nil)
			if err == nil && object.ID == "" {
				return errors.New("a resource without an id")
			}
			return err
		},
		"update": func(ctx context.Context, c *connector.Client) error {
			return c.Update(ctx, "7", []connector.Change{{Attribute: connector.Attribute{Target: connector.MembersTarget}, Remove: true}})
		},
		"delete": func(ctx context.Context, c *connector.Client) error { return c.Delete(ctx, "7") },
	}
	lenient := connector.Wire{LocationID: true, AnswerType: connector.AnswerAny, LenientManager: true, LenientMembers: true}
	f.Fuzz(func(t *testing.T, status int, contentType, encoding, body string) {
		answer := reply{status: status, contentType: contentType, body: body, header: http.Header{
			"Content-Encoding": {encoding}, "Location": {body}, "Retry-After": {body},
		}}
		for name, do := range ops {
			for _, wire := range []connector.Wire{{}, lenient} {
				c, _ := client(t, connector.Options{MaxBody: 1 << 16, Wire: wire}, answer)
				err := do(t.Context(), c)
				if err == nil {
					assert.GreaterOrEqual(t, status, 200, name)
					assert.Less(t, status, 300, name)
					continue
				}
				var e *connector.Error
				require.ErrorAs(t, err, &e, name)
				assert.NotEmpty(t, e.Code, name)
				assert.NotEmpty(t, e.Reason, name)
				assert.Equal(t, status, e.Status, name)
				assert.True(t, utf8.ValidString(err.Error()), "%s: %q", name, err)
				assert.NotContains(t, err.Error(), "\n", name)
				assert.Less(t, len(err.Error()), 4<<10, name)
				assert.GreaterOrEqual(t, e.RetryAfter, time.Duration(0), name)
			}
		}
	})
}
