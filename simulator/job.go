package simulator

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/entrasim/entrasim/simulator/auditlog"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// Connector is how a job reaches its target; *connector.Client is one. An error that is no *connector.Error is taken for
// a fault of the simulator, or the end of the context, and ends the cycle.
type Connector interface {
	// Probe looks up a value that no user has; a match is an error.
	Probe(ctx context.Context, matching connector.Target, value string) error
	// Find looks up users by the value of one attribute.
	Find(ctx context.Context, attribute connector.Target, value string) ([]connector.Object, error)
	// Get reads one user.
	Get(ctx context.Context, id string) (connector.Object, error)
	// Create makes a user and returns it with its id.
	Create(ctx context.Context, attributes []connector.Attribute) (connector.Object, error)
	// Update changes attributes of a user.
	Update(ctx context.Context, id string, changes []connector.Change) error
	// Delete removes a user.
	Delete(ctx context.Context, id string) error
	// HasReference says whether the attribute of a user refers to another resource, by its id.
	HasReference(ctx context.Context, id string, attribute connector.Target, referenced string) (bool, error)
}

// Config is what a job is made of. Settings and ServicePrincipal may be zero; everything else is needed.
type Config struct {
	// ID is the job's id: in Entra, scim.<tenant id without dashes>.<guid>.
	ID        string
	Tenant    *directory.Tenant
	Connector Connector
	// Groups is how it reaches the target's groups: the same requests at another endpoint. Nil is a job that provisions
	// users only.
	Groups Connector
	// OnDemand is the connector of ProvisionOnDemand, which does not honour the tenant URL's flag (provision-on-demand,
	// known limitations): one for the default dialect. Nil is Connector.
	OnDemand Connector
	// OnDemandGroups is the same for groups. Nil is Groups.
	OnDemandGroups Connector
	Schema         *mapping.SynchronizationSchema
	Settings       Settings
	// Now is the same clock as the tenant's and the simulator's.
	Now func() time.Time
	// NewID gives ids of cycles, changes and log rows, and the random values of probes: in Entra they are GUIDs.
	NewID func() string
	// Elapsed is the time that has passed since any instant, by which rows of the log say how long an object took; nil is that of Now,
	// which may stand still in a cycle.
	Elapsed func() time.Duration
	// Random is for the functions Guid and RandomString of attribute mappings; nil is one whose seed is the ID.
	Random *rand.Rand
	// TenantID, ApplicationID and ServicePrincipal are in log rows: the tenant, the application's registration (in Entra its
	// client id), and the application in the tenant. The first two are GUIDs; empty leaves them out.
	TenantID, ApplicationID string
	ServicePrincipal        auditlog.Identity
	// Journal keeps the job's state; nil keeps it in memory only. Saved is what a journal kept, for a job that is to go on
	// from there; nil begins anew.
	Journal Journal
	Saved   *Saved
	// Progress is told of a cycle under way after each object, and once more when it has ended: TimeEnded is zero until
	// then. Nil is nobody.
	Progress func(TaskExecution)
}

// Job provisions the assigned users of one tenant to one target (Graph: synchronizationJob). It is not safe for concurrent
// use; its Log is.
type Job struct {
	id        string
	tenant    *directory.Tenant
	connector Connector
	groups    Connector // nil for none
	settings  Settings
	now       func() time.Time
	newID     func() string
	elapsed   func() time.Duration
	principal auditlog.Identity
	// tenantID and systemDetails, of the target's system, are the same in every row of the log.
	tenantID      string
	systemDetails map[string]string
	// onDemand and onDemandGroups are those of what is done on demand.
	onDemand, onDemandGroups Connector

	flow      *flow
	functions expression.Environment // what attribute mappings may ask besides attributes
	schedule  *schedule
	state     ScheduleState
	status    SynchronizationStatus
	watermark directory.Watermark
	initial   bool // the next cycle reads everybody, not only changes
	store     *connectorDataStore
	journal   Journal
	notes     *notes // nil without a journal
	order     int64  // the place of the next object that waits
	waiting   *queue
	// references wait for the second pass of a cycle.
	references *references
	log        auditlog.Log
	spare      []*row     // rows that were written
	passed     []*passage // passages that have ended

	progress    func(TaskExecution)
	running     *run // nil between cycles
	interrupted atomic.Bool
	// unfinished says that a cycle was broken off and is to go on; finishing that the job pauses when it has.
	unfinished, finishing bool
	gone                  bool                       // it was deleted
	demands               []time.Time                // of the latest requests on demand
	quarantine            *SynchronizationQuarantine // nil outside of one
	forceDeletes          bool                       // the next cycle may delete as much as it likes
	syncAll               bool                       // assignment does not matter
	// skipsOutOfScope is what SetSkipOutOfScopeDeletions said; nil leaves it to the settings.
	skipsOutOfScope *bool
}

// NewJob checks the configuration and makes a job that has not run. The error joins all faults.
func NewJob(c Config) (*Job, error) {
	var errs []error
	for _, part := range []struct {
		name    string
		missing bool
	}{
		{"ID", c.ID == ""}, {"Tenant", c.Tenant == nil}, {"Connector", c.Connector == nil}, {"Now", c.Now == nil},
		{"NewID", c.NewID == nil},
	} {
		if part.missing {
			errs = append(errs, fmt.Errorf("expected %s, found none", part.name))
		}
	}
	if c.Progress == nil {
		c.Progress = func(TaskExecution) {}
	}
	if c.Elapsed == nil {
		c.Elapsed = func() time.Duration { return time.Duration(c.Now().UnixNano()) }
	}
	if c.OnDemand == nil {
		c.OnDemand = c.Connector
	}
	if c.OnDemandGroups == nil {
		c.OnDemandGroups = c.Groups
	}
	functions := expression.Environment{Now: c.Now, Random: c.Random, Options: c.Settings.Expressions}
	if functions.Random == nil {
		functions.Random = rand.New(rand.NewChaCha8(sha256.Sum256([]byte(c.ID)))) //nolint:gosec // repeatable, not secret
	}
	f, err := newFlow(c.Schema, c.Settings.Scoping, functions)
	if err := errors.Join(append(errs, err, c.Settings.validate())...); err != nil {
		return nil, fmt.Errorf("job %s: %w", c.ID, err)
	}
	j := &Job{
		id: c.ID, tenant: c.Tenant, connector: c.Connector, groups: c.Groups, onDemand: c.OnDemand,
		onDemandGroups: c.OnDemandGroups, settings: c.Settings, now: c.Now, newID: c.NewID, elapsed: c.Elapsed,
		principal: c.ServicePrincipal, tenantID: c.TenantID, systemDetails: systemDetails(c),
		flow: f, functions: functions, schedule: newSchedule(c.Settings), syncAll: c.Settings.SyncAll,
		initial: true, journal: c.Journal, progress: c.Progress,
	}
	if j.journal != nil {
		j.notes = newNotes()
	}
	if err := j.log.Configure(auditlog.Options{Retention: c.Settings.LogRetention}); err != nil {
		return nil, fmt.Errorf("job %s: %w", c.ID, err)
	}
	next := func() int64 { j.order++; return j.order }
	j.store, j.waiting, j.references = newConnectorDataStore(j.notes), newQueue(j.notes, next), newReferences(j.notes, next)
	if c.Saved != nil {
		if err := j.resume(c.Saved); err != nil {
			return nil, fmt.Errorf("job %s: %w", c.ID, err)
		}
	}
	return j, nil
}

// Start makes the job run, beginning now with everything that waits: on the first start, the initial cycle. It does nothing about a
// job that does not exist.
func (j *Job) Start() {
	if j.gone {
		return
	}
	j.state, j.finishing = ScheduleActive, false
	j.schedule.everythingAt(j.now())
	if j.quarantine != nil {
		j.quarantine.NextAttempt = j.now()
	}
}

// ErrInterrupted is the end of a cycle that Interrupt broke off.
var ErrInterrupted = errors.New("the cycle was interrupted; it goes on when the job runs next")

// Interrupt breaks a cycle off that is under way: objects that are being provisioned are finished, the others go on
// waiting, and the cycle counts as not having ended. The next one follows at once. It is safe for concurrent use, and
// without a cycle it breaks off the next one.
func (j *Job) Interrupt() { j.interrupted.Store(true) }

// Continue takes an Interrupt back. It is safe for concurrent use.
func (j *Job) Continue() { j.interrupted.Store(false) }

// SetSchema saves another mapping. As in Entra, the watermark is forgotten, so that the next cycle is an initial one; links
// and escrows are kept. The error says what a mapping cannot be used for; the job then keeps the one that it has. Changing
// the schema afterwards has no effect on the job.
func (j *Job) SetSchema(schema *mapping.SynchronizationSchema) error {
	f, err := newFlow(schema, j.settings.Scoping, j.functions)
	if err != nil {
		return fmt.Errorf("job %s: %w", j.id, err)
	}
	j.flow, j.watermark, j.initial = f, 0, true
	if !j.provisionsGroups() {
		j.waiting.drop(func(p *pending) bool { return p.change.typ == groupObject })
		j.references.drop(func(w *reference) bool { return w.of.typ == groupObject })
	}
	return nil
}

// TestConnection does what the portal's button does: it looks up a random value of the first matching attribute, and
// expects status 200 and an empty list; where groups are provisioned, it then does the same with them. The error is a
// *connector.Error when the target is at fault.
func (j *Job) TestConnection(ctx context.Context) error {
	return j.testConnection(ctx, j.connector, j.groups)
}

func (j *Job) testConnection(ctx context.Context, users, groups Connector) error {
	err := users.Probe(ctx, j.flow.users.probe, j.newID())
	if err != nil || !j.provisionsGroups() || j.settings.SkipGroupProbe {
		return err
	}
	return groups.Probe(ctx, j.flow.groups.probe, j.newID())
}

// NextRun is when the job runs next; ok is false when it is not active.
func (j *Job) NextRun() (at time.Time, ok bool) {
	if j.state != ScheduleActive || j.gone {
		return time.Time{}, false
	}
	if j.quarantine != nil {
		return j.quarantine.NextAttempt, true
	}
	return j.schedule.next(), true
}

// Status is the job's state and what its last cycles came to.
func (j *Job) Status() SynchronizationStatus {
	status := j.status
	status.Code = statusCode(j.shownState(), j.quarantine)
	if j.gone {
		status.Code = NotConfigured
	}
	status.Quarantine = j.quarantine
	status.SynchronizedEntryCountByType = j.store.counts()
	if r := j.running; r != nil {
		status.Progress = []SynchronizationProgress{{
			CompletedUnits: r.completed, ProgressObservationDateTime: j.now(), TotalUnits: r.total, Units: "objects",
		}}
	}
	return status
}

// Escrows is how many operations have failed and wait to be tried again.
func (j *Job) Escrows() int { return j.waiting.escrows() + j.references.escrows() }

// Log is the job's provisioning log. It is the same one at every call, and grows as the job runs.
func (j *Job) Log() *auditlog.Log { return &j.log }

// Link is the id in the target of the resource that the user is linked to.
func (j *Job) Link(objectID string) (targetID string, ok bool) {
	l, ok := j.store.links[objectID]
	if !ok {
		return "", false
	}
	return l.targetID, true
}
