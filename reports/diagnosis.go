package reports

import (
	"cmp"
	"slices"
)

// Diagnosis says what is probably wrong with a target, and what to do: a row of the table of probable causes, which
// package steps holds. Its texts are ours; nothing that a target sent is in them.
type Diagnosis struct {
	// ID is the row's stable name: boolean-as-text.
	ID string `json:"id"`
	// Title names the fault in a few words, as the heading of a group.
	Title string `json:"title"`
	// Wrong says what the target does, Reaction what Entra ID makes of it: the code of the provisioning log, what an
	// administrator sees, whether it is tried again, whether the job goes to quarantine.
	Wrong    string `json:"wrong"`
	Reaction string `json:"reaction"`
	// Fix is what a vendor's engineer should change.
	Fix string `json:"fix"`
	// Source names the document, the section or the published defect behind it.
	Source string `json:"source"`
}

// diagnoses gives those of all findings, each once, sorted by id.
func (r *Report) diagnoses() []Diagnosis {
	found := []Diagnosis{}
	for _, result := range r.Results {
		for _, f := range result.Findings {
			if f.Diagnosis != nil && !slices.Contains(found, *f.Diagnosis) {
				found = append(found, *f.Diagnosis)
			}
		}
	}
	slices.SortFunc(found, func(a, b Diagnosis) int { return cmp.Compare(a.ID, b.ID) })
	return found
}

// diagnosisID is what the JSON of a finding refers to its diagnosis by.
func (f Finding) diagnosisID() string {
	if f.Diagnosis == nil {
		return ""
	}
	return f.Diagnosis.ID
}

// jsonCause is a root cause in the JSON: a group of results, for readers who want no more than that.
type jsonCause struct {
	Text      string   `json:"text"`
	Outcome   Outcome  `json:"outcome"`
	Diagnosis string   `json:"diagnosis,omitempty"`
	Scenarios []string `json:"scenarios"`
}

func (r *Report) causesDocument() []jsonCause {
	all := []jsonCause{}
	for _, c := range r.Causes() {
		all = append(all, jsonCause{Text: c.Text, Outcome: c.Outcome, Diagnosis: c.Finding.diagnosisID(), Scenarios: c.Scenarios})
	}
	return all
}
