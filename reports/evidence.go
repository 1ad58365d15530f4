package reports

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/entrasim/entrasim/features"
)

// catalogue finds the requirement with an id: features.Find, but for tests.
type catalogue func(id string) (features.Requirement, bool)

// labelled is one line of evidence: "expected", "active false".
type labelled struct{ label, text string }

// evidence gives the lines that explain one finding of a result, in the order in which they are printed. The texts are
// visible. valueLimit cuts expected, actual and reason, in characters; the curl line is never cut.
func evidence(r Result, f Finding, find catalogue, valueLimit int) []labelled {
	var all []labelled
	add := func(label, text string) {
		if text != "" {
			all = append(all, labelled{label, visible(cut(text, valueLimit))})
		}
	}
	add("requirement", demand(f, find))
	add("step", f.Step)
	add("expected", f.Expected)
	add("actual", f.Actual)
	add("reason", r.Reason)
	if d := f.Diagnosis; d != nil { // our own texts are never cut
		all = append(all, labelled{"cause", explained(visible(cut(cmp.Or(f.Cause, d.Title), valueLimit)), d.Wrong)},
			labelled{"Entra ID", d.Reaction}, labelled{"fix", visible(d.Fix)}, labelled{"source", d.Source})
	} else {
		add("cause", f.Cause)
	}
	if e := r.exchange(f); e != nil {
		all = append(all, labelled{"exchange", e.Summary()}, labelled{"repeat", e.Curl()})
	}
	return all
}

// explained puts what is wrong behind the words for a cause, which may be a sentence already.
func explained(cause, wrong string) string {
	if strings.HasSuffix(cause, ".") || strings.HasSuffix(cause, "?") {
		return cause + " " + wrong
	}
	return cause + ": " + wrong
}

// demand names a finding's requirement with its weight in this run, its source and its sentence.
func demand(f Finding, find catalogue) string {
	if f.Requirement == "" {
		return ""
	}
	text := fmt.Sprintf("%s, %s", f.Requirement, f.Level)
	row, ok := find(f.Requirement)
	if !ok {
		return text
	}
	return fmt.Sprintf("%s (%s): %s", text, row.Source(), row.Text)
}

// place says where a result's scenario stands, and which it is: file:line, title and dialect.
func place(r Result) string {
	text := fmt.Sprintf("%s:%d  %s", visible(r.File), r.Line, visible(r.Scenario))
	if r.Dialect != "" {
		text += "  [" + visible(r.Dialect) + "]"
	}
	return text
}
