package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	messages "github.com/cucumber/messages/go/v21"

	"github.com/entrasim/entrasim/features"
)

// viewer turns results into what the page shows of them.
type viewer struct {
	report *Report
	find   catalogue
	texts  map[string]*featureText
	// budget is what is left of the bytes for exchanges, omitted counts those that it did not suffice for.
	budget, omitted int
	// ids are the anchors of results by their names.
	ids map[string]string
}

// counter gives 1, 2, 3 and so on.
func counter() func() string { return (&messages.Incrementing{}).NewId }

// resultGroup is an area in the list of results: those that need a look in full, the passed ones as lines.
type resultGroup struct {
	Name, Promise string
	Total         int
	Shown         []resultView
	Passed        []resultView
}

type resultView struct {
	ID, Class, Outcome string
	Title, Feature     string
	Place, Dialect     string
	Area, Level        string
	Took               string
	Reason             string
	Requirements       []requirementView
	Findings           []findingView
	Steps              []stepText
	Exchanges          []exchangeView
	Unbroken           int // requirements that no finding names
	Before, After      int // exchanges that are not shown, before and after those that are
}

type requirementView struct {
	ID, Level, Source, Link, Text string
	// Broken says that a finding names it.
	Broken bool
}

type findingView struct {
	requirementView
	Step, Expected, Actual, Cause string
	Diagnosis                     *Diagnosis
	Exchange                      int
}

// causeView is a probable cause with what it explains.
type causeView struct {
	Number         int
	Class, Outcome string
	Text           string
	Details        []fact
	Requirement    requirementView
	Expected       string
	Actual         string
	Summary, Curl  string
	Count          int
	Scenarios      []link
	More           int
}

type link struct{ Text, ID string }

// causeScenarios is how many scenarios a cause names; the list of results has them all.
const causeScenarios = 12

func (v *viewer) groups() []resultGroup {
	v.ids = map[string]string{}
	var groups []resultGroup
	number := 0
	for _, area := range v.report.Areas() {
		g := resultGroup{Name: visible(cut(area.Name, detailLimit)), Promise: promise(area.Name), Total: len(area.Results)}
		results := slices.Clone(area.Results)
		slices.SortStableFunc(results, func(a, b Result) int { return cmp.Compare(b.Outcome, a.Outcome) })
		for _, result := range results {
			number++
			view := v.result(result, "r"+strconv.Itoa(number))
			if _, taken := v.ids[result.Name()]; !taken {
				v.ids[result.Name()] = view.ID
			}
			if result.Outcome == Passed {
				g.Passed = append(g.Passed, view)
			} else {
				g.Shown = append(g.Shown, view)
			}
		}
		groups = append(groups, g)
	}
	return groups
}

func (v *viewer) result(r Result, id string) resultView {
	view := resultView{
		ID: id, Class: r.class(), Outcome: r.Word(), Title: visible(cut(r.Scenario, shortLimit)),
		Feature: visible(cut(r.Feature, shortLimit)), Place: visible(cut(fmt.Sprintf("%s:%d", r.File, r.Line), shortLimit)),
		Dialect: visible(cut(r.Dialect, detailLimit)), Area: visible(cut(cmp.Or(r.Area, "."), detailLimit)), Took: spell(r.Duration),
		Reason: visible(cut(r.Reason, longLimit)),
	}
	heaviest := features.None
	for _, id := range r.Requirements {
		row, level := v.requirement(id, nil)
		row.Broken = slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Requirement == id })
		view.Requirements = append(view.Requirements, row)
		if !row.Broken {
			view.Unbroken++
		}
		if len(r.Findings) == 0 {
			heaviest = max(heaviest, level)
		}
	}
	for _, f := range r.Findings {
		row, level := v.requirement(f.Requirement, &f.Level)
		view.Findings = append(view.Findings, findingView{row, visible(cut(f.Step, longLimit)), visible(cut(f.Expected, longLimit)),
			visible(cut(f.Actual, longLimit)), visible(cut(f.Cause, longLimit)), f.Diagnosis, f.Exchange})
		heaviest = max(heaviest, level)
	}
	view.Level = heaviest.String()
	if r.Outcome == Passed {
		return view
	}
	view.Steps = v.texts[r.File].steps(r)
	v.exchanges(r, &view)
	return view
}

// requirement gives a row with its level: that of a finding, or else what the catalogue says for the profile.
func (v *viewer) requirement(id string, level *features.Level) (requirementView, features.Level) {
	view := requirementView{ID: visible(cut(id, detailLimit))}
	row, known := v.find(id)
	l := features.None
	if known {
		l = row.LevelIn(v.report.Profile)
		view.Source, view.Text = visible(row.Source()), visible(row.Text)
		view.Link = address(row)
	}
	if level != nil {
		l = *level
	}
	if known || level != nil {
		view.Level = l.String()
	}
	return view, l
}

// address gives where a requirement's source can be read: the RFC's section, or the public report.
func address(row features.Requirement) string {
	if strings.HasPrefix(row.Section, "https://") && !strings.ContainsAny(row.Section, " ,") {
		return row.Section
	}
	if m := rfcSection.FindStringSubmatch(row.Section); m != nil && row.Authority == features.RFC {
		return "https://www.rfc-editor.org/rfc/rfc" + m[1] + "#section-" + m[2]
	}
	return ""
}

func (v *viewer) causes() []causeView {
	var views []causeView
	results := v.report.sorted()
	all := append(causes(results, Result.failures, Errored), v.report.Causes()...)
	warnings := causes(results, Result.warnings, Warned, Failed)
	for i := range warnings {
		warnings[i].Outcome = Warned // also where it is by-catch of a failure
	}
	for i, c := range append(all, warnings...) {
		view := causeView{Number: i + 1, Class: classOf(c.Outcome), Outcome: c.Outcome.String(), Text: visible(cut(c.Text, longLimit)),
			Details: c.details(), Count: len(c.Scenarios), Expected: visible(cut(c.Finding.Expected, shortLimit)),
			Actual: visible(cut(c.Finding.Actual, shortLimit))}
		if c.Finding.Requirement != "" {
			view.Requirement, _ = v.requirement(c.Finding.Requirement, &c.Finding.Level)
		}
		if c.Exchange != nil {
			view.Summary, view.Curl = c.Exchange.Summary(), visible(cut(c.Exchange.Curl(), curlLimit))
		}
		for j, name := range c.Scenarios {
			if j == causeScenarios {
				view.More = len(c.Scenarios) - j
				break
			}
			view.Scenarios = append(view.Scenarios, link{visible(cut(name, shortLimit)), v.ids[name]})
		}
		views = append(views, view)
	}
	return views
}

// details are the lines that explain a cause beside its text.
func (c Cause) details() []fact {
	d := c.Finding.Diagnosis
	if d == nil {
		return nil
	}
	return []fact{{"What is wrong", d.Wrong}, {"Entra ID", d.Reaction}, {"Fix", d.Fix}, {"Known from", d.Source}}
}
