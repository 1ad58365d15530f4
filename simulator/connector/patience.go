package connector

import (
	"context"
	"errors"
	"sync"
	"time"
)

// patience is a context that ends when a request takes too long. One serves many requests, one after the other, until it has ended:
// context.WithTimeout would make a context, a timer, and room for the transport's own context, for each of them. Not even the timer
// is stopped and started for each: when its time has come it looks for what there is to wait for.
type patience struct {
	context.Context //nolint:containedctx // it is one, with more
	parent          context.Context
	end             context.CancelCauseFunc
	limit           time.Duration

	mu      sync.Mutex
	ends    time.Time // the request's time is up then; zero for none
	timer   *time.Timer
	running bool // the timer
}

// begin gives a request its time, from now on.
func (p *patience) begin() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ends = time.Now().Add(p.limit)
	if !p.running {
		p.timer.Reset(p.limit)
		p.running = true
	}
}

// hold ends the request's time.
func (p *patience) hold() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ends = time.Time{}
}

// look is what the timer does.
func (p *patience) look() {
	p.mu.Lock()
	defer p.mu.Unlock()
	left := time.Until(p.ends)
	switch {
	case p.ends.IsZero():
		p.running = false
	case left > 0: // another request has begun meanwhile
		p.timer.Reset(left)
	default:
		p.running = false
		p.end(context.DeadlineExceeded)
	}
}

// finish ends one that is not used again.
func (p *patience) finish() {
	p.timer.Stop()
	p.end(nil)
}

type patienceKey struct{}

// Hold is for transports that let a request wait, such as for its turn under a rate: what wait takes is not the target's time, and
// the request's time-out begins anew after it. The context is the request's. The error is that of wait.
func Hold(ctx context.Context, wait func(context.Context) error) error {
	if p, ok := ctx.Value(patienceKey{}).(*patience); ok {
		p.hold()
		defer p.begin()
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

// within is a context that ends with the parent, or when so much time has passed, which is the same at each call. It is to be given
// back.
func (all *patiences) within(parent context.Context, limit time.Duration) *patience {
	p := all.get(parent)
	if p == nil {
		p = &patience{parent: parent, limit: limit, running: true}
		p.Context, p.end = context.WithCancelCause(context.WithValue(parent, patienceKey{}, p))
		p.mu.Lock()
		p.timer = time.AfterFunc(limit, p.look)
		p.mu.Unlock()
	}
	p.begin()
	return p
}

// get is one that is idle; nil for none.
func (all *patiences) get(parent context.Context) *patience {
	all.mu.Lock()
	defer all.mu.Unlock()
	for last := len(all.idle) - 1; last >= 0; last-- {
		p := all.idle[last]
		all.idle = all.idle[:last]
		if p.parent == parent {
			return p
		}
		p.finish() // of an earlier cycle
	}
	return nil
}

// back takes it back after the request.
func (all *patiences) back(p *patience) {
	p.hold()
	all.mu.Lock()
	defer all.mu.Unlock()
	if p.Err() != nil || len(all.idle) >= mostIdle {
		p.finish()
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
