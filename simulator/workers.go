package simulator

import "sync"

// workers take objects side by side, so many at a time, of which only one is not waiting for the target: everything that an
// object's passage touches is the job's, and the target's answers are what takes time.
type workers struct {
	atATime int
	mu      sync.Mutex // held by whoever does not wait for the target
	err     error      // the first
}

// each calls work for each item, in order, until one fails or stops says so, and returns when all that were begun are done.
// Work has the lock, which it may release and take again. With one at a time nothing is side by side.
func each[T any](w *workers, items []T, stops func() bool, work func(T, sync.Locker) error) {
	next := 0
	worker := func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		for next < len(items) && w.err == nil && !stops() {
			item := items[next]
			next++
			if err := work(item, &w.mu); w.err == nil {
				w.err = err
			}
		}
	}
	if w.atATime <= 1 {
		worker()
		return
	}
	var all sync.WaitGroup
	for range min(w.atATime, len(items)) {
		all.Go(worker)
	}
	all.Wait()
}
