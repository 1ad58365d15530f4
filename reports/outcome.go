package reports

import (
	"fmt"
	"slices"
)

// Outcome is how a scenario ended. They are ordered: the worst of several wins.
type Outcome uint8

const (
	// Passed is a scenario whose steps all held.
	Passed Outcome = iota
	// NotApplicable is one that asks for an optional capability which the target does not claim.
	NotApplicable
	// Warned is a breach of a Should.
	Warned
	// KnownFailure is a failure that the list of known failures names.
	KnownFailure
	// Blocked is a scenario whose precondition could not be established at the target.
	Blocked
	// Failed is a breach of a Must, or a known failure that did not happen.
	Failed
	// Errored is the harness's own fault, or a target that could not be reached.
	Errored
)

// outcomes lists all of them, best first, with the words that people and JSON readers see.
var outcomes = [...]string{
	"passed", "not applicable", "warned", "known failure", "blocked", "failed", "errored",
}

// String gives the outcome in words: "not applicable".
func (o Outcome) String() string {
	if int(o) < len(outcomes) {
		return outcomes[o]
	}
	return fmt.Sprintf("outcome(%d)", uint8(o))
}

// Worsen gives the worse of two outcomes.
func (o Outcome) Worsen(other Outcome) Outcome { return max(o, other) }

// MarshalText gives the words of String. A value that is no outcome is an error.
func (o Outcome) MarshalText() ([]byte, error) {
	if int(o) >= len(outcomes) {
		return nil, fmt.Errorf("outcome: expected 0 to %d, found %d", len(outcomes)-1, uint8(o))
	}
	return []byte(outcomes[o]), nil
}

// UnmarshalText reads the words of String.
func (o *Outcome) UnmarshalText(text []byte) error {
	i := slices.Index(outcomes[:], string(text))
	if i < 0 {
		return fmt.Errorf("outcome: expected one of %q, found %q", outcomes, text)
	}
	*o = Outcome(i) //nolint:gosec // below the number of outcomes
	return nil
}
