package simulator

import (
	"context"
	"sync"

	"github.com/entrasim/entrasim/simulator/connector"
)

// unlocking is a connector for somebody who holds a lock that others want while the target takes its time.
type unlocking struct {
	to Connector
	mu sync.Locker
}

func (u unlocking) Probe(ctx context.Context, matching connector.Target, value string) error {
	u.mu.Unlock()
	defer u.mu.Lock()
	return u.to.Probe(ctx, matching, value)
}

func (u unlocking) Find(ctx context.Context, attribute connector.Target, value string) ([]connector.Object, error) {
	u.mu.Unlock()
	defer u.mu.Lock()
	return u.to.Find(ctx, attribute, value)
}

func (u unlocking) Get(ctx context.Context, id string) (connector.Object, error) {
	u.mu.Unlock()
	defer u.mu.Lock()
	return u.to.Get(ctx, id)
}

func (u unlocking) Create(ctx context.Context, attributes []connector.Attribute) (connector.Object, error) {
	u.mu.Unlock()
	defer u.mu.Lock()
	return u.to.Create(ctx, attributes)
}

func (u unlocking) Update(ctx context.Context, id string, changes []connector.Change) error {
	u.mu.Unlock()
	defer u.mu.Lock()
	return u.to.Update(ctx, id, changes)
}

func (u unlocking) HasReference(ctx context.Context, id string, attribute connector.Target, referenced string) (bool, error) {
	u.mu.Unlock()
	defer u.mu.Lock()
	return u.to.HasReference(ctx, id, attribute, referenced)
}

func (u unlocking) Delete(ctx context.Context, id string) error {
	u.mu.Unlock()
	defer u.mu.Lock()
	return u.to.Delete(ctx, id)
}
