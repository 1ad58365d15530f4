package control_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/control"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/drive"
	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

const jobPath = "/v1.0/servicePrincipals/sp1/synchronization/jobs/job1"

// open is the control of a job whose target has nobody and takes everybody.
func open(t *testing.T) (*httpexpect.Expect, *[]string) {
	t.Helper()
	var asked []string
	return openTo(t, connector.Bearer("a-secret-token"), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.URL.Path)
		w.Header().Set("Content-Type", connector.MediaType)
		switch r.Method {
		case http.MethodPost:
			w.WriteHeader(http.StatusCreated)
			fmt.Fprintf(w, `{"id":"t%d"}`, len(asked))
		case http.MethodGet:
			fmt.Fprint(w, `{"totalResults":0,"Resources":[]}`)
		default:
			w.WriteHeader(http.StatusNoContent)
		}
	})), &asked
}

// openTo is the same in front of another target, which is given a credential.
func openTo(t *testing.T, credential connector.Credential, service http.Handler) *httpexpect.Expect {
	t.Helper()
	target := httptest.NewServer(service)
	t.Cleanup(target.Close)
	clk := clock.NewVirtual(time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC))
	var ids atomic.Int64
	newID := func() string { return fmt.Sprintf("id%d", ids.Add(1)) }
	tenant := directory.New(clk.Now, newID)
	text, err := os.ReadFile("../../fixtures/mappings/entra.json")
	require.NoError(t, err)
	schema, err := mapping.Parse(text)
	require.NoError(t, err)
	token := connector.NewReplaceable(credential)
	client, err := connector.New(connector.Options{BaseURL: target.URL, Credential: token})
	require.NoError(t, err)
	job, err := simulator.NewJob(simulator.Config{
		ID: "job1", Tenant: tenant, Connector: client, Groups: client.Groups(), Schema: schema, Now: clk.Now, NewID: newID,
		Settings: simulator.Settings{SkipReadBeforeUpdate: true},
	})
	require.NoError(t, err)
	engine := simulator.New(clk, tenant)
	engine.Add(job)
	driver := drive.New(drive.Options{Engine: engine, Job: job, Tenant: tenant, Clock: clk})
	listener := httptest.NewServer(control.New(control.Options{
		Driver: driver, Token: "canary", ServicePrincipalID: "sp1", ApplicationID: "app1", Schema: schema, Template: text,
		NewJobID:    func() string { return "job2" },
		BaseAddress: target.URL, SecretToken: token, Expressions: expression.Options{DefaultDomain: "x.example"},
	}))
	t.Cleanup(listener.Close)
	return httpexpect.Default(t, listener.URL).Builder(func(r *httpexpect.Request) { r.WithHeader("Authorization", "Bearer canary") })
}

// A user who is made and assigned over the listener is at the target after the next cycle.
func TestAUserIsProvisioned(t *testing.T) {
	e, asked := open(t)
	user := e.POST("/v1.0/users").WithJSON(map[string]any{"userPrincipalName": "ann@x", "displayName": "Ann", "mail": "ann@x"}).
		Expect().Status(http.StatusCreated).JSON().Object()
	id := user.Value("id").String().Raw()
	e.POST("/v1.0/servicePrincipals/sp1/appRoleAssignedTo").WithJSON(map[string]any{"principalId": id}).Expect().Status(http.StatusCreated)
	group := e.POST("/v1.0/groups").WithJSON(map[string]any{"displayName": "staff"}).Expect().Status(http.StatusCreated).
		JSON().Object().Value("id").String().Raw()
	e.POST("/v1.0/groups/" + group + "/members/$ref").WithJSON(map[string]any{"@odata.id": "https://graph.microsoft.com/v1.0/users/" + id}).
		Expect().Status(http.StatusNoContent)
	e.GET("/v1.0/groups/" + group + "/members").Expect().Status(http.StatusOK).JSON().Path("$.value[*].id").IsEqual([]any{id})
	e.POST(jobPath + "/start").Expect().Status(http.StatusNoContent)
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "40m"}).Expect().Status(http.StatusOK).
		JSON().Object().HasValue("now", "2026-03-02T08:40:00Z")
	assert.Contains(t, *asked, "POST /Users")

	e.GET(jobPath).Expect().Status(http.StatusOK).JSON().Path("$.status.code").IsEqual("Active")
	rows := e.GET("/v1.0/auditLogs/provisioning").WithQuery("$filter", "provisioningAction eq 'create'").Expect().Status(http.StatusOK).JSON()
	rows.Path("$.value[*].sourceIdentity.displayName").IsEqual([]any{"ann@x"})
	e.GET("/v1.0/auditLogs/provisioning").WithQuery("$format", "csv").Expect().Status(http.StatusOK).Body().Contains("ann@x")
	e.GET("/metrics").Expect().Status(http.StatusOK).Body().
		Contains(`entrasim_linked_objects{type="User"} 1`).Contains(`entrasim_job_status{code="Active"} 1`)

	e.POST(jobPath + "/pause").Expect().Status(http.StatusNoContent)
	e.GET(jobPath).Expect().JSON().Path("$.status.code").IsEqual("Paused")
	e.POST(jobPath + "/restart").WithJSON(map[string]any{"criteria": map[string]any{"resetScope": "Watermark"}}).Expect().Status(http.StatusNoContent)
	e.DELETE("/v1.0/users/" + id).Expect().Status(http.StatusNoContent)
	e.GET("/v1.0/users/" + id).Expect().JSON().Object().ContainsKey("deletedDateTime")
	e.POST("/v1.0/directory/deletedItems/" + id + "/restore").Expect().Status(http.StatusNoContent)
	e.GET(jobPath + "/schema").Expect().Status(http.StatusOK).JSON().Path("$.synchronizationRules").Array().NotEmpty()

	written := e.GET("/tenant").Expect().Status(http.StatusOK).HasContentType("application/yaml").Body().Raw()
	again := directory.New(time.Now, func() string { return "other" })
	loaded, err := again.Load(directory.File{Name: "tenant.yaml", Text: []byte(written)})
	require.NoError(t, err)
	assert.Equal(t, 1, loaded[0].Users)
	ann, ok := again.User(id)
	assert.True(t, ok && ann.Assigned, written)
}

// A mapping that was replaced is the template's again after DELETE, as in Graph.
func TestTheTemplateComesBack(t *testing.T) {
	e, _ := open(t)
	names := "$.synchronizationRules[0].objectMappings[0].attributeMappings[*].targetAttributeName"
	template := e.GET(jobPath + "/schema").Expect().Status(http.StatusOK).JSON().Path(names).Raw()
	other, err := os.ReadFile("../../fixtures/mappings/vcc.json")
	require.NoError(t, err)
	e.PUT(jobPath+"/schema").WithHeader("Content-Type", "application/json").WithBytes(other).Expect().Status(http.StatusNoContent)
	e.GET(jobPath + "/schema").Expect().JSON().Path(names).NotEqual(template)
	e.DELETE(jobPath + "/schema").Expect().Status(http.StatusNoContent)
	e.GET(jobPath + "/schema").Expect().JSON().Path(names).IsEqual(template)
}

func TestRefusals(t *testing.T) {
	e, _ := open(t)
	e.POST(jobPath + "/restart").WithJSON(map[string]any{"criteria": map[string]any{"resetScope": "Water"}}).
		Expect().Status(http.StatusBadRequest).JSON().Path("$.error.message").String().Contains(`found "Water"`)
	e.GET("/v1.0/users/nobody").Expect().Status(http.StatusNotFound).JSON().Path("$.error.code").IsEqual("Request_ResourceNotFound")
	e.POST("/v1.0/users").WithJSON(map[string]any{"userPrincipalName": "ann@x", "nickname": "A"}).
		Expect().Status(http.StatusBadRequest).JSON().Path("$.error.message").String().Contains("expected a known attribute")
	e.POST("/clock/advance").WithJSON(map[string]any{"bye": "40m"}).Expect().Status(http.StatusBadRequest)
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "-40m"}).Expect().Status(http.StatusBadRequest)
	e.PUT(jobPath + "/schema").WithJSON(map[string]any{"synchronizationRules": 7}).
		Expect().Status(http.StatusBadRequest).JSON().Path("$.error.message").String().Contains("$.synchronizationRules")
	e.POST("/v1.0/users").WithText("x").Expect().Status(http.StatusUnsupportedMediaType)
	e.GET("/v1.0/users").WithQuery("$top", "many").Expect().Status(http.StatusBadRequest)
	e.GET("/v1.0/auditLogs/provisioning").WithQuery("$filter", "jobId gt").Expect().Status(http.StatusBadRequest)
	e.GET("/elsewhere").Expect().Status(http.StatusNotFound)
	e.GET("/v1.0/users").WithHeader("Origin", "https://evil.example").Expect().Status(http.StatusForbidden)
	e.GET("/v1.0/users").WithHost("evil.example").Expect().Status(http.StatusForbidden)
	stranger := e.Builder(func(r *httpexpect.Request) {
		r.WithTransformer(func(out *http.Request) { out.Header.Set("Authorization", "Bearer wrong") })
	})
	body := stranger.GET("/v1.0/users").Expect().Status(http.StatusUnauthorized).Body().Raw()
	assert.NotContains(t, body, "canary")
}
