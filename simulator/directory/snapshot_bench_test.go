package directory_test

import (
	"encoding/json"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/directory"
)

// One member leaves and comes back, and each is saved: in a group of 100,000 over one of 100. The members are a hundred of
// each.
func BenchmarkSaved(b *testing.B) {
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
		mark := tenant.Saved(0).Sequence
		save := func(joined, left int) {
			s := tenant.Saved(mark)
			if len(s.Objects) != 1 || len(s.Joined) != joined || len(s.Left) != left {
				b.Fatalf("expected a group, %d who joined and %d who left, found %v", joined, left, s)
			}
			mark = s.Sequence
			tenant.ForgetMemberChanges(mark)
		}
		n := 0
		return func() {
			for range 20 {
				n++
				id := ids[n*31%100*(len(ids)/100)]
				_ = tenant.RemoveMember(group, id)
				save(0, 1)
				_ = tenant.AddMember(group, id)
				save(1, 0)
			}
		}
	}
	ratio(b, work(100), work(100_000))
}

// A tenant of 1,000,000 users and 1,000 groups is saved whole, put into JSON, taken out of it and restored.
func BenchmarkRestore(b *testing.B) {
	const size = 1_000_000
	var saved directory.Snapshot
	var texts [][]byte
	tenant, clk := newTenant(b)
	require.NoError(b, tenant.Generate(names(b), directory.Size{Seed: 1, Users: size, Groups: 1000}))
	began := time.Now()
	saved = tenant.Saved(0)
	save := time.Since(began)
	began = time.Now()
	for _, o := range saved.Objects {
		text, err := json.Marshal(o.Attributes)
		require.NoError(b, err)
		texts = append(texts, text)
	}
	write := time.Since(began)
	rows := saved.Objects
	tenant, saved.Objects = nil, nil
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		began := time.Now()
		r := directory.NewRestoration(clk.Now, nil, saved.State)
		for i, o := range rows {
			o.Attributes = directory.Attributes{}
			if err := o.Attributes.UnmarshalJSON(texts[i]); err != nil {
				b.Fatal(err)
			}
			if err := r.Object(o); err != nil {
				b.Fatal(err)
			}
		}
		for _, m := range saved.Joined {
			if err := r.Membership(m); err != nil {
				b.Fatal(err)
			}
		}
		restored, err := r.Tenant()
		require.NoError(b, err)
		b.ReportMetric(time.Since(began).Seconds(), "s")
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/size, "B-allocated/user")
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/size, "B-kept/user")
		runtime.KeepAlive(restored)
	}
	b.ReportMetric(save.Seconds(), "s-saved")
	b.ReportMetric(write.Seconds(), "s-to-JSON")
	b.ReportMetric(float64(len(saved.Joined)), "memberships")
}
