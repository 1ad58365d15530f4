package reports

import (
	"bytes"
	"encoding/json"
	"testing"

	messages "github.com/cucumber/messages/go/v21"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func cucumberMessages(t *testing.T, r *Report) []messages.Envelope {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.WriteCucumber(&b))
	var all []messages.Envelope
	for _, line := range bytes.Split(bytes.TrimSpace(b.Bytes()), []byte("\n")) {
		decoder := json.NewDecoder(bytes.NewReader(line))
		decoder.DisallowUnknownFields()
		var e messages.Envelope
		require.NoError(t, decoder.Decode(&e), string(line))
		all = append(all, e)
	}
	return all
}

// orderly checks what every reader of Cucumber messages relies on: whatever a message refers to has come before it, steps
// lie within their case, and all ids are different. It gives the worst status of each case, by title.
func orderly(t *testing.T, all []messages.Envelope) map[string]messages.TestStepResultStatus {
	t.Helper()
	uris, pickleSteps, ids := map[string]bool{}, map[string]bool{}, map[string]bool{}
	pickles, cases := map[string]*messages.Pickle{}, map[string]*messages.TestCase{}
	started := map[string]string{}
	worst := map[string]messages.TestStepResultStatus{}
	runStarted, runFinished, openCase, openStep := false, false, "", ""
	fresh := func(id string) {
		assert.NotEmpty(t, id)
		assert.False(t, ids[id], "id %s is used twice", id)
		ids[id] = true
	}
	for i, e := range all {
		assert.False(t, runFinished, "nothing follows the end of the run")
		switch {
		case e.Meta != nil:
			assert.Zero(t, i, "meta comes first")
		case e.Source != nil:
			assert.False(t, uris[e.Source.Uri], "source %s comes once", e.Source.Uri)
			uris[e.Source.Uri] = true
		case e.GherkinDocument != nil:
			assert.True(t, uris[e.GherkinDocument.Uri], "source before document")
		case e.Pickle != nil:
			assert.True(t, uris[e.Pickle.Uri])
			fresh(e.Pickle.Id)
			pickles[e.Pickle.Id] = e.Pickle
			for _, s := range e.Pickle.Steps {
				fresh(s.Id)
				pickleSteps[s.Id] = true
			}
		case e.TestRunStarted != nil:
			runStarted = true
		case e.TestCase != nil:
			require.NotNil(t, pickles[e.TestCase.PickleId])
			assert.Len(t, e.TestCase.TestSteps, len(pickles[e.TestCase.PickleId].Steps))
			fresh(e.TestCase.Id)
			cases[e.TestCase.Id] = e.TestCase
			for _, s := range e.TestCase.TestSteps {
				fresh(s.Id)
				assert.True(t, pickleSteps[s.PickleStepId])
			}
		case e.TestCaseStarted != nil:
			assert.True(t, runStarted)
			assert.Empty(t, openCase)
			require.NotNil(t, cases[e.TestCaseStarted.TestCaseId])
			openCase = e.TestCaseStarted.Id
			fresh(openCase)
			started[openCase] = pickles[cases[e.TestCaseStarted.TestCaseId].PickleId].Name
		case e.TestStepStarted != nil:
			assert.Equal(t, openCase, e.TestStepStarted.TestCaseStartedId)
			assert.Empty(t, openStep)
			openStep = e.TestStepStarted.TestStepId
		case e.Attachment != nil:
			assert.Equal(t, openCase, e.Attachment.TestCaseStartedId)
			assert.Equal(t, openStep, e.Attachment.TestStepId)
		case e.TestStepFinished != nil:
			assert.Equal(t, openStep, e.TestStepFinished.TestStepId)
			openStep = ""
			if s := e.TestStepFinished.TestStepResult.Status; s != messages.TestStepResultStatus_PASSED && worst[started[openCase]] != messages.TestStepResultStatus_FAILED {
				worst[started[openCase]] = s
			}
		case e.TestCaseFinished != nil:
			assert.Equal(t, openCase, e.TestCaseFinished.TestCaseStartedId)
			openCase = ""
		case e.TestRunFinished != nil:
			runFinished = true
		default:
			assert.Fail(t, "an empty envelope")
		}
	}
	assert.True(t, runFinished)
	return worst
}

func TestCucumberMessages(t *testing.T) {
	all := cucumberMessages(t, sample())
	assert.Equal(t, map[string]messages.TestStepResultStatus{
		"the account is inactive after the next cycle": messages.TestStepResultStatus_FAILED,
		"a leaver is inactive":                         messages.TestStepResultStatus_FAILED,
		"a bulk request is carried out":                messages.TestStepResultStatus_SKIPPED,
		"a manager is removed":                         messages.TestStepResultStatus_SKIPPED,
		"a joiner who comes back is active":            messages.TestStepResultStatus_FAILED,
		"the target answers within the time-out":       messages.TestStepResultStatus_FAILED,
	}, orderly(t, all), "and the others passed")
	assert.False(t, all[len(all)-1].TestRunFinished.Success)
	assert.True(t, func() bool {
		e := cucumberMessages(t, &Report{Results: []Result{{Scenario: "s", File: "own.feature"}}})
		return e[len(e)-1].TestRunFinished.Success
	}())
}

// TestCucumberStepsAfterAFailure: the step that found it failed, those before passed, those after were not judged.
func TestCucumberStepsAfterAFailure(t *testing.T) {
	one := cucumberCase{result: sampleFailure("the account is inactive after the next cycle", "default", 14)}
	one.pickle = sample().featureTexts(counter())["deactivation/disable.feature"].pickle(one.result)
	require.NotNil(t, one.pickle)
	var statuses []messages.TestStepResultStatus
	for _, s := range one.steps() {
		statuses = append(statuses, s.status)
	}
	const passed, failed, skipped = messages.TestStepResultStatus_PASSED, messages.TestStepResultStatus_FAILED, messages.TestStepResultStatus_SKIPPED
	assert.Equal(t, []messages.TestStepResultStatus{passed, passed, passed, passed, failed, skipped}, statuses)
	assert.Contains(t, one.steps()[4].attached[0], "repeat: curl -X PATCH")
}
