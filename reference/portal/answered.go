package portal

import (
	"errors"
	"net/http"
)

// answered is a ResponseWriter that knows whether the answer has begun.
type answered struct {
	http.ResponseWriter
	begun bool
}

func (a *answered) WriteHeader(status int) {
	a.begun = true
	a.ResponseWriter.WriteHeader(status)
}

func (a *answered) Write(text []byte) (int, error) {
	a.begun = true
	return a.ResponseWriter.Write(text)
}

// recover, deferred, makes a panic a 500 that says nothing of what went wrong inside. Once the answer has begun the
// connection can only be broken off, so that the client does not take half of an answer for a whole one.
func (a *answered) recover() {
	cause := recover()
	switch {
	case cause == nil:
	case a.begun:
		panic(http.ErrAbortHandler)
	default:
		respondError(a, errPanic)
	}
}

// errPanic is told like any error that is nobody's fault but ours.
var errPanic = errors.New("the handler panicked")
