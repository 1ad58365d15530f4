package steps

import (
	"context"
	"errors"
	"strings"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
)

func connectionSteps() []Definition {
	return []Definition{
		{`^the connection is tested(?: with the (token|path) "([^"]*)")?$`,
			"Presses Test Connection, with another token, or with something added to the tenant URL.",
			"When the connection is tested",
			(*world).testConnection},
		{`^the connection test succeeds$`,
			"Test Connection was answered with an empty list.",
			"Then the connection test succeeds",
			(*world).testSucceeds},
		{`^the connection test fails, naming "([^"]*)"(?: or "([^"]*)")?$`,
			"Test Connection failed, and the reason that the administrator reads holds the text.",
			`Then the connection test fails, naming "401"`,
			(*world).testFails},
	}
}

// connectionTest is the outcome of Test Connection; a nil error is success.
type connectionTest struct{ err error }

func (w *world) testConnection(ctx context.Context, what, value string) error {
	value, err := w.expand(value)
	if err != nil {
		return err
	}
	base, via := w.endpoint.BaseURL, w.client()
	switch what {
	case "token":
		wrong := NewCredential(value)
		via = noRedirects(w.recorder.Via(w.chain(wrong)))
	case "path":
		base += value
	}
	client, err := w.connect(base, via)
	if err != nil {
		return err
	}
	if _, err := w.mapping(); err != nil {
		return err
	}
	job, err := simulator.NewJob(simulator.Config{ID: w.unique, Tenant: w.directory(), Connector: client, Schema: w.schema,
		Now: w.clock.Now, NewID: w.newID})
	if err != nil {
		return err
	}
	err = job.TestConnection(ctx)
	var fault *connector.Error
	if err != nil && !errors.As(err, &fault) {
		return err
	}
	w.test = &connectionTest{err}
	return nil
}

func (w *world) lastTest() (*connectionTest, error) {
	if w.test == nil {
		return nil, errors.New("the feature asks for the connection test before it is made")
	}
	return w.test, nil
}

func (w *world) testSucceeds(context.Context) error {
	t, err := w.lastTest()
	if err != nil || t.err == nil {
		return err
	}
	return w.mismatch("Test Connection succeeds", t.err.Error())
}

func (w *world) testFails(_ context.Context, text, or string) error {
	t, err := w.lastTest()
	if err != nil {
		return err
	}
	if t.err == nil {
		return w.mismatch("Test Connection fails", "success")
	}
	if !strings.Contains(t.err.Error(), text) && (or == "" || !strings.Contains(t.err.Error(), or)) {
		return w.mismatch("Test Connection fails with "+text, t.err.Error())
	}
	return nil
}
