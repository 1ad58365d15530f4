package steps

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/steps/internal/exchange"
)

// outageSteps are about a service provider that a job cannot work with for a while, and about what it makes of that.
func outageSteps() []Definition {
	return []Definition{
		{`^(GET|POST|PATCH|DELETE|everything) is answered with (\d{3}) until further notice$`,
			"Each such request of the simulator is answered so and never reaches the service provider.",
			"When everything is answered with 401 until further notice",
			(*World).outage},
		{`^the service provider answers again$`,
			"Ends what was until further notice.",
			"When the service provider answers again",
			(*World).endOutage},
		{`^the job's secret token is (wrong|right again)$`,
			"The job's requests carry another token, as after a mistake in the portal, until it is right again.",
			"When the job's secret token is wrong",
			(*World).mistakeToken},
		{`^the latest cycle failed$`,
			"The cycle ended early, since the service provider refused the job as a whole.",
			"Then the latest cycle failed",
			(*World).cycleFailed},
		{`^the job is (in|not in) quarantine$`,
			"Looks at the job's status.",
			"Then the job is in quarantine",
			(*World).inQuarantine},
	}
}

func (w *World) outage(_ context.Context, method string, status int) error {
	if method == "everything" {
		method = ""
	}
	w.faults.Stand(exchange.Fault{Method: method, Answer: status})
	return nil
}

func (w *World) endOutage(context.Context) error {
	w.faults.Stand(exchange.Fault{})
	return nil
}

func (w *World) mistakeToken(_ context.Context, how string) error {
	w.mistaken.Store(how == "wrong")
	return nil
}

// jobClient sends the job's requests: with another token while the scenario says that it is wrong.
func (w *World) jobClient() *http.Client {
	client := w.client()
	next := client.Transport
	client.Transport = exchange.RoundTripper(func(req *http.Request) (*http.Response, error) {
		if w.mistaken.Load() {
			req = req.WithContext(exchange.WithAuthorization(req.Context(), "Bearer "+w.unique))
		}
		return next.RoundTrip(req)
	})
	return client
}

func (w *World) jobStatus() (simulator.SynchronizationStatus, error) {
	if w.job == nil {
		return simulator.SynchronizationStatus{}, errors.New("the feature asks for the job before provisioning is switched on")
	}
	return w.job.Status(), nil
}

// cycleFailed does not ask for a quarantine: a service provider may refuse a token with 403, which imposes none.
func (w *World) cycleFailed(context.Context) error {
	status, err := w.jobStatus()
	if err != nil {
		return err
	}
	if status.LastExecution.Error == nil {
		return w.mismatch("a cycle that ends early", "one that was done")
	}
	return nil
}

func (w *World) inQuarantine(_ context.Context, how string) error {
	status, err := w.jobStatus()
	if err != nil {
		return err
	}
	switch q := status.Quarantine; {
	case how == "in" && q == nil:
		return w.mismatch("a job in quarantine", "one that is not")
	case how == "not in" && q != nil:
		why := string(q.Reason)
		if q.Error != nil {
			why += ", " + q.Error.Code + ": " + q.Error.Message
		}
		return w.mismatch("a job that is not in quarantine", fmt.Sprintf("one in quarantine (%s)", why))
	}
	return nil
}
