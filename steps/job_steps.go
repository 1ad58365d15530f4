package steps

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/cucumber/godog"
	messages "github.com/cucumber/messages/go/v21"

	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/steps/internal/exchange"
	"github.com/entrasim/entrasim/steps/internal/scim"
)

func jobSteps() []Definition {
	return []Definition{
		{`^the first cycle has run$`,
			"Switches provisioning on. Everybody who is assigned and enabled must have been provisioned, else the scenario cannot begin.",
			"Given the first cycle has run",
			(*world).firstCycle},
		{`^provisioning is switched on$`,
			"Starts the job, whose first cycle runs at once.",
			"When provisioning is switched on",
			(*world).switchOn},
		{`^provisioning is restarted$`,
			"The portal's button: everything is looked at again, links are kept.",
			"When provisioning is restarted",
			(*world).restart},
		{`^(\d+) (minutes?|hours?|days?) pass(?:es)?$`,
			"Turns the clock. Every cycle that is due runs on the way.",
			"When 40 minutes pass",
			(*world).pass},
		{`^the next (POST|PATCH|DELETE) is answered with (\d{3})(?: and Retry-After (\d+))?$`,
			"The simulator's next such request is answered so and never reaches the service provider.",
			"Given the next POST is answered with 503",
			(*world).failNext},
		{`^the answer to the next (POST|PATCH|DELETE) is lost$`,
			"The next such request is done by the service provider, and the connection breaks before the answer.",
			"Given the answer to the next POST is lost",
			(*world).loseNext},
		{`^no (POST|PATCH|DELETE) was sent since$`,
			"Checks the requests since the last When.",
			"Then no PATCH was sent since",
			(*world).noneSent},
		{`^the POST sent for (\w+) has just these attributes$`,
			"Checks the top-level members of the body, schemas and meta apart.",
			"Then the POST sent for alice has just these attributes\n  | attribute |\n  | userName  |",
			(*world).postHas},
	}
}

func (w *world) switchOn(ctx context.Context) error {
	job, err := w.provisioning()
	if err != nil {
		return err
	}
	job.Start()
	return w.advance(ctx, 0)
}

// firstCycle is a precondition: somebody who could not be provisioned blocks the scenario, with the refusal as the cause.
func (w *world) firstCycle(ctx context.Context) error {
	if err := w.switchOn(ctx); err != nil {
		return err
	}
	for _, p := range w.everybody() {
		u, found := w.directory().User(p.objectID)
		if _, linked := w.job.Link(p.objectID); !found || linked || !u.Assigned || !u.AccountEnabled() {
			continue
		}
		return w.mismatch(p.name+" is provisioned in the first cycle", w.whyNot(p))
	}
	return nil
}

// whyNot gives the log's reason for a failure, or else the job's.
func (w *world) whyNot(p *person) string {
	rows := w.job.Log().Object(p.objectID)
	if n := len(rows); n > 0 && rows[n-1].ProvisioningStatusInfo.Status == auditlog.StatusFailure {
		return errorCode(rows[n-1]) + ": " + reasonOf(rows[n-1])
	}
	if fault := w.job.Status().LastExecution.Error; fault != nil {
		return "the cycle failed, " + fault.Code + ": " + fault.Message
	}
	return "no user"
}

func (w *world) restart(context.Context) error {
	job, err := w.provisioning()
	if err != nil {
		return err
	}
	job.Restart()
	return nil
}

func (w *world) pass(ctx context.Context, count int, unit string) error {
	units := map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}
	if err := w.advance(ctx, time.Duration(count)*units[strings.TrimSuffix(unit, "s")]); err != nil {
		return err
	}
	return w.arranged()
}

// arranged says whether everything that a Given made the job do was done, since the scenario builds on it.
func (w *world) arranged() error {
	if w.step.Type != messages.PickleStepType_CONTEXT {
		return nil
	}
	for _, p := range w.everybody() {
		rows := w.job.Log().Object(p.objectID)
		if n := len(rows); n > 0 && rows[n-1].ProvisioningStatusInfo.Status == auditlog.StatusFailure {
			return w.mismatch("what the scenario builds on is provisioned", errorCode(rows[n-1])+": "+reasonOf(rows[n-1]))
		}
	}
	return nil
}

func (w *world) failNext(_ context.Context, method string, status int, retryAfter string) error {
	w.faults.Add(exchange.Fault{Method: method, Answer: status, RetryAfter: retryAfter})
	return nil
}

func (w *world) loseNext(_ context.Context, method string) error {
	w.faults.Add(exchange.Fault{Method: method})
	return nil
}

func (w *world) noneSent(_ context.Context, method string) error {
	for _, x := range w.recorder.Since(w.mark) {
		if x.Request.Method == method {
			m := w.mismatch("no "+method, x.Summary()+" with "+x.Request.Body)
			m.Exchange = x.Number
			return m
		}
	}
	return nil
}

func (w *world) postHas(_ context.Context, name string, table *godog.Table) error {
	p, err := w.person(name)
	if err != nil {
		return err
	}
	rows, err := w.rows(table, "attribute")
	if err != nil {
		return err
	}
	allowed := map[string]bool{"schemas": true, "meta": true, "roles": true} // roles is sent empty to everybody
	for _, r := range rows {
		allowed[r["attribute"]] = true
	}
	for _, r := range w.run.demands.Users.Required { // sent because this target requires it
		if a, err := scim.ParseAttribute(r.Path); err == nil {
			allowed[cmp.Or(a.URN, a.Name)] = true
		}
	}
	for _, x := range w.recorder.Since(0) {
		if x.Request.Method != http.MethodPost || !strings.Contains(x.Request.Body, strconv.Quote(p.userName)) {
			continue
		}
		for _, key := range membersOf(x.Request.Body) {
			if !allowed[key] {
				return fmt.Errorf("the simulator sent the attribute %s for %s: %s", key, name, x.Request.Body)
			}
		}
		return nil
	}
	return w.mismatch("a POST for "+name, "none, since what came before it was not answered as it should be")
}
