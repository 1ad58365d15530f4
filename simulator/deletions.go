package simulator

import (
	"fmt"
)

// codeTooManyDeletes is the code of rows about deletions that were withheld; the page names no code for them.
const codeTooManyDeletes = string(TooManyDeletes)

// tooManyDeletes says whether a cycle of these kinds would disable or delete more than the administrator allows, which is
// judged before the first of them (Microsoft Learn, accidental-deletions).
func (j *Job) tooManyDeletes(kinds []Kind) bool {
	threshold := j.settings.TooManyDeletesThreshold
	if threshold == 0 || j.forceDeletes {
		return false
	}
	count := 0
	for _, p := range j.waiting.order {
		if j.isDue(p, kinds) && deprovisions(decide(j.situation(p)).kind) {
			count++
		}
	}
	return count > threshold || count == threshold && j.settings.ThresholdIsTooMany
}

func deprovisions(kind actionKind) bool { return kind == disable || kind == remove }

// stage withholds a deletion. It is logged once and goes on waiting: an administrator allows it with ResetForceDeletes, or
// takes the change back.
func (j *Job) stage(p *pending, r *run) {
	if p.staged {
		return
	}
	p.staged = true
	s := j.situation(p)
	row := j.newRow(&p.change, r.ActivityIdentifier, j.store.links[p.change.id()])
	row.scoped(s, j.flow.pipe(p.change.typ).mapping.EvaluateScope(p.change.source()))
	limit := fmt.Sprintf("more than %d", j.settings.TooManyDeletesThreshold)
	if j.settings.ThresholdIsTooMany {
		limit = fmt.Sprintf("%d or more", j.settings.TooManyDeletesThreshold)
	}
	row.staged("the cycle would disable or delete " + limit + " objects")
	j.waiting.notes.wait(p.change.id())
	j.write(row)
}
