package directory_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

// ratio times two ways of doing the same work in turn, and reports how many times as long the second takes: the median of
// each, so that what else the machine does falls out.
func ratio(b *testing.B, small, large func()) {
	b.Helper()
	var smalls, larges []time.Duration
	for b.Loop() {
		began := time.Now()
		small()
		between := time.Now()
		large()
		smalls, larges = append(smalls, between.Sub(began)), append(larges, time.Since(between))
	}
	slices.Sort(smalls)
	slices.Sort(larges)
	b.ReportMetric(float64(larges[len(larges)/2])/float64(smalls[len(smalls)/2]), "ratio")
}

// One member leaves and comes back, and a reader hears of it each time: in a group of 100,000 over one of 100. The members
// are a hundred of each.
func BenchmarkMemberChange(b *testing.B) {
	work := func(size int) func() {
		tenant := generated(b, directory.Size{Users: 100_000})
		group := createGroup(b, tenant, "Group")
		var ids []string
		for u := range tenant.Users() {
			if ids = append(ids, u.ObjectID); len(ids) == size {
				break
			}
		}
		for _, id := range ids {
			require.NoError(b, tenant.AddMember(group, id))
		}
		_, mark := tenant.GroupChanges(0)
		read := func(want int) {
			changes, next := tenant.GroupChanges(mark)
			if len(changes) != 1 || len(changes[0].MembersAdded)+len(changes[0].MembersRemoved) != want {
				b.Fatalf("expected %d member changes, found %v", want, changes)
			}
			mark = next
		}
		n := 0
		return func() {
			for range 20 {
				n++
				id := ids[n*31%100*(len(ids)/100)]
				_ = tenant.RemoveMember(group, id)
				read(1)
				_ = tenant.AddMember(group, id)
				read(1)
				tenant.ForgetMemberChanges(mark)
			}
		}
	}
	ratio(b, work(100), work(100_000))
}

// A hundred users change and the feed is read: in a tenant of 1,000,000 users over one of 10,000.
func BenchmarkDelta(b *testing.B) {
	work := func(size int) func() {
		tenant := generated(b, directory.Size{Users: size})
		var ids []string
		for u := range tenant.Users() {
			if ids = append(ids, u.ObjectID); len(ids) == 10_000 {
				break
			}
		}
		mark := tenant.Delta(0).Next
		n := 0
		return func() {
			for range 100 {
				n++
				_ = tenant.UpdateUser(ids[n%len(ids)], map[string]any{"city": fmt.Sprint(n)})
			}
			d := tenant.Delta(mark)
			if len(d.Users) != 100 {
				b.Fatalf("expected 100 changes, found %d", len(d.Users))
			}
			mark = d.Next
		}
	}
	ratio(b, work(10_000), work(1_000_000))
}
