package control_test

import (
	"net/http"
	"testing"

	"github.com/entrasim/entrasim/simulator/connector"
)

// What waits to be tried again can be watched, in the metrics and with the job.
func TestWhatWaitsIsCounted(t *testing.T) {
	e := openTo(t, connector.Bearer("a-secret-token"), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", connector.MediaType)
		if r.Method == http.MethodPost {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		_, _ = w.Write([]byte(`{"totalResults":0,"Resources":[]}`))
	}))
	id := e.POST("/v1.0/users").WithJSON(map[string]any{"userPrincipalName": "ann@x"}).Expect().Status(http.StatusCreated).
		JSON().Path("$.id").String().Raw()
	e.POST("/v1.0/servicePrincipals/sp1/appRoleAssignedTo").WithJSON(map[string]any{"principalId": id}).Expect().Status(http.StatusCreated)
	e.GET("/metrics").Expect().Body().Contains("\nentrasim_escrows 0\n")
	e.POST(jobPath + "/start").Expect().Status(http.StatusNoContent)
	e.POST("/clock/advance").WithJSON(map[string]any{"by": "1m"}).Expect().Status(http.StatusOK)
	e.GET("/metrics").Expect().Body().Contains("\nentrasim_escrows 1\n")
	e.GET(jobPath).Expect().JSON().Object().HasValue("escrows", 1)
}
