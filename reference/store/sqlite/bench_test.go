package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

// BenchmarkInsert is the time of one committed write, by a single writer and by eight at a time: those share commits.
func BenchmarkInsert(b *testing.B) {
	for _, writers := range []int{1, 8} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			s, err := Open(context.Background(), filepath.Join(b.TempDir(), "data.db"))
			require.NoError(b, err)
			defer s.Close()
			var last atomic.Int64
			insert := func() error {
				id := fmt.Sprint(last.Add(1))
				return s.Insert(store.Record{ID: id, Type: "User", Attributes: map[string]any{"userName": id}},
					[]store.Key{{Name: "userName", Value: id, Unique: true}})
			}
			if writers == 1 {
				for b.Loop() {
					require.NoError(b, insert())
				}
				return
			}
			b.SetParallelism(max(1, writers/runtime.GOMAXPROCS(0)))
			b.RunParallel(func(loop *testing.PB) {
				for loop.Next() {
					if err := insert(); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}
