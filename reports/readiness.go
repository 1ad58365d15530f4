package reports

import (
	"slices"

	"github.com/entrasim/entrasim/features"
)

// Readiness counts the requirements of one level by what the run showed of them.
type Readiness struct {
	Level features.Level
	// Met were shown to hold. Broken were shown not to, known failures included. Open are those of which the run shows
	// neither: blocked, errored, not applicable, or standing behind another requirement's failure.
	Met, Broken, Open int
}

// Total is the number of requirements of the level that the run looked at.
func (r Readiness) Total() int { return r.Met + r.Broken + r.Open }

// Readiness gives the counts for Must, Should and May, in this order, without levels that do not occur. Requirements that
// the catalogue does not have, those of a user's own features, weigh what a finding says of them, else they are left out.
func (r *Report) Readiness() []Readiness { return r.readiness(features.Find) }

func (r *Report) readiness(find catalogue) []Readiness {
	levels, states := map[string]features.Level{}, map[string]proof{}
	for _, result := range r.Results {
		for _, id := range result.Requirements {
			if row, known := find(id); known {
				levels[id] = row.LevelIn(r.Profile)
			}
			states[id] = max(states[id], result.shows(id))
		}
		for _, f := range result.Findings {
			if _, known := levels[f.Requirement]; !known {
				levels[f.Requirement] = f.Level
			}
			states[f.Requirement] = max(states[f.Requirement], result.shows(f.Requirement))
		}
	}
	var all []Readiness
	for l := features.Must; l > features.None; l-- {
		line := Readiness{Level: l}
		for id, level := range levels {
			switch {
			case level != l:
			case states[id] == disproved:
				line.Broken++
			case states[id] == proved:
				line.Met++
			default:
				line.Open++
			}
		}
		if line.Total() > 0 {
			all = append(all, line)
		}
	}
	return all
}

// proof is what results say of a requirement; the largest of several holds.
type proof uint8

const (
	silent proof = iota
	proved
	// obstructed is a scenario that could not come to the point: what others proved is then not the whole requirement.
	obstructed
	disproved
)

// shows gives what the result says of one of its requirements. A finding names the one that it breaks; a failure
// without a finding breaks all.
func (r Result) shows(id string) proof {
	named := slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Requirement == id })
	switch r.Outcome {
	case Passed:
		return proved
	case NotApplicable:
		return silent
	case Blocked, Errored:
		return obstructed
	}
	switch {
	case named, len(r.Findings) == 0 && r.Outcome != Warned:
		return disproved
	case r.Outcome == Warned:
		return proved
	default:
		return silent
	}
}
