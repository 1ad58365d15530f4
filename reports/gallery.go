package reports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/features"
)

// GalleryVersion is the version of Gallery in the JSON format. It rises as FormatVersion does.
const GalleryVersion = 1

// Gallery is what Microsoft's own tests of an application would say, as far as the run shows it.
type Gallery struct {
	Version int `json:"version"`
	// Verdict is what the onboarding test is predicted to say, Why the reason in a sentence.
	Verdict GalleryVerdict `json:"verdict"`
	Why     string         `json:"why"`
	// Tests are the 25 of the onboarding test, Validator the 25 and 7 of the SCIM Validator, in Microsoft's order.
	Tests     []GalleryTest `json:"tests"`
	Validator []GalleryTest `json:"validator"`
	// Alarms are what the validator complains of although the target is right.
	Alarms []Alarm `json:"alarms"`
}

// GalleryTest is one of Microsoft's tests with its predicted result.
type GalleryTest struct {
	ID     string         `json:"id"`
	Name   string         `json:"name"`
	Class  features.Class `json:"class"`
	Result GalleryResult  `json:"result"`
	// Reason says why it is not a plain pass.
	Reason string `json:"reason,omitempty"`
}

// GalleryResult is how Microsoft's tests end.
type GalleryResult string

const (
	GalleryPassed  GalleryResult = "PASSED"
	GallerySkipped GalleryResult = "SKIPPED"
	GalleryFailed  GalleryResult = "FAILED"
	// GalleryWarning is the failure of an optional test.
	GalleryWarning GalleryResult = "WARNING"
	// GalleryUntested is no word of Microsoft's: the run does not show how the test would end.
	GalleryUntested GalleryResult = "NOT TESTED"
)

// GalleryVerdict is the overall result of the onboarding test.
type GalleryVerdict string

const (
	GallerySucceeds GalleryVerdict = "Succeeded"
	GalleryFails    GalleryVerdict = "Failed"
	// GalleryDepends is a success that hangs on one of the two tests of credentials, which need the application's own.
	GalleryDepends GalleryVerdict = "Succeeded, if the credentials pass"
	GalleryUnknown GalleryVerdict = "not known"
)

// JudgeGallery predicts what Microsoft's tests would say from the results of a run, and from the /Schemas document of the
// target, which may be empty.
func JudgeGallery(r *Report, schemas string) *Gallery {
	g := &Gallery{Version: GalleryVersion, Alarms: alarms(r, schemas)}
	for _, row := range features.MicrosoftTests(features.Gallery) {
		g.Tests = append(g.Tests, r.predict(row))
	}
	for _, row := range features.MicrosoftTests(features.Validator) {
		g.Validator = append(g.Validator, r.predict(row))
	}
	g.Verdict, g.Why = galleryVerdict(g.Tests)
	return g
}

// predict says how one of Microsoft's tests would end. Several scenarios of one test have all to pass; those that are left
// out for a lack of a capability leave the test out only together.
func (r *Report) predict(row features.Requirement) GalleryTest {
	t := GalleryTest{ID: row.ID, Name: row.Test, Class: row.Class, Result: GalleryUntested, Reason: row.Untestable}
	if t.Reason == "" {
		t.Reason = "not among the scenarios of this run"
	}
	weight := map[GalleryResult]int{GallerySkipped: 1, GalleryPassed: 2, GalleryUntested: 3, GalleryFailed: 4}
	worst := 0
	for _, result := range r.sorted() {
		if !slices.Contains(result.Requirements, row.ID) {
			continue
		}
		if one, reason := result.inGallery(row.ID); weight[one] > worst {
			worst, t.Result, t.Reason = weight[one], one, reason
		}
	}
	if t.Result == GalleryFailed && row.Class == features.Optional {
		t.Result = GalleryWarning
	}
	return t
}

// inGallery says what one scenario shows of one of its tests, and why. A list of known failures is the vendor's own and
// excuses nothing at Microsoft; a breach of another requirement, seen on the way, is no breach of the test.
func (r Result) inGallery(id string) (GalleryResult, string) {
	for _, f := range r.Findings {
		if f.Requirement == id || r.Outcome >= KnownFailure && r.Outcome != Errored {
			return GalleryFailed, fmt.Sprintf("expected %s, found %s", f.Expected, f.Actual)
		}
	}
	switch r.Outcome {
	case Errored:
		return GalleryUntested, r.Reason
	case NotApplicable:
		return GallerySkipped, r.Reason
	case KnownFailure, Blocked, Failed:
		return GalleryFailed, r.Reason
	}
	return GalleryPassed, ""
}

// galleryVerdict is Microsoft's arithmetic: the test succeeds when every mandatory test is passed or skipped and at least
// one of the two tests of credentials is passed; optional tests do not count.
func galleryVerdict(tests []GalleryTest) (GalleryVerdict, string) {
	var failed, untested, credentials []string
	opened := false
	for _, t := range tests {
		switch {
		case t.Class == features.Optional:
		case t.Class == features.OneOf:
			opened = opened || t.Result == GalleryPassed
			if t.Result == GalleryUntested {
				credentials = append(credentials, t.Name)
			}
		case t.Result == GalleryFailed:
			failed = append(failed, t.Name)
		case t.Result == GalleryUntested:
			untested = append(untested, t.Name)
		}
	}
	switch {
	case len(failed) > 0:
		return GalleryFails, "mandatory tests fail: " + strings.Join(failed, ", ")
	case !opened && len(credentials) == 0:
		return GalleryFails, "neither of the two tests of credentials passes"
	case len(untested) > 0:
		return GalleryUnknown, "mandatory tests were not run: " + strings.Join(untested, ", ")
	case !opened:
		return GalleryDepends, "every mandatory test is passed or skipped; one of these has to pass, too: " + strings.Join(credentials, ", ")
	default:
		return GallerySucceeds, "every mandatory test is passed or skipped"
	}
}
