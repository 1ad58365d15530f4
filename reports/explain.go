package reports

import (
	"fmt"
	"strings"

	"github.com/entrasim/entrasim/features"
)

// Explain says in lines of text how the result came about: of each finding the requirement with its source, what was
// expected and found, the exchange and how to repeat it; or else the reason. It is safe to print.
func (r Result) Explain() string {
	found := r.Findings
	if len(found) == 0 {
		found = []Finding{{}}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s", r.Outcome, place(r))
	for _, f := range found {
		for _, line := range evidence(r, f, features.Find, longLimit) {
			fmt.Fprintf(&b, "\n  %-11s  %s", line.label, line.text)
		}
	}
	return b.String()
}
