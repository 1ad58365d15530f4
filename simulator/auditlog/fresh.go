package auditlog

// freshRow is a row as it was given to the log, in memory that it has from one to the next.
type freshRow struct {
	row     ProvisioningObjectSummary
	details []Detail // of all steps, one after the other
	failure ErrorInformation
}

// mostFresh is how many rows wait to be packed. One by one, between two answers of a target, packing costs twice as much as it
// does when many are packed at once.
const mostFresh = 16

// lock is how whoever looks at rows takes mu: all that were written are there then.
func (l *Log) lock() {
	l.mu.Lock()
	l.settle()
}

// settle packs the fresh rows. The caller holds mu.
func (l *Log) settle() {
	for i := range l.fresh {
		l.add(&l.fresh[i].row)
	}
	l.fresh = l.fresh[:0]
}

// keep takes a row, as a copy. The caller holds mu.
func (l *Log) keep(row *ProvisioningObjectSummary) {
	if len(row.SourceIdentity.Details)+len(row.TargetIdentity.Details) > 0 { // maps of the caller, who may change them
		l.settle()
		l.add(row)
		return
	}
	if len(l.fresh) == mostFresh {
		l.settle()
	}
	if cap(l.fresh) == 0 {
		l.fresh = make([]freshRow, 0, mostFresh)
	}
	l.fresh = l.fresh[:len(l.fresh)+1]
	l.fresh[len(l.fresh)-1].take(row)
}

// take is a copy of the row.
func (f *freshRow) take(row *ProvisioningObjectSummary) {
	properties, steps, details := f.row.ModifiedProperties[:0], f.row.ProvisioningSteps[:0], f.details[:0]
	properties, steps = append(properties, row.ModifiedProperties...), append(steps, row.ProvisioningSteps...)
	f.row = *row
	f.row.ModifiedProperties, f.row.ProvisioningSteps = properties, steps
	if e := row.ProvisioningStatusInfo.ErrorInformation; e != nil {
		f.failure = *e
		f.row.ProvisioningStatusInfo.ErrorInformation = &f.failure
	}
	for _, step := range row.ProvisioningSteps {
		details = append(details, step.Details...)
	}
	f.details = details
	for i := range steps {
		step := &steps[i]
		n := len(step.Details)
		step.Details, details = details[:n:n], details[n:]
	}
}
