package exchange

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/reports"
)

// What a scenario that passed leaves in the report is short, says where it was cut, and does not change the recorder's own.
func TestBriefExchanges(t *testing.T) {
	long := strings.Repeat("é", briefBody)
	all := make([]reports.Exchange, briefMax+5)
	for i := range all {
		all[i] = reports.Exchange{Number: i + 1, Request: reports.Request{Body: long}, Response: &reports.Response{Body: long}}
	}
	short := Brief(all)
	assert.Len(t, short, briefMax)
	assert.Len(t, short[0].Request.Body, briefBody)
	assert.True(t, short[0].Request.Truncated)
	assert.True(t, short[0].Response.Truncated)
	assert.Equal(t, long, all[briefMax].Request.Body)
	whole := Brief([]reports.Exchange{{Request: reports.Request{Body: "{}"}}})
	assert.False(t, whole[0].Request.Truncated)
}
