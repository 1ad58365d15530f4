package simulator

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/entrasim/entrasim/simulator/expression"
)

// disabledInterval is what Graph shows as the interval of a job that does not run: the longest time span there is.
const disabledInterval = "P10675199DT2H48M5.4775807S"

// SynchronizationSchedule is when a job runs (Graph: synchronizationSchedule).
type SynchronizationSchedule struct {
	// Expiration is null: provisioning goes on until it is stopped.
	Expiration *time.Time `json:"expiration"`
	// Interval is an ISO 8601 duration, such as PT40M.
	Interval string        `json:"interval"`
	State    ScheduleState `json:"state"`
}

// NameValue is a setting of a job (Graph: the members of synchronizationJobSettings).
type NameValue struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Schedule is the job's schedule. A job that was never started is Disabled, as in Graph's samples. Of a job with lanes the
// interval is the shortest.
func (j *Job) Schedule() SynchronizationSchedule {
	s := SynchronizationSchedule{State: cmp.Or(j.shownState(), ScheduleDisabled), Interval: disabledInterval}
	if s.State == ScheduleDisabled {
		return s
	}
	every := j.schedule.lanes[0].every
	for _, lane := range j.schedule.lanes {
		every = min(every, lane.every)
	}
	s.Interval = isoDuration(every)
	return s
}

// JobSettings are those that Graph shows with the job (synchronizationJobSettings). The threshold of deletions is the one
// that is documented (accidental-deletions); a job without it has none.
func (j *Job) JobSettings() []NameValue {
	settings := []NameValue{}
	if n := j.settings.TooManyDeletesThreshold; n > 0 {
		settings = append(settings, NameValue{"QuarantineTooManyDeletesThreshold", strconv.Itoa(n)})
	}
	return settings
}

// Expressions are what its settings decide of the functions of attribute mappings.
func (j *Job) Expressions() expression.Options { return j.settings.Expressions }

// isoDuration writes a positive duration as ISO 8601 does: PT40M, PT1H30M, P1D, PT0.5S.
func isoDuration(d time.Duration) string {
	var date, clock strings.Builder
	if days := d / (24 * time.Hour); days > 0 {
		fmt.Fprintf(&date, "%dD", days)
	}
	d %= 24 * time.Hour
	if hours := d / time.Hour; hours > 0 {
		fmt.Fprintf(&clock, "%dH", hours)
	}
	if minutes := d % time.Hour / time.Minute; minutes > 0 {
		fmt.Fprintf(&clock, "%dM", minutes)
	}
	if rest := d % time.Minute; rest > 0 || date.Len()+clock.Len() == 0 {
		clock.WriteString(strconv.FormatFloat(rest.Seconds(), 'f', -1, 64) + "S")
	}
	if clock.Len() == 0 {
		return "P" + date.String()
	}
	return "P" + date.String() + "T" + clock.String()
}
