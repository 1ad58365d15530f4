package reports

// Interrupted is the Reason of a scenario that the end of the run has cut off, or kept from beginning. Its outcome is Errored, since
// nothing was learnt; people are told that it was interrupted, for nothing went wrong.
const Interrupted = "the run was interrupted"

// interrupted says that there is no more to tell of a result than that. What had been found before is told like any other error.
func (r Result) interrupted() bool {
	return r.Outcome == Errored && r.Reason == Interrupted && len(r.Findings) == 0
}

// Word is the outcome for people.
func (r Result) Word() string {
	if r.interrupted() {
		return wordInterrupted
	}
	return r.Outcome.String()
}

const wordInterrupted = "interrupted"

// wordCount is how many results ended in a way that people have a word for.
type wordCount struct {
	Outcome Outcome
	Word    string
	Count   int
}

// words counts the results by outcome, best first, and those that were interrupted behind all. Outcomes without any are there, too.
func words(results []Result) []wordCount {
	all := make([]wordCount, 0, len(outcomes)+1)
	interrupted := 0
	for _, r := range results {
		if r.interrupted() {
			interrupted++
		}
	}
	for o, word := range outcomes {
		outcome := Outcome(o)
		n := count(results, outcome)
		if outcome == Errored {
			n -= interrupted
		}
		all = append(all, wordCount{outcome, word, n})
	}
	return append(all, wordCount{Errored, wordInterrupted, interrupted})
}
