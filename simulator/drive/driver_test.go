package drive_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/drive"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// memory is a target without a network: synctest's time passes when everybody waits, and a network would never seem to.
type memory struct{ handler http.Handler }

func (m memory) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	m.handler.ServeHTTP(w, r)
	return w.Result(), nil
}

// newDriver drives a job with so many assigned users. Posted is called after each POST.
func newDriver(t *testing.T, users int, o drive.Options, posted func(n int)) (*drive.Driver, *int) {
	made := 0
	target := memory{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", connector.MediaType)
		if r.Method == http.MethodPost {
			made++
			w.WriteHeader(http.StatusCreated)
			fmt.Fprintf(w, `{"id":"t%d"}`, made)
			posted(made)
			return
		}
		fmt.Fprint(w, `{"totalResults":0,"Resources":[]}`)
	})}
	if o.Clock == nil {
		o.Clock = clock.NewVirtual(time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC))
	}
	clk, ids := o.Clock, 0
	newID := func() string { ids++; return fmt.Sprintf("id%d", ids) }
	tenant := directory.New(clk.Now, newID)
	for i := range users {
		u, err := tenant.CreateUser(map[string]any{"userPrincipalName": fmt.Sprintf("u%d@x", i)})
		require.NoError(t, err)
		require.NoError(t, tenant.AssignUser(u.ObjectID))
	}
	text, err := os.ReadFile("../../fixtures/mappings/vcc.json")
	require.NoError(t, err)
	schema, err := mapping.Parse(text)
	require.NoError(t, err)
	client, err := connector.New(connector.Options{BaseURL: "https://scim.example/scim", HTTP: &http.Client{Transport: target}})
	require.NoError(t, err)
	var d *drive.Driver
	job, err := simulator.NewJob(simulator.Config{
		ID: "job", Tenant: tenant, Connector: client, Schema: schema, Now: clk.Now, NewID: newID,
		Settings: simulator.Settings{SkipReadBeforeUpdate: true}, Progress: func(e simulator.TaskExecution) { d.Observe(e) },
	})
	require.NoError(t, err)
	engine := simulator.New(clk, tenant)
	engine.Add(job)
	o.Engine, o.Job, o.Tenant = engine, job, tenant
	d = drive.New(o)
	require.NoError(t, d.Do(func(j *simulator.Job) error { j.Start(); return nil }))
	return d, &made
}

// Sixty simulated seconds in a real one: two cycles in 41 real seconds.
func TestAcceleratedTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, made := newDriver(t, 3, drive.Options{Speed: 60}, func(int) {})
		stopping, stop := context.WithTimeout(t.Context(), 41*time.Second)
		defer stop()
		require.NoError(t, d.Run(t.Context(), stopping))
		assert.Equal(t, 3, *made)
		s := d.State()
		assert.Equal(t, "2026-03-02T08:40:00Z", s.Status.LastExecution.TimeBegan.Format(time.RFC3339))
		assert.Equal(t, "2026-03-02T09:20:00Z", s.NextRun.Format(time.RFC3339))
	})
}

// A cycle that is broken off loses nothing: whoever was not done is done when the clock goes on.
func TestStoppedInTheMiddleOfACycle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stopping, stop := context.WithCancel(t.Context())
		d, made := newDriver(t, 10, drive.Options{}, func(n int) {
			if n == 4 {
				stop()
				synctest.Wait() // until the job has heard of it
			}
		})
		until := d.State().Now.Add(time.Hour)
		assert.ErrorIs(t, d.Advance(t.Context(), stopping, until), context.Canceled)
		assert.Less(t, *made, 10)
		require.NoError(t, d.Do(func(*simulator.Job) error { return nil }))
		require.NoError(t, d.Advance(t.Context(), t.Context(), until))
		assert.Equal(t, 10, *made, "each once")
		assert.Equal(t, 10, d.State().Status.SynchronizedEntryCountByType["User"])
	})
}

// Whoever pauses a job in the middle of a cycle lets that cycle end, but no other begin.
func TestPausedInTheMiddleOfACycle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stopping, stop := context.WithCancel(t.Context())
		d, made := newDriver(t, 10, drive.Options{}, func(n int) {
			if n == 4 {
				stop()
				synctest.Wait() // until the job has heard of it
			}
		})
		until := d.State().Now.Add(3 * time.Hour)
		require.ErrorIs(t, d.Advance(t.Context(), stopping, until), context.Canceled)
		require.NoError(t, d.Do(func(j *simulator.Job) error { j.Pause(); return nil }))
		assert.Equal(t, simulator.SchedulePaused, d.State().Schedule.State)
		assert.Equal(t, simulator.Paused, d.State().Status.Code)
		require.Less(t, *made, 10)
		require.NoError(t, d.Advance(t.Context(), t.Context(), until))
		assert.Equal(t, 10, *made)
		s := d.State()
		assert.Nil(t, s.NextRun)
		assert.Equal(t, "08:00", s.Status.LastExecution.TimeBegan.Format("15:04"), "no other began")

		require.NoError(t, d.Do(func(j *simulator.Job) error { j.Start(); return nil }))
		require.NoError(t, d.Advance(t.Context(), t.Context(), until.Add(time.Minute)))
		assert.Equal(t, "11:00", d.State().Status.LastExecution.TimeBegan.Format("15:04"))
		require.NoError(t, d.Do(func(j *simulator.Job) error { j.Pause(); return nil }))
		assert.Nil(t, d.State().NextRun, "between cycles it pauses at once")
	})
}

// What the clock says is saved before anybody is told, and at the end: it does not go back when the simulation goes on.
func TestTheTimeIsSaved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		clk := clock.NewVirtual(time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC))
		var saved time.Time
		save := func() error { saved = clk.Now(); return nil }
		d, _ := newDriver(t, 1, drive.Options{Clock: clk, Save: save}, func(int) {})
		require.NoError(t, d.Advance(t.Context(), t.Context(), clk.Now().Add(39*time.Minute)))
		assert.Equal(t, "08:39", saved.Format("15:04"))

		d, _ = newDriver(t, 1, drive.Options{Clock: clk, Save: save, Speed: 60}, func(int) {})
		stopping, stop := context.WithTimeout(t.Context(), 29500*time.Millisecond)
		defer stop()
		require.NoError(t, d.Run(t.Context(), stopping))
		assert.Equal(t, "09:08", saved.Format("15:04"))
	})
}
