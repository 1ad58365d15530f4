package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Diff is what became of the scenarios of one report in a later one.
type Diff struct {
	// NewlyFailed were passed, warned, not applicable or a known failure, and are failed, blocked or errored now. Of
	// Worse ones the outcome became worse without that; NewlyPassed are the way back from failed, blocked, errored or
	// warned. Changed failed before and do so now, with another outcome or for another reason.
	NewlyFailed, Worse, NewlyPassed, Changed []Change
	// Gone are only in the earlier report, Added only in the later one.
	Gone, Added []Change
	// Same is the number of scenarios in both that are in none of the lists.
	Same int
}

// Change is one scenario: its name, the outcomes, and what was found now, or before if there is no now.
type Change struct {
	Name          string
	Before, After Outcome
	Text          string
}

// Compare gives the difference between an earlier and a later report. Scenarios are the same when their names are; several
// of one name are told apart by their order.
func Compare(before, after *Report) Diff {
	var d Diff
	old, names := byName(before)
	now, later := byName(after)
	for _, name := range names {
		if _, stays := now[name]; !stays {
			d.Gone = append(d.Gone, Change{Name: name, Before: old[name].Outcome, Text: found(old[name])})
		}
	}
	for _, name := range later {
		b, known := old[name]
		a := now[name]
		change := Change{Name: name, Before: b.Outcome, After: a.Outcome, Text: found(a)}
		switch {
		case !known:
			d.Added = append(d.Added, change)
		case grade(a) == broken && grade(b) != broken:
			d.NewlyFailed = append(d.NewlyFailed, change)
		case grade(a) > grade(b):
			d.Worse = append(d.Worse, change)
		case grade(a) < grade(b) && a.Outcome != Warned:
			d.NewlyPassed = append(d.NewlyPassed, change)
		case a.Outcome != b.Outcome, grade(a) == broken && timeless(found(a)) != timeless(found(b)):
			d.Changed = append(d.Changed, change)
		default:
			d.Same++
		}
	}
	return d
}

// GotWorse says whether any scenario that is in both reports became worse.
func (d Diff) GotWorse() bool { return len(d.NewlyFailed)+len(d.Worse) > 0 }

// Compared is the number of scenarios that are in both reports.
func (d Diff) Compared() int {
	return len(d.NewlyFailed) + len(d.Worse) + len(d.NewlyPassed) + len(d.Changed) + d.Same
}

// The grades of outcomes: what counts as a change for the worse.
const (
	fine = iota
	warned
	broken
)

func grade(r Result) int {
	switch r.Outcome {
	case Warned:
		return warned
	case Blocked, Failed, Errored:
		return broken
	default:
		return fine
	}
}

// byName gives the results by name, and the names in the order of the features.
func byName(r *Report) (map[string]Result, []string) {
	results := map[string]Result{}
	var names []string
	for _, result := range r.sorted() {
		if result.interrupted() { // as if it had not been selected
			continue
		}
		name := result.Name()
		for n := 2; ; n++ {
			if _, taken := results[name]; !taken {
				break
			}
			name = fmt.Sprintf("%s #%d", result.Name(), n)
		}
		results[name] = result
		names = append(names, name)
	}
	return results, names
}

// found says what a result found: reason or first finding.
func found(r Result) string {
	switch {
	case grade(r) == fine, len(r.Findings) == 0:
		return r.Reason
	case r.Outcome == Blocked && r.Reason != "": // the root is what counts, and is the same for all that it blocks
		return r.Reason
	}
	f := r.failures()[0]
	text := "expected " + f.Expected + ", found " + f.Actual
	if f.Requirement != "" {
		text = f.Requirement + ": " + text
	}
	return text
}

// Write writes the difference for people: a list per kind, and a sentence that sums it up.
func (d Diff) Write(w io.Writer) error {
	var b strings.Builder
	for _, list := range []struct {
		title   string
		changes []Change
	}{
		{"newly failed", d.NewlyFailed}, {"worse", d.Worse}, {"changed", d.Changed}, {"newly passed", d.NewlyPassed}, {"new", d.Added}, {"gone", d.Gone},
	} {
		if len(list.changes) == 0 {
			continue
		}
		fmt.Fprintf(&b, "%s: %d\n", list.title, len(list.changes))
		for _, c := range inGroups(list.changes) {
			fmt.Fprintf(&b, "  %s  %s%s\n", c.outcomes(list.title), visible(c.Name), c.more())
			if c.Text != "" && slices.Contains([]string{"newly failed", "worse", "changed"}, list.title) {
				fmt.Fprintf(&b, "      %s\n", visible(cut(c.Text, shortLimit)))
			}
		}
		b.WriteString("\n")
	}
	verdict := "nothing got worse"
	if d.GotWorse() {
		verdict = fmt.Sprintf("%s got worse", amount(len(d.NewlyFailed)+len(d.Worse), "scenario"))
	}
	fmt.Fprintf(&b, "%s compared, %d as before: %s\n", amount(d.Compared(), "scenario"), d.Same, verdict)
	_, err := io.WriteString(w, b.String())
	return err
}

// changes is one change, and how many more are like it.
type changes struct {
	Change
	alike int
}

// inGroups puts what is blocked behind the rest, and what one root blocks into one line.
func inGroups(all []Change) []changes {
	var others, blocked []changes
	for _, c := range all {
		if c.After != Blocked {
			others = append(others, changes{Change: c})
			continue
		}
		i := slices.IndexFunc(blocked, func(b changes) bool {
			return b.Before == c.Before && timeless(b.Text) == timeless(c.Text)
		})
		if i < 0 {
			blocked = append(blocked, changes{Change: c})
		} else {
			blocked[i].alike++
		}
	}
	return append(others, blocked...)
}

func (c changes) more() string {
	if c.alike == 0 {
		return ""
	}
	return fmt.Sprintf(" and %d more", c.alike)
}

func (c Change) outcomes(list string) string {
	switch list {
	case "new":
		return c.After.String()
	case "gone":
		return c.Before.String()
	default:
		return c.Before.String() + " -> " + c.After.String()
	}
}
