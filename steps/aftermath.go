package steps

// backlog is how many scenarios may have ended without having been worked up: enough to even out long and short ones, and
// few enough that their exchanges, hundreds each, do not fill the memory.
const backlog = 8

// aftermath works up what scenarios leave behind, such as the look at each of their answers, while the next ones run: one
// after the other and in the order in which they ended, so that reports do not depend on how the work is shared out.
type aftermath struct {
	work chan func()
	over chan struct{}
}

func newAftermath() *aftermath {
	a := &aftermath{work: make(chan func(), backlog), over: make(chan struct{})}
	go func() {
		defer close(a.over)
		for f := range a.work {
			f()
		}
	}()
	return a
}

// add leaves something to be done, behind all that was left before. It waits while the backlog is full.
func (a *aftermath) add(f func()) { a.work <- f }

// catchUp returns when all has been done that was left before. Scenarios may call it, the work itself may not.
func (a *aftermath) catchUp() {
	done := make(chan struct{})
	a.add(func() { close(done) })
	<-done
}

// end returns when all has been done. Nothing can be left any more.
func (a *aftermath) end() {
	close(a.work)
	<-a.over
}
