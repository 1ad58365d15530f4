package reports

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/features"
)

// Microsoft's arithmetic, case by case.
func TestGalleryVerdict(t *testing.T) {
	for name, c := range map[string]struct {
		mandatory, skippable, optional, credentials, federated GalleryResult
		want                                                   GalleryVerdict
	}{
		"all pass":                       {GalleryPassed, GalleryPassed, GalleryPassed, GalleryPassed, GalleryPassed, GallerySucceeds},
		"one of the two is enough":       {GalleryPassed, GalleryPassed, GalleryPassed, GalleryFailed, GalleryPassed, GallerySucceeds},
		"a skipped one counts as passed": {GalleryPassed, GallerySkipped, GalleryPassed, GalleryPassed, GalleryUntested, GallerySucceeds},
		"optional tests do not count":    {GalleryPassed, GalleryPassed, GalleryWarning, GalleryPassed, GalleryUntested, GallerySucceeds},
		"an optional one was not run":    {GalleryPassed, GalleryPassed, GalleryUntested, GalleryPassed, GalleryUntested, GallerySucceeds},
		"credentials are not tried":      {GalleryPassed, GalleryPassed, GalleryPassed, GalleryUntested, GalleryUntested, GalleryDepends},
		"one of the two is left":         {GalleryPassed, GalleryPassed, GalleryPassed, GalleryFailed, GalleryUntested, GalleryDepends},
		"neither of the two passes":      {GalleryPassed, GalleryPassed, GalleryPassed, GalleryFailed, GalleryFailed, GalleryFails},
		"a skipped credential is none":   {GalleryPassed, GalleryPassed, GalleryPassed, GallerySkipped, GalleryFailed, GalleryFails},
		"a mandatory one fails":          {GalleryFailed, GalleryPassed, GalleryPassed, GalleryPassed, GalleryPassed, GalleryFails},
		"a manager test fails":           {GalleryPassed, GalleryFailed, GalleryPassed, GalleryPassed, GalleryPassed, GalleryFails},
		"a mandatory one was not run":    {GalleryUntested, GalleryPassed, GalleryPassed, GalleryPassed, GalleryPassed, GalleryUnknown},
		"a failure outweighs it":         {GalleryUntested, GalleryFailed, GalleryPassed, GalleryPassed, GalleryPassed, GalleryFails},
	} {
		got, why := galleryVerdict([]GalleryTest{
			{Name: "M", Class: features.Mandatory, Result: c.mandatory}, {Name: "S", Class: features.Skippable, Result: c.skippable},
			{Name: "O", Class: features.Optional, Result: c.optional}, {Name: "C", Class: features.OneOf, Result: c.credentials},
			{Name: "F", Class: features.OneOf, Result: c.federated},
		})
		assert.Equal(t, c.want, got, name)
		assert.NotEmpty(t, why, name)
	}
}

func TestPredict(t *testing.T) {
	of := func(id string, results ...Result) GalleryTest {
		row, _ := features.Find(id)
		r := &Report{}
		for i, x := range results {
			x.Requirements, x.Line = []string{id}, i
			r.Results = append(r.Results, x)
		}
		return r.predict(row)
	}
	named := func(id string) []Finding { return []Finding{{Requirement: id, Expected: "a", Actual: "b"}} }
	for name, c := range map[string]struct {
		got  GalleryTest
		want GalleryResult
	}{
		"a pass":                                     {of("GALLERY-01", Result{}), GalleryPassed},
		"the worst of two":                           {of("GALLERY-01", Result{}, Result{Outcome: Failed}), GalleryFailed},
		"a precondition that could not be met":       {of("GALLERY-08", Result{Outcome: Blocked}), GalleryFailed},
		"a known failure is none to Microsoft":       {of("GALLERY-01", Result{Outcome: KnownFailure}), GalleryFailed},
		"a capability that is not there":             {of("GALLERY-05", Result{Outcome: NotApplicable}), GallerySkipped},
		"one of two left out":                        {of("GALLERY-05", Result{Outcome: NotApplicable}, Result{}), GalleryPassed},
		"an optional failure":                        {of("GALLERY-04", Result{Outcome: Warned, Findings: named("GALLERY-04")}), GalleryWarning},
		"a breach of something else":                 {of("GALLERY-11", Result{Outcome: Warned, Findings: named("RFC7643-4.2-a")}), GalleryPassed},
		"a failure of a preview is told":             {of("VALIDATOR-28", Result{Findings: named("VALIDATOR-28")}), GalleryFailed},
		"the harness's own fault":                    {of("GALLERY-01", Result{Outcome: Errored}), GalleryUntested},
		"one that was not selected":                  {of("GALLERY-01"), GalleryUntested},
		"one that cannot be seen from outside":       {of("GALLERY-22"), GalleryUntested},
		"a failure beside the harness's own":         {of("GALLERY-01", Result{Outcome: Errored}, Result{Outcome: Failed}), GalleryFailed},
		"no word of a pass beside what is not known": {of("GALLERY-01", Result{}, Result{Outcome: Errored}), GalleryUntested},
	} {
		assert.Equal(t, c.want, c.got.Result, name)
	}
	assert.Contains(t, of("GALLERY-22").Reason, "only Entra ID can sign")
	assert.Equal(t, "expected a, found b", of("GALLERY-01", Result{Outcome: Failed, Findings: named("GALLERY-01")}).Reason)
}

const complainedOf = `{"Resources": [{"id": "urn:ietf:params:scim:schemas:core:2.0:User", "attributes": [
	{"name": "userName", "required": true}, {"name": "password", "mutability": "writeOnly", "returned": "never"},
	{"name": "timezone"}, {"name": "userType", "canonicalValues": ["a", "b"], "required": true},
	{"name": "roles", "subAttributes": [{"name": "primary"}]},
	{"name": "emails", "subAttributes": [{"name": "display"}, {"name": "type", "canonicalValues": ["work"]}]}]},
	{"id": "urn:ietf:params:scim:schemas:core:2.0:Group", "attributes": [{"name": "displayName", "required": true}]}]}`

// What the validator complains of comes from what was seen, and from nothing else.
func TestAlarms(t *testing.T) {
	assert.Empty(t, alarms(&Report{}, ""))
	assert.Empty(t, alarms(&Report{}, `{"Resources": [{"id": "urn:ietf:params:scim:schemas:core:2.0:User", "attributes": [{"name": "userName", "required": true}]}]}`))
	assert.Empty(t, alarms(&Report{}, "<html>"))
	var evidence []string
	for _, a := range alarms(galleryReport(), complainedOf) {
		evidence = append(evidence, a.Evidence)
	}
	assert.Equal(t, []string{
		"advertises as never returned password", "advertises roles.primary", "advertises emails.display", "advertises timezone",
		"requires userType", "has canonical values for userType",
		"answered GET /v2/Users/1 with 200 as application/json",
		"answered PATCH /v2/Groups/7 with 400 for a member whom it does not know",
		"answered POST /v2/Users with 409",
	}, evidence)
}

// galleryReport has a pass, a failure, a warning and a test left out.
func galleryReport() *Report {
	r := sample()
	r.Profile, r.Sections = features.ProfileGallery, nil
	exchange := func(method, path, body string, status int, header string) Exchange {
		return Exchange{Number: 1, Request: Request{Method: method, URL: "https://scim.example.com/v2" + path, Body: body},
			Response: &Response{Status: status, Header: map[string][]string{"Content-Type": {header}}}}
	}
	add := func(id string, outcome Outcome, findings []Finding, exchanges ...Exchange) {
		r.Results = append(r.Results, Result{Area: "gallery", Feature: "Gallery", Scenario: id, File: "gallery/g.feature",
			Line: len(r.Results), Requirements: []string{id}, Outcome: outcome, Findings: findings, Exchanges: exchanges})
	}
	add("GALLERY-01", Passed, nil, exchange("GET", "/Users/1", "", 200, "application/json; charset=utf-8"))
	add("GALLERY-02", Failed, []Finding{{Requirement: "GALLERY-02", Level: features.Must, Expected: "displayName Alice", Actual: "displayName Bob"}})
	add("GALLERY-04", Warned, []Finding{{Requirement: "GALLERY-04", Level: features.Should, Expected: "no user", Actual: "one user"}})
	add("GALLERY-05", NotApplicable, nil)
	add("VALIDATOR-01", Passed, nil, exchange("POST", "/Users", "{}", 409, "application/scim+json"))
	add("VALIDATOR-23", Passed, nil,
		exchange("PATCH", "/Groups/7", `{"Operations":[{"path":"members","value":[{"value":"es-unknown"}]}]}`, 400, "application/scim+json"))
	r.Gallery = JudgeGallery(r, complainedOf)
	r.Sections = r.Gallery.Sections()
	return r
}

func TestGalleryGolden(t *testing.T) {
	var console, summary bytes.Buffer
	r := galleryReport()
	assert.NoError(t, r.writeConsole(&console, ConsoleOptions{}, sampleFind))
	golden(t, "gallery-console.txt", console.Bytes())
	assert.NoError(t, r.writeMarkdown(&summary, sampleFind))
	golden(t, "gallery-summary.md", summary.Bytes())
}

func TestGalleryOfAnotherSelection(t *testing.T) {
	assert.Empty(t, JudgeGallery(sample(), complainedOf).Sections(), "25 times not tested says nothing")
}

func TestGalleryInJSON(t *testing.T) {
	var b bytes.Buffer
	r := galleryReport()
	assert.NoError(t, r.WriteJSON(&b))
	read, err := ReadJSON(&b)
	assert.NoError(t, err)
	assert.Equal(t, r.Gallery, read.Gallery)
	assert.Equal(t, GalleryVersion, read.Gallery.Version)
	assert.Len(t, read.Gallery.Tests, 25)
	assert.Len(t, read.Gallery.Validator, 32)
}
