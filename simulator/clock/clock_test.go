package clock_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/clock"
)

var (
	_     clock.Clock = (*clock.Virtual)(nil)
	start             = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
)

func TestVirtualStandsStillUntilMoved(t *testing.T) {
	v := clock.NewVirtual(start.In(time.FixedZone("east", 3600)))
	assert.Equal(t, start, v.Now(), "in UTC, whatever zone it was given")

	require.NoError(t, v.Sleep(t.Context(), 40*time.Minute))
	assert.Equal(t, start.Add(40*time.Minute), v.Now())
}

func TestVirtualNeverGoesBack(t *testing.T) {
	v := clock.NewVirtual(start)
	v.AdvanceTo(start.Add(time.Hour))
	v.AdvanceTo(start)
	assert.Equal(t, start.Add(time.Hour), v.Now(), "the furthest wins")

	require.NoError(t, v.Sleep(t.Context(), -time.Minute))
	assert.Equal(t, start.Add(time.Hour), v.Now())

	assert.ErrorContains(t, v.Set(start), "expected an instant not before 2026-03-01T10:00:00Z, found 2026-03-01T09:00:00Z")
	assert.Equal(t, start.Add(time.Hour), v.Now())
	require.NoError(t, v.Set(start.Add(2*time.Hour)))
	assert.Equal(t, start.Add(2*time.Hour), v.Now())
}

func TestSleepEndsWithTheContext(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	v := clock.NewVirtual(start)
	assert.ErrorIs(t, v.Sleep(ended, time.Hour), context.Canceled)
	assert.Equal(t, start, v.Now(), "no time passed")
	assert.ErrorIs(t, clock.System().Sleep(ended, time.Hour), context.Canceled)
}

func TestVirtualIsSafeForConcurrentUse(t *testing.T) {
	v := clock.NewVirtual(start)
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			v.AdvanceTo(start.Add(time.Second))
			_ = v.Now()
			assert.NoError(t, v.Sleep(t.Context(), time.Minute))
		})
	}
	all.Wait()
	assert.WithinRange(t, v.Now(), start.Add(50*time.Minute), start.Add(50*time.Minute+time.Second))
}

func TestSystemSleeps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := clock.System().Now()
		require.NoError(t, clock.System().Sleep(t.Context(), 40*time.Minute))
		assert.Equal(t, 40*time.Minute, clock.System().Now().Sub(began))
		assert.Equal(t, time.UTC, clock.System().Now().Location())

		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		assert.ErrorIs(t, clock.System().Sleep(ctx, time.Hour), context.DeadlineExceeded)
	})
}
