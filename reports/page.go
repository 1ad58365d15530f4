package reports

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"
)

// page is what the template shows: texts are visible, numbers are words where people read them.
type page struct {
	Policy string
	Style  template.CSS
	Script template.JS

	Headline, Sentence, Tone string
	Target                   string
	Facts                    []fact
	Outcomes                 []outcomeCount
	Bar                      []segment
	Readiness                []readinessLine
	Sections                 []sectionView
	Areas                    []areaLine
	Matrix                   Matrix
	MatrixWrong, MatrixRight *Matrix
	MatrixFirst, MatrixRest  *Matrix // of MatrixWrong
	Claims                   []Claim
	Causes                   []causeView
	CausesOfWarnings         int
	Groups                   []resultGroup
	Levels                   []string
	Total                    int
	Left                     []string
	LeftSentence             string
	Created                  int
	Note                     string
}

type fact struct{ Label, Text string }

// outcomeCount is an outcome with the class that colours it.
type outcomeCount struct {
	Outcome string // in words
	Class   string
	Count   int
}

// segment is a part of the bar, in thousandths of its width.
type segment struct {
	Class    string
	X, Width float64
	Title    string
}

type readinessLine struct {
	Readiness
	Word string
	Bar  []segment
}

type sectionView struct {
	Title, Text string
	Columns     []string
	Rows        [][]cellView
}

// cellView is a cell of a section: one that is an outcome's word has its class.
type cellView struct{ Text, Class string }

type areaLine struct {
	Name, Promise string
	Counts        []outcomeCount
	Bar           []segment
	Total         int
	Wrong         string // 1 failed, 3 blocked
}

// matrixRows are so many operations that went wrong as leave the causes below in reach.
const matrixRows = 15

// classes of outcomes in the style sheet.
var outcomeClasses = [...]string{
	Passed: "passed", NotApplicable: "inapplicable", Warned: "warned", KnownFailure: "known",
	Blocked: "blocked", Failed: "failed", Errored: "errored",
}

func classOf(o Outcome) string {
	if int(o) < len(outcomeClasses) {
		return outcomeClasses[o]
	}
	return "errored"
}

func (r Result) class() string { return wordCount{Outcome: r.Outcome, Word: r.Word()}.class() }

func (w wordCount) class() string {
	if w.Word == wordInterrupted {
		return wordInterrupted
	}
	return classOf(w.Outcome)
}

func (r *Report) page(find catalogue) page {
	v := &viewer{report: r, find: find, budget: pageBudget, texts: r.featureTexts(counter())}
	p := page{
		Headline: r.headline(), Sentence: sentence(r.summing()), Tone: [...]string{"good", "bad", "unknown"}[r.ExitStatus(r.Strict)],
		Target: targetName(r.Target), Facts: r.facts(), Outcomes: counts(r.Results), Bar: bar(counts(r.Results)), Total: len(r.Results),
		Created: r.Cleanup.Created, Matrix: r.Matrix(),
	}
	for _, line := range r.readiness(find) {
		p.Readiness = append(p.Readiness, readinessLine{line, line.Level.String(), bar([]outcomeCount{
			{"passed", "passed", line.Met}, {"failed", "failed", line.Broken}, {"not applicable", "inapplicable", line.Open}})})
		p.Levels = append(p.Levels, line.Level.String())
	}
	for _, s := range r.Sections {
		p.Sections = append(p.Sections, s.view())
	}
	for _, a := range r.Areas() {
		p.Areas = append(p.Areas, areaLine{visible(cut(a.Name, detailLimit)), promise(a.Name), counts(a.Results), bar(counts(a.Results)),
			len(a.Results), (&Report{Results: a.Results}).tally("", Failed, Blocked, Errored)})
	}
	p.MatrixWrong, p.MatrixRight = p.Matrix.split()
	p.MatrixFirst, p.MatrixRest = p.MatrixWrong.first(matrixRows)
	for _, c := range r.Capabilities {
		p.Claims = append(p.Claims, Claim{visible(cut(c.Name, detailLimit)), c.Claimed, visible(cut(c.Source, detailLimit))})
	}
	p.Groups = v.groups()
	p.Causes = v.causes()
	for _, c := range p.Causes {
		if c.Outcome == Warned.String() {
			p.CausesOfWarnings++
		}
	}
	p.LeftSentence = r.Cleanup.Sentence()
	for _, url := range r.Cleanup.Left {
		p.Left = append(p.Left, visible(cut(url, longLimit)))
	}
	if v.omitted > 0 {
		p.Note = fmt.Sprintf("The bodies of %s are left out to keep this page small; traffic.har has them.", amount(v.omitted, "exchange"))
	}
	return p
}

// facts are what one needs to know of the run, and to run it again.
func (r *Report) facts() []fact {
	all := []fact{{"Profile", r.Profile}, {"Dialects", strings.Join(r.Dialects, ", ")}}
	if !r.Started.IsZero() {
		all = append(all, fact{"Run", r.Started.UTC().Format("2 January 2006, 15:04 UTC") + ", took " + spell(r.Duration)})
	}
	all = append(all, fact{"entrasim", r.Tool + ", catalogue " + r.Catalogue}, fact{"Seed", fmt.Sprint(r.Seed)},
		fact{"Prefix", r.Prefix}, fact{"Exit status", fmt.Sprint(r.ExitStatus(r.Strict))})
	for i := range all {
		all[i].Text = visible(cut(all[i].Text, detailLimit))
	}
	return all
}

func targetName(t Target) string {
	if t.Embedded {
		return "the embedded reference server"
	}
	return visible(cut(t.URL, shortLimit))
}

// sentence begins with a capital letter and ends with a full stop.
func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// counts gives the outcomes that occur, worst first.
func counts(results []Result) []outcomeCount {
	var all []outcomeCount
	for _, w := range slices.Backward(words(results)) {
		if w.Count > 0 {
			all = append(all, outcomeCount{w.Word, w.class(), w.Count})
		}
	}
	return all
}

// bar lays counts side by side, none of them too narrow to be seen.
func bar(all []outcomeCount) []segment {
	const thinnest = 8
	total := 0
	for _, c := range all {
		total += max(c.Count, 0)
	}
	if total == 0 {
		return nil
	}
	var segments []segment
	width := 0.0
	for _, c := range all {
		if c.Count == 0 {
			continue
		}
		w := max(thinnest, 1000*float64(c.Count)/float64(total))
		segments = append(segments, segment{Class: c.Class, X: width, Width: w, Title: fmt.Sprintf("%d %s", c.Count, c.Outcome)})
		width += w
	}
	for i := range segments { // back to a thousand
		segments[i].X *= 1000 / width
		segments[i].Width *= 1000 / width
	}
	return segments
}

func (s Section) view() sectionView {
	v := sectionView{Title: visible(cut(s.Title, detailLimit)), Text: visible(cut(s.Text, longLimit))}
	for _, c := range s.Columns {
		v.Columns = append(v.Columns, visible(cut(c, detailLimit)))
	}
	for _, row := range s.Rows {
		var cells []cellView
		for _, text := range row {
			cell := cellView{Text: visible(cut(text, shortLimit))}
			var o Outcome
			if o.UnmarshalText([]byte(text)) == nil {
				cell.Class = classOf(o)
			}
			cells = append(cells, cell)
		}
		v.Rows = append(v.Rows, cells)
	}
	return v
}

// began gives when a result began, as far as is known.
func (r Result) began(run time.Time) time.Time {
	switch {
	case !r.Started.IsZero():
		return r.Started
	case len(r.Exchanges) > 0 && !r.Exchanges[0].Started.IsZero():
		return r.Exchanges[0].Started
	default:
		return run
	}
}
