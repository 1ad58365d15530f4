package exchange

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

// answers is a service provider in one function, with a list of what it was asked.
type answers struct {
	asked []string
	give  func(r *http.Request) (int, string, error)
}

func (a *answers) RoundTrip(r *http.Request) (*http.Response, error) {
	a.asked = append(a.asked, r.Method+" "+r.URL.RequestURI())
	status, body, err := a.give(r)
	if err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader(body)), Header: http.Header{}, Request: r}, nil
}

func post(t *testing.T, via http.RoundTripper, at, body string) error {
	t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, at, strings.NewReader(body))
	require.NoError(t, err)
	resp, err := via.RoundTrip(req)
	if err == nil {
		require.NoError(t, resp.Body.Close())
	}
	return err
}

// The ledger names a thing before the request that makes it is sent, so that a killed run leaves nothing unnamed.
func TestLedgerIsWrittenBeforeTheRequest(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ledger.ndjson")
	l, err := OpenLedger(file, Run{Prefix: "es1-"})
	require.NoError(t, err)
	defer l.Close()
	var own CreatedThings
	server := &answers{give: func(*http.Request) (int, string, error) {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Contains(t, string(text), `"name":"es1-ann"`)
		return 201, `{"id":"a/1","userName":"ES1-ann"}`, nil
	}}
	require.NoError(t, post(t, KeepLedger(l, NewGuard("es1-"), false, &own, server), "https://h/scim/Users", `{"userName":"es1-ann"}`))
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, 3, strings.Count(string(text), "\n"), "the run, the thing, its id")
	assert.Contains(t, string(text), `"id":"a/1"`)
	created, removed, left := l.Counts()
	assert.Equal(t, []any{1, 0, []string{"es1-ann https://h/scim/Users/a%2F1"}}, []any{created, removed, left})
}

func TestCleanUp(t *testing.T) {
	for _, row := range []struct {
		name  string
		give  func(r *http.Request) (int, string, error)
		asked []string
		left  int
	}{
		{"last first", func(r *http.Request) (int, string, error) {
			if r.Method == http.MethodPost {
				body, _ := io.ReadAll(r.Body)
				name := gjson.GetBytes(body, "userName").String()
				return 201, `{"id":"` + name[4:] + `","userName":"` + name + `"}`, nil
			}
			return 204, "", nil
		}, []string{"DELETE /Users/b", "DELETE /Users/a"}, 0},
		{"gone already", func(r *http.Request) (int, string, error) {
			if r.Method == http.MethodPost {
				return 201, `{"id":"1","userName":"es1-x"}`, nil
			}
			return 404, "", nil
		}, []string{"DELETE /Users/1", "DELETE /Users/1"}, 0},
		{"taken without a name", func(r *http.Request) (int, string, error) {
			if r.Method == http.MethodPost {
				return 201, `{"id":"1","displayName":"es1-x No Name"}`, nil
			}
			return 204, "", nil
		}, []string{"DELETE /Users/1", "DELETE /Users/1"}, 0},
		{"somebody else came back", func(r *http.Request) (int, string, error) {
			switch r.Method {
			case http.MethodPost:
				return 201, `{"id":"1","userName":"other","displayName":"es1-x"}`, nil
			case http.MethodGet:
				return 200, `{"totalResults":0}`, nil
			}
			return 204, "", nil
		}, []string{"GET /Users?filter=userName+eq+%22es1-b%22", "GET /Users?filter=userName+eq+%22es1-a%22"}, 0},
		{"refused creates leave nothing", func(*http.Request) (int, string, error) { return 409, "{}", nil }, nil, 0},
		{"the answer was lost, and the user is there", func(r *http.Request) (int, string, error) {
			switch r.Method {
			case http.MethodPost:
				return 0, "", errAnswerLost
			case http.MethodGet:
				name := strings.Split(r.URL.Query().Get("filter"), `"`)[1]
				return 200, `{"totalResults":2,"Resources":[{"userName":"other","id":"0"},{"userName":"` + strings.ToUpper(name) + `","id":"` + name[4:] + `"}]}`, nil
			default:
				return 204, "", nil
			}
		}, []string{"GET /Users?filter=userName+eq+%22es1-b%22", "DELETE /Users/b", "GET /Users?filter=userName+eq+%22es1-a%22", "DELETE /Users/a"}, 0},
		{"a look-up without a list tells nothing", func(r *http.Request) (int, string, error) {
			if r.Method == http.MethodPost {
				return 500, "{}", nil
			}
			return 500, "{}", nil
		}, []string{"GET /Users?filter=userName+eq+%22es1-b%22", "GET /Users?filter=userName+eq+%22es1-a%22"}, 2},
		{"never created", func(r *http.Request) (int, string, error) {
			if r.Method == http.MethodPost {
				return 500, "{}", nil
			}
			return 200, `{"totalResults":0}`, nil
		}, []string{"GET /Users?filter=userName+eq+%22es1-b%22", "GET /Users?filter=userName+eq+%22es1-a%22"}, 0},
		{"cannot be deleted", func(r *http.Request) (int, string, error) {
			if r.Method == http.MethodPost {
				return 201, `{"id":"1","userName":"es1-x"}`, nil
			}
			return 405, "", nil
		}, []string{"DELETE /Users/1", "DELETE /Users/1"}, 2},
	} {
		t.Run(row.name, func(t *testing.T) {
			l := &Ledger{}
			var own CreatedThings
			server := &answers{give: row.give}
			chain := KeepLedger(l, NewGuard("es1-"), false, &own, server)
			_ = post(t, chain, "https://h/Users", `{"userName":"es1-a"}`)
			_ = post(t, chain, "https://h/Users", `{"userName":"es1-b"}`)
			server.asked = nil
			CleanUp(context.Background(), l, &own, chain, nil, time.Time{})
			assert.Equal(t, row.asked, server.asked)
			_, _, left := l.Counts()
			assert.Len(t, left, row.left)
		})
	}
}

// A service provider goes on with a create whose client was interrupted: it shows a moment after clean-up has begun.
func TestCleanUpWaitsForWhatWasCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &Ledger{}
		var own CreatedThings
		created := time.Now().Add(time.Second)
		server := &answers{give: func(r *http.Request) (int, string, error) {
			switch {
			case r.Method == http.MethodPost:
				return 0, "", context.Canceled
			case r.Method == http.MethodDelete:
				return 204, "", nil
			case time.Now().Before(created):
				return 200, `{"totalResults":0}`, nil
			}
			return 200, `{"totalResults":1,"Resources":[{"id":"1","userName":"es1-a"}]}`, nil
		}}
		chain := KeepLedger(l, NewGuard("es1-"), false, &own, server)
		require.Error(t, post(t, chain, "https://h/Users", `{"userName":"es1-a"}`))
		CleanUp(context.Background(), l, &own, chain, nil, time.Now().Add(2*time.Second))
		assert.Contains(t, server.asked, "DELETE /Users/1")
		_, removed, left := l.Counts()
		assert.Equal(t, 1, removed)
		assert.Empty(t, left)
	})
}

func TestCollectionOf(t *testing.T) {
	for at, want := range map[string]string{
		"https://h/scim/v2/Users":          "https://h/scim/v2/Users",
		"https://h/scim/v2/Users/":         "https://h/scim/v2/Users",
		"https://h/scim/v2/Users?x=1":      "https://h/scim/v2/Users",
		"https://h/api/users/7/clone":      "https://h/api/users",
		"https://h/api/provisioning/token": "",
		"https://h/scim/v2/.search":        "",
	} {
		u, err := url.Parse(at)
		require.NoError(t, err)
		collection, creates := collectionOf(u)
		assert.Equal(t, want != "", creates, at)
		if creates {
			assert.Equal(t, want, collection)
		}
	}
}

// Two embedded service providers may give the same id to two things: to remove one is not to have removed the other.
func TestLedgerKeepsScenariosApart(t *testing.T) {
	l := &Ledger{}
	server := &answers{give: func(r *http.Request) (int, string, error) {
		if r.Method == http.MethodDelete {
			return 204, "", nil
		}
		return 201, `{"id":"same","userName":"es1-somebody"}`, nil
	}}
	var first, second CreatedThings
	require.NoError(t, post(t, KeepLedger(l, NewGuard("es1-"), false, &first, server), "https://h/scim/Users", `{"userName":"es1-ann"}`))
	require.NoError(t, post(t, KeepLedger(l, NewGuard("es1-"), false, &second, server), "https://h/scim/Users", `{"userName":"es1-bob"}`))
	CleanUp(context.Background(), l, &second, KeepLedger(l, NewGuard("es1-"), false, &second, server), nil, time.Time{})
	created, removed, left := l.Counts()
	assert.Equal(t, 2, created)
	assert.Equal(t, 1, removed)
	require.Len(t, left, 1)
	assert.Contains(t, left[0], "es1-ann")
}
