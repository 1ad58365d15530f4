package connector

import (
	"net/http"
	"strconv"
	"time"
)

// RetryAfter says which answers with a Retry-After are waited for and asked again.
type RetryAfter uint8

const (
	// RetryAfterIgnored waits for none: the operation fails and is tried in the next cycle. An old feedback item says so of
	// a 429.
	RetryAfterIgnored RetryAfter = iota
	// RetryAfterThrottled waits for a 429, as a newer answer says (Microsoft Q&A 2284725).
	RetryAfterThrottled
	// RetryAfterUnavailable waits for a 429 and for a 503, of which nobody says anything.
	RetryAfterUnavailable
)

// maxRetryAfter and maxAttempts bound the waiting for a target that throttles.
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
	switch {
	case a.status == http.StatusTooManyRequests && a.wire.RetryAfter >= RetryAfterThrottled:
	case a.status == http.StatusServiceUnavailable && a.wire.RetryAfter >= RetryAfterUnavailable:
	default:
		return 0, false
	}
	wait, ok = retryAfter(a.header, options.Clock.Now())
	return wait, ok && wait <= maxRetryAfter
}
