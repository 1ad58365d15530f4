package main

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/clock"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/drive"
	"github.com/entrasim/entrasim/simulator/mapping"
	"github.com/entrasim/entrasim/simulator/state"
)

// simulation is a tenant that is provisioned.
type simulation struct {
	base     string
	ids      identity
	token    *connector.Replaceable // nil for another credential
	clock    *clock.Virtual
	tenant   *directory.Tenant
	schema   *mapping.SynchronizationSchema
	template []byte // the schema that it began with
	job      *simulator.Job
	driver   *drive.Driver
	file     *state.File // nil for none
	progress *progress
	metrics  requestMetrics
	newID    func() string // gives ids of what is new
}

// begin makes a simulation, or goes on with one that is in the state file. Nothing has been sent yet but a question whether
// the target is there.
func (o simulateOptions) begin(ctx context.Context, p *progress) (_ *simulation, err error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	profile, err := fixtures.LoadProfile(o.profile)
	if err != nil {
		return nil, err
	}
	chosen, err := o.readSettings(profile)
	if err != nil {
		return nil, err
	}
	clients, err := o.connect(chosen.Wire, p.say)
	if err != nil {
		return nil, err
	}
	base := clients.base
	s := &simulation{base: base, ids: identify(base), token: clients.token, metrics: clients.metrics, progress: p, clock: clock.NewVirtual(time.Time{})}
	loaded, newID, err := o.open(ctx, s, profile)
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	s.warn(s.schema)
	s.newID = newID
	config := simulator.Config{
		ID: s.ids.job, Tenant: s.tenant, Connector: clients.cycles, Groups: clients.cycles.Groups(),
		OnDemand: clients.onDemand, OnDemandGroups: clients.onDemand.Groups(), Schema: s.schema, Settings: chosen.Settings,
		Now: s.clock.Now, NewID: newID, Saved: loaded.Job, Elapsed: stopwatch(),
		TenantID: s.ids.tenant, ApplicationID: s.ids.application,
		ServicePrincipal: auditlog.Identity{ID: s.ids.principal, DisplayName: base},
		Progress:         func(e simulator.TaskExecution) { s.driver.Observe(e); p.show(s.driver.State(), e) },
	}
	if s.file != nil {
		config.Journal = s.file
	}
	if s.job, err = simulator.NewJob(config); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, errors.Join(o.start(ctx, s, clients.secrets, loaded.Job == nil), nil)
}

// stopwatch tells how much real time has passed, whatever the simulated clock says.
func stopwatch() func() time.Duration {
	began := time.Now()
	return func() time.Duration { return time.Since(began) }
}

// start makes the engine and its driver, and starts a job that has not run.
func (o simulateOptions) start(ctx context.Context, s *simulation, secrets []string, first bool) error {
	for _, secret := range secrets {
		s.hide(secret)
	}
	if s.file != nil {
		for row, err := range s.file.Log(ctx) {
			if err != nil {
				return errors.Join(err, s.close())
			}
			s.job.Log().Append(row)
		}
	}
	engine := simulator.New(s.clock, s.tenant)
	engine.Add(s.job)
	options := drive.Options{Engine: engine, Job: s.job, Tenant: s.tenant, Clock: s.clock, Speed: o.speed, Housekeeping: s.keep}
	if s.file != nil {
		options.Save = s.file.SaveTenant
	}
	s.driver = drive.New(options)
	if !first {
		return nil
	}
	if err := s.job.TestConnection(ctx); err != nil {
		if o.until != "" || ctx.Err() != nil {
			return errors.Join(fmt.Errorf("test connection: %w", err), s.close())
		}
		s.progress.say("the target does not answer as it should; the first cycle will tell: %v", err)
	}
	return s.driver.Do(func(j *simulator.Job) error { j.Start(); return nil })
}

// open finds the tenant and the schema in the state file, or makes them.
func (o simulateOptions) open(ctx context.Context, s *simulation, profile fixtures.Profile) (loaded state.Loaded, newID func() string, err error) {
	var started int64
	if o.state != "" {
		if s.file, err = state.Open(ctx, o.state); err != nil {
			return loaded, nil, err
		}
		if err = o.sameTarget(ctx, s); err != nil {
			return loaded, nil, err
		}
		if started, err = s.file.CountStart(ctx); err != nil {
			return loaded, nil, err
		}
	}
	newID = o.ids(started)
	if s.file != nil {
		if loaded, err = s.file.Load(ctx, s.clock, newID); err != nil {
			return loaded, nil, err
		}
	}
	if loaded.Tenant != nil {
		s.tenant = loaded.Tenant
		if o.speed == 1 && o.until == "" {
			s.clock.AdvanceTo(time.Now()) // real time has gone on
		}
	} else if err := o.newTenant(s, newID); err != nil {
		return loaded, nil, err
	}
	if s.template, err = o.schemaText(profile); err != nil {
		return loaded, nil, err
	}
	if len(loaded.Schema) == 0 {
		if s.schema, err = mapping.Parse(s.template); err != nil {
			return loaded, nil, fmt.Errorf("schema %s: %w", o.schema, err)
		}
		return loaded, newID, s.saveSchema(s.template)
	}
	s.schema, err = mapping.Parse(loaded.Schema)
	return loaded, newID, err
}

// warn tells of what in the schema is no fault, and yet may not do what its author thinks.
func (s *simulation) warn(schema *mapping.SynchronizationSchema) {
	for _, warning := range schema.Warnings {
		s.progress.say("schema: warning: %v", warning)
	}
}

// sameTarget refuses a state file whose links are those of another target: their ids may be those of other people there. A
// target that has moved keeps the ids by which Entra ID would know the application.
func (o simulateOptions) sameTarget(ctx context.Context, s *simulation) error {
	known, err := s.file.Target(ctx)
	switch {
	case err != nil:
		return err
	case known.URL == "":
		known.First = s.base
	case known.URL != s.base && !o.moved:
		return fmt.Errorf("state: expected the target whose resources %s knows, %s, found %s; say --moved if it is the same at another address",
			o.state, known.URL, s.base)
	}
	known.URL, s.ids = s.base, identify(known.First)
	return s.file.SetTarget(ctx, known)
}

// newTenant makes the tenant that the flags name.
func (o simulateOptions) newTenant(s *simulation, newID func() string) error {
	from := time.Now()
	if o.from != "" {
		from, _ = time.Parse(time.RFC3339, o.from) // check has
	}
	s.clock.AdvanceTo(from.Truncate(time.Second))
	s.tenant = directory.New(s.clock.Now, newID)
	if err := o.fill(s.tenant, s.progress); err != nil {
		return err
	}
	if s.file == nil {
		return nil
	}
	return s.file.Begin(s.tenant, s.clock.Now)
}

func (o simulateOptions) schemaText(profile fixtures.Profile) ([]byte, error) {
	if o.schema != "" {
		text, err := os.ReadFile(o.schema)
		if err != nil {
			return nil, fmt.Errorf("schema: %w", err)
		}
		return text, nil
	}
	return fixtures.FS.ReadFile("mappings/" + profile.Mapping + ".json")
}

// ids gives GUIDs. With a seed they are the same every time; those of a simulation that goes on depend on how often it was
// begun as well, so that none comes twice.
func (o simulateOptions) ids(started int64) func() string {
	if o.seed == 0 {
		return uuid.NewString
	}
	var seed [32]byte
	binary.LittleEndian.PutUint64(seed[:], o.seed)
	binary.LittleEndian.PutUint64(seed[8:], uint64(started)) //nolint:gosec // counted from 0
	source := rand.NewChaCha8(seed)
	var mu sync.Mutex // the directory may be changed in the middle of a cycle
	return func() string {
		mu.Lock()
		defer mu.Unlock()
		return uuid.Must(uuid.NewRandomFromReader(source)).String()
	}
}

// lanes are the profile's. When each of them runs first is drawn, whole seconds after the start, with the seed if there is one: at
// what moment of a lane somebody is assigned is nobody's choice.
func (o simulateOptions) lanes(profile fixtures.Profile) (lanes []simulator.Lane) {
	phases := rand.New(rand.NewPCG(cmp.Or(o.seed, rand.Uint64()), 0)) //nolint:gosec // a schedule, no secret
	for _, lane := range profile.Lanes {
		phase := time.Duration(phases.Int64N(int64(lane.Every/time.Second))) * time.Second
		lanes = append(lanes, simulator.Lane{Kind: simulator.Kind(lane.Kind), Every: lane.Every, Phase: phase})
	}
	return lanes
}

// hide keeps a credential out of the log.
func (s *simulation) hide(token string) {
	if token != "" {
		s.job.Log().Hide(token)
	}
}

func (s *simulation) saveSchema(text []byte) error {
	if s.file == nil {
		return nil
	}
	return s.file.SaveSchema(text)
}

// replaceSchema saves one that was put over the control listener, and tells what it warns of.
func (s *simulation) replaceSchema(text []byte) error {
	if schema, err := mapping.Parse(text); err == nil {
		s.warn(schema)
	}
	return s.saveSchema(text)
}

// keep is what is done after each step of the clock.
func (s *simulation) keep(now time.Time) error {
	s.progress.wait(s.driver.State(), now)
	return s.expire(now)
}

// expire forgets rows of the log that Entra would have forgotten.
func (s *simulation) expire(now time.Time) error {
	if s.job.Log().Expire(now) == 0 || s.file == nil {
		return nil
	}
	return s.file.Expire(now.Add(-s.job.Log().Retention()))
}

// size is how many objects the tenant has.
func (s *simulation) size() (users, groups int) {
	for range s.tenant.Users() {
		users++
	}
	for range s.tenant.Groups() {
		groups++
	}
	return users, groups
}

func (s *simulation) close() error {
	if s.file == nil {
		return nil
	}
	return s.file.Close()
}
