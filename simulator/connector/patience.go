package connector

import (
	"context"
	"errors"
	"sync"
	"time"
)

// patience is a context that ends when a request takes too long. One serves many requests, one after the other, until it has ended:
// context.WithTimeout would make a context, a timer, and room for the transport's own context, for each of them.
type patience struct {
	context.Context //nolint:containedctx // it is one, with more
	parent          context.Context
	end             context.CancelCauseFunc
	timer           *time.Timer
	limit           time.Duration
}

type patienceKey struct{}

// Hold is for transports that let a request wait, such as for its turn under a rate: what wait takes is not the target's time, and
// the request's time-out begins anew after it. The context is the request's. The error is that of wait.
func Hold(ctx context.Context, wait func(context.Context) error) error {
	p, ok := ctx.Value(patienceKey{}).(*patience)
	if ok && p.timer.Stop() {
		defer p.timer.Reset(p.limit)
	}
	return wait(ctx)
}

// patiences are those that serve no request now.
type patiences struct {
	mu   sync.Mutex
	idle []*patience
}

// mostIdle is how many are kept; as many requests at a time do without new ones.
const mostIdle = 16

// within is a context that ends with the parent, or when so much time has passed. It is to be given back.
func (all *patiences) within(parent context.Context, limit time.Duration) *patience {
	all.mu.Lock()
	defer all.mu.Unlock()
	for last := len(all.idle) - 1; last >= 0; last-- {
		p := all.idle[last]
		all.idle = all.idle[:last]
		if p.parent == parent {
			p.limit = limit
			p.timer.Reset(limit)
			return p
		}
		p.end(nil) // of an earlier cycle
	}
	p := &patience{parent: parent, limit: limit}
	p.Context, p.end = context.WithCancelCause(context.WithValue(parent, patienceKey{}, p))
	p.timer = time.AfterFunc(limit, func() { p.end(context.DeadlineExceeded) })
	return p
}

// back takes it back after the request.
func (all *patiences) back(p *patience) {
	all.mu.Lock()
	defer all.mu.Unlock()
	if !p.timer.Stop() || p.Err() != nil || len(all.idle) >= mostIdle {
		p.end(nil)
		return
	}
	all.idle = append(all.idle, p)
}

// cause is the error of a request: if it took too long, a transport may have said no more than that it was cancelled.
func (p *patience) cause(err error) error {
	if errors.Is(err, context.Canceled) && errors.Is(context.Cause(p), context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	return err
}
