package reports

import (
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/entrasim/entrasim/features"
)

const (
	// summaryLimit is the size of the whole summary in bytes. GitHub takes job summaries of up to 1 MiB, and comments of
	// 65,536 characters, which is where summaries end up.
	summaryLimit = 60 << 10
	// summaryCauses and summaryRows are how many causes and matrix rows are listed before the rest is counted.
	summaryCauses = 40
	summaryRows   = 60
)

// WriteMarkdown writes a summary for a CI job: verdict, readiness, areas, causes, the operations that went wrong. It stays
// under 60 KiB whatever the run, and says so where it was cut. What a target sent stands in it as text only.
func (r *Report) WriteMarkdown(w io.Writer) error { return r.writeMarkdown(w, features.Find) }

func (r *Report) writeMarkdown(w io.Writer, find catalogue) error {
	m := &markdown{report: r, find: find}
	m.verdict()
	m.readiness()
	for _, s := range r.Sections {
		m.section(s)
	}
	m.areas()
	m.causes()
	m.matrix()
	m.run()
	_, err := io.WriteString(w, m.text())
	return err
}

// markdown collects parts, the most important first, each whole or not at all.
type markdown struct {
	report *Report
	find   catalogue
	b      strings.Builder
	cut    bool
}

const cutSentence = "\n*This summary was cut at 60 KiB; report.html and report.json have the whole.*\n"

// part adds a text if it fits, and once one did not, nothing more.
func (m *markdown) part(text string) {
	if m.cut || m.b.Len()+len(text) > summaryLimit-len(cutSentence) {
		m.cut = true
		return
	}
	m.b.WriteString(text)
}

func (m *markdown) partf(format string, args ...any) { m.part(fmt.Sprintf(format, args...)) }

func (m *markdown) text() string {
	if m.cut {
		return m.b.String() + cutSentence
	}
	return m.b.String()
}

// table adds a table row by row.
func (m *markdown) table(columns []string, rows [][]string) {
	if len(columns) == 0 || len(rows) == 0 {
		return
	}
	m.part("\n| " + strings.Join(columns, " | ") + " |\n|" + strings.Repeat(" --- |", len(columns)) + "\n")
	for _, row := range rows {
		m.part("| " + strings.Join(row, " | ") + " |\n")
	}
}

func (m *markdown) verdict() {
	r := m.report
	sign := [...]string{"✅", "❌", "❔"}[r.ExitStatus(r.Strict)]
	m.partf("## %s %s\n\n%s\n\n", sign, plain(r.headline(), detailLimit), plain(sentence(r.summing()), shortLimit))
	m.partf("Target %s, profile %s%s.\n", code(targetName(r.Target)), code(visible(r.Profile)),
		plain(r.tally(": ", Failed, Blocked, Errored, Warned, KnownFailure, NotApplicable, Passed), shortLimit))
}

func (m *markdown) readiness() {
	var rows [][]string
	for _, line := range m.report.readiness(m.find) {
		rows = append(rows, []string{line.Level.String(), fmt.Sprintf("**%d** of %d", line.Met, line.Total()), fmt.Sprint(line.Broken),
			fmt.Sprint(line.Open)})
	}
	m.table([]string{"Requirements", "met", "broken", "not shown either way"}, rows)
}

func (m *markdown) section(s Section) {
	m.partf("\n### %s\n\n%s\n", plain(s.Title, detailLimit), plain(s.Text, longLimit))
	var columns []string
	for _, c := range s.Columns {
		columns = append(columns, plain(c, detailLimit))
	}
	var rows [][]string
	for _, row := range s.Rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, plain(c, shortLimit))
		}
		rows = append(rows, cells)
	}
	m.table(columns, rows)
}

func (m *markdown) areas() {
	var rows [][]string
	for _, a := range m.report.Areas() {
		wrong := (&Report{Results: a.Results}).tally("", Errored, Failed, Blocked, Warned, KnownFailure)
		rows = append(rows, []string{plain(a.Name, detailLimit), fmt.Sprint(len(a.Results)), fmt.Sprint(a.Count(Passed)), wrong})
	}
	if len(rows) > 0 {
		m.part("\n### Areas\n")
	}
	m.table([]string{"area", "scenarios", "passed", "of note"}, rows)
}

func (m *markdown) causes() {
	results := m.report.sorted()
	all := append(causes(results, Result.failures, Errored), m.report.Causes()...)
	if len(all) > 0 {
		m.part("\n### Probable causes\n\n")
	}
	for i, c := range all {
		if i == summaryCauses {
			m.partf("\nand %d more.\n", len(all)-i)
			return
		}
		m.part(m.cause(i+1, c))
	}
}

// cause gives one cause as an item of the list.
func (m *markdown) cause(number int, c Cause) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d. **%s** (%s, %s)\n", number, plain(c.Text, shortLimit), c.Outcome, amount(len(c.Scenarios), "scenario"))
	item := func(label, text string) {
		if text != "" {
			fmt.Fprintf(&b, "   - %s: %s\n", label, text)
		}
	}
	for _, d := range c.details() {
		item(strings.ToLower(d.Label), plain(d.Text, shortLimit))
	}
	item("requirement", plain(demand(c.Finding, m.find), shortLimit))
	if c.Finding.Expected != "" || c.Finding.Actual != "" {
		item("expected", plain(c.Finding.Expected, shortLimit))
		item("found", plain(c.Finding.Actual, shortLimit))
	}
	if c.Exchange != nil {
		item("exchange", code(c.Exchange.Summary()))
	}
	if len(c.Scenarios) > 0 {
		item("for example", plain(c.Scenarios[0], shortLimit))
	}
	return b.String()
}

func (m *markdown) matrix() {
	matrix := m.report.Matrix()
	if len(matrix.Rows) == 0 {
		return
	}
	m.part("\n### PATCH operations by dialect\n")
	wrong, right := matrix.split()
	switch {
	case wrong == nil:
		m.part("\nAll operations went as they should.\n")
	case right != nil:
		m.partf("\n%d kinds of operations went wrong, %d as they should.\n", len(wrong.Rows), len(right.Rows))
	}
	columns := append([]string{"operation"}, matrix.Dialects...)
	var rows [][]string
	for i, row := range matrix.Rows {
		if i == summaryRows {
			rows = append(rows, []string{fmt.Sprintf("and %d more", len(matrix.Rows)-i)})
			break
		}
		cells := []string{code(row.Operation)}
		for _, cell := range row.Cells {
			cells = append(cells, answersInWords(cell))
		}
		rows = append(rows, cells)
	}
	m.table(columns, rows)
}

func answersInWords(cell []MatrixAnswer) string {
	var words []string
	for _, a := range cell {
		text := fmt.Sprintf("%s ×%d", plain(a.Status, detailLimit), a.Count)
		if a.Kind >= Ineffective {
			text = fmt.Sprintf("**%s** (%s)", text, a.Kind)
		}
		words = append(words, text)
	}
	return strings.Join(words, ", ")
}

func (m *markdown) run() {
	r := m.report
	m.partf("\nentrasim %s, catalogue %s, seed %d, took %s.", plain(r.Tool, detailLimit), plain(r.Catalogue, detailLimit), r.Seed, spell(r.Duration))
	if left := r.Cleanup.Sentence(); left != "" {
		m.partf(" %s: `entrasim cleanup` removes them.", left)
	}
	m.part("\n")
}

// marks are the characters that Markdown or HTML could take for its own.
var marks = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{"&", "&amp;", "<", "&lt;", ">", "&gt;", "@", "&#64;", "|", `\|`, "://", "&#58;//"}
	for _, c := range "\\`*_{}[]#~$" {
		pairs = append(pairs, string(c), `\`+string(c))
	}
	return strings.NewReplacer(pairs...)
})

// plain gives text that Markdown shows as it is: no markup, no link, nobody mentioned.
func plain(s string, limit int) string { return marks().Replace(visible(cut(s, limit))) }

// code gives text in a fixed width, in a fence that the text cannot end. A pipe would end the cell of a table even there.
func code(s string) string {
	s = visible(cut(s, shortLimit))
	if strings.ContainsAny(s, "|`") {
		return plain(s, shortLimit)
	}
	return "`" + s + "`"
}
