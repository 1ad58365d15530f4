package reports

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// Cause is one root of several failures: what a vendor has to mend once.
type Cause struct {
	// Text is the probable cause, or else the reason, or else what was expected and what was found.
	Text string
	// Outcome is the worst among the scenarios.
	Outcome Outcome
	// Example is the first scenario with that outcome, one that is about the very defect before others; Finding is what it
	// found, if anything, and Exchange the evidence, if there is any.
	Example  Result
	Finding  Finding
	Exchange *Exchange
	// Scenarios are the names of all results concerned, sorted by place.
	Scenarios []string
}

// Causes groups what failed or was blocked by its root, the one with the most scenarios first. A scenario with findings
// of several causes is in each of them.
func (r *Report) Causes() []Cause {
	return causes(r.sorted(), Result.failures, Failed, Blocked)
}

// causes groups the findings that are picked from results with one of some outcomes. The end of the run is the cause of nothing.
func causes(results []Result, pick func(Result) []Finding, of ...Outcome) []Cause {
	var groups []Cause
	index := map[string]int{}
	for _, result := range results {
		if !slices.Contains(of, result.Outcome) || result.interrupted() {
			continue
		}
		seen := map[string]bool{} // several findings with one cause are one scenario
		for _, f := range pick(result) {
			text, signature := root(result, f)
			if seen[signature] {
				continue
			}
			seen[signature] = true
			i, known := index[signature]
			if !known {
				i = len(groups)
				index[signature] = i
				groups = append(groups, Cause{})
			}
			groups[i].add(result, f, text)
		}
	}
	slices.SortStableFunc(groups, func(a, b Cause) int { return cmp.Compare(len(b.Scenarios), len(a.Scenarios)) })
	return groups
}

// add counts a result and keeps the first of the worst as the example. Scenarios of cycles come before those in which a
// fault is seen from near, so that one with the tag of the cause's own defect is shown rather than the first of all.
func (c *Cause) add(result Result, f Finding, text string) {
	better := result.Outcome == c.Outcome && !c.Example.about(c.Finding) && result.about(f)
	if len(c.Scenarios) == 0 || result.Outcome > c.Outcome || better {
		c.Text, c.Outcome, c.Example, c.Finding, c.Exchange = text, result.Outcome, result, f, result.exchange(f)
	}
	c.Scenarios = append(c.Scenarios, result.Name())
}

// about says whether a scenario is tagged with the defect that a finding's diagnosis names as its source.
func (r Result) about(f Finding) bool {
	return f.Diagnosis != nil && slices.ContainsFunc(defect.FindAllString(f.Diagnosis.Source, -1), func(id string) bool {
		return slices.Contains(r.Requirements, id)
	})
}

var defect = regexp.MustCompile(`\bD-\d+\b`)

// root gives the words for a cause, and a signature under which the same cause is found again in other scenarios. What
// blocked or broke a scenario is its reason; without that, findings of the same requirement and the same difference
// belong together.
func root(result Result, f Finding) (text, signature string) {
	stopped := (result.Outcome == Blocked || result.Outcome == Errored) && result.Reason != ""
	switch {
	case f.Cause != "":
		return f.Cause, timeless(f.Cause)
	case stopped, f.Expected == "" && f.Actual == "":
		text = cmp.Or(result.Reason, result.Outcome.String())
		return text, timeless(text)
	default:
		text = "expected " + f.Expected + ", found " + f.Actual
		return text, f.Requirement + "\n" + timeless(text)
	}
}

var (
	token = regexp.MustCompile(`[\pL\pN_-]{6,}`)
	after = regexp.MustCompile(`after (<?[\d.]+ m?s|[\dhm]+s)`)
)

// timeless takes out of a text what differs from scenario to scenario and from run to run: how long something took, and
// made-up names and ids, which are long words with a digit in them. Statuses and attribute names stay.
func timeless(text string) string {
	text = after.ReplaceAllString(text, "")
	return token.ReplaceAllStringFunc(text, func(word string) string {
		if strings.ContainsAny(word, "0123456789") {
			return "…"
		}
		return word
	})
}
