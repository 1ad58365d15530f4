package steps

import (
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"strings"

	"github.com/agnivade/levenshtein"
	messages "github.com/cucumber/messages/go/v21"

	"github.com/entrasim/entrasim/features"
)

// readOwnFeatures reads the features of a user of this program. They have the same steps and tags as the catalogue's, and
// may have requirements of their own: a tag that is none of the catalogue's is one, and a scenario without any stands for
// itself. What would only show in the middle of a run is found here, before anything is sent: a sentence that no step
// reads, a scenario that checks nothing.
func readOwnFeatures(root fs.FS) ([]featureFile, error) {
	files, err := readFeatures(root, ownRequirement)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("features: expected *.feature files in the folder, found none")
	}
	vocabulary := compiledVocabulary()
	for _, f := range files {
		if len(f.scenarios) == 0 {
			return nil, fmt.Errorf("%s: expected scenarios, found none", f.path)
		}
		for _, s := range f.scenarios {
			if err := s.sound(vocabulary); err != nil {
				return nil, err
			}
		}
	}
	return files, nil
}

// catalogueID is what the catalogue's ids look like: a tag like this that is in none of its rows is misspelt.
var catalogueID = regexp.MustCompile(`^(?i:RFC\d|MS-|D-\d|VCC-|GALLERY-|VALIDATOR-)`)

// reserved are the beginnings of tags that steer a run.
var reserved = []string{"dialects", "exclusive", "verbatim", "profile.", "requires."}

// ownRequirement takes any tag for a requirement but for those that are a misspelt one of ours.
func ownRequirement(tag string) (features.Requirement, bool) {
	if r, known := features.Find(tag); known {
		return r, true
	}
	if catalogueID.MatchString(tag) {
		return features.Requirement{}, false
	}
	for _, r := range reserved {
		if levenshtein.ComputeDistance(strings.ToLower(tag), r) <= 2 {
			return features.Requirement{}, false
		}
	}
	return features.Requirement{ID: tag, Authority: features.Own, Level: features.Must}, true
}

// sound says what makes a scenario worth nothing: a sentence that no step reads, or no Then that could fail.
func (s Scenario) sound(vocabulary []sentence) error {
	last := messages.PickleStepType_UNKNOWN
	for _, step := range s.steps {
		last = step.Type
		read := false
		for _, v := range vocabulary {
			read = read || v.expression.MatchString(step.Text)
		}
		if !read {
			return fmt.Errorf("%s:%d: no step reads %q; the nearest is:\n  %s\n`entrasim list steps` shows them all",
				s.File, s.Line, step.Text, strings.ReplaceAll(nearest(step.Text, vocabulary), "\n", "\n  "))
		}
	}
	if last != messages.PickleStepType_OUTCOME {
		return fmt.Errorf("%s:%d: %q: expected a Then at its end, found none: nothing that it does is checked", s.File, s.Line, s.Title)
	}
	return nil
}

// nearest gives the example of the step that reads most like a sentence.
func nearest(text string, vocabulary []sentence) string {
	example, least := "", math.MaxInt
	for _, v := range vocabulary {
		line, _, _ := strings.Cut(v.Example, "\n")
		_, words, _ := strings.Cut(line, " ")
		if d := levenshtein.ComputeDistance(text, words); d < least {
			example, least = v.Example, d
		}
	}
	return example
}
