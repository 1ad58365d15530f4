package reports

import (
	"fmt"
	"slices"
)

// Sections gives the prediction as parts of the report that people read. Tests of which the run shows nothing at all, since
// their scenarios were not selected, have no part.
func (g *Gallery) Sections() []Section {
	var all []Section
	columns := []string{"id", "test", "class", "result", "reason"}
	if anyTested(g.Tests) {
		s := Section{Title: "Microsoft's app gallery: " + string(g.Verdict), Columns: columns,
			Text: "Predicted by Microsoft's arithmetic: " + g.Why + ". Optional tests make a warning of a failure. " +
				"Group tests fail, and are not skipped, where /Schemas has no Group."}
		for _, t := range g.Tests {
			s.Rows = append(s.Rows, t.row())
		}
		all = append(all, s)
	}
	if anyTested(g.Validator) {
		s, passed := Section{Title: "The SCIM Validator"}, 0
		for _, t := range g.Validator {
			if t.Result == GalleryPassed {
				passed++
				continue // 32 lines that all say the same are read by nobody
			}
			s.Rows = append(s.Rows, t.row())
		}
		s.Text = fmt.Sprintf("%d of its %d tests pass. Those in preview do not decide.", passed, len(g.Validator))
		if len(s.Rows) > 0 {
			s.Text, s.Columns = s.Text+" The others:", columns
		}
		all = append(all, s)
	}
	if len(all) > 0 && len(g.Alarms) > 0 {
		s := Section{Title: "The validator will complain", Columns: []string{"of", "since the target", "source"},
			Text: "Its known false alarms, as far as the target gives it cause. The standard allows what it complains of."}
		for _, a := range g.Alarms {
			s.Rows = append(s.Rows, []string{a.Complaint, a.Evidence, a.Source})
		}
		all = append(all, s)
	}
	return all
}

func (t GalleryTest) row() []string {
	return []string{t.ID, t.Name, string(t.Class), string(t.Result), t.Reason}
}

func anyTested(tests []GalleryTest) bool {
	return slices.ContainsFunc(tests, func(t GalleryTest) bool { return t.Result != GalleryUntested })
}
