package portal

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAuditKeepsTheNewest(t *testing.T) {
	var a audit
	for i := range auditMax + 5 {
		a.add(auditEntry{Reason: strconv.Itoa(i)})
	}
	entries := a.list()
	require.Len(t, entries, auditMax)
	require.Equal(t, "5", entries[0].Reason)
	require.Equal(t, strconv.Itoa(auditMax+4), entries[auditMax-1].Reason)
}
