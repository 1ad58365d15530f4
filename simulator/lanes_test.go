package simulator_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
)

// What Vonage Contact Center promises: a user assigned at any moment exists at most ten minutes later, one who leaves is
// inactive a minute later, a change of attributes is there after forty. The phases do not matter.
func TestLanesKeepTheirPromises(t *testing.T) {
	random := rand.New(rand.NewPCG(*seed, 0))
	within := func(s *story, d time.Duration, done func() bool) string {
		for waited := time.Duration(0); waited <= d; waited += time.Second {
			if done() {
				return ""
			}
			require.NoError(s.t, s.advance("1s"))
		}
		return fmt.Sprintf("not within %s", d)
	}
	for range 20 {
		s := silent(newStory(t))
		seconds := func(n int) time.Duration { return time.Duration(random.IntN(n)) * time.Second }
		s.settings.Lanes = []simulator.Lane{
			{Kind: simulator.Deprovision, Every: time.Minute, Phase: seconds(60)},
			{Kind: simulator.Create, Every: 5 * time.Minute, Phase: seconds(300)},
			{Kind: simulator.Update, Every: 40 * time.Minute, Phase: seconds(2400)},
		}
		s.begin()
		s.job.Start()
		require.NoError(t, s.run("user ann"))
		require.NoError(t, s.advance(seconds(3600).String()))
		user := func() map[string]any { return s.target.users["t1"] }

		require.NoError(t, s.run("assign ann"))
		assert.Empty(t, within(s, 10*time.Minute, func() bool { return user() != nil }), "created")
		require.NoError(t, s.advance(seconds(3600).String()))
		require.NoError(t, s.run("set ann displayName=Anna"))
		assert.Empty(t, within(s, 40*time.Minute, func() bool { return user()["displayName"] == "Anna" }), "updated")
		require.NoError(t, s.advance(seconds(3600).String()))
		require.NoError(t, s.run("unassign ann"))
		assert.Empty(t, within(s, time.Minute, func() bool { return user()["active"] == false }), "disabled")
		require.NoError(t, s.run("assign ann"))
		assert.Empty(t, within(s, 10*time.Minute, func() bool { return user()["active"] == true }), "assigned again")
	}
}
