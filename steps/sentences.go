package steps

import (
	"regexp"
	"sync"

	"github.com/cucumber/godog"
	messages "github.com/cucumber/messages/go/v21"
)

// sentence is a definition of the vocabulary, ready to be compared with the text of a step.
type sentence struct {
	Definition
	expression *regexp.Regexp
	step       any // as godog takes it
}

func compiledVocabulary() []sentence {
	var all []sentence
	for _, d := range Vocabulary() {
		all = append(all, sentence{d, regexp.MustCompile(d.Expression), bind(d.run)})
	}
	return all
}

// sentences are the vocabulary of a run. godog compares every step with everything that it has been told of, twice. It is
// therefore told, for each scenario, of the sentences that occur in it: two or more for a step that is ambiguous, none for
// one that is undefined, so that it judges both as it would with the whole.
type sentences struct {
	compile sync.Once
	all     []sentence

	mu   sync.Mutex
	read map[string][]*sentence // by the text of the step
}

// of gives the sentences that a text reads as.
func (v *sentences) of(text string) []*sentence {
	v.compile.Do(func() { v.all, v.read = compiledVocabulary(), map[string][]*sentence{} })
	v.mu.Lock()
	defer v.mu.Unlock()
	found, known := v.read[text]
	if !known {
		for i := range v.all {
			if v.all[i].expression.MatchString(text) {
				found = append(found, &v.all[i])
			}
		}
		v.read[text] = found
	}
	return found
}

// register tells godog of a scenario's sentences. A step finds its world in the context.
func (v *sentences) register(sc *godog.ScenarioContext, steps []*messages.PickleStep) {
	told := map[*sentence]bool{}
	for _, step := range steps {
		for _, s := range v.of(step.Text) {
			if !told[s] {
				told[s] = true
				sc.Step(s.expression, s.step)
			}
		}
	}
}
