package connector

import (
	"net/http"
	"strconv"
	"time"
)

// maxRetryAfter and maxAttempts bound what Options.Wait does for a target that throttles.
const (
	maxRetryAfter = 10 * time.Minute
	maxAttempts   = 4
)

// maxSeconds is the longest Retry-After that is taken for a duration: a year is a mistake.
const maxSeconds = 366 * 24 * 60 * 60

// retryAfter is how long the answer asks to be left alone: seconds, or a date (RFC 9110, section 10.2.3), which counts from
// now; a zero now stands for the answer's own Date. Ok is false when it does not say so.
func retryAfter(header http.Header, now time.Time) (wait time.Duration, ok bool) {
	text := header.Get("Retry-After")
	if seconds, err := strconv.Atoi(text); err == nil {
		return time.Duration(seconds) * time.Second, seconds >= 0 && seconds <= maxSeconds
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0, false
	}
	if now.IsZero() {
		if now, err = http.ParseTime(header.Get("Date")); err != nil {
			return 0, false
		}
	}
	return max(0, at.Sub(now)), true
}

// patience is how long to wait before the request is sent again; ok is false when it should not be.
func (a answer) patience(options Options) (wait time.Duration, ok bool) {
	if options.Wait == nil || a.status != http.StatusTooManyRequests {
		return 0, false
	}
	wait, ok = retryAfter(a.header, options.Wait.Now())
	return wait, ok && wait <= maxRetryAfter
}
