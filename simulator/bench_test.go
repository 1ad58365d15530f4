package simulator_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
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
