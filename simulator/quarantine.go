package simulator

import "time"

// QuarantineReason is why a job is in quarantine (Graph: quarantineReason).
type QuarantineReason string

const (
	// EncounteredBaseEscrowThreshold: too many failed operations, those about references not counted.
	EncounteredBaseEscrowThreshold QuarantineReason = "EncounteredBaseEscrowThreshold"
	// EncounteredTotalEscrowThreshold: too many failed operations, those about references counted.
	EncounteredTotalEscrowThreshold QuarantineReason = "EncounteredTotalEscrowThreshold"
	// EncounteredEscrowProportionThreshold: too large a part of the operations failed.
	EncounteredEscrowProportionThreshold QuarantineReason = "EncounteredEscrowProportionThreshold"
	// EncounteredQuarantineException: the target refused the credentials, or is no SCIM endpoint.
	EncounteredQuarantineException QuarantineReason = "EncounteredQuarantineException"
	// TooManyDeletes: a cycle would have disabled or deleted more than the administrator allows.
	TooManyDeletes QuarantineReason = "TooManyDeletes"
)

// SynchronizationQuarantine is the quarantine of a job (Graph: synchronizationQuarantine).
type SynchronizationQuarantine struct {
	// CurrentBegan is when the quarantine was last imposed or confirmed, SeriesBegan when it was first imposed.
	CurrentBegan time.Time `json:"currentBegan"`
	SeriesBegan  time.Time `json:"seriesBegan"`
	// SeriesCount is how often since then it was confirmed.
	SeriesCount int `json:"seriesCount"`
	// NextAttempt is when the job runs next; zero when it was disabled.
	NextAttempt time.Time             `json:"nextAttempt"`
	Reason      QuarantineReason      `json:"reason"`
	Error       *SynchronizationError `json:"error"`
}

// QuarantineThresholds are the numbers above which a job is quarantined. The zero value of each field is Microsoft's
// (application-provisioning-quarantine-status); the page of 2021 and every later copy have the same.
type QuarantineThresholds struct {
	// Base is for failed operations without references: 40,000.
	Base int
	// Total is for all failed operations: 60,000.
	Total int
	// Percent is for failed operations of a cycle among all of it: 40. The 60 that is told now and then stands on no page.
	Percent int
	// Failures are how many it takes before Percent is looked at: 5,000.
	Failures int
}

func (q QuarantineThresholds) orDefault() QuarantineThresholds {
	for _, number := range []struct {
		field    *int
		standard int
	}{{&q.Base, 40_000}, {&q.Total, 60_000}, {&q.Percent, 40}, {&q.Failures, 5_000}} {
		if *number.field == 0 {
			*number.field = number.standard
		}
	}
	return q
}

// outcome is what a cycle came to, as far as quarantine is concerned.
type outcome struct {
	// exception is a reason by itself, withheld one that an administrator asked for.
	exception, withheld bool
	// base and total count the operations in escrow, without references and with them; failed and succeeded those of the
	// cycle.
	base, total, failed, succeeded int
}

// quarantines says whether what happened puts a job into quarantine, or keeps it there, and why.
func (o outcome) quarantines(limit QuarantineThresholds) (reason QuarantineReason, yes bool) {
	switch limit = limit.orDefault(); {
	case o.exception:
		return EncounteredQuarantineException, true
	case o.withheld:
		return TooManyDeletes, true
	case o.base > limit.Base:
		return EncounteredBaseEscrowThreshold, true
	case o.total > limit.Total:
		return EncounteredTotalEscrowThreshold, true
	case o.failed >= limit.Failures && 100*o.failed > limit.Percent*(o.failed+o.succeeded):
		return EncounteredEscrowProportionThreshold, true
	}
	return "", false
}

// judge imposes, confirms or lifts the quarantine after a cycle. Attempts thin out; when the last one comes after the
// lifetime, the escrows are removed and the job is disabled.
func (j *Job) judge(r *run) {
	escrows := j.waiting.escrows()
	reason, yes := outcome{
		exception: r.exception, withheld: r.withheld, base: escrows, total: escrows + j.references.escrows(),
		failed: r.CountEscrowed, succeeded: r.CountExported,
	}.quarantines(j.settings.QuarantineThresholds)
	if r.initial {
		j.status.EscrowsPruned = false
	}
	switch {
	case yes && r.initial && !r.exception && !r.withheld && j.settings.PruneInitialEscrows:
		j.waiting.dropEscrows()
		j.references.dropEscrows()
		j.status.EscrowsPruned, j.quarantine, j.state = true, nil, SchedulePaused
		return
	case !yes && j.quarantine != nil && (r.Error != nil || j.proportionStands(r)):
		reason = j.quarantine.Reason // the cycle failed in another way, or did nothing, and so proves nothing
	case !yes:
		j.quarantine = nil
		return
	}
	now := j.now()
	q := SynchronizationQuarantine{CurrentBegan: now, SeriesBegan: now, Reason: reason, Error: r.Error}
	if j.quarantine != nil {
		q.SeriesBegan, q.SeriesCount = j.quarantine.SeriesBegan, j.quarantine.SeriesCount+1
	}
	if now.Sub(q.SeriesBegan) >= j.settings.quarantineLifetime() {
		j.state = ScheduleDisabled
		j.waiting.dropEscrows()
		j.references.dropEscrows()
	} else {
		q.NextAttempt = nextAttempt(q.SeriesBegan, now, j.settings.quarantineAttempts())
	}
	j.quarantine = &q
}

// proportionStands says whether a quarantine for the proportion of failures goes on: as many operations as it takes wait to be
// tried again, and the cycle, in which the time of few or none had come, has not seen one succeed (Microsoft Learn,
// application-provisioning-quarantine-status: a success ends it).
func (j *Job) proportionStands(r *run) bool {
	return j.quarantine.Reason == EncounteredEscrowProportionThreshold && r.CountExported == 0 &&
		j.Escrows() >= j.settings.QuarantineThresholds.orDefault().Failures
}

// nextAttempt is the first attempt after now, given how long after the beginning each comes; the last repeats itself.
func nextAttempt(began, now time.Time, after []time.Duration) time.Time {
	for _, d := range after {
		if at := began.Add(d); at.After(now) {
			return at
		}
	}
	return now.Add(after[len(after)-1])
}
