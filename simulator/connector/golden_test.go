package connector_test

import (
	"context"
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
)

var rewrite = flag.Bool("update", false, "rewrite the golden files")

const empty = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}`

// Every request that Entra makes, byte for byte: each testdata file has the request of one case, in both dialects where
// they differ. The section of "use-scim-to-provision-users-and-groups" or the source stands beside the case.
func TestRequests(t *testing.T) {
	created := reply{status: 201, body: `{"id":"7"}`}
	none := reply{status: 200, body: empty}
	patch := func(changes ...connector.Change) func(context.Context, *connector.Client) error {
		return func(ctx context.Context, c *connector.Client) error { return c.Update(ctx, "7", changes) }
	}
	runGolden(t, []goldenCase{
		{"probe", connector.Options{}, none, func(ctx context.Context, c *connector.Client) error { // keep-alive look-up
			return c.Probe(ctx, target(t, "userName"), "2b1c8a6e-0c1f-4c0e-9d55-0f4c1d1f8f4e")
		}},
		{"find", connector.Options{}, none, func(ctx context.Context, c *connector.Client) error { // Get user by query
			_, err := c.Find(ctx, target(t, "userName"), "dale.mohr+1@romaguera.uk")
			return err
		}},
		{"find-value-path", connector.Options{}, none, func(ctx context.Context, c *connector.Client) error {
			_, err := c.Find(ctx, target(t, `emails[type eq "work"].value`), `o'neil "x\y" & Ünal/(1)`)
			return err
		}},
		{"find-escaped-twice", connector.Options{Wire: connector.Wire{EscapeFilterValues: true}}, none, // Protocol/Filter.cs of the reference code
			func(ctx context.Context, c *connector.Client) error {
				_, err := c.Find(ctx, target(t, "externalId"), "a@b c&d")
				return err
			}},
		{"get", connector.Options{}, reply{status: 200, body: `{"id":"a/b c"}`}, // Get user
			func(ctx context.Context, c *connector.Client) error { _, err := c.Get(ctx, "a/b c"); return err }},
		{"delete", connector.Options{}, reply{status: 204}, // Delete user
			func(ctx context.Context, c *connector.Client) error { return c.Delete(ctx, "7") }},
		{"create", connector.Options{}, created, func(ctx context.Context, c *connector.Client) error { // Create user
			_, err := c.Create(ctx, []connector.Attribute{
				wanted(t, "userName", "jdoe@contoso.com"), wanted(t, "active", true), wanted(t, "externalId", "jdoe"),
				wanted(t, `emails[type eq "work"].value`, "jdoe@contoso.com"),
				wanted(t, "name.givenName", "John"), wanted(t, "name.familyName", "Doe"), wanted(t, "name.formatted", "John Doe"),
			})
			return err
		}},
		{"create-full", connector.Options{}, created, func(ctx context.Context, c *connector.Client) error {
			_, err := c.Create(ctx, []connector.Attribute{
				wanted(t, "userName", "ann@x"), wanted(t, "active", false), wanted(t, "displayName", "Ann <\u00c5>"),
				wanted(t, `phoneNumbers[type eq "work"].value`, "+44 1"), wanted(t, `phoneNumbers[type eq "mobile"].value`, "+44 2"),
				wanted(t, `addresses[type eq "work"].locality`, "London"), wanted(t, `addresses[type eq "work"].country`, "GB"),
				wanted(t, `roles[primary eq "True"].value`, "Admin"),
				wanted(t, enterprise+"department", "R&D"), wanted(t, enterprise+"employeeNumber", "7"),
				wanted(t, "urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:Badge", json.Number("12")),
				wanted(t, "nickName", "A"), wanted(t, "urn:ietf:params:scim:schemas:core:2.0:User:title", "Dr"),
				wanted(t, "interests", []string{"b", "a"}),
			})
			return err
		}},
		{"update-several", connector.Options{}, reply{status: 204}, patch( // scim-compatibility, updates with replace
			replaced(t, "displayName", "A"), replaced(t, `emails[type eq "work"].value`, "a@x"),
			replaced(t, "name.givenName", "G"), replaced(t, "externalId", "E"), replaced(t, enterprise+"employeeNumber", "7"))},
		{"update-mixed", connector.Options{}, reply{status: 204}, patch( // limosa-io/laravel-scim-server#34
			replaced(t, `emails[type eq "work"].value`, "a@x"), replaced(t, `addresses[type eq "work"].formatted`, "1 Street"),
			added(t, enterprise+"department", "Retail"), replaced(t, "active", true), replaced(t, "title", "Dr"))},
		{"update-add-one", connector.Options{}, reply{status: 204}, patch(added(t, "nickName", "Babs"))},
		{"disable", connector.Options{}, reply{status: 200, body: `{"id":"7"}`}, patch(replaced(t, "active", false))},
		{"restore", connector.Options{}, reply{status: 204}, patch(replaced(t, "active", true))},
		{"disable-customised", connector.Options{}, reply{status: 204}, // scimmyjs/scimmy#86
			patch(replaced(t, "active", connector.Boolean{Value: false, Text: "false"}))},
		{"disable-json-boolean", connector.Options{Wire: connector.Wire{JSONBooleans: true}}, reply{status: 204}, patch(replaced(t, "active", false))},
		{"update-custom", connector.Options{}, reply{status: 204}, patch( // customize-application-attributes
			added(t, "urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:Badge", json.Number("12")),
			replaced(t, "urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:Floor", "3"))},
		{"update-typed-booleans", connector.Options{}, reply{status: 204}, patch( // booleans other than active
			replaced(t, `emails[type eq "work"].primary`, true), replaced(t, `roles[primary eq "True"].value`, "Admin"))},
		{"update-removed", connector.Options{}, reply{status: 204}, patch(
			connector.Change{Attribute: connector.Attribute{Target: target(t, "title")}, Remove: true})},
		{"rename-pathless", connector.Options{Wire: connector.Wire{PathlessSingle: true}}, reply{status: 204}, patch(replaced(t, "userName", "x"))},
		{"flag-sent", connector.Options{Wire: connector.Wire{SendFlag: true}}, none, func(ctx context.Context, c *connector.Client) error {
			_, err := c.Find(ctx, target(t, "userName"), "x")
			return err
		}},
		{"headers", connector.Options{Wire: connector.Wire{
			UserAgent: "Entra/1", Accept: "application/json", ContentType: "application/scim+json; charset=utf-8",
			Header: http.Header{"client-request-id": {"7"}}}},
			reply{status: 204}, patch(replaced(t, "title", "Dr"))},
	})
}

// goldenCase is one request, whatever the dialect; or more, where a setting divides it.
type goldenCase struct {
	name    string
	options connector.Options
	answer  reply
	do      func(context.Context, *connector.Client) error
}

func runGolden(t *testing.T, tests []goldenCase) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, dialect := range []connector.Dialect{connector.DialectDefault, connector.DialectCompliant} {
				options := test.options
				options.Dialect = dialect
				c, s := client(t, options, test.answer)
				require.NoError(t, test.do(t.Context(), c))
				require.NotEmpty(t, s.asked)
				got = append(got, strings.Join(s.asked, "\n"))
			}
			text := "# both dialects\n" + got[0]
			if got[0] != got[1] {
				text = "# default dialect\n" + got[0] + "\n# compliant dialect\n" + got[1]
			}
			compare(t, test.name+".txt", text)
		})
	}
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *rewrite {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "run the test with -update, then read the new file")
	assert.Equal(t, string(want), got)
}

// A golden file that no case compares would look like a proof and be none.
func TestEveryGoldenFileIsCompared(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	var source []byte
	for _, name := range []string{"golden_test.go", "golden_group_test.go", "golden_token_test.go"} {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		source = append(source, text...)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		assert.Contains(t, string(source), `{"`+name+`",`, file)
	}
}
