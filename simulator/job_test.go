package simulator_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/mapping"
)

var _ simulator.Connector = (*connector.Client)(nil)

// started is a story with assigned users of these names, whose job is active and has not run.
func started(t *testing.T, names ...string) *story {
	t.Helper()
	s := silent(newStory(t))
	for _, name := range names {
		require.NoError(t, s.run("user "+name))
		require.NoError(t, s.run("assign "+name))
	}
	s.begin()
	s.job.Start()
	return s
}

func TestNewJobNamesEveryFault(t *testing.T) {
	_, err := simulator.NewJob(simulator.Config{Settings: simulator.Settings{
		Interval: -1, EscrowDelays: []time.Duration{time.Hour, -1},
		Lanes: []simulator.Lane{{Kind: simulator.Create, Every: time.Minute, Phase: time.Minute}, {Kind: "sideways"}},
	}})
	for _, fault := range []string{
		"expected ID, found none", "expected Tenant, found none", "expected Connector, found none", "expected Now, found none",
		"expected NewID, found none", "schema: expected a mapping of users, found none", "Interval: expected a duration above 0, found -1ns",
		"EscrowDelays[1]: expected a duration of 0 or more, found -1ns",
		"Lanes[0]: expected an interval above 0 and a phase below it, found 1m0s and 1m0s", "Lanes[1]: expected an interval above 0",
		"Lanes: expected one for each of [create deprovision update], found [create sideways]",
	} {
		assert.ErrorContains(t, err, fault)
	}
}

func TestSetSchemaRefusesWhatCannotBeSent(t *testing.T) {
	s := started(t, "ann")
	bad := s.schema.Clone()
	require.NoError(t, bad.Users().SetAttribute("emails[type eq work].value", "mail"))
	assert.ErrorContains(t, s.job.SetSchema(bad), `].targetAttributeName: target attribute "emails[type eq work].value": expected`)
	assert.ErrorContains(t, s.job.SetSchema(&mapping.SynchronizationSchema{}), "expected a mapping of users")

	e, err := s.job.RunCycle(t.Context())
	require.NoError(t, err)
	assert.Equal(t, 1, e.CountExported, "the job keeps the mapping that it has")
}

func TestTheJobHasAMappingOfItsOwn(t *testing.T) {
	s := started(t, "ann")
	require.NoError(t, s.schema.Users().SetExpression("nickName", `"later"`))
	_, err := s.job.RunCycle(t.Context())
	require.NoError(t, err)
	assert.NotContains(t, s.target.users["t1"], "nickName")
}

func TestTestConnection(t *testing.T) {
	s := started(t, "ann")
	require.NoError(t, s.job.TestConnection(t.Context()))

	s.target.faults = []fault{{method: http.MethodGet, status: 401}}
	var refused *connector.Error
	require.ErrorAs(t, s.job.TestConnection(t.Context()), &refused)
	assert.Equal(t, connector.CodeUnauthorized, refused.Code)
	assert.Empty(t, s.job.Log().Rows())

	s = silent(newStory(t))
	s.loadMapping("entra")
	s.begin()
	s.target.watch = func(_, path, _, _ string, _ int) {
		if path == "/Users" {
			s.target.faults = []fault{{method: http.MethodGet, status: 404}}
		}
	}
	require.ErrorAs(t, s.job.TestConnection(t.Context()), &refused)
	assert.Equal(t, "/Groups", refused.Target, "where groups are provisioned, one is looked up as well")
}

func TestTheLogIsKeptAsLongAsTheSettingsSay(t *testing.T) {
	s := silent(newStory(t))
	s.begin()
	assert.Equal(t, 30*24*time.Hour, s.job.Log().Retention())
	s = silent(newStory(t))
	s.settings.LogRetention = 7 * 24 * time.Hour
	s.begin()
	assert.Equal(t, 7*24*time.Hour, s.job.Log().Retention())
}

func TestRunCycleRunsAJobThatWasNotStarted(t *testing.T) {
	s := silent(newStory(t))
	require.NoError(t, s.run("user ann"))
	require.NoError(t, s.run("assign ann"))
	s.begin()
	_, due := s.job.NextRun()
	assert.False(t, due)
	require.NoError(t, s.advance("24h"))
	assert.Empty(t, s.target.users, "nothing happens by itself")
	assert.Equal(t, simulator.NotRun, s.job.Status().Code)

	e, err := s.job.RunCycle(t.Context())
	require.NoError(t, err)
	assert.Equal(t, simulator.Succeeded, e.State)
	assert.Equal(t, 1, e.CountExported)
	assert.Equal(t, e.ActivityIdentifier, s.job.Log().Rows()[0].CycleID)
}

func TestStatusRemembersWhatItShould(t *testing.T) {
	s := started(t, "ann")
	require.NoError(t, s.advance("40m"))
	st := s.job.Status()
	assert.Equal(t, monday, st.LastSuccessfulExecutionWithExports.TimeBegan)
	assert.Equal(t, monday.Add(40*time.Minute), st.LastSuccessfulExecution.TimeBegan)
	assert.Equal(t, monday, st.SteadyStateFirstAchievedTime)
	assert.Equal(t, monday.Add(40*time.Minute), st.SteadyStateLastAchievedTime)

	require.NoError(t, s.run("set ann displayName=Ann"))
	s.target.faults = []fault{{method: http.MethodPatch, status: 400}}
	require.NoError(t, s.advance("40m"))
	st = s.job.Status()
	assert.Equal(t, simulator.EntryLevelErrors, st.LastExecution.State)
	assert.Equal(t, monday.Add(40*time.Minute), st.LastSuccessfulExecution.TimeBegan)
	assert.Equal(t, monday.Add(40*time.Minute), st.SteadyStateLastAchievedTime)
}

// broken is a connector with a fault of its own.
type broken struct {
	simulator.Connector
	err error
}

func (b *broken) Create(ctx context.Context, a []connector.Attribute) (connector.Object, error) {
	if b.err != nil {
		return connector.Object{}, b.err
	}
	return b.Connector.Create(ctx, a)
}

// A fault of the simulator, or the end of the context, stops the cycle in the middle; nobody is lost or made twice.
func TestACycleThatIsCutShortIsTakenUpAgain(t *testing.T) {
	s := silent(newStory(t))
	for _, name := range []string{"ann", "bob"} {
		require.NoError(t, s.run("user "+name))
		require.NoError(t, s.run("assign "+name))
	}
	client, err := connector.New(connector.Options{BaseURL: "https://scim.example/scim", HTTP: &http.Client{Transport: s.target}})
	require.NoError(t, err)
	b := &broken{Connector: client, err: errors.New("out of paper")}
	job, err := simulator.NewJob(simulator.Config{
		ID: "scim.1", Tenant: s.tenant, Connector: b, Schema: s.schema, Now: s.clock.Now, NewID: s.newID,
	})
	require.NoError(t, err)
	s.engine.Add(job)
	job.Start()

	err = s.engine.AdvanceTo(t.Context(), monday.Add(time.Hour))
	assert.EqualError(t, err, "job scim.1: out of paper")
	assert.Equal(t, monday, s.clock.Now(), "the clock stands where it happened")
	assert.Empty(t, job.Log().Rows())

	ended, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, s.engine.AdvanceTo(ended, monday.Add(time.Hour)), context.Canceled)

	b.err = nil
	require.NoError(t, s.engine.AdvanceTo(t.Context(), monday.Add(time.Hour)))
	assert.Len(t, s.target.users, 2)
	assert.Len(t, job.Log().Rows(), 2)
}

// The log says how long an object took by a clock of its own, since the simulated one stands still in a cycle.
func TestTheLogTellsHowLongItTook(t *testing.T) {
	s := silent(newStory(t))
	require.NoError(t, s.run("user ann"))
	require.NoError(t, s.run("assign ann"))
	elapsed := 5 * time.Hour
	s.target.watch = func(string, string, string, string, int) { elapsed += 40 * time.Millisecond }
	client, err := connector.New(connector.Options{BaseURL: "https://scim.example/scim", HTTP: &http.Client{Transport: s.target}})
	require.NoError(t, err)
	job, err := simulator.NewJob(simulator.Config{
		ID: "scim.1", Tenant: s.tenant, Connector: client, Schema: s.schema, Now: s.clock.Now, NewID: s.newID,
		Elapsed: func() time.Duration { return elapsed },
	})
	require.NoError(t, err)
	s.engine.Add(job)
	job.Start()
	require.NoError(t, s.advance("1m"))
	require.Len(t, job.Log().Rows(), 1)
	assert.EqualValues(t, 80, job.Log().Rows()[0].DurationInMilliseconds, "a look-up and a creation")
}

func TestFlowAlwaysAndTypes(t *testing.T) {
	s := started(t, "ann")
	users := s.schema.Users()
	require.NoError(t, users.SetAttribute("title", "jobTitle"))
	users.Row("title").FlowBehavior = mapping.FlowAlways
	require.NoError(t, users.SetAttribute("nickName", "displayName"))
	require.NoError(t, users.SetAttribute("tags", "otherMails"))
	require.NoError(t, users.SetAttribute("on", "accountEnabled"))
	require.NoError(t, s.job.SetSchema(s.schema))
	require.NoError(t, s.tenant.UpdateUser(s.objects["ann"], map[string]any{
		"jobTitle": "Dr", "displayName": "A", "otherMails": []string{"b@x", "a@x"},
	}))
	require.NoError(t, s.advance("0s"))
	assert.Equal(t, "Dr", s.target.users["t1"]["title"])
	assert.Equal(t, []any{"b@x", "a@x"}, s.target.users["t1"]["tags"])
	assert.Equal(t, "True", s.target.users["t1"]["on"], "a boolean for an attribute that is a text")

	var sent string
	s.target.watch = func(method, _, _, body string, _ int) {
		if method == http.MethodPatch {
			sent = body
		}
	}
	require.NoError(t, s.run("set ann department=R"))
	require.NoError(t, s.advance("40m"))
	assert.Contains(t, sent, `"Operations":[{"op":"Replace","path":"title","value":"Dr"}]`, "sent though the target has it")
}

// Everything that is due happens in the order of time: a purge at noon is seen by the cycle at noon, of each job.
func TestAdvanceToKeepsTheOrderOfTime(t *testing.T) {
	s := started(t, "ann")
	other := newTarget()
	client, err := connector.New(connector.Options{BaseURL: "https://other.example/scim", HTTP: &http.Client{Transport: other}})
	require.NoError(t, err)
	second, err := simulator.NewJob(simulator.Config{
		ID: "scim.2", Tenant: s.tenant, Connector: client, Schema: s.schema, Now: s.clock.Now, NewID: s.newID,
		Settings: simulator.Settings{Interval: time.Hour},
	})
	require.NoError(t, err)
	s.engine.Add(second)
	second.Start()

	var order []string
	listen := func(name string) func(string, string, string, string, int) {
		return func(method, _, _, _ string, _ int) {
			if method != http.MethodGet {
				order = append(order, fmt.Sprintf("%s %s %s", s.clock.Now().Sub(monday), name, method))
			}
		}
	}
	s.target.watch, other.watch = listen("first"), listen("second")
	require.NoError(t, s.advance("0s"))
	require.NoError(t, s.run("delete ann"))
	require.NoError(t, s.advance("721h"))
	assert.Equal(t, []string{
		"0s first POST", "0s second POST", "40m0s first PATCH", "1h0m0s second PATCH", "720h0m0s first DELETE", "720h0m0s second DELETE",
	}, order)
}
