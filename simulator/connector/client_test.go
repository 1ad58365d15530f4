package connector_test

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
)

// script is a target that gives prepared answers and keeps what it was asked, as text.
type script struct {
	answers []reply
	asked   []string
}

// reply is one prepared answer. The zero content type is application/scim+json.
type reply struct {
	status      int
	contentType string
	body        string
	header      http.Header
	err         error
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	s.asked = append(s.asked, describe(r))
	next := reply{status: http.StatusOK, body: `{"id":"7"}`}
	if len(s.answers) > 0 {
		next, s.answers = s.answers[0], s.answers[1:]
	}
	if next.err != nil {
		return nil, next.err
	}
	header := next.header.Clone()
	if header == nil {
		header = http.Header{}
	}
	switch next.contentType {
	case "":
		header.Set("Content-Type", connector.MediaType)
	case "none":
	default:
		header.Set("Content-Type", next.contentType)
	}
	return &http.Response{
		StatusCode: next.status, Header: header, Body: io.NopCloser(strings.NewReader(next.body)), Request: r,
	}, nil
}

// describe is method, target, headers by name and body, byte for byte.
func describe(r *http.Request) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", r.Method, r.URL)
	var names []string
	for name := range r.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "%s: %s\n", name, strings.Join(r.Header[name], ", "))
	}
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return err.Error()
		}
		fmt.Fprintf(&b, "\n%s\n", body)
	}
	return b.String()
}

// client speaks to a script.
func client(t *testing.T, options connector.Options, answers ...reply) (*connector.Client, *script) {
	t.Helper()
	s := &script{answers: answers}
	options.BaseURL = "https://scim.contoso.example/scim/v2"
	options.HTTP = &http.Client{Transport: s}
	c, err := connector.New(options)
	require.NoError(t, err)
	return c, s
}

func target(t *testing.T, name string) connector.Target {
	t.Helper()
	parsed, err := connector.ParseTarget(name)
	require.NoError(t, err)
	return parsed
}

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:"

// wanted is an attribute with a value: a bool stands for a Boolean with Entra's text.
func wanted(t *testing.T, name string, value any) connector.Attribute {
	t.Helper()
	if b, ok := value.(bool); ok {
		value = connector.Boolean{Value: b, Text: connector.Text(b)}
	}
	return connector.Attribute{Target: target(t, name), Value: value}
}

func replaced(t *testing.T, name string, value any) connector.Change {
	return connector.Change{Attribute: wanted(t, name, value)}
}

func added(t *testing.T, name string, value any) connector.Change {
	return connector.Change{Attribute: wanted(t, name, value), Add: true}
}
