package expression

import (
	"fmt"
	"time"
)

// stopwatch measures the time that regular expressions take in one evaluation, all together: an expression can have
// hundreds of them, each with a match at every character.
type stopwatch struct {
	spent time.Duration
	since time.Time // when it was started, zero when it stands still
}

// errLate says what was found instead of a regular expression that ends.
var errLate = fmt.Errorf("one that takes longer than %s", matchTimeout)

// run starts the watch; what it gives stops it.
func (w *stopwatch) run() (stop func()) {
	w.since = time.Now()
	return func() { w.spent, w.since = w.elapsed(), time.Time{} }
}

// over says whether the time of the evaluation is used up.
func (w *stopwatch) over() bool { return w.elapsed() > matchTimeout }

func (w *stopwatch) elapsed() time.Duration {
	if w.since.IsZero() {
		return w.spent
	}
	return w.spent + time.Since(w.since)
}
