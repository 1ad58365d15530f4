package steps

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/reports"
)

// KnownFailingUpdate says what UpdateKnownFailing did to a list.
type KnownFailingUpdate struct {
	Kept, Dropped, Added int
}

// UpdateKnownFailing brings the text of a list of known failures up to date with a run that used none: a pattern that names
// failures only stays with its comment; one that also names what passes is replaced by those that fail, under the same
// comment; one that names no failure goes; and each failure that is not named yet gets a line with its finding as the
// comment. Lines of comment stay where they are.
func UpdateKnownFailing(text string, report *reports.Report) (string, KnownFailingUpdate) {
	var u KnownFailingUpdate
	all := sortedResults(report)
	named := map[string]bool{}
	var lines []string
	for _, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		pattern, comment, _ := strings.Cut(line, " #")
		if pattern = strings.TrimSpace(pattern); pattern == "" || strings.HasPrefix(pattern, "#") {
			lines = append(lines, line)
			continue
		}
		failing, passing := namedBy(pattern, all)
		for _, r := range failing {
			named[r.Name()] = true
		}
		switch {
		case len(failing) == 0:
			u.Dropped++
		case len(passing) == 0:
			u.Kept++
			lines = append(lines, line)
		default:
			u.Kept++
			for _, p := range patternsOf(failing, all) {
				lines = append(lines, strings.TrimRight(p+"  #"+comment, " #"))
			}
		}
	}
	var unnamed []reports.Result
	for _, r := range all {
		if isNews(r, report.Strict) && !named[r.Name()] {
			unnamed = append(unnamed, r)
		}
	}
	for _, p := range patternsOf(unnamed, all) {
		i := slices.IndexFunc(unnamed, func(r reports.Result) bool { return strings.HasPrefix(r.Name(), p) })
		lines = append(lines, p+"  # "+findingOf(unnamed[i]))
		u.Added++
	}
	return strings.TrimLeft(strings.Join(lines, "\n")+"\n", "\n"), u
}

// isNews says whether a list of known failures has to name a result for the run to conform.
func isNews(r reports.Result, strict bool) bool {
	return r.Outcome == reports.Failed || r.Outcome == reports.Blocked || strict && r.Outcome == reports.Warned
}

func sortedResults(report *reports.Report) []reports.Result {
	all := slices.Clone(report.Results)
	slices.SortStableFunc(all, func(a, b reports.Result) int { return strings.Compare(a.Name(), b.Name()) })
	return all
}

// namedBy gives the results that a pattern names: those that it is right about, warnings included, and those that pass.
func namedBy(text string, all []reports.Result) (failing, passing []reports.Result) {
	one := &Patterns{}
	one.add(text, "")
	for _, r := range all {
		s := Scenario{File: r.File, Line: r.Line, Area: r.Area, Title: r.Scenario}
		for _, id := range r.Requirements {
			s.Requirements = append(s.Requirements, features.Requirement{ID: id})
		}
		switch {
		case !one.MatchIn(s, r.Dialect):
		case isNews(r, true):
			failing = append(failing, r)
		case r.Outcome == reports.Passed:
			passing = append(passing, r)
		}
	}
	return failing, passing
}

// patternsOf names results one by one, without a dialect where a scenario fails in all of them.
func patternsOf(results, all []reports.Result) []string {
	var patterns []string
	for _, r := range results {
		path := Scenario{File: r.File, Title: r.Scenario}.Path()
		same := func(x reports.Result) bool { return x.File == r.File && x.Scenario == r.Scenario }
		if count(results, same) < count(all, same) {
			path = r.Name()
		}
		if !slices.Contains(patterns, path) {
			patterns = append(patterns, path)
		}
	}
	return patterns
}

func count(all []reports.Result, is func(reports.Result) bool) int {
	n := 0
	for _, r := range all {
		if is(r) {
			n++
		}
	}
	return n
}

// opaqueWord is a name or an id of one run.
var opaqueWord = regexp.MustCompile(`es[a-z0-9]{5}-\S*|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[A-Za-z0-9]{32}`)

// findingOf is what is wrong in one line without names that change from run to run.
func findingOf(r reports.Result) string {
	text := cmp.Or(r.Reason, r.Outcome.String())
	if len(r.Findings) > 0 {
		f := r.Findings[0]
		text = fmt.Sprintf("%s: expected %s, found %s", f.Requirement, f.Expected, f.Actual)
	}
	text = strings.Join(strings.Fields(text), " ")
	text = opaqueWord.ReplaceAllString(text, "…")
	const most = 160
	if letters := []rune(text); len(letters) > most {
		text = string(letters[:most]) + "…"
	}
	return text
}
