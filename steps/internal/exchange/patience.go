package exchange

import (
	"context"
	"sync/atomic"
	"time"
)

// spared is how long a request was held back by this side: for a rate, or as a Retry-After asks. The service provider's
// time is what is left.
type spared struct{ atomic.Int64 }

type sparedKey struct{}

func withSpared(ctx context.Context) (context.Context, *spared) {
	s := new(spared)
	return context.WithValue(ctx, sparedKey{}, s), s
}

// spare holds a request back, and notes for how long.
func spare(ctx context.Context, hold func() error) error {
	began := time.Now()
	err := hold()
	if s, ok := ctx.Value(sparedKey{}).(*spared); ok {
		s.Add(int64(time.Since(began)))
	}
	return err
}
