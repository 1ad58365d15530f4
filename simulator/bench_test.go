package simulator_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
)

// A year of cycles every 40 minutes, each with its probe, and a change now and then.
func BenchmarkYear(b *testing.B) {
	for b.Loop() {
		s := newBench(b)
		for week := range 52 {
			id := s.objects[fmt.Sprintf("user%d", week%10)]
			require.NoError(b, s.tenant.UpdateUser(id, map[string]any{"displayName": fmt.Sprint("Name ", week)}))
			require.NoError(b, s.engine.AdvanceTo(b.Context(), s.clock.Now().Add(7*24*time.Hour)))
		}
		require.Equal(b, 10+52-1, s.job.Log().Len(), "the first change is there before the first cycle")
	}
}

// A hundred changes cost the same in a tenant of a thousand users and of twenty thousand.
func BenchmarkIncrementalCycle(b *testing.B) {
	for _, size := range []int{1_000, 20_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			s := silent(newStory(b))
			s.settings = simulator.Settings{SkipProbe: true}
			var ids []string
			for i := range size {
				u, err := s.tenant.CreateUser(map[string]any{"userPrincipalName": fmt.Sprintf("user%d@x", i)})
				require.NoError(b, err)
				if ids = append(ids, u.ObjectID); i < 100 {
					require.NoError(b, s.tenant.AssignUser(u.ObjectID))
				}
			}
			s.begin()
			s.job.Start()
			_, err := s.job.RunCycle(b.Context())
			require.NoError(b, err)
			n := 0
			for b.Loop() {
				n++
				for _, id := range ids[:100] {
					require.NoError(b, s.tenant.UpdateUser(id, map[string]any{"displayName": fmt.Sprint(n)}))
				}
				e, err := s.job.RunCycle(b.Context())
				require.NoError(b, err)
				require.Equal(b, 100, e.CountExported)
			}
		})
	}
}

func newBench(b *testing.B) *story {
	s := silent(newStory(b))
	for i := range 10 {
		require.NoError(b, s.run(fmt.Sprintf("user user%d displayName=Name", i)))
		require.NoError(b, s.run(fmt.Sprintf("assign user%d", i)))
	}
	s.begin()
	s.job.Start()
	return s
}

// silent is the story without a listener.
func silent(s *story) *story {
	s.target.watch = func(string, string, string, string, int) {}
	return s
}
