package steps_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
)

// yourServer stands for the SCIM server of your own program.
func yourServer() http.Handler {
	server, err := reference.New(reference.Options{Token: "a-token"})
	if err != nil {
		panic(err)
	}
	return server
}

// A vendor whose server is written in Go judges it in its own go test, with a subtest for each scenario and nothing to
// deploy.
func ExampleTest() {
	_ = func(t *testing.T) { // func TestSCIM(t *testing.T)
		run, err := steps.ParsePatterns([]string{"creation", "deactivation"})
		if err != nil {
			t.Fatal(err)
		}
		steps.Test(t, steps.Config{Target: steps.NewHandler(yourServer(), "/scim/v2", "a-token"), Run: run, Parallel: 4})
	}
}

// Run gives the report, to be asked or written: here of a server behind a URL, for one area.
func ExampleRun() {
	server := httptest.NewServer(yourServer())
	defer server.Close()
	target, err := steps.NewExternal(steps.ExternalOptions{URL: server.URL + "/scim/v2", Token: "a-token"})
	if err != nil {
		panic(err)
	}
	run, err := steps.ParsePatterns([]string{"connection"})
	if err != nil {
		panic(err)
	}
	report, err := steps.Run(context.Background(), steps.Config{Target: target, Run: run})
	if err != nil {
		panic(err)
	}
	fmt.Println("conforms:", report.Conforms(), "failed:", report.Count(reports.Failed))
	// Output: conforms: true failed: 0
}
