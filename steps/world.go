package steps

import (
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cucumber/godog"
	messages "github.com/cucumber/messages/go/v21"
	"github.com/google/uuid"

	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/mapping"
	"github.com/entrasim/entrasim/steps/internal/demands"
	"github.com/entrasim/entrasim/steps/internal/exchange"
)

// world is the state of one scenario.
type world struct {
	run      *run
	scenario Scenario
	// dialect is the simulator's in this pass.
	dialect connector.Dialect
	// unique is what {{unique}} stands for: the run's prefix, the scenario's number and the dialect.
	unique string
	random *rand.Rand

	endpoint *Endpoint
	close    func()
	// recorder keeps the exchanges, faults makes some of them fail, created is what has to be removed.
	recorder *exchange.Recorder
	faults   *exchange.Faults
	created  exchange.CreatedThings

	// clock is the simulator's time; tenant, job and engine are made when a step first needs them.
	clock  *clock.Virtual
	tenant *directory.Tenant
	schema *mapping.SynchronizationSchema
	job    *simulator.Job
	engine *simulator.Simulator
	// settings are what steps changed before the job was made, test is the latest connection test.
	settings simulator.Settings
	wire     connector.Wire
	// chosenSettings are the lines of settings that steps asked for, as a file has them.
	chosenSettings []string
	test           *connectionTest
	// mistaken says that the job has a wrong token.
	mistaken atomic.Bool

	// people are the users that the feature calls by a first name.
	people map[string]*person
	// groups are those of the service provider that the feature calls by a name.
	groups map[string]*group
	// chosen are allowed values that stand for those of the feature; sources are the directory's attributes that fill in what
	// the target requires, extensions counts those that were taken for it.
	choosing   sync.Mutex // guards chosen
	chosen     map[string]string
	sources    map[string]demands.Requirement
	extensions int
	// crowd are many users, who have no names of their own.
	crowd []*person
	// completed are the keys of attributes that bodies were given because the target requires them. Crowds are created at
	// the same time.
	completed sync.Map
	// texts are the values that the latest PATCH of every text set, by path; an empty one was cleared.
	texts map[string]string
	// answer is the latest to a raw request.
	answer *answer
	// portal is the latest of the administration portal; oldToken and newToken are those of its latest change of token.
	portal             *answer
	oldToken, newToken string

	// step is the one that runs now, position its number from 1; phase is its Given, When or Then, and mark the
	// number of the last exchange before the latest When.
	step     *messages.PickleStep
	position int
	phase    messages.PickleStepType
	mark     int
	verdict  verdict
	// skipping says that a step was left out, so that nothing can be said of what follows.
	skipping bool
	began    time.Time
}

// person is a user of the directory, of the service provider, or of both.
type person struct {
	name     string
	objectID string // in the directory; empty for users made by a raw request
	userName string // as it was last set in the directory or by a raw request
	id       string // at the service provider, once known
	portalID string // in the portal's API, once known
	before   string // the resource as it was when the feature said to remember it
}

// epoch is when the simulated time of every scenario begins: a Monday morning.
var epoch = time.Date(2026, time.January, 5, 8, 0, 0, 0, time.UTC)

func newWorld(ctx context.Context, r *run, s Scenario, d connector.Dialect) (*world, error) {
	letter := "d"
	if d == connector.DialectCompliant {
		letter = "c"
	}
	w := &world{run: r, scenario: s, dialect: d, people: map[string]*person{}, groups: map[string]*group{}, began: time.Now(),
		unique: fmt.Sprintf("%s%03d%s", r.prefix, s.Number, letter),
		random: rand.New(rand.NewPCG(uint64(r.config.Seed), uint64(s.Number)<<1|uint64(letter[0]&1))), //nolint:gosec // repeatable, not secret
		clock:  clock.NewVirtual(epoch)}
	w.recorder = exchange.NewRecorder(r.redact)
	endpoint, closeEndpoint, err := r.config.Target.Open(ctx)
	if err != nil {
		return w, err
	}
	w.endpoint, w.close = endpoint, closeEndpoint
	r.redact.Add(endpoint.Credential.Token())
	w.faults = exchange.NewFaults(w.chain(endpoint.Credential))
	return w, nil
}

// chain is what a request to the service provider passes behind the recorder.
func (w *world) chain(c *Credential) http.RoundTripper {
	last := exchange.NewNetwork(w.endpoint.Network, w.run.limits)
	return exchange.Authenticate(c, w.run.guard.Protect(exchange.KeepLedger(w.run.ledger, w.run.guard, false, &w.created, last)))
}

// client sends requests as the feature's own, recorded ones.
func (w *world) client() *http.Client { return noRedirects(w.recorder.Via(w.faults)) }

// noRedirects makes a client that reports a redirect instead of following it: a token must not follow it either.
func noRedirects(t http.RoundTripper) *http.Client {
	return &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// newID makes object ids that are the same in every run with the same seed.
func (w *world) newID() string {
	var b [16]byte
	binary.LittleEndian.PutUint64(b[:8], w.random.Uint64())
	binary.LittleEndian.PutUint64(b[8:], w.random.Uint64())
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return uuid.UUID(b).String()
}

// do runs a step and has its error judged. After a wrong answer nothing more is done, but the remaining Thens are still
// checked, so that a report shows everything that is wrong and not only the first; those behind a When that was not done
// are not.
func (w *world) do(ctx context.Context, step func() error) error {
	isThen := w.step.Type == messages.PickleStepType_OUTCOME
	if ctx.Err() != nil {
		w.judge(w.step, ctx.Err())
	}
	switch w.verdict.outcome {
	case reports.Blocked, reports.Errored, reports.NotApplicable:
		w.skipping = true
	case reports.Failed, reports.Warned:
		w.skipping = w.skipping || !isThen
	}
	if w.skipping {
		return godog.ErrSkip
	}
	if w.step.Type != w.phase { // a new Given, When or Then, with its Ands
		w.phase = w.step.Type
		if !isThen {
			w.mark = w.recorder.Mark()
		}
	}
	err := step()
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		err = ctx.Err() // whatever a request that was cut off looks like to a step
	}
	w.judge(w.step, err)
	switch {
	case w.run.direct() && w.failing():
		return err
	case isThen:
		return nil
	default:
		return godog.ErrSkip
	}
}

// failing says that the scenario, as it stands, is red: known failures are not.
func (w *world) failing() bool {
	return w.verdict.outcome >= reports.Blocked && !w.run.config.KnownFailing.MatchIn(w.scenario, w.dialect.String())
}

// mismatch is a wrong state, shown by the write since the last When that is to blame, or else by the latest exchange.
func (w *world) mismatch(expected, actual string) *mismatch {
	m := &mismatch{Expected: expected, Actual: actual}
	if x, found := w.recorder.Culprit(w.mark); found {
		m.Exchange, m.Cause = x.Number, causeOf(x)
		return m
	}
	if x, found := w.recorder.Last(); found {
		m.Exchange = x.Number
	}
	return m
}

// everybody gives the people of the feature by name.
func (w *world) everybody() []*person {
	var all []*person
	for _, name := range slices.Sorted(maps.Keys(w.people)) {
		all = append(all, w.people[name])
	}
	return all
}

// person finds somebody whom the feature has named before.
func (w *world) person(name string) (*person, error) {
	p, found := w.people[name]
	if !found {
		return nil, fmt.Errorf("the feature speaks of %q before it says who that is", name)
	}
	return p, nil
}
