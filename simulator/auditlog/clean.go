package auditlog

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Redact is what the log shows in place of a redacted value: the literal of Microsoft Learn,
// functions-for-customizing-application-data, Redact.
const Redact = "[Redact]"

// echoMin is the length in bytes from which a redacted value is looked for in the texts of its row: taking out "1" or
// "True" would hide nothing and make them unreadable.
const echoMin = 6

// redact puts Redact in place of what is marked, in copies, and gives the values that are to be looked for elsewhere in the row.
func (s *ProvisioningObjectSummary) redact() (values []string) {
	if !s.marked() {
		return nil
	}
	s.ModifiedProperties, s.ProvisioningSteps = slices.Clone(s.ModifiedProperties), slices.Clone(s.ProvisioningSteps)
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
		p.Details = slices.Clone(p.Details)
		for j := range p.Details {
			p.Details[j].Value = Redact
		}
	}
	return values
}

// marked says whether anything of the row is redacted.
func (s *ProvisioningObjectSummary) marked() bool {
	return slices.ContainsFunc(s.ModifiedProperties, func(p ModifiedProperty) bool { return p.Redacted }) ||
		slices.ContainsFunc(s.ProvisioningSteps, func(p ProvisioningStep) bool { return p.Redacted })
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
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
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
