package control_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/simulator/connector"
)

// Many clients at a time, in the middle of cycles, meet no fault of the listener; whoever was made is there, and what the clock was
// turned by adds up.
func TestManyClientsAtATime(t *testing.T) {
	var mu sync.Mutex
	made := 0
	e := openTo(t, connector.Bearer("a-secret-token"), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", connector.MediaType)
		mu.Lock()
		defer mu.Unlock()
		switch r.Method {
		case http.MethodPost:
			made++
			w.WriteHeader(http.StatusCreated)
			fmt.Fprintf(w, `{"id":"t%d"}`, made)
		case http.MethodGet:
			fmt.Fprint(w, `{"totalResults":0,"Resources":[]}`)
		default:
			w.WriteHeader(http.StatusNoContent)
		}
	}))
	e.PUT(secretsPath).WithJSON(secrets("SyncAll", "True")).Expect().Status(http.StatusNoContent)
	const rounds = 12
	var all sync.WaitGroup
	jobs := func(end string) string { return jobsPath + end }
	for _, round := range []func(i int) int{
		func(i int) int {
			return e.POST("/v1.0/users").WithJSON(map[string]any{"userPrincipalName": fmt.Sprintf("u%d@x", i)}).Expect().Raw().StatusCode
		},
		func(int) int {
			return e.POST("/clock/advance").WithJSON(map[string]any{"by": "10m"}).Expect().Raw().StatusCode
		},
		func(int) int {
			return e.POST("/clock/advance").WithJSON(map[string]any{"by": "10m"}).Expect().Raw().StatusCode
		},
		func(i int) int {
			return e.POST(jobPath + []string{"/start", "/pause", "/restart"}[i%3]).Expect().Raw().StatusCode
		},
		func(i int) int {
			if i != rounds/2 {
				return e.GET(jobs("")).Expect().Raw().StatusCode
			}
			return e.DELETE(jobs("/job1")).Expect().Raw().StatusCode
		},
		func(i int) int {
			return e.POST(jobs("")).WithJSON(map[string]any{"templateId": "scim"}).Expect().Raw().StatusCode
		},
		func(i int) int {
			return e.GET([]string{"/metrics", "/tenant", "/clock"}[i%3]).Expect().Raw().StatusCode
		},
		func(int) int {
			return e.GET("/beta/auditLogs/provisioning").WithQuery("$top", 5).Expect().Raw().StatusCode
		},
	} {
		all.Go(func() {
			for i := range rounds {
				assert.Less(t, round(i), 500)
			}
		})
	}
	all.Wait()
	e.GET("/clock").Expect().JSON().Object().HasValue("now", "2026-03-02T12:00:00Z") // 24 times 10 minutes
	e.GET("/v1.0/users").Expect().JSON().Path("$.value").Array().Length().IsEqual(rounds)
}
