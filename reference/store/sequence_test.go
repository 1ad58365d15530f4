package store

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSequenceStaysSorted enters and removes more entries than a chunk holds, in random order, and compares with a sorted
// list after each hundred.
func TestSequenceStaysSorted(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	entries := make([]*entry, 8*chunkMax)
	for i := range entries {
		entries[i] = &entry{sequence: uint64(i) * 3}
	}
	var s sequence
	inside := map[*entry]bool{}
	for step := range 40_000 {
		e := entries[random.IntN(len(entries))]
		if inside[e] {
			s.remove(e)
			delete(inside, e)
		} else {
			s.insert(e)
			inside[e] = true
		}
		if step%100 != 0 {
			continue
		}
		want := make([]*entry, 0, len(inside))
		for e := range inside {
			want = append(want, e)
		}
		slices.SortFunc(want, func(a, b *entry) int { return cmp.Compare(a.sequence, b.sequence) })
		require.True(t, slices.Equal(want, slices.Collect(s.from(0))), "step %d", step)
		require.Equal(t, len(want), s.size)
		from := uint64(random.IntN(3 * len(entries)))
		tail := slices.DeleteFunc(want, func(e *entry) bool { return e.sequence < from })
		require.True(t, slices.Equal(tail, slices.Collect(s.from(from))), "step %d from %d", step, from)
		for _, chunk := range s.chunks {
			require.NotEmpty(t, chunk)
			require.LessOrEqual(t, len(chunk), chunkMax)
		}
	}
}

func TestSequenceSplitsAroundItsMiddle(t *testing.T) {
	for _, at := range []int{0, 1, chunkMax/2 - 1, chunkMax / 2, chunkMax/2 + 1, chunkMax - 1} {
		var s sequence
		for i := range chunkMax + 1 {
			if i != at {
				s.insert(&entry{sequence: uint64(i)})
			}
		}
		s.insert(&entry{sequence: uint64(at)})
		var numbers []uint64
		for e := range s.from(0) {
			numbers = append(numbers, e.sequence)
		}
		require.True(t, slices.IsSorted(numbers), "inserted at %d", at)
		require.Len(t, numbers, chunkMax+1)
	}
}
