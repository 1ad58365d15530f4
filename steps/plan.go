package steps

import (
	"fmt"
	"slices"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/reports"
)

// Select gives the scenarios that a run of the configuration would run, capabilities aside, in the catalogue's order. It
// sends nothing.
func Select(c Config) ([]Scenario, error) {
	r, err := newRun(c)
	if err != nil {
		return nil, err
	}
	defer r.ledger.Close()
	return r.plan()
}

// plan selects by profile and patterns. A pattern that names nothing is an error, and so is an empty plan.
func (r *run) plan() ([]Scenario, error) {
	var all []Scenario
	for _, f := range r.files {
		for _, s := range f.scenarios {
			if s.countsIn(r.profile()) {
				all = append(all, s)
			}
		}
	}
	for flag, patterns := range map[string]*Patterns{"run": r.config.Run, "skip": r.config.Skip, "known-failing": r.config.KnownFailing} {
		if err := patterns.unmatched(flag, all); err != nil {
			return nil, err
		}
	}
	plan := slices.DeleteFunc(all, func(s Scenario) bool {
		return !r.config.Run.Empty() && !r.config.Run.Match(s) || r.config.Skip.Match(s)
	})
	if len(plan) == 0 {
		return nil, ErrNothingSelected
	}
	return plan, nil
}

// countsIn says whether the scenario has a requirement that exists in the profile. What counts under entra counts under
// entra-gallery, which has Microsoft's own tests besides.
func (s Scenario) countsIn(profile string) bool {
	own := slices.Contains(s.Profiles, profile) || profile == features.ProfileGallery && slices.Contains(s.Profiles, "entra")
	if len(s.Profiles) > 0 && !own {
		return false
	}
	return slices.ContainsFunc(s.Requirements, func(q features.Requirement) bool { return q.LevelIn(profile) > features.None })
}

// gate takes out the scenarios that ask for an optional capability which the target does not claim, and writes their
// results. A claimed capability that cannot be exercised is judged, not skipped.
func (r *run) gate(plan []Scenario, claims []reports.Claim) []Scenario {
	return slices.DeleteFunc(plan, func(s Scenario) bool {
		missing, found := r.unclaimed(s, claims)
		if found {
			reason := fmt.Sprintf("needs %s, which the target does not offer (%s)", missing.Name, missing.Source)
			if missing.Name == string(features.Volume) {
				reason = "makes hundreds of users, which is asked of an embedded service provider alone"
			}
			for _, d := range r.dialectsOf(s) {
				x := r.result(s, d)
				x.Outcome = reports.NotApplicable
				x.Reason = reason
				r.results = append(r.results, x)
			}
		}
		return found
	})
}

// unclaimed gives a capability that the scenario cannot do without and that the target does not claim: one that its
// steps require, or one of its requirements' where there is none that holds without.
func (r *run) unclaimed(s Scenario, claims []reports.Claim) (missing reports.Claim, found bool) {
	lacks := func(c features.Capability) bool {
		i := slices.IndexFunc(claims, func(x reports.Claim) bool { return x.Name == string(c) && !x.Claimed })
		if i < 0 || c.MandatoryIn(r.profile()) {
			return false
		}
		missing = claims[i]
		return true
	}
	if slices.ContainsFunc(s.Requires, lacks) {
		return missing, true
	}
	counting := slices.DeleteFunc(slices.Clone(s.Requirements), func(q features.Requirement) bool {
		return q.LevelIn(r.profile()) == features.None
	})
	for _, q := range counting {
		if !lacks(q.Capability) {
			return reports.Claim{}, false
		}
	}
	return missing, true
}

// blockAll takes out the scenarios that cannot begin, all for one reason, and writes their results.
func (r *run) blockAll(plan []Scenario, reason *blockage) []Scenario {
	return slices.DeleteFunc(plan, func(s Scenario) bool {
		if !reason.holds(s) {
			return false
		}
		for _, d := range r.dialectsOf(s) {
			x := r.result(s, d)
			x.Outcome, x.Reason, x.Exchanges = reports.Blocked, reason.sentence, []reports.Exchange{reason.exchange}
			r.turnKnown(&x, s, d)
			r.results = append(r.results, x)
		}
		return true
	})
}

// countDown sets how many results each area still expects.
func (r *run) countDown(plan []Scenario) {
	r.left = map[string]int{}
	for _, s := range plan {
		r.left[s.Area] += len(r.dialectsOf(s))
		r.total += len(r.dialectsOf(s))
	}
}
