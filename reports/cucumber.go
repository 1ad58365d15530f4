package reports

import (
	"encoding/json"
	"io"
	"runtime"
	"slices"
	"strings"
	"time"

	messages "github.com/cucumber/messages/go/v21"
)

// WriteCucumber writes the report as Cucumber messages (https://github.com/cucumber/messages), one JSON object a line, in
// the order in which Cucumber's own formatters expect them: meta, the features as text, tree and pickles, then the run.
// What Cucumber has no status for becomes
//
//	warned                         passed, with the warning as a text attached to the step
//	not applicable, known failure  skipped, with the reason as the message
//	blocked, errored               failed, with the word and the reason as the message
//
// A result whose feature text is not in the report has a feature made up of its title, so that none is missing.
func (r *Report) WriteCucumber(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	c := &cucumber{report: r, newID: counter()}
	c.emit = func(e messages.Envelope) {
		if c.err == nil {
			c.err = encoder.Encode(e)
		}
	}
	c.write()
	return c.err
}

type cucumber struct {
	report *Report
	newID  func() string
	emit   func(messages.Envelope)
	err    error
}

// cucumberCase is a result as Cucumber sees it: a pickle that was run.
type cucumberCase struct {
	result   Result
	testCase *messages.TestCase
	pickle   *messages.Pickle
}

func (c *cucumber) write() {
	r := c.report
	c.emit(messages.Envelope{Meta: &messages.Meta{ProtocolVersion: "21.0.1", Implementation: &messages.Product{Name: "entrasim", Version: valid(r.Tool)},
		Runtime: &messages.Product{Name: "go"}, Os: &messages.Product{Name: runtime.GOOS}, Cpu: &messages.Product{Name: runtime.GOARCH}}})
	results := r.sorted()
	cases := c.features(results)
	c.emit(messages.Envelope{TestRunStarted: &messages.TestRunStarted{Timestamp: timestamp(r.Started)}})
	for _, one := range cases {
		c.emit(messages.Envelope{TestCase: one.testCase})
	}
	for _, one := range cases {
		c.run(one)
	}
	c.emit(messages.Envelope{TestRunFinished: &messages.TestRunFinished{Success: r.ExitStatus(r.Strict) == 0, Message: r.verdict(r.Strict),
		Timestamp: timestamp(r.Started.Add(r.Duration))}})
}

// features writes the features of all results, and gives their cases.
func (c *cucumber) features(results []Result) []cucumberCase {
	texts := c.report.featureTexts(c.newID)
	var files []string
	made := map[string]*featureText{}
	for _, result := range results {
		name := valid(result.File)
		if texts[result.File].pickle(result) == nil {
			name += " (made up)" // beside the real one, whose text stays as it is
			made[name] = c.makeUp(name, result, made[name])
		}
		if !slices.Contains(files, name) {
			files = append(files, name)
		}
	}
	for _, name := range files {
		f := texts[name]
		if made[name] != nil {
			f = made[name]
		}
		if f == nil {
			continue
		}
		c.emit(messages.Envelope{Source: &messages.Source{Uri: name, Data: valid(f.source.Text),
			MediaType: messages.SourceMediaType_TEXT_X_CUCUMBER_GHERKIN_PLAIN}})
		c.emit(messages.Envelope{GherkinDocument: f.document})
		for _, p := range f.pickles {
			c.emit(messages.Envelope{Pickle: p})
		}
	}
	var cases []cucumberCase
	for _, result := range results {
		p := texts[result.File].pickle(result)
		if p == nil {
			p = made[valid(result.File)+" (made up)"].pickle(result)
		}
		one := cucumberCase{result: result, pickle: p, testCase: &messages.TestCase{Id: c.newID(), PickleId: p.Id, TestSteps: []*messages.TestStep{}}}
		for _, s := range p.Steps {
			one.testCase.TestSteps = append(one.testCase.TestSteps, &messages.TestStep{Id: c.newID(), PickleStepId: s.Id})
		}
		cases = append(cases, one)
	}
	return cases
}

// makeUp adds a scenario for a result without a text to a feature: its title, and a step that says what it is.
func (c *cucumber) makeUp(uri string, r Result, f *featureText) *featureText {
	at := &messages.Location{Line: max(int64(r.Line), 1), Column: 1}
	if f == nil {
		feature := &messages.Feature{Location: &messages.Location{Line: 1, Column: 1}, Tags: []*messages.Tag{}, Language: "en", Keyword: "Feature",
			Name: visible(r.Feature), Children: []*messages.FeatureChild{}}
		f = &featureText{source: Source{Path: uri, Text: "Feature: " + visible(r.Feature) + "\n"}, lines: map[string]int{},
			document: &messages.GherkinDocument{Uri: uri, Feature: feature, Comments: []*messages.Comment{}}}
	}
	if f.pickle(r) != nil {
		return f
	}
	const text = "the scenario is run as its own file says"
	step := &messages.Step{Location: at, Keyword: "* ", KeywordType: messages.StepKeywordType_UNKNOWN, Text: text, Id: c.newID()}
	s := &messages.Scenario{Location: at, Tags: []*messages.Tag{}, Keyword: "Scenario", Name: r.Scenario, Steps: []*messages.Step{step},
		Examples: []*messages.Examples{}, Id: c.newID()}
	p := &messages.Pickle{Id: c.newID(), Uri: uri, Name: r.Scenario, Language: "en", Tags: []*messages.PickleTag{}, AstNodeIds: []string{s.Id},
		Steps: []*messages.PickleStep{{Id: c.newID(), Text: text, AstNodeIds: []string{step.Id}, Type: messages.PickleStepType_UNKNOWN}}}
	f.document.Feature.Children = append(f.document.Feature.Children, &messages.FeatureChild{Scenario: s})
	f.source.Text += "\n  Scenario: " + visible(r.Scenario) + "\n    * " + text + "\n"
	f.pickles, f.lines[p.Id] = append(f.pickles, p), r.Line
	return f
}

// run writes one case: its steps in order, each with a result, evidence attached to the step that broke.
func (c *cucumber) run(one cucumberCase) {
	began := one.result.began(c.report.Started)
	started := &messages.TestCaseStarted{Id: c.newID(), TestCaseId: one.testCase.Id, Timestamp: timestamp(began)}
	c.emit(messages.Envelope{TestCaseStarted: started})
	results := one.steps()
	at := began
	for i, step := range one.testCase.TestSteps {
		c.emit(messages.Envelope{TestStepStarted: &messages.TestStepStarted{TestCaseStartedId: started.Id, TestStepId: step.Id, Timestamp: timestamp(at)}})
		for _, text := range results[i].attached {
			c.emit(messages.Envelope{Attachment: &messages.Attachment{Body: text, ContentEncoding: messages.AttachmentContentEncoding_IDENTITY,
				MediaType: "text/plain; charset=utf-8", TestCaseStartedId: started.Id, TestStepId: step.Id}})
		}
		took := time.Duration(0)
		if i == len(results)-1 { // how long a single step took is not recorded
			took = max(one.result.Duration, 0)
			at = at.Add(took)
		}
		c.emit(messages.Envelope{TestStepFinished: &messages.TestStepFinished{TestCaseStartedId: started.Id, TestStepId: step.Id, Timestamp: timestamp(at),
			TestStepResult: &messages.TestStepResult{Status: results[i].status, Message: results[i].message, Duration: span(took)}}})
	}
	c.emit(messages.Envelope{TestCaseFinished: &messages.TestCaseFinished{TestCaseStartedId: started.Id, Timestamp: timestamp(at)}})
}

// timestamp and span are Cucumber's forms of a time and a duration.
func timestamp(t time.Time) *messages.Timestamp {
	return &messages.Timestamp{Seconds: t.Unix(), Nanos: int64(t.Nanosecond())}
}

func span(d time.Duration) *messages.Duration {
	return &messages.Duration{Seconds: int64(d / time.Second), Nanos: int64(d % time.Second)}
}

// textOf joins lines of evidence.
func textOf(all []labelled) string {
	var b strings.Builder
	for _, line := range all {
		b.WriteString(line.label + ": " + line.text + "\n")
	}
	return b.String()
}
