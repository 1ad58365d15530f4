package steps_test

import (
	"net/http"
	"testing"

	"github.com/entrasim/entrasim/reference"
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
