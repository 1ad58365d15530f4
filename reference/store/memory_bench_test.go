package store_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

// BenchmarkLookup gives the time of a lookup by userName at 1,000,000 users over that at 1,000, as ratio. The rest of a
// request does not depend on the number of users, so that of a filtered GET is far nearer to 1.
func BenchmarkLookup(b *testing.B) {
	benchmarkRatio(b, func(b *testing.B, m *store.Memory, u storedUser) {
		if len(m.Lookup("User", "userName", strings.ToLower(u.userName))) != 1 {
			b.Fatalf("expected one user with userName %s", u.userName)
		}
	})
}

// BenchmarkGet is the same for a read by id.
func BenchmarkGet(b *testing.B) {
	benchmarkRatio(b, func(b *testing.B, m *store.Memory, u storedUser) {
		if _, found := m.Get("User", u.id); !found {
			b.Fatalf("expected a user with id %s", u.id)
		}
	})
}

// BenchmarkInsertAfterRemoval gives the time of removing a user and inserting another at 1,000,000 users over that at
// 1,000: neither may grow with the store.
func BenchmarkInsertAfterRemoval(b *testing.B) {
	benchmarkRatio(b, func(b *testing.B, m *store.Memory, u storedUser) {
		if err := m.Remove("User", u.id); err != nil {
			b.Fatal(err)
		}
		if err := m.Insert(u.record()); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkMemoryPerUser gives the heap that one user takes, with the attributes and keys that the vcc profile keeps, as
// B/user. The limit is 3 KiB.
func BenchmarkMemoryPerUser(b *testing.B) {
	const users = 200_000
	for b.Loop() {
		before := heap()
		m, _ := filled(b, users)
		b.ReportMetric(float64(heap()-before)/users, "B/user")
		runtime.KeepAlive(m)
	}
}

func benchmarkRatio(b *testing.B, operation func(*testing.B, *store.Memory, storedUser)) {
	sizes := []int{1_000, 1_000_000}
	perOperation := make([]float64, len(sizes))
	for i, size := range sizes {
		m, users := filled(b, size)
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			n := 0
			for b.Loop() {
				operation(b, m, users[n*7919%size])
				n++
			}
			perOperation[i] = float64(b.Elapsed()) / float64(b.N)
		})
	}
	b.Run("ratio", func(b *testing.B) {
		for b.Loop() { // nothing to repeat: the two above have been measured
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(perOperation[1]/perOperation[0], "ratio")
	})
}

// storedUser is what is needed to find and to make a user again.
type storedUser struct {
	id, userName string
}

func filled(b *testing.B, size int) (*store.Memory, []storedUser) {
	m := store.NewMemory()
	users := make([]storedUser, size)
	for i := range users {
		users[i] = storedUser{id: uuid.NewString(), userName: fmt.Sprintf("User.%07d@contoso.example", i)}
		require.NoError(b, m.Insert(users[i].record()))
	}
	return m, users
}

func (u storedUser) record() (store.Record, []store.Key) {
	folded := strings.ToLower(u.userName)
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	r := store.Record{
		ID: u.id, Type: "User", Created: now, LastModified: now, Version: 1,
		Attributes: map[string]any{
			"userName": u.userName, "active": true, "displayName": "User " + u.userName, "externalId": "e" + u.id,
			"name":         map[string]any{"givenName": "User", "familyName": "Contoso"},
			"emails":       []any{map[string]any{"type": "work", "value": folded, "primary": true}},
			"phoneNumbers": []any{map[string]any{"type": "work", "value": "+442079460958"}},
		},
	}
	return r, []store.Key{
		{Name: "userName", Value: folded, Unique: true},
		{Name: "emails.value", Value: folded, Unique: true},
		{Name: "externalId", Value: "e" + u.id},
		{Name: "displayName", Value: "user " + folded},
	}
}

func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
