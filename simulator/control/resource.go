package control

import (
	"maps"
	"slices"
	"time"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// jobResource is Graph's synchronizationJob. Behind Graph's members are four of ours: the simulated time, when the job
// runs next, how many operations failed and wait to be tried again, and the counts of the cycle under way.
type jobResource struct {
	ID          string                            `json:"id"`
	TemplateID  string                            `json:"templateId"`
	Schedule    simulator.SynchronizationSchedule `json:"schedule"`
	Status      statusResource                    `json:"status"`
	JobSettings []simulator.NameValue             `json:"synchronizationJobSettings"`

	Now     time.Time                `json:"now"`
	NextRun *time.Time               `json:"nextRun"`
	Escrows int                      `json:"escrows"` // 0 in the middle of a cycle
	Running *simulator.TaskExecution `json:"running"`
}

// statusResource is Graph's synchronizationStatus. An execution that has not happened is null; a steady state that was not
// reached is the year 1.
type statusResource struct {
	Code                               simulator.StatusCode                 `json:"code"`
	CountSuccessiveCompleteFailures    int                                  `json:"countSuccessiveCompleteFailures"`
	EscrowsPruned                      bool                                 `json:"escrowsPruned"`
	LastExecution                      *simulator.TaskExecution             `json:"lastExecution"`
	LastSuccessfulExecution            *simulator.TaskExecution             `json:"lastSuccessfulExecution"`
	LastSuccessfulExecutionWithExports *simulator.TaskExecution             `json:"lastSuccessfulExecutionWithExports"`
	Progress                           []simulator.SynchronizationProgress  `json:"progress"`
	Quarantine                         *simulator.SynchronizationQuarantine `json:"quarantine"`
	SteadyStateFirstAchievedTime       time.Time                            `json:"steadyStateFirstAchievedTime"`
	SteadyStateLastAchievedTime        time.Time                            `json:"steadyStateLastAchievedTime"`
	SynchronizedEntryCountByType       []entryCount                         `json:"synchronizedEntryCountByType"`
	// TroubleshootingURL is null: it leads into a portal that is not simulated.
	TroubleshootingURL *string `json:"troubleshootingUrl"`
}

// entryCount is how many objects of a mapping are linked (Graph: stringKeyLongValuePair). The key has both types, the source's
// first: "User to User".
type entryCount struct {
	Key   string `json:"key"`
	Value int    `json:"value"`
}

func (c *Control) job() jobResource {
	s := c.options.Driver.State()
	return jobResource{
		ID: s.JobID, TemplateID: templateID, Schedule: s.Schedule, Status: statusOf(s.Status, c.schema.get()), JobSettings: s.JobSettings,
		Now: s.Now, NextRun: s.NextRun, Escrows: s.Escrows, Running: s.Running,
	}
}

func statusOf(s simulator.SynchronizationStatus, schema *mapping.SynchronizationSchema) statusResource {
	r := statusResource{
		Code: s.Code, CountSuccessiveCompleteFailures: s.CountSuccessiveCompleteFailures, EscrowsPruned: s.EscrowsPruned,
		LastExecution: happened(s.LastExecution), LastSuccessfulExecution: happened(s.LastSuccessfulExecution),
		LastSuccessfulExecutionWithExports: happened(s.LastSuccessfulExecutionWithExports),
		Progress:                           append([]simulator.SynchronizationProgress{}, s.Progress...), Quarantine: s.Quarantine,
		SteadyStateFirstAchievedTime: s.SteadyStateFirstAchievedTime, SteadyStateLastAchievedTime: s.SteadyStateLastAchievedTime,
		SynchronizedEntryCountByType: []entryCount{},
	}
	for _, typ := range slices.Sorted(maps.Keys(s.SynchronizedEntryCountByType)) {
		r.SynchronizedEntryCountByType = append(r.SynchronizedEntryCountByType,
			entryCount{typ + " to " + targetType(schema, typ), s.SynchronizedEntryCountByType[typ]})
	}
	return r
}

// targetType is what objects of a type are called at the target; objects whose mapping is off keep their links, and the type's
// own name.
func targetType(schema *mapping.SynchronizationSchema, typ string) string {
	m := schema.Users()
	if typ == "Group" {
		m = schema.Groups()
	}
	if m == nil {
		return typ
	}
	return m.TargetObjectName
}

func happened(e simulator.TaskExecution) *simulator.TaskExecution {
	if e.TimeBegan.IsZero() {
		return nil
	}
	return &e
}
