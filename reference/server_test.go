package reference

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference/store"
)

const (
	userSchema       = "urn:ietf:params:scim:schemas:core:2.0:User"
	enterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
	token            = "s3cret"
)

// harness is a server under a profile, on a listener of its own, and a client that has its token.
type harness struct {
	t      testing.TB
	server *Server
	// base is the tenant URL.
	base string
	*httpexpect.Expect
}

// start runs a server under a profile, with ids that count and a clock that goes on by a second with each look at it.
func start(t testing.TB, name string, defects ...string) *harness {
	t.Helper()
	return startWith(t, Options{Profile: profile(t, name), Token: token, PortalToken: "admin", Defects: defects})
}

func startWith(t testing.TB, o Options) *harness {
	t.Helper()
	var ids, seconds atomic.Int64
	o.NewID = func() string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", ids.Add(1)) }
	o.Now = func() time.Time {
		return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds.Add(1)) * time.Second)
	}
	s, err := New(o)
	require.NoError(t, err)
	listener := httptest.NewServer(s)
	t.Cleanup(listener.Close)
	h := &harness{t: t, server: s, base: listener.URL + s.profile.BasePath}
	h.Expect = httpexpect.WithConfig(httpexpect.Config{
		BaseURL:  h.base,
		Client:   &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
		Reporter: httpexpect.NewRequireReporter(t),
	}).Builder(func(r *httpexpect.Request) {
		if o.Token != "" {
			r.WithHeader("Authorization", "Bearer "+o.Token)
		}
	})
	return h
}

// answered is the JSON object of a response with this status. It is the one place that knows what httpexpect has to be told
// about the media type.
func answered(r *httpexpect.Response, status int) *httpexpect.Object {
	return r.Status(status).JSON(httpexpect.ContentOpts{MediaType: mediaType}).Object()
}

// fault is an answer that must be a SCIM error, and no more than one (RFC 7644 section 3.12).
func fault(r *httpexpect.Response, status int, scimType string) *httpexpect.Object {
	o := answered(r, status)
	o.Value("schemas").Array().IsEqual([]string{errorMessage})
	o.Value("status").String().IsEqual(fmt.Sprint(status))
	o.Value("detail").String().NotEmpty()
	if scimType == "" {
		o.NotContainsKey("scimType")
	} else {
		o.Value("scimType").String().IsEqual(scimType)
	}
	return o
}

// send is a request with a SCIM body.
func (h *harness) send(method, path, body string) *httpexpect.Response {
	return h.Request(method, path).WithHeader("Content-Type", mediaType).WithBytes([]byte(body)).Expect()
}

// create posts a user with these further members and returns its id.
func (h *harness) create(members string) string {
	h.t.Helper()
	return answered(h.post(members), http.StatusCreated).Value("id").String().Raw()
}

func (h *harness) post(members string) *httpexpect.Response {
	return h.send(http.MethodPost, "/Users", `{"schemas":["`+userSchema+`"],`+members+`}`)
}

// patch sends operations.
func (h *harness) patch(id, operations string) *httpexpect.Response {
	operations = strings.ReplaceAll(operations, "ENT:", enterpriseSchema+":")
	return h.send(http.MethodPatch, "/Users/"+id, patchOp(operations))
}

func patchOp(operations string) string {
	return `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[` + operations + `]}`
}

func (h *harness) get(id string) *httpexpect.Object {
	return answered(h.GET("/Users/"+id).Expect(), http.StatusOK)
}

// find are the resources that a filter finds.
func (h *harness) find(filter string) *httpexpect.Array {
	return answered(h.GET("/Users").WithQuery("filter", filter).Expect(), http.StatusOK).Value("Resources").Array()
}

func profile(t testing.TB, name string) fixtures.Profile {
	t.Helper()
	p, err := fixtures.LoadProfile(name)
	require.NoError(t, err)
	return p
}

func decode(t testing.TB, text string) any {
	t.Helper()
	var value any
	require.NoError(t, json.Unmarshal([]byte(text), &value), text)
	return value
}

func TestZeroOptionsWork(t *testing.T) {
	s, err := New(Options{})
	require.NoError(t, err)
	assert.Nil(t, s.Portal())
	listener := httptest.NewServer(s)
	defer listener.Close()
	e := httpexpect.Default(t, listener.URL)
	created := answered(e.POST("/scim/v2/Users").WithHeader("Content-Type", mediaType).
		WithBytes([]byte(`{"schemas":["`+userSchema+`"],"userName":"ann"}`)).Expect(), http.StatusCreated)
	created.Value("id").String().NotEmpty()
	created.Value("meta").Object().Value("created").String().AsDateTime(time.RFC3339).InRange(time.Now().Add(-time.Minute), time.Now().Add(time.Minute))
}

func TestNewRefuses(t *testing.T) {
	entra := profile(t, "entra")
	_, err := New(Options{Profile: entra, Defects: []string{"D-999"}})
	assert.ErrorContains(t, err, `expected a defect of the catalogue, found "D-999"`)

	strange := entra
	strange.ResourceTypes = []string{"Printer"}
	_, err = New(Options{Profile: strange})
	assert.ErrorContains(t, err, `expected resource types among User, Group, found "Printer"`)

	strange = entra
	strange.Constraints = []fixtures.Constraint{{Attribute: "shoeSize"}}
	_, err = New(Options{Profile: strange})
	assert.ErrorContains(t, err, `constraint on shoeSize: User has no attribute "shoeSize"`)
}

func TestBaseURL(t *testing.T) {
	entra := profile(t, "entra")
	for given, want := range map[string]string{
		"https://scim.example.com":              "https://scim.example.com/scim/v2/Users/",
		"https://scim.example.com/":             "https://scim.example.com/scim/v2/Users/",
		"https://scim.example.com/tenant/scim/": "https://scim.example.com/tenant/scim/Users/",
	} {
		h := startWith(t, Options{Profile: entra, BaseURL: given})
		r := h.post(`"userName":"ann"`)
		location := answered(r, http.StatusCreated).Value("meta").Object().Value("location").String().HasPrefix(want).Raw()
		r.Header("Location").IsEqual(location)
	}
}

func TestAForgedHostDoesNotReachTheLocation(t *testing.T) {
	entra := profile(t, "entra")
	h := startWith(t, Options{Profile: entra, BaseURL: "https://scim.example.com"})
	r := h.POST("/Users").WithHost("evil.example").WithHeader("Content-Type", mediaType).
		WithBytes([]byte(`{"schemas":["` + userSchema + `"],"userName":"ann"}`)).Expect()
	answered(r, http.StatusCreated).Value("meta").Object().Value("location").String().NotContains("evil")
}

func TestAPanicIsAnAnswer(t *testing.T) {
	h := start(t, "entra")
	h.server.behaviour.listing = append(h.server.behaviour.listing, func(*Server, store.Record) bool { panic("a bug") })
	h.create(`"userName":"ann"`)
	fault(h.GET("/Users").Expect(), http.StatusInternalServerError, "").Value("detail").String().IsEqual("internal error")
	answered(h.GET("/Schemas").Expect(), http.StatusOK)
}
