package simulator_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
)

// crowd is a target that answers a POST once so many are under way. It finds nobody, or one resource for everybody.
type crowd struct {
	simulator.Connector
	arrived chan struct{}
	enough  chan struct{}
	size    int
	ids     atomic.Int64
	found   []connector.Object
}

func newCrowd(size int) *crowd {
	c := &crowd{arrived: make(chan struct{}), enough: make(chan struct{}), size: size}
	go func() {
		for range size {
			<-c.arrived
		}
		close(c.enough)
		for {
			<-c.arrived // later ones are let through
		}
	}()
	return c
}

func (c *crowd) Probe(context.Context, connector.Target, string) error { return nil }

func (c *crowd) Find(context.Context, connector.Target, string) ([]connector.Object, error) {
	if c.found != nil {
		c.meet()
	}
	return c.found, nil
}

func (c *crowd) meet() {
	c.arrived <- struct{}{}
	<-c.enough
}

func (c *crowd) Create(context.Context, []connector.Attribute) (connector.Object, error) {
	c.meet()
	return connector.Object{ID: fmt.Sprint("t", c.ids.Add(1))}, nil
}

func (c *crowd) Get(_ context.Context, id string) (connector.Object, error) {
	return connector.Object{ID: id}, nil
}

func (c *crowd) Update(context.Context, string, []connector.Change) error { return nil }

// crowded is a job for assigned users of these names on the crowd, with as many exports at a time as the crowd waits for.
func crowded(t *testing.T, c simulator.Connector, atATime int, names ...string) (*story, *simulator.Job) {
	t.Helper()
	s := silent(newStory(t))
	for _, name := range names {
		require.NoError(t, s.run("user "+name))
		require.NoError(t, s.run("assign "+name))
	}
	job, err := simulator.NewJob(simulator.Config{
		ID: "scim.1", Tenant: s.tenant, Connector: c, Schema: s.schema, Now: s.clock.Now, NewID: s.newID,
		Settings: simulator.Settings{ConcurrentExports: atATime},
	})
	require.NoError(t, err)
	return s, job
}

// It would not end if fewer than four were under way at a time.
func TestExportsAtATime(t *testing.T) {
	s, job := crowded(t, newCrowd(4), 4, "a", "b", "c", "d", "e", "f")
	e, err := job.RunCycle(t.Context())
	require.NoError(t, err)
	assert.Equal(t, 6, e.CountExported)
	assert.Equal(t, 6, job.Log().Len())
	linked := map[string]bool{}
	for _, id := range s.objects {
		target, ok := job.Link(id)
		assert.True(t, ok)
		linked[target] = true
	}
	assert.Len(t, linked, 6, "each has a resource of its own")
}

// Two users match one resource at the same time: one gets it.
func TestTwinsAtATime(t *testing.T) {
	c := newCrowd(2)
	c.found = []connector.Object{{ID: "t1"}}
	s, job := crowded(t, c, 2, "ann", "bob")
	e, err := job.RunCycle(t.Context())
	require.NoError(t, err)
	assert.Equal(t, 1, e.CountExported)
	assert.Equal(t, 1, e.CountEscrowed)
	_, annHas := job.Link(s.objects["ann"])
	_, bobHas := job.Link(s.objects["bob"])
	assert.NotEqual(t, annHas, bobHas)
}

// The first fault of the simulator ends the cycle, after those under way.
func TestAFaultAmongSeveral(t *testing.T) {
	fault := errors.New("out of paper")
	_, job := crowded(t, &broken{Connector: newCrowd(1), err: fault}, 3, "a", "b", "c", "d", "e", "f")
	_, err := job.RunCycle(t.Context())
	assert.ErrorIs(t, err, fault)
	assert.Zero(t, job.Log().Len())
}
