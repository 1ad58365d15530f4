package reports

import (
	"fmt"
	"slices"
)

// document gives the report in the shape of its JSON.
func (r *Report) document() jsonReport {
	d := jsonReport{
		Version: FormatVersion, Tool: r.Tool, Catalogue: r.Catalogue,
		Started: r.Started.UTC(), DurationMs: toMs(r.Duration),
		Target: jsonTarget(r.Target), Profile: r.Profile, Dialects: present(r.Dialects), Seed: r.Seed, Prefix: r.Prefix,
		Conforms: r.Conforms(),
		Outcomes: jsonOutcomes{
			Passed: r.Count(Passed), NotApplicable: r.Count(NotApplicable), Warned: r.Count(Warned),
			KnownFailure: r.Count(KnownFailure), Blocked: r.Count(Blocked), Failed: r.Count(Failed),
			Errored: r.Count(Errored),
		},
		Capabilities: []jsonCapability{}, Causes: r.causesDocument(), Diagnoses: r.diagnoses(),
		Cleanup: jsonCleanup{Created: r.Cleanup.Created, Removed: r.Cleanup.Removed, Left: present(r.Cleanup.Left)},
		Strict:  r.Strict, Sections: r.Sections, Gallery: r.Gallery, Sources: r.Sources,
		Results: []jsonResult{},
	}
	for _, c := range r.Capabilities {
		d.Capabilities = append(d.Capabilities, jsonCapability(c))
	}
	for _, result := range r.sorted() {
		d.Results = append(d.Results, result.document())
	}
	return d
}

func (r Result) document() jsonResult {
	d := jsonResult{
		Name: r.Name(), Area: r.Area, Feature: r.Feature, Scenario: r.Scenario, File: r.File, Line: r.Line,
		Dialect: r.Dialect, Requirements: present(r.Requirements), Outcome: r.Outcome, Reason: r.Reason,
		Started: r.Started, DurationMs: toMs(r.Duration), Findings: []jsonFinding{}, Exchanges: []jsonExchange{},
	}
	for _, f := range r.Findings {
		d.Findings = append(d.Findings, jsonFinding{
			Requirement: f.Requirement, Level: f.Level.String(), Step: f.Step, Expected: f.Expected, Actual: f.Actual,
			Exchange: f.Exchange, Cause: f.Cause, Diagnosis: f.diagnosisID(),
		})
	}
	for _, e := range r.Exchanges {
		d.Exchanges = append(d.Exchanges, e.document())
	}
	return d
}

func (e Exchange) document() jsonExchange {
	e = new(Redactor).Exchange(e) // knows no secret, and empties credential headers nevertheless
	d := jsonExchange{
		Number: e.Number, Started: e.Started.UTC(), DurationMs: toMs(e.Duration),
		Request: jsonRequest(e.Request), Error: e.Error,
	}
	if e.Response != nil {
		response := jsonResponse(*e.Response)
		d.Response = &response
	}
	return d
}

// report gives what the document says.
func (d jsonReport) report() (*Report, error) {
	r := &Report{
		Version: d.Version, Tool: d.Tool, Catalogue: d.Catalogue, Started: d.Started, Duration: fromMs(d.DurationMs),
		Target: Target(d.Target), Profile: d.Profile, Dialects: absent(d.Dialects), Seed: d.Seed, Prefix: d.Prefix,
		Cleanup: Cleanup{Created: d.Cleanup.Created, Removed: d.Cleanup.Removed, Left: absent(d.Cleanup.Left)},
		Strict:  d.Strict, Sections: d.Sections, Gallery: d.Gallery, Sources: d.Sources,
	}
	for _, c := range d.Capabilities {
		r.Capabilities = append(r.Capabilities, Claim(c))
	}
	for _, document := range d.Results {
		result, err := document.result(d.Diagnoses)
		if err != nil {
			return nil, fmt.Errorf("read report: result %q: %w", document.Name, err)
		}
		r.Results = append(r.Results, result)
	}
	return r, nil
}

func (d jsonResult) result(diagnoses []Diagnosis) (Result, error) {
	r := Result{
		Area: d.Area, Feature: d.Feature, Scenario: d.Scenario, File: d.File, Line: d.Line, Dialect: d.Dialect,
		Requirements: absent(d.Requirements), Outcome: d.Outcome, Reason: d.Reason, Started: d.Started,
		Duration: fromMs(d.DurationMs),
	}
	for _, f := range d.Findings {
		level, err := parseLevel(f.Level)
		if err != nil {
			return Result{}, err
		}
		finding := Finding{
			Requirement: f.Requirement, Level: level, Step: f.Step, Expected: f.Expected, Actual: f.Actual,
			Exchange: f.Exchange, Cause: f.Cause,
		}
		if i := slices.IndexFunc(diagnoses, func(x Diagnosis) bool { return x.ID == f.Diagnosis }); i >= 0 {
			finding.Diagnosis = &diagnoses[i]
		}
		r.Findings = append(r.Findings, finding)
	}
	for _, e := range d.Exchanges {
		exchange := Exchange{
			Number: e.Number, Started: e.Started, Duration: fromMs(e.DurationMs),
			Request: Request(e.Request), Error: e.Error,
		}
		if e.Response != nil {
			response := Response(*e.Response)
			exchange.Response = &response
		}
		r.Exchanges = append(r.Exchanges, exchange)
	}
	return r, nil
}

// present makes a missing list an empty one, so that readers of the JSON always find a list; absent undoes it.
func present(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func absent(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	return list
}
