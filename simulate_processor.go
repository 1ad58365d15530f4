package main

import (
	"os"
	"runtime"
	"sync"
)

// oneProcessor lets Go code run on one processor at a time, until it is released by the last who asked. A job decides about one
// object after the other, so that a second processor has little to do, and takes a fifth more time for handing things over: a cycle
// is faster without it. GOMAXPROCS, when it is set, is the user's own choice.
func oneProcessor() (release func()) {
	if os.Getenv("GOMAXPROCS") != "" {
		return func() {}
	}
	processors.mu.Lock()
	defer processors.mu.Unlock()
	if processors.asked++; processors.asked == 1 {
		processors.before = runtime.GOMAXPROCS(1)
	}
	return func() {
		processors.mu.Lock()
		defer processors.mu.Unlock()
		if processors.asked--; processors.asked == 0 {
			runtime.GOMAXPROCS(processors.before)
		}
	}
}

// processors are how many there were before they were made one, by so many.
var processors struct {
	mu            sync.Mutex
	asked, before int
}
