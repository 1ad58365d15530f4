package reports

import (
	"fmt"
	"strings"
)

// Conforms says whether the run showed that the target does what the profile demands: something was judged, and nothing
// failed, was blocked or errored. Warnings do not count.
func (r *Report) Conforms() bool { return r.ExitStatus(false) == 0 }

// ExitStatus gives the exit status of the run:
//
//	1  does not conform: something failed or was blocked, or warned under strict
//	2  nothing learnt: something errored, or no scenario was selected, or none was applicable
//	0  conforms
//
// A failure outweighs an error: what was seen to be wrong stays wrong.
func (r *Report) ExitStatus(strict bool) int {
	switch {
	case r.Count(Failed) > 0, r.Count(Blocked) > 0, strict && r.Count(Warned) > 0:
		return 1
	case r.Count(Errored) > 0, r.Count(NotApplicable) == len(r.Results):
		return 2
	default:
		return 0
	}
}

// verdict says the exit status in a sentence.
func (r *Report) verdict(strict bool) string {
	switch r.ExitStatus(strict) {
	case 0:
		return "conforms to " + visible(r.Profile) + r.reservations()
	case 1:
		if r.Count(Failed)+r.Count(Blocked) == 0 {
			return "does not conform: " + amount(r.Count(Warned), "warning") + ", which --strict counts"
		}
		return "does not conform: " + r.tally("", Failed, Blocked, Errored)
	}
	switch {
	case len(r.Results) == 0:
		return "nothing learnt: no scenario was run"
	case r.Count(Errored) == 0:
		return "nothing learnt: no scenario applies to this service provider"
	case words(r.Results)[len(outcomes)].Count == r.Count(Errored):
		return fmt.Sprintf("nothing learnt: %s before %d of %s had ended%s", Interrupted, r.Count(Errored),
			amount(len(r.Results), "scenario"), r.tally("; ", Passed))
	default:
		return "nothing learnt: " + r.tally("", Errored, Passed)
	}
}

// tally counts some outcomes in words, "2 failed, 1 blocked", after a prefix; empty if there is none of them.
func (r *Report) tally(prefix string, of ...Outcome) string {
	var parts []string
	all := words(r.Results)
	for _, o := range of {
		for _, w := range all {
			if w.Outcome != o || w.Count == 0 {
				continue
			}
			if o == KnownFailure && w.Count > 1 { // the one outcome that is a noun
				w.Word += "s"
			}
			parts = append(parts, fmt.Sprintf("%d %s", w.Count, w.Word))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return prefix + strings.Join(parts, ", ")
}

// reservations gives what conforming leaves to be said: ", with 1 warning and 2 known failures".
func (r *Report) reservations() string {
	var parts []string
	if n := r.Count(Warned); n > 0 {
		parts = append(parts, amount(n, "warning"))
	}
	if n := r.Count(KnownFailure); n > 0 {
		parts = append(parts, amount(n, "known failure"))
	}
	if len(parts) == 0 {
		return ""
	}
	return ", with " + strings.Join(parts, " and ")
}

func amount(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
