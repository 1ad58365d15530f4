package simulator_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
)

// A walk with a target that does everything: users come before groups and both before references, nothing is asked of a resource
// that was deleted, no request is refused or empty, and a cycle without a change in the directory sends nothing.
func TestRequestsComeInOrderAndOnce(t *testing.T) {
	for name, settings := range map[string]simulator.Settings{
		"reading": {}, "without reading": {SkipReadBeforeUpdate: true, SkipReferenceCheck: true}, "no soft delete": {NoSoftDelete: true},
		"cleared":    {RemoveManager: true, ClearNulls: true, ProvisionDisabledUsers: true},
		"groups":     {KeepUnassignedGroups: true, EndMembershipsOfDeleted: true},
		"remembered": {SkipReadBeforeUpdate: true, RemoveManager: true, ClearNulls: true, ManagerInCreate: true},
	} {
		t.Run(name, func(t *testing.T) {
			w := newRelations(t, connector.DialectDefault, settings)
			s := &stages{t: t, deleted: map[string]bool{}}
			w.target.watch = s.see
			for cycle := range 150 {
				w.change()
				if cycle%20 == 19 {
					_ = w.tenant.DeleteUser(w.users[w.random.IntN(len(w.users))])
				}
				s.reached = 0
				w.cycles(1)
				s.seen, s.reached = 0, 0
				w.cycles(1)
				require.Zero(t, s.seen, "seed %d, cycle %d: nothing had changed", *seed, cycle)
				require.Equal(t, simulator.Succeeded, w.job.Status().LastExecution.State)
			}
			assert.NotEmpty(t, s.deleted, "otherwise it proves less")
		})
	}
}

// stages looks at the requests of a cycle.
type stages struct {
	t             testing.TB
	reached, seen int
	deleted       map[string]bool // paths
}

func (s *stages) see(method, path, query, body string, status int) {
	if strings.Contains(query, ` eq "n`) {
		return // a probe
	}
	s.seen++
	stage := 0
	switch {
	case strings.Contains(body, `"members"`), strings.Contains(body, `:manager"`), strings.Contains(query, " and "):
		stage = 2
	case strings.HasPrefix(path, "/Groups"):
		stage = 1
	}
	if method != http.MethodGet || query != "" { // a resource is read in any of them
		assert.GreaterOrEqual(s.t, stage, s.reached, "%s %s %s %s", method, path, query, body)
	}
	s.reached = max(s.reached, stage)
	assert.Less(s.t, status, 400, "%s %s %s %s", method, path, query, body)
	assert.False(s.t, s.deleted[path], "%s %s: deleted before", method, path)
	assert.NotContains(s.t, body, `"Operations":[]`)
	if method == http.MethodDelete {
		s.deleted[path] = true
	}
}
