package main

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Simulations share the one processor, and the last gives the others back; who sets GOMAXPROCS has said how many it is to be.
func TestOneProcessorUntilTheLastHasEnded(t *testing.T) {
	t.Setenv("GOMAXPROCS", "")
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	first, second := oneProcessor(), oneProcessor()
	assert.Equal(t, 1, runtime.GOMAXPROCS(0))
	first()
	assert.Equal(t, 1, runtime.GOMAXPROCS(0))
	second()
	assert.Equal(t, 3, runtime.GOMAXPROCS(0))

	t.Setenv("GOMAXPROCS", "3")
	oneProcessor()()
	assert.Equal(t, 3, runtime.GOMAXPROCS(0))
}
