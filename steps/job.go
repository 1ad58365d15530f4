package steps

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// directory gives the scenario's tenant, made when it is first needed.
func (w *world) directory() *directory.Tenant {
	if w.tenant == nil {
		w.tenant = directory.New(w.clock.Now, w.newID)
	}
	return w.tenant
}

// profileSchema reads the profile's attribute mappings, once in a run: reading them takes longer than most scenarios do.
func profileSchema(name string) func() (*mapping.SynchronizationSchema, error) {
	return sync.OnceValues(func() (*mapping.SynchronizationSchema, error) {
		text, err := fixtures.FS.ReadFile("mappings/" + name + ".json")
		if err != nil {
			return nil, fmt.Errorf("the profile's mapping %q: %w", name, err)
		}
		schema, err := mapping.Parse(text)
		if err != nil {
			return nil, fmt.Errorf("the profile's mapping %q: %w", name, err)
		}
		return schema, nil
	})
}

// mapping gives the profile's attribute mapping for users, which steps may change.
func (w *world) mapping() (*mapping.ObjectMapping, error) {
	if w.schema == nil {
		parsed, err := w.run.schema()
		if err != nil {
			return nil, err
		}
		w.schema = parsed.Clone()
		if err := w.fitMapping(w.schema.Users()); err != nil {
			return nil, err
		}
	}
	return w.schema.Users(), nil
}

// provisioning gives the scenario's job, made when it is first needed, with the profile's lanes and the settings that
// steps asked for until then.
func (w *world) provisioning() (*simulator.Job, error) {
	if w.job != nil {
		return w.job, nil
	}
	client, err := w.connect(w.endpoint.BaseURL, w.jobClient())
	if err != nil {
		return nil, err
	}
	if _, err := w.mapping(); err != nil {
		return nil, err
	}
	settings := w.settings
	settings.SkipGroupProbe = true // scenarios about groups speak of them
	settings.SkipIdleProbe = true  // a feature turns months, and a vendor's endpoint is not ours to flood
	for _, lane := range w.run.config.Profile.Lanes {
		settings.Lanes = append(settings.Lanes, simulator.Lane{Kind: simulator.Kind(lane.Kind), Every: lane.Every,
			Phase: time.Duration(w.random.Int64N(int64(lane.Every/time.Second))) * time.Second})
	}
	job, err := simulator.NewJob(simulator.Config{ID: w.unique, Tenant: w.directory(), Connector: client, Groups: client.Groups(), Schema: w.schema,
		Settings: settings, Now: w.clock.Now, NewID: w.newID})
	if err != nil {
		return nil, err
	}
	w.engine = simulator.New(w.clock, w.directory())
	w.engine.Add(job)
	w.job = job
	return job, nil
}

// connect makes the simulator's SCIM client for a base URL.
func (w *world) connect(base string, via *http.Client) (*connector.Client, error) {
	return connector.New(connector.Options{BaseURL: base, HTTP: via, Dialect: w.dialect, Wire: w.wire, Clock: w.clock})
}

// advance turns the clock: everything that is due by then happens on the way.
func (w *world) advance(ctx context.Context, d time.Duration) error {
	if _, err := w.provisioning(); err != nil {
		return err
	}
	return w.engine.AdvanceTo(ctx, w.clock.Now().Add(d))
}

// applySchema gives a changed mapping to a job that runs already, which begins a new initial cycle.
func (w *world) applySchema() error {
	if w.job == nil {
		return nil
	}
	return w.job.SetSchema(w.schema)
}
