package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/reports"
)

// A list follows what a target does, with the reasons that people wrote beside each line.
func TestUpdateKnownFailing(t *testing.T) {
	result := func(file, title, dialect string, o reports.Outcome, findings ...reports.Finding) reports.Result {
		return reports.Result{Area: "updates", File: "updates/" + file + ".feature", Scenario: title, Dialect: dialect, Outcome: o,
			Requirements: []string{"D-077"}, Findings: findings}
	}
	finding := reports.Finding{Requirement: "MS-SCIM-05", Expected: "204", Actual: "400 of es1a2b3-017d-bob"}
	report := &reports.Report{Results: []reports.Result{
		result("a", "still wrong", "default", reports.Failed), result("a", "still wrong", "compliant", reports.Failed),
		result("a", "mended", "", reports.Passed),
		result("b", "one of two", "", reports.Failed), result("b", "the other", "", reports.Passed),
		result("c", "news", "default", reports.Failed, finding), result("c", "news", "compliant", reports.Passed),
		result("d", "a warning that is listed", "", reports.Warned), result("d", "one that is not", "", reports.Warned),
		result("e", "blocked", "", reports.Blocked),
	}}
	text, update := UpdateKnownFailing(`# what the vendor knows of

updates/a:still wrong  # ticket 1
updates/a:mended  # ticket 2
updates/b:*  # ticket 3
updates/gone:nowhere
updates/d:a warning that is listed # ticket 4
`, report)
	assert.Equal(t, `# what the vendor knows of

updates/a:still wrong  # ticket 1
updates/b:one of two  # ticket 3
updates/d:a warning that is listed # ticket 4
updates/c:news [default]  # MS-SCIM-05: expected 204, found 400 of …
updates/e:blocked  # blocked
`, text)
	assert.Equal(t, KnownFailingUpdate{Kept: 3, Dropped: 2, Added: 2}, update)
}
