package simulator

import (
	"errors"
	"time"

	"github.com/entrasim/entrasim/simulator/connector"
)

// StatusCode is the state of a job (Graph: synchronizationStatus.code).
type StatusCode string

const (
	// NotConfigured is the state of no job: it was deleted, and is to be created again.
	NotConfigured StatusCode = "NotConfigured"
	// NotRun is the state before Start.
	NotRun StatusCode = "NotRun"
	// Active jobs run when they are due.
	Active StatusCode = "Active"
	// Paused jobs keep their state and do not run.
	Paused StatusCode = "Paused"
	// Quarantine is the state of a job that runs rarely, or was disabled, because it failed too often.
	Quarantine StatusCode = "Quarantine"
)

// StatusCodes are all of them.
func StatusCodes() []StatusCode {
	return []StatusCode{NotConfigured, NotRun, Active, Paused, Quarantine}
}

// ScheduleState says whether a job runs by itself (Graph: synchronizationSchedule.state). It is empty before the first start.
type ScheduleState string

const (
	ScheduleActive   ScheduleState = "Active"
	SchedulePaused   ScheduleState = "Paused"
	ScheduleDisabled ScheduleState = "Disabled"
)

// statusCode is what the portal shows. A paused job is shown as paused, in quarantine or not.
func statusCode(state ScheduleState, quarantine *SynchronizationQuarantine) StatusCode {
	switch {
	case state == "":
		return NotRun
	case state == SchedulePaused:
		return Paused
	case quarantine != nil:
		return Quarantine
	}
	return Active
}

// SynchronizationStatus is what the portal's overview of a job shows (Graph: synchronizationStatus). An execution with a
// zero TimeBegan has not happened.
type SynchronizationStatus struct {
	Code StatusCode `json:"code"`
	// CountSuccessiveCompleteFailures counts the latest cycles that failed as a whole.
	CountSuccessiveCompleteFailures int `json:"countSuccessiveCompleteFailures"`
	// EscrowsPruned says that failed operations of the last initial cycle were forgotten: Settings.PruneInitialEscrows.
	EscrowsPruned           bool          `json:"escrowsPruned"`
	LastExecution           TaskExecution `json:"lastExecution"`
	LastSuccessfulExecution TaskExecution `json:"lastSuccessfulExecution"`
	// LastSuccessfulExecutionWithExports is the latest that succeeded and sent something.
	LastSuccessfulExecutionWithExports TaskExecution `json:"lastSuccessfulExecutionWithExports"`
	// SteadyStateFirstAchievedTime and SteadyStateLastAchievedTime are ends of cycles after which nothing waited.
	SteadyStateFirstAchievedTime time.Time `json:"steadyStateFirstAchievedTime"`
	SteadyStateLastAchievedTime  time.Time `json:"steadyStateLastAchievedTime"`
	// Quarantine is nil for a job that is in none.
	Quarantine *SynchronizationQuarantine `json:"quarantine"`
	// SynchronizedEntryCountByType is the number of linked objects by type: User.
	SynchronizedEntryCountByType map[string]int `json:"synchronizedEntryCountByType"`
	// Progress is that of the cycle under way; empty between cycles.
	Progress []SynchronizationProgress `json:"progress,omitempty"`
}

// SynchronizationProgress is how far a cycle has come (Graph: synchronizationProgress). Graph's sample counts pages of the
// source, of which there are none here: units are objects that wait, once for themselves and once for their references.
type SynchronizationProgress struct {
	CompletedUnits              int       `json:"completedUnits"`
	ProgressObservationDateTime time.Time `json:"progressObservationDateTime"`
	TotalUnits                  int       `json:"totalUnits"`
	Units                       string    `json:"units"`
}

// TaskExecution is one cycle (Graph: synchronizationTaskExecution).
type TaskExecution struct {
	// ActivityIdentifier is the cycle's id, the CycleID of its log rows.
	ActivityIdentifier string `json:"activityIdentifier"`
	// CountImported is how many users were read from the directory, CountImportedDeltas how many of them as changes since
	// the watermark: none in an initial cycle.
	CountImported       int `json:"countImported"`
	CountImportedDeltas int `json:"countImportedDeltas"`
	// CountImportedReferenceDeltas is how many references, managers and members, had changed.
	CountImportedReferenceDeltas int `json:"countImportedReferenceDeltas"`
	// CountEntitled is how many processed users were assigned, CountEntitledForProvisioning how many of them were to be
	// active in the target.
	CountEntitled                int `json:"countEntitled"`
	CountEntitledForProvisioning int `json:"countEntitledForProvisioning"`
	// CountExports is how many writes were sent, CountExported how many of them succeeded.
	CountExports  int `json:"countExports"`
	CountExported int `json:"countExported"`
	// CountEscrowed is how many users failed in this cycle. CountEscrowedRaw would include failures that the service made
	// itself, of which there are none.
	CountEscrowed    int `json:"countEscrowed"`
	CountEscrowedRaw int `json:"countEscrowedRaw"`
	// Error is why the cycle failed as a whole.
	Error     *SynchronizationError `json:"error"`
	State     ExecutionState        `json:"state"`
	TimeBegan time.Time             `json:"timeBegan"`
	TimeEnded time.Time             `json:"timeEnded"`
}

// ExecutionState is how a cycle came out (Graph: synchronizationTaskExecutionResult).
type ExecutionState string

const (
	Succeeded ExecutionState = "Succeeded"
	// Failed cycles did nothing.
	Failed ExecutionState = "Failed"
	// EntryLevelErrors is a cycle in which some users failed.
	EntryLevelErrors ExecutionState = "EntryLevelErrors"
)

// SynchronizationError is why a cycle failed as a whole (Graph: synchronizationError).
type SynchronizationError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	// TenantActionable says that an administrator can do something about it.
	TenantActionable bool `json:"tenantActionable"`
}

// targetFault is the error as the target's fault; ok is false for one of ours, or of the context.
func targetFault(err error) (fault *connector.Error, ok bool) {
	ok = errors.As(err, &fault)
	return fault, ok
}

// finish settles a cycle and takes it into the status.
func (s *SynchronizationStatus) finish(e *TaskExecution, now time.Time, waiting int) {
	e.TimeEnded = now
	e.CountEscrowedRaw = e.CountEscrowed
	switch {
	case e.Error != nil:
		e.State = Failed
		s.CountSuccessiveCompleteFailures++
	case e.CountEscrowed > 0:
		e.State = EntryLevelErrors
		s.CountSuccessiveCompleteFailures = 0
	default:
		e.State = Succeeded
		s.CountSuccessiveCompleteFailures = 0
		s.LastSuccessfulExecution = *e
		if e.CountExported > 0 {
			s.LastSuccessfulExecutionWithExports = *e
		}
		if waiting == 0 {
			s.SteadyStateLastAchievedTime = now
			if s.SteadyStateFirstAchievedTime.IsZero() {
				s.SteadyStateFirstAchievedTime = now
			}
		}
	}
	s.LastExecution = *e
}
