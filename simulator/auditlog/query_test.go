package auditlog_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/auditlog"
)

func logOf(rows ...auditlog.ProvisioningObjectSummary) *auditlog.Log {
	log := new(auditlog.Log)
	for _, r := range rows {
		log.Append(r)
	}
	return log
}

func mustFilter(t testing.TB, text string) auditlog.Filter {
	t.Helper()
	f, err := auditlog.ParseFilter(text)
	require.NoError(t, err)
	return f
}

func TestQuery(t *testing.T) {
	log := logOf(sample()...)
	for _, c := range []struct {
		name string
		q    auditlog.Query
		want []string
	}{
		{"all, newest first", auditlog.Query{}, []string{"r3", "r2", "r1"}},
		{"oldest first", auditlog.Query{OldestFirst: true}, []string{"r1", "r2", "r3"}},
		{"status", auditlog.Query{Statuses: []auditlog.Status{"failure", "skipped"}}, []string{"r3", "r1"}},
		{"action", auditlog.Query{Actions: []auditlog.ProvisioningAction{"create"}}, []string{"r2"}},
		{"source id", auditlog.Query{Object: "u1"}, []string{"r1"}},
		{"target id", auditlog.Query{Object: "t1"}, []string{"r1"}},
		{"name", auditlog.Query{Object: "zoë@x"}, []string{"r2"}},
		{"letter case counts", auditlog.Query{Object: "Zoë@x"}, []string{}},
		{"cycle", auditlog.Query{CycleID: "c2"}, []string{"r2"}},
		{"no such cycle", auditlog.Query{CycleID: "c9"}, []string{}},
		{"change", auditlog.Query{ChangeID: "h3"}, []string{"r3"}},
		{"error code", auditlog.Query{ErrorCode: "RedundantExport"}, []string{"r3"}},
		{"since is in the range", auditlog.Query{Since: monday.Add(time.Hour)}, []string{"r3"}},
		{"until is not", auditlog.Query{Until: monday.Add(time.Hour)}, []string{"r2", "r1"}},
		{"both ends", auditlog.Query{Since: monday, Until: monday.Add(time.Hour)}, []string{"r2"}},
		{"all conditions hold", auditlog.Query{CycleID: "c1", Object: "u2"}, []string{}},
		{"filter", auditlog.Query{Filter: mustFilter(t, "cycleId eq 'c3'")}, []string{"r3"}},
		{"limit", auditlog.Query{Limit: 2}, []string{"r3", "r2"}},
	} {
		page, err := log.Query(c.q)
		require.NoError(t, err, c.name)
		assert.Equal(t, c.want, ids(page.Rows), c.name)
		all, err := log.All(c.q)
		require.NoError(t, err, c.name)
		assert.Equal(t, c.want, ids(slices.Collect(all)), "%s: All", c.name)
	}
}

func TestQueriesThatCannotBeMeant(t *testing.T) {
	for _, c := range []struct {
		q    auditlog.Query
		want string
	}{
		{auditlog.Query{Actions: []auditlog.ProvisioningAction{"Create"}},
			`query: expected an action of create, update, delete, stageddelete, disable, other, found "Create"`},
		{auditlog.Query{Statuses: []auditlog.Status{"ok"}},
			`query: expected a status of success, warning, failure, skipped, found "ok"`},
		{auditlog.Query{Since: monday, Until: monday},
			`query: expected a time range that ends after it begins, found 2026-03-02T09:00:00Z to 2026-03-02T09:00:00Z`},
		{auditlog.Query{Limit: -1}, `query: expected a limit above 0, or 0 for the default, found -1`},
		{auditlog.Query{SkipToken: "next"}, `query: expected the skip token of a page of this log, found "next"`},
	} {
		_, err := new(auditlog.Log).Query(c.q)
		assert.EqualError(t, err, c.want)
		_, err = new(auditlog.Log).All(c.q)
		assert.EqualError(t, err, c.want)
	}
	_, err := new(auditlog.Log).Query(auditlog.Query{Limit: 1001})
	assert.EqualError(t, err, "query: expected a limit from 1 to 1000, found 1001")
}

// A page begins where the one before ended, whatever was written or has left in between.
func TestPages(t *testing.T) {
	for _, object := range []string{"", "ann"} {
		log := logOf(row("0", "ann", "c"), row("1", "ann", "c"), row("2", "ann", "c"), row("3", "ann", "c"), row("4", "ann", "c"))
		first, err := log.Query(auditlog.Query{Object: object, Limit: 2})
		require.NoError(t, err)
		assert.Equal(t, []string{"4", "3"}, ids(first.Rows))

		log.Append(row("5", "ann", "c"))
		second, err := log.Query(auditlog.Query{Object: object, Limit: 3, SkipToken: first.Next})
		require.NoError(t, err)
		assert.Equal(t, []string{"2", "1", "0"}, ids(second.Rows))
		assert.Empty(t, second.Next, "there is no empty last page")

		require.NoError(t, log.Configure(auditlog.Options{MaxRows: 5}))
		log.Append(row("6", "ann", "c"))
		second, err = log.Query(auditlog.Query{Object: object, Limit: 3, SkipToken: first.Next})
		require.NoError(t, err)
		assert.Equal(t, []string{"2"}, ids(second.Rows))
	}
}

// The log against a slice that is searched from end to end: rows out of order, several cycles at once, rows leaving.
func TestLogAgainstAModel(t *testing.T) {
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 1))
		log, model := new(auditlog.Log), []auditlog.ProvisioningObjectSummary{}
		limit := 0
		if seed%3 == 0 {
			limit = 40
		}
		require.NoError(t, log.Configure(auditlog.Options{Retention: 50 * time.Minute, MaxRows: limit}))
		now := monday
		for i := range 150 {
			now = now.Add(time.Duration(random.IntN(4)) * time.Minute)
			r := failedRow()
			r.ID = fmt.Sprint(i)
			r.ActivityDateTime = now.Add(-time.Duration(random.IntN(6)) * time.Minute)
			r.CycleID = fmt.Sprint("c", i/20+random.IntN(2))
			r.SourceIdentity = auditlog.Identity{ID: fmt.Sprint("o", random.IntN(5)), DisplayName: fmt.Sprint("n", random.IntN(5))}
			r.TargetIdentity = auditlog.Identity{ID: fmt.Sprint("o", random.IntN(8)), DisplayName: r.SourceIdentity.DisplayName}
			r.ProvisioningAction = auditlog.Actions()[random.IntN(6)]
			log.Append(r)
			model = append(model, r)
			if limit > 0 && len(model) > limit {
				model = model[1:]
			}
			if i%7 == 0 {
				left := 0
				for len(model) > 0 && model[0].ActivityDateTime.Before(now.Add(-50*time.Minute)) {
					model = model[1:]
					left++
				}
				require.Equal(t, left, log.Expire(now), "seed %d", seed)
			}
			agrees(t, log, model, random, seed)
		}
	}
}

// agrees asks log and model the same things.
func agrees(t *testing.T, log *auditlog.Log, model []auditlog.ProvisioningObjectSummary, random *rand.Rand, seed uint64) {
	t.Helper()
	object, cycle := fmt.Sprint("o", random.IntN(8)), fmt.Sprint("c", random.IntN(9))
	since := monday.Add(time.Duration(random.IntN(300)) * time.Minute)
	until := since.Add(time.Duration(1+random.IntN(40)) * time.Minute)
	for _, c := range []struct {
		q    auditlog.Query
		want func(auditlog.ProvisioningObjectSummary) bool
	}{
		{auditlog.Query{}, func(auditlog.ProvisioningObjectSummary) bool { return true }},
		{auditlog.Query{Object: object}, func(s auditlog.ProvisioningObjectSummary) bool {
			return s.SourceIdentity.ID == object || s.TargetIdentity.ID == object
		}},
		{auditlog.Query{CycleID: cycle}, func(s auditlog.ProvisioningObjectSummary) bool { return s.CycleID == cycle }},
		{auditlog.Query{Since: since, Until: until, CycleID: cycle}, func(s auditlog.ProvisioningObjectSummary) bool {
			return s.CycleID == cycle && !s.ActivityDateTime.Before(since) && s.ActivityDateTime.Before(until)
		}},
		{auditlog.Query{Filter: mustFilter(t, fmt.Sprintf("targetIdentity/id eq '%s' and activityDateTime gt %s",
			object, since.Format(time.RFC3339)))}, func(s auditlog.ProvisioningObjectSummary) bool {
			return s.TargetIdentity.ID == object && s.ActivityDateTime.After(since)
		}},
		{auditlog.Query{Filter: mustFilter(t, "activityDateTime lt "+until.Format(time.RFC3339)), Since: since},
			func(s auditlog.ProvisioningObjectSummary) bool {
				return !s.ActivityDateTime.Before(since) && s.ActivityDateTime.Before(until)
			}},
	} {
		want := []string{}
		for _, s := range model {
			if c.want(s) {
				want = append(want, s.ID)
			}
		}
		c.q.OldestFirst = true
		all, err := log.All(c.q)
		require.NoError(t, err)
		require.Equal(t, want, ids(slices.Collect(all)), "seed %d: %+v", seed, c.q)
		c.q.OldestFirst = false
		got := []string{}
		for c.q.Limit = 7; ; {
			page, err := log.Query(c.q)
			require.NoError(t, err)
			got = append(got, ids(page.Rows)...)
			if c.q.SkipToken = page.Next; page.Next == "" {
				break
			}
		}
		slices.Reverse(got)
		require.Equal(t, want, got, "seed %d: newest first, in pages: %+v", seed, c.q)
	}
	count := 0
	for _, s := range model {
		if s.CycleID == cycle && s.ProvisioningAction == auditlog.ActionUpdate {
			count++
		}
	}
	require.Equal(t, count, log.Statistics(cycle).Count(auditlog.ActionUpdate, ""), "seed %d", seed)
}
