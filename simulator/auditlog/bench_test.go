package auditlog_test

import (
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

// benchRow is row i of a log in which each cycle has a hundred rows and each object ten.
func benchRow(i, size int) auditlog.ProvisioningObjectSummary {
	r := failedRow()
	r.ID, r.ChangeID = fmt.Sprint("row-", i), fmt.Sprint("change-", i)
	r.CycleID = fmt.Sprint("cycle-", i/100)
	r.ActivityDateTime = monday.Add(time.Duration(i) * time.Second)
	object := i % max(size/10, 1)
	r.SourceIdentity = auditlog.Identity{ID: fmt.Sprint("source-", object), DisplayName: fmt.Sprint("user", object, "@x"), IdentityType: "User"}
	r.TargetIdentity = auditlog.Identity{ID: fmt.Sprint("target-", object), DisplayName: r.SourceIdentity.DisplayName, IdentityType: "User"}
	return r
}

func benchLog(size int) *auditlog.Log {
	log := new(auditlog.Log)
	log.Hide("a-token-of-some-length")
	for i := range size {
		log.Append(benchRow(i, size))
	}
	return log
}

// Sizes whose figures are to be compared: what is found by an index costs the same in both.
var sizes = []int{10_000, 1_000_000}

func BenchmarkAppend(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			log := benchLog(size)
			runtime.GC()
			runtime.ReadMemStats(&after)
			i := size
			for b.Loop() {
				log.Append(benchRow(i, size))
				i++
			}
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(size), "B/row")
		})
	}
}

// One row comes and one leaves.
func BenchmarkAppendAndExpire(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			log := benchLog(size)
			require.NoError(b, log.Configure(auditlog.Options{Retention: time.Duration(size) * time.Second}))
			i := size
			for b.Loop() {
				r := benchRow(i, size)
				log.Append(r)
				log.Expire(r.ActivityDateTime)
				i++
			}
			require.InDelta(b, size, log.Len(), 2)
		})
	}
}

func BenchmarkQuery(b *testing.B) {
	for _, size := range sizes {
		log := benchLog(size)
		at := monday.Add(time.Duration(size/2) * time.Second)
		filter, err := auditlog.ParseFilter(fmt.Sprintf("cycleId eq 'cycle-%d' and provisioningStatusInfo/status eq 'failure'", size/200))
		require.NoError(b, err)
		for _, c := range []struct {
			name string
			q    auditlog.Query
			want int
		}{
			{"object", auditlog.Query{Object: "source-7"}, 10},
			{"cycle", auditlog.Query{CycleID: fmt.Sprint("cycle-", size/200)}, 100},
			{"time", auditlog.Query{Since: at, Until: at.Add(100 * time.Second)}, 100},
			{"filter", auditlog.Query{Filter: filter}, 100},
			{"newest", auditlog.Query{}, 100},
			{"scan", auditlog.Query{ErrorCode: "none"}, 0}, // grows with the log
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, size), func(b *testing.B) {
				_, err := log.Query(c.q) // makes the index
				require.NoError(b, err)
				for b.Loop() {
					page, err := log.Query(c.q)
					if err != nil || len(page.Rows) != c.want {
						b.Fatal(err, len(page.Rows))
					}
				}
			})
		}
	}
}

func BenchmarkStatistics(b *testing.B) {
	for _, size := range sizes {
		log := new(auditlog.Log)
		for i := range size {
			r := benchRow(i, size)
			r.CycleID = "c"
			log.Append(r)
		}
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			for b.Loop() {
				if log.Statistics("c").Rows != size {
					b.Fatal("rows are missing")
				}
			}
		})
	}
}

func BenchmarkWriteNDJSON(b *testing.B) {
	log := benchLog(10_000)
	all, err := log.All(auditlog.Query{})
	require.NoError(b, err)
	for b.Loop() {
		require.NoError(b, auditlog.WriteNDJSON(io.Discard, all, auditlog.V1))
	}
}
