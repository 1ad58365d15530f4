package steps

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/steps/internal/exchange"
)

// outageSteps are about a service provider that a job cannot work with for a while, and about what it makes of that.
func outageSteps() []Definition {
	return []Definition{
		{`^(GET|POST|PATCH|DELETE|everything) is answered with (\d{3}) until further notice$`,
			"Each such request of the simulator is answered so and never reaches the service provider.",
			"When everything is answered with 401 until further notice",
			(*world).outage},
		{`^the service provider answers again$`,
			"Ends what was until further notice.",
			"When the service provider answers again",
			(*world).endOutage},
		{`^the answer to the next (GET|POST|PATCH|DELETE) takes (\d+) seconds$`,
			"Time that goes by on the simulator's clock. From the sixtieth second on nobody waits any more for what the service provider has done.",
			"Given the answer to the next POST takes 59 seconds",
			(*world).slowDown},
		{`^the job's secret token is (wrong|right again)$`,
			"The job's requests carry another token, as after a mistake in the portal, until it is right again.",
			"When the job's secret token is wrong",
			(*world).mistakeToken},
		{`^the latest cycle failed$`,
			"The cycle ended early, since the service provider refused the job as a whole.",
			"Then the latest cycle failed",
			(*world).cycleFailed},
		{`^the job is (in|not in) quarantine$`,
			"Looks at the job's status.",
			"Then the job is in quarantine",
			(*world).inQuarantine},
	}
}

func (w *world) outage(_ context.Context, method string, status int) error {
	if method == "everything" {
		method = ""
	}
	w.faults.Stand(exchange.Fault{Method: method, Answer: status})
	return nil
}

func (w *world) endOutage(context.Context) error {
	w.faults.Stand(exchange.Fault{})
	return nil
}

// patience is how long Entra ID waits for an answer (a program manager's answer, Microsoft Q&A 1151866).
const patience = time.Minute

// gaveUp is what a client returns that has waited for as long as it does.
type gaveUp struct{}

// Error says whose making it is.
func (gaveUp) Error() string {
	return fmt.Sprintf("no answer within %s (a fault of this scenario's own making)", patience)
}

// OwnMaking says that it is no fault of the service provider.
func (gaveUp) OwnMaking() {}

// Timeout says that it was the time that was over; it makes a net.Error of this, together with Temporary.
func (gaveUp) Timeout() bool { return true }

// Temporary is what net.Error asks for besides.
func (gaveUp) Temporary() bool { return true }

func (w *world) slowDown(ctx context.Context, method string, seconds int) error {
	w.faults.Add(exchange.Fault{Method: method, Slow: func() error {
		wait := time.Duration(seconds) * time.Second
		if err := w.clock.Sleep(ctx, min(wait, patience)); err != nil || wait < patience {
			return err
		}
		return gaveUp{}
	}})
	return nil
}

func (w *world) mistakeToken(_ context.Context, how string) error {
	w.mistaken.Store(how == "wrong")
	return nil
}

// jobClient sends the job's requests: with another token while the scenario says that it is wrong.
func (w *world) jobClient() *http.Client {
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

func (w *world) jobStatus() (simulator.SynchronizationStatus, error) {
	if w.job == nil {
		return simulator.SynchronizationStatus{}, errors.New("the feature asks for the job before provisioning is switched on")
	}
	return w.job.Status(), nil
}

// cycleFailed does not ask for a quarantine: a service provider may refuse a token with 403, which imposes none.
func (w *world) cycleFailed(context.Context) error {
	status, err := w.jobStatus()
	if err != nil {
		return err
	}
	if status.LastExecution.Error == nil {
		return w.mismatch("a cycle that ends early", "one that was done")
	}
	return nil
}

func (w *world) inQuarantine(_ context.Context, how string) error {
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
