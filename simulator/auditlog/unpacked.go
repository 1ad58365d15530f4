package auditlog

import "time"

// unpacker reads a packed text from its beginning. The texts that it gives are parts of it, not copies.
type unpacker struct{ rest string }

// head is what queries and filters ask of a row: all but details, modified properties and steps. Rest is where these begin. The
// error, if the row has one, is put where failure points to.
func (e *entry) head(failure *ErrorInformation) (s ProvisioningObjectSummary, rest unpacker) {
	r := unpacker{string(e.packed)}
	s.SourceIdentity.ID, s.TargetIdentity.ID = r.text(), r.text()
	s.SourceIdentity.DisplayName, s.TargetIdentity.DisplayName = r.text(), r.text()
	s.ID, s.ChangeID = r.text(), r.text()
	s.SourceIdentity.IdentityType, s.TargetIdentity.IdentityType = r.text(), r.text()
	s.ActivityDateTime = time.Unix(r.number(), r.number()).UTC()
	s.DurationInMilliseconds = r.number()
	s.ProvisioningAction, s.ProvisioningStatusInfo.Status = ProvisioningAction(r.text()), Status(r.text())
	if r.flag() {
		*failure = ErrorInformation{ErrorCode: r.text(), Reason: r.text(), AdditionalDetails: r.text(), RecommendedAction: r.text(),
			ErrorCategory: ErrorCategory(r.text())}
		s.ProvisioningStatusInfo.ErrorInformation = failure
	}
	c := e.common
	s.TenantID, s.JobID, s.CycleID = c.tenantID, c.jobID, c.cycleID
	s.ServicePrincipal, s.SourceSystem, s.TargetSystem, s.InitiatedBy = c.principal, c.source, c.target, c.initiator
	return s, r
}

// row is the whole row.
func (e *entry) row() ProvisioningObjectSummary {
	s, r := e.head(new(ErrorInformation))
	s.SourceIdentity.Details, s.TargetIdentity.Details = r.details().ByName(), r.details().ByName()
	if n := r.number(); n > 0 {
		s.ModifiedProperties = make([]ModifiedProperty, n)
	}
	for i := range s.ModifiedProperties {
		s.ModifiedProperties[i] = ModifiedProperty{DisplayName: r.text(), OldValue: r.text(), NewValue: r.text(), Redacted: r.flag()}
	}
	if n := r.number(); n > 0 {
		s.ProvisioningSteps = make([]ProvisioningStep, n)
	}
	for i := range s.ProvisioningSteps {
		s.ProvisioningSteps[i] = ProvisioningStep{Name: r.text(), Description: r.text(),
			ProvisioningStepType: ProvisioningStepType(r.text()), Status: Status(r.text()), Redacted: r.flag(), Details: r.details()}
	}
	return s
}

// names are those by which the row's objects are found.
func (e *entry) names() [objectNames]string {
	r := unpacker{string(e.packed)}
	return [...]string{r.text(), r.text(), r.text(), r.text()}
}

func (r *unpacker) unsigned() uint64 {
	n, shift := uint64(0), 0
	for {
		b := r.rest[0]
		r.rest = r.rest[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
		shift += 7
	}
}

func (r *unpacker) number() int64 {
	u := r.unsigned()
	n := int64(u >> 1)
	if u&1 != 0 {
		n = ^n
	}
	return n
}

func (r *unpacker) flag() bool { return r.number() != 0 }

func (r *unpacker) text() string {
	n := r.unsigned()
	text := r.rest[:n]
	r.rest = r.rest[n:]
	return text
}

// details are nil for none.
func (r *unpacker) details() Details {
	n := r.number()
	if n == 0 {
		return nil
	}
	details := make(Details, n)
	for i := range details {
		details[i] = Detail{r.text(), r.text()}
	}
	return details
}
