package simulator_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// A service provider that has nobody yet sees the requests of an initial cycle: the probe, the look-up, the create.
func Example() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/scim+json")
		fmt.Println(r.Method, r.URL.Path)
		if r.Method == http.MethodPost {
			w.WriteHeader(http.StatusCreated)
			_, _ = io.WriteString(w, `{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": "1", "userName": "ann@contoso.example"}`)
			return
		}
		_, _ = io.WriteString(w, `{"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": 0, "Resources": []}`)
	}))
	defer server.Close()

	now := clock.NewVirtual(time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC))
	ids := 0
	newID := func() string { ids++; return fmt.Sprint("id-", ids) }
	tenant := directory.New(now.Now, newID)
	ann, err := tenant.CreateUser(map[string]any{"userPrincipalName": "ann@contoso.example", "displayName": "Ann Lee"})
	check(err)
	check(tenant.AssignUser(ann.ObjectID))

	client, err := connector.New(connector.Options{BaseURL: server.URL + "/scim", HTTP: server.Client(), Clock: now})
	check(err)
	text, err := fixtures.FS.ReadFile("mappings/entra.json")
	check(err)
	schema, err := mapping.Parse(text)
	check(err)
	job, err := simulator.NewJob(simulator.Config{ID: "scim.example", Tenant: tenant, Connector: client, Schema: schema, Now: now.Now, NewID: newID})
	check(err)
	s := simulator.New(now, tenant)
	s.Add(job)
	job.Start()
	check(s.AdvanceTo(context.Background(), now.Now().Add(time.Minute)))
	fmt.Println(job.Status().Code)
	// Output:
	// GET /scim/Users
	// GET /scim/Users
	// POST /scim/Users
	// Active
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
