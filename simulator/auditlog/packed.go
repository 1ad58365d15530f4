package auditlog

import (
	"encoding/binary"
	"strings"
	"sync"
)

// packed is a row as the log keeps it: its texts and numbers one after the other in one text, each text with its length in front. It
// takes half of a row's memory, and garbage collection does not look into it. What most rows have in common is in common.
//
// The order is that of pack and of unpacker; what queries ask for comes first, so that it can be read without the rest.
type packed string

// common is what the rows of one job share; it is kept once for rows that follow each other.
type common struct {
	tenantID, jobID, cycleID string
	principal                Identity
	source, target           Identity // systems
	initiator                Initiator
}

// packer packs rows, in memory that it has from one to the next.
type packer struct{ text []byte }

var packers = sync.Pool{New: func() any { return new(packer) }}

// pack is a row as it may be stored: in UTF-8 and UTC, without credentials, with Redact in place of what is redacted. The
// replacer may be nil.
//
// A redacted value is also taken out of error and steps, in which a target may have repeated it. The ids and names of the
// row's objects stay everywhere, since an administrator finds the row by them: Redact is documented for the values of
// properties only. An empty value stays empty.
func pack(s ProvisioningObjectSummary, credentials *strings.Replacer) packed {
	var plain cleaner
	if credentials != nil {
		plain = cleaner{credentials}
	}
	echoing := plain
	if redacted := s.redact(); len(redacted) > 0 {
		echoing = cleaner{credentials, replacer(redacted, Redact)}
	}
	p := packers.Get().(*packer)
	defer packers.Put(p)
	p.text = p.text[:0]
	for _, name := range s.names() {
		p.put(plain, name)
	}
	p.put(plain, s.ID, s.ChangeID, s.SourceIdentity.IdentityType, s.TargetIdentity.IdentityType)
	p.number(s.ActivityDateTime.Unix())
	p.number(int64(s.ActivityDateTime.Nanosecond()))
	p.number(s.DurationInMilliseconds)
	p.word(string(s.ProvisioningAction))
	p.word(string(s.ProvisioningStatusInfo.Status))
	p.failure(echoing, s.ProvisioningStatusInfo.ErrorInformation)

	p.details(plain, detailsOf(s.SourceIdentity.Details))
	p.details(plain, detailsOf(s.TargetIdentity.Details))
	p.number(int64(len(s.ModifiedProperties)))
	for i := range s.ModifiedProperties {
		m := &s.ModifiedProperties[i]
		p.put(plain, m.DisplayName, m.OldValue, m.NewValue)
		p.flag(m.Redacted)
	}
	p.number(int64(len(s.ProvisioningSteps)))
	for i := range s.ProvisioningSteps {
		t := &s.ProvisioningSteps[i]
		p.put(echoing, t.Name, t.Description)
		p.word(string(t.ProvisioningStepType))
		p.word(string(t.Status))
		p.flag(t.Redacted)
		p.details(echoing, t.Details)
	}
	return packed(p.text)
}

// put appends clean texts.
func (p *packer) put(clean cleaner, texts ...string) {
	for _, text := range texts {
		p.word(clean.text(text))
	}
}

// word appends a text as it is.
func (p *packer) word(text string) {
	p.text = append(binary.AppendUvarint(p.text, uint64(len(text))), text...)
}

func (p *packer) number(n int64) { p.text = binary.AppendVarint(p.text, n) }

func (p *packer) flag(set bool) {
	if set {
		p.number(1)
	} else {
		p.number(0)
	}
}

func (p *packer) details(clean cleaner, details Details) {
	p.number(int64(len(details)))
	for _, d := range details {
		p.put(clean, d.Name, d.Value)
	}
}

func (p *packer) failure(clean cleaner, e *ErrorInformation) {
	p.flag(e != nil)
	if e != nil {
		p.put(clean, e.ErrorCode, e.Reason, e.AdditionalDetails, e.RecommendedAction)
		p.word(string(e.ErrorCategory))
	}
}

// commonOf is what the row has in common with others, without credentials. If that is what the row before has, it is given again.
func commonOf(s *ProvisioningObjectSummary, credentials *strings.Replacer, before *common) *common {
	if before != nil && before.equal(s) {
		return before
	}
	c := &common{s.TenantID, s.JobID, s.CycleID, s.ServicePrincipal, s.SourceSystem, s.TargetSystem, s.InitiatedBy}
	clean := cleaner{credentials}
	clean.texts(&c.tenantID, &c.jobID, &c.cycleID, &c.initiator.ID, &c.initiator.DisplayName, &c.initiator.InitiatorType)
	for _, i := range []*Identity{&c.principal, &c.source, &c.target} {
		clean.texts(&i.ID, &i.DisplayName, &i.IdentityType)
		i.Details = clean.details(i.Details)
	}
	return c
}

// equal says whether it is what the row has in common, as it is.
func (c *common) equal(s *ProvisioningObjectSummary) bool {
	return c.tenantID == s.TenantID && c.jobID == s.JobID && c.cycleID == s.CycleID && c.principal.equal(&s.ServicePrincipal) &&
		c.source.equal(&s.SourceSystem) && c.target.equal(&s.TargetSystem) && c.initiator == s.InitiatedBy
}
