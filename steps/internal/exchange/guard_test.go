package exchange

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A service provider that answers a create with somebody else's id must not get that user changed or deleted.
func TestGuardProtectsForeignUsers(t *testing.T) {
	for _, row := range []struct {
		name, posted string // userName in the answer to the create
		there        string // userName of the user with that id
		status       int
		sent         bool
	}{
		{"own", "es1-ann@x", "es1-ann@x", 200, true},
		{"own, in other letter case", "ES1-Ann@x", "ES1-Ann@x", 200, true},
		{"somebody else's id beside our name", "es1-ann@x", "boss@x", 200, false},
		{"foreign id and name", "boss@x", "boss@x", 200, false},
		{"no name in the answer, ours when read", "", "es1-ann@x", 200, true},
		{"no name in the answer, somebody else's when read", "", "boss@x", 200, false},
		{"gone", "", "", 404, true},
		{"ours in the answer, unreadable", "es1-ann@x", "", 500, true},
		{"nothing known", "", "", 500, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			l := &Ledger{}
			g := NewGuard("es1-")
			var own CreatedThings
			server := &answers{give: func(r *http.Request) (int, string, error) {
				switch r.Method {
				case http.MethodPost:
					return 201, `{"id":"7","userName":"` + row.posted + `"}`, nil
				case http.MethodGet:
					return row.status, `{"id":"7","userName":"` + row.there + `"}`, nil
				default:
					return 204, "", nil
				}
			}}
			chain := g.Protect(KeepLedger(l, g, false, &own, server))
			require.NoError(t, post(t, chain, "https://h/Users", `{"userName":"es1-ann@x"}`))
			for _, method := range []string{http.MethodPatch, http.MethodDelete} {
				g.own = map[string]bool{}
				server.asked = nil
				req, err := http.NewRequestWithContext(context.Background(), method, "https://h/Users/7", strings.NewReader("{}"))
				require.NoError(t, err)
				_, err = chain.RoundTrip(req)
				if row.sent {
					require.NoError(t, err)
					assert.Contains(t, server.asked, method+" /Users/7")
					continue
				}
				assert.ErrorContains(t, err, "not sent, to be safe: ")
				assert.Equal(t, []string{"GET /Users/7"}, server.asked)
			}
			server.asked = nil
			CleanUp(context.Background(), l, &own, chain, nil, time.Time{})
			if !row.sent {
				assert.NotContains(t, server.asked, "DELETE /Users/7")
			}
		})
	}
}
