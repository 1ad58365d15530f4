package steps_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

// answers is a service provider that answers some requests in one wrong way and all others rightly.
func answers(next http.Handler, wrong http.HandlerFunc, which func(r *http.Request, last string) bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.Trim(strings.TrimPrefix(r.URL.Path, "/scim/v2"), "/")
		if which(r, path) {
			_, _ = io.Copy(io.Discard, r.Body)
			wrong(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func refusal(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/scim+json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, `{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"`+http.StatusText(status)+`","detail":"no"}`)
	}
}

func all(*http.Request, string) bool { return true }

// TestRoots: an operation that never works is one failure. What builds on it is blocked by it, under one cause, and nothing
// is the harness's error.
func TestRoots(t *testing.T) {
	one := func(method, prefix string) func(*http.Request, string) bool {
		return func(r *http.Request, path string) bool {
			return r.Method == method && strings.HasPrefix(path+"/", prefix+"/") && strings.Count(path, "/") == strings.Count(prefix, "/")+1
		}
	}
	for _, row := range sample([]struct {
		name   string
		wrong  http.HandlerFunc
		which  func(r *http.Request, path string) bool
		says   string
		failed int // at most
	}{
		{"POST /Users always 400", refusal(400), func(r *http.Request, path string) bool {
			return r.Method == http.MethodPost && path == "Users"
		}, "POST /Users is answered with 400", 1},
		{"401 everywhere", refusal(401), all, "refuses the token with 401", 1},
		{"GET by id always 500", refusal(500), one(http.MethodGet, "Users"), "GET /Users/{id} is answered with 500", 1},
		{"filters always 400", refusal(400), func(r *http.Request, path string) bool {
			return path == "Users" && r.URL.Query().Has("filter")
		}, "GET /Users?filter is answered with 400", 1},
		{"PATCH always 405", refusal(405), func(r *http.Request, _ string) bool { return r.Method == http.MethodPatch }, "PATCH /Users/{id} and PATCH /Groups/{id} are answered with 405", 1},
		{"DELETE always 405", refusal(405), func(r *http.Request, _ string) bool { return r.Method == http.MethodDelete }, "DELETE /Users/{id} and DELETE /Groups/{id} are answered with 405", 1},
		{"HTML everywhere", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<html><title>Welcome</title></html>")
		}, all, "200 and no JSON", 1},
		{"a redirect everywhere", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://login.example/", http.StatusFound)
		}, all, "302", 1},
		{"a wrong base path", refusal(404), all, "is the path of the URL right?", 1},
		{"connections that break", func(w http.ResponseWriter, _ *http.Request) {
			if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
				_ = conn.Close()
			}
		}, all, "the connection broke off", 1},
		{"look-ups find nobody", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/scim+json")
			_, _ = io.WriteString(w, `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"startIndex":1,"itemsPerPage":0,"Resources":[]}`)
		}, func(r *http.Request, path string) bool {
			return (path == "Users" || path == "Groups") && r.URL.Query().Has("filter")
		}, "GET /Users?filter and GET /Groups?filter find nobody", 1},
		{"changes are acknowledged and not made", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
			func(r *http.Request, _ string) bool { return r.Method == http.MethodPatch },
			"PATCH /Users/{id} and PATCH /Groups/{id} are accepted and change nothing", 1},
		{"creates keep nothing", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/scim+json")
			w.Header().Set("Location", "http://reference.invalid/scim/v2/Users/lost")
			w.WriteHeader(http.StatusCreated)
			_, _ = io.WriteString(w, `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"lost","userName":"lost@contoso.example"}`)
		}, func(r *http.Request, path string) bool { return r.Method == http.MethodPost && path == "Users" },
			"POST /Users is accepted, and nothing is there at the id that it gives", 1},
		{"/Users breaks down", refusal(500), func(_ *http.Request, path string) bool { return strings.HasPrefix(path, "Users") },
			"nothing works at /Users: GET /Users?filter is answered with 500", 1},
		{"/Groups claimed and missing", refusal(404), func(_ *http.Request, path string) bool {
			return strings.HasPrefix(path, "Groups")
		}, "POST /Groups is answered with 404", 1},
	}, 1, 4) {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			profile, start := referenceServer(t, "entra")
			report, err := steps.Run(context.Background(), steps.Config{Profile: profile, Seed: 1, Parallel: 2,
				Target: steps.NewEmbedded(func() (steps.Service, error) {
					s, err := start()
					s.SCIM = answers(s.SCIM, row.wrong, row.which)
					return s, err
				})})
			require.NoError(t, err)
			assert.Equal(t, 1, report.ExitStatus(false))
			assert.Zero(t, report.Count(reports.Errored), "the fault is the target's")
			assert.NotZero(t, report.Count(reports.Failed))
			if !assert.LessOrEqual(t, report.Count(reports.Failed), row.failed) {
				for _, r := range report.Results {
					if r.Outcome == reports.Failed {
						t.Logf("%s: %s %+v", r.Name(), r.Reason, r.Findings)
					}
				}
			}
			assert.NotZero(t, report.Count(reports.Blocked))
			causes := report.Causes()
			assert.Contains(t, causes[0].Text, row.says)
			if !assert.LessOrEqual(t, len(causes), row.failed) {
				for _, c := range causes {
					t.Log(c.Text, len(c.Scenarios))
				}
			}
		})
	}
}

// TestDemandsUntold: where the values file would have to tell and does not, everything is blocked by one refusal, which says
// what to write.
func TestDemandsUntold(t *testing.T) {
	for _, d := range sample(demanding(), 1, 5) {
		if d.values == "" || strings.HasPrefix(d.name, "user names") || strings.HasPrefix(d.name, "a cost centre in a form") {
			continue
		}
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			report := d.judge(t, "entra", "")
			assert.Equal(t, 1, report.ExitStatus(false))
			assert.Zero(t, report.Count(reports.Errored))
			causes := report.Causes()
			require.NotNil(t, causes[0].Finding.Diagnosis)
			fix := causes[0].Finding.Diagnosis.Fix
			assert.Contains(t, fix, "--values")
			key, _, _ := strings.Cut(strings.TrimSpace(d.values), ":")
			assert.Contains(t, fix, key)
		})
	}
}

// A service provider without groups that does not say that it has any is judged by its users, whether it says so or has no
// documents at all.
func TestGroupsUnclaimed(t *testing.T) {
	for _, row := range []struct {
		name    string
		missing string
		hide    func(string) string
	}{
		{"the documents leave groups out", "Groups ", func(s string) string {
			return strings.NewReplacer(groupSchema, "urn:x:Other", `"Group"`, `"Other"`).Replace(s)
		}},
		{"no documents", "Groups Schemas ResourceTypes ServiceProviderConfig ", nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			profile, start := referenceServer(t, "entra")
			report, err := steps.Run(context.Background(), steps.Config{Profile: profile, Seed: 1, Parallel: 2,
				Target: steps.NewEmbedded(func() (steps.Service, error) {
					s, err := start()
					next := answers(s.SCIM, refusal(404), func(_ *http.Request, path string) bool {
						first, _, _ := strings.Cut(path, "/")
						return strings.Contains(row.missing, first+" ")
					})
					if row.hide != nil {
						next = rewritten(next, row.hide)
					}
					s.SCIM = next
					return s, err
				})})
			require.NoError(t, err)
			for _, r := range report.Results {
				switch {
				case r.Area == "groups":
					assert.Equal(t, reports.NotApplicable, r.Outcome, r.Name())
					assert.Contains(t, r.Reason, "groups")
				case r.Area != "connection" && r.Area != "protocol":
					assert.NotContains(t, []reports.Outcome{reports.Failed, reports.Blocked, reports.Errored}, r.Outcome, "%s %s %+v", r.Name(), r.Reason, r.Findings)
				}
			}
		})
	}
}

// rewritten changes the bodies of discovery documents.
func rewritten(next http.Handler, how func(string) string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/Schemas") && !strings.HasSuffix(r.URL.Path, "/ResourceTypes") {
			next.ServeHTTP(w, r)
			return
		}
		recorded := httptest.NewRecorder()
		next.ServeHTTP(recorded, r)
		w.Header().Set("Content-Type", "application/scim+json")
		w.WriteHeader(recorded.Code)
		_, _ = io.WriteString(w, how(recorded.Body.String()))
	})
}
