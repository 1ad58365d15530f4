package steps

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestAftermath leaves more than the backlog holds, and waits for it twice.
func TestAftermath(t *testing.T) {
	a := newAftermath()
	var done []int
	for i := range 3 * backlog {
		a.add(func() { done = append(done, i) })
	}
	a.catchUp()
	assert.Len(t, done, 3*backlog, "caught up")
	a.add(func() { done = append(done, 3*backlog) })
	a.end()
	assert.Len(t, done, 3*backlog+1, "ended")
	assert.True(t, slices.IsSorted(done), "in the order in which it was left: %v", done)
}
