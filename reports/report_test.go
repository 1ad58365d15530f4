package reports

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAreasAreSortedAndComplete(t *testing.T) {
	r := sample()
	r.Results = append(r.Results, Result{Scenario: "my own", File: "own.feature"})
	var names []string
	total := 0
	for _, area := range r.Areas() {
		names = append(names, area.Name)
		total += len(area.Results)
	}
	assert.Equal(t, []string{".", "connection", "deactivation", "protocol", "updates"}, names)
	assert.Equal(t, len(r.Results), total)
	assert.Equal(t, 2, r.Areas()[2].Count(Failed))
	assert.Equal(t, 2, r.Count(Failed))
}

func TestNameOfAResult(t *testing.T) {
	r := Result{File: "deactivation/disable.feature", Scenario: "the account is inactive"}
	assert.Equal(t, "deactivation/disable:the account is inactive", r.Name())
	r.Dialect = "compliant"
	assert.Equal(t, "deactivation/disable:the account is inactive [compliant]", r.Name())
}
