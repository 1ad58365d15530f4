package steps_test

import (
	"net/http"
	"sync"
	"time"
)

// racing answers one of two requests that are there at the same time by itself, and without effect.
func racing(when func(*http.Request) bool, answer func(http.ResponseWriter)) mutant {
	return func(next http.Handler) http.Handler {
		var mu sync.Mutex
		waiting := map[string]chan struct{}{}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !when(r) {
				next.ServeHTTP(w, r)
				return
			}
			mu.Lock()
			if other, found := waiting[r.URL.Path]; found {
				delete(waiting, r.URL.Path)
				close(other)
				mu.Unlock()
				answer(w)
				return
			}
			met := make(chan struct{})
			waiting[r.URL.Path] = met
			mu.Unlock()
			select { // long enough for two that were sent together to meet, however busy the machine is
			case <-met:
			case <-time.After(50 * time.Millisecond):
				mu.Lock()
				if waiting[r.URL.Path] == met {
					delete(waiting, r.URL.Path)
				}
				mu.Unlock()
			}
			next.ServeHTTP(w, r)
		})
	}
}
