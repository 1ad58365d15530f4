package auditlog

import (
	"maps"
	"slices"
	"strings"
)

// Redact is what the log shows in place of a redacted value: the literal of Microsoft Learn,
// functions-for-customizing-application-data, Redact.
const Redact = "[Redact]"

// echoMin is the length in bytes from which a redacted value is looked for in the texts of its row: taking out "1" or
// "True" would hide nothing and make them unreadable.
const echoMin = 6

// clean is a copy of a row as it may be stored: in UTF-8 and UTC, without credentials, with Redact in place of what is
// redacted. Nothing of it is shared with the row. The replacer may be nil.
//
// A redacted value is also taken out of error and steps, in which a target may have repeated it. The ids and names of the
// row's objects stay everywhere, since an administrator finds the row by them: Redact is documented for the values of
// properties only. An empty value stays empty.
func clean(s ProvisioningObjectSummary, credentials *strings.Replacer) ProvisioningObjectSummary {
	s.ActivityDateTime = s.ActivityDateTime.UTC().Round(0)
	s.ModifiedProperties = append([]ModifiedProperty(nil), s.ModifiedProperties...)
	s.ProvisioningSteps = append([]ProvisioningStep(nil), s.ProvisioningSteps...)
	if e := s.ProvisioningStatusInfo.ErrorInformation; e != nil {
		own := *e
		s.ProvisioningStatusInfo.ErrorInformation = &own
	}
	redacted := s.redact()

	c := cleaner{credentials}
	c.texts(&s.ID, &s.TenantID, &s.JobID, &s.CycleID, &s.ChangeID)
	for _, i := range []*Identity{
		&s.ServicePrincipal, &s.SourceSystem, &s.TargetSystem, &s.SourceIdentity, &s.TargetIdentity,
	} {
		c.texts(&i.ID, &i.DisplayName, &i.IdentityType)
		i.Details = c.details(i.Details)
	}
	c.texts(&s.InitiatedBy.ID, &s.InitiatedBy.DisplayName, &s.InitiatedBy.InitiatorType)
	for i := range s.ModifiedProperties {
		p := &s.ModifiedProperties[i]
		c.texts(&p.DisplayName, &p.OldValue, &p.NewValue)
	}

	if len(redacted) > 0 {
		c = append(c, replacer(redacted, Redact))
	}
	if e := s.ProvisioningStatusInfo.ErrorInformation; e != nil {
		c.texts(&e.ErrorCode, &e.Reason, &e.AdditionalDetails, &e.RecommendedAction)
	}
	for i := range s.ProvisioningSteps {
		p := &s.ProvisioningSteps[i]
		c.texts(&p.Name, &p.Description)
		p.Details = c.details(p.Details)
	}
	return s
}

// redact puts Redact in place of what is marked, and gives the values that are to be looked for elsewhere in the row.
func (s *ProvisioningObjectSummary) redact() (values []string) {
	names := s.names()
	hide := func(text *string) {
		if *text == "" {
			return
		}
		if len(*text) >= echoMin && !slices.Contains(names[:], *text) {
			values = append(values, *text)
		}
		*text = Redact
	}
	for i := range s.ModifiedProperties {
		if p := &s.ModifiedProperties[i]; p.Redacted {
			hide(&p.OldValue)
			hide(&p.NewValue)
		}
	}
	for i := range s.ProvisioningSteps {
		p := &s.ProvisioningSteps[i]
		if !p.Redacted {
			continue
		}
		p.Description = Redact
		details := map[string]string{}
		for name := range p.Details {
			details[name] = Redact
		}
		p.Details = details
	}
	return values
}

// cleaner takes texts out of texts, one after the other.
type cleaner []*strings.Replacer

// texts cleans each of these.
func (c cleaner) texts(all ...*string) {
	for _, text := range all {
		*text = c.text(*text)
	}
}

func (c cleaner) text(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	for _, r := range c {
		if r != nil {
			text = r.Replace(text)
		}
	}
	return text
}

// details is a clean copy, nil for none.
func (c cleaner) details(details map[string]string) map[string]string {
	if len(details) == 0 {
		return nil
	}
	clean := maps.Clone(details)
	for name, value := range details {
		if n, v := c.text(name), c.text(value); n != name || v != value { // hardly ever
			delete(clean, name)
			clean[n] = v
		}
	}
	return clean
}
