package reference

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference/store"
)

// The benchmarks of this file compare a large server with a small one over HTTP on loopback, request by request in turns,
// so that whatever else the machine does slows down both. The ratio is that of the medians.

// BenchmarkLookup is a lookup at 1,000,000 users over one at 1,000, of another user each time. The limit is 1.3 (P3).
func BenchmarkLookup(b *testing.B) {
	const few, many = 1_000, 1_000_000
	small, large := listen(b, filled(b, few)), listen(b, filled(b, many))
	for name, path := range map[string]string{
		"userName":   "/Users?filter=" + url.QueryEscape(`userName eq "user.#@x.test"`),
		"externalId": "/Users?filter=" + url.QueryEscape(`externalId eq "E#"`),
		"email":      "/Users?filter=" + url.QueryEscape(`emails[type eq "work"].value eq "user.#@x.test"`),
		"nobody":     "/Users?filter=" + url.QueryEscape(`userName eq "1b7c0d0e"`),
		"page":       "/Users?count=1",
		"id":         "/Users/#",
	} {
		b.Run(name, func(b *testing.B) {
			turn := 0
			benchmarkRatio(b, func(url string) time.Duration {
				turn++
				user := turn * 7919 % few
				if url == large {
					user = turn * 7919 % many
				}
				path := strings.NewReplacer("%23", strconv.Itoa(user), "#", strconv.Itoa(user)).Replace(path)
				return timed(b, http.MethodGet, url+path, "", http.StatusOK)
			}, small, large)
		})
	}
}

// BenchmarkMembership is one member added or removed in a group of 100,000 over one of 100, answer included. The
// limit is 1.5 (P4).
func BenchmarkMembership(b *testing.B) {
	for name, operations := range map[string][2]string{
		"default dialect": {
			`{"op":"Add","path":"members","value":[{"$ref":null,"value":"0"}]}`,
			`{"op":"Remove","path":"members","value":[{"$ref":null,"value":"0"}]}`,
		},
		"compliant dialect": {
			`{"op":"add","path":"members","value":[{"value":"0"}]}`,
			`{"op":"remove","path":"members[value eq \"0\"]"}`,
		},
	} {
		b.Run(name, func(b *testing.B) {
			small, large := withGroup(b, 100), withGroup(b, 100_000)
			turn := map[string]int{}
			benchmarkRatio(b, func(url string) time.Duration {
				turn[url]++
				return timed(b, http.MethodPatch, url+"/Groups/g", patchOp(operations[turn[url]%2]), http.StatusNoContent)
			}, small, large)
		})
	}
}

// BenchmarkMemoryPerUser is the memory that one user takes, with its place in every index, as B/user, and over the limit
// of 3 KiB as ratio (P7).
func BenchmarkMemoryPerUser(b *testing.B) {
	const users = 200_000
	for b.Loop() {
		before := heap()
		s := filled(b, users)
		perUser := float64(heap()-before) / users
		b.ReportMetric(perUser, "B/user")
		b.ReportMetric(perUser/(3<<10), "ratio")
		runtime.KeepAlive(s)
	}
	b.ReportMetric(0, "ns/op")
}

// filled is a server with this many users.
func filled(b *testing.B, users int) *Server {
	b.Helper()
	s, err := New(Options{BaseURL: "https://scim.example"})
	require.NoError(b, err)
	t := s.types[0]
	for i := range users {
		name := fmt.Sprintf("User.%d@x.test", i)
		attributes := map[string]any{
			"userName": name, "externalId": fmt.Sprintf("E%d", i), "active": true, "displayName": "User",
			"name":   map[string]any{"givenName": "User", "familyName": fmt.Sprint(i)},
			"emails": []any{map[string]any{"type": "work", "value": name, "primary": true}},
		}
		record := store.Record{ID: fmt.Sprint(i), Type: "User", Attributes: attributes}
		require.NoError(b, s.store.Insert(record, storeKeys(s.keys(t, attributes))))
	}
	return s
}

// withGroup is the URL of a server that has a group g with this many members, of whom user 0 is none.
func withGroup(b *testing.B, size int) string {
	b.Helper()
	s := filled(b, size+1)
	var members []store.Ref
	for i := range size {
		members = append(members, store.Ref{Type: "User", ID: fmt.Sprint(i + 1)})
	}
	require.NoError(b, s.store.Insert(store.Record{ID: "g", Type: "Group", Attributes: map[string]any{"displayName": "G"}}, nil, members...))
	return listen(b, s)
}

// listen is the tenant URL of a server on loopback.
func listen(b *testing.B, s *Server) string {
	b.Helper()
	listener := httptest.NewServer(s)
	b.Cleanup(listener.Close)
	return listener.URL + s.profile.BasePath
}

// timed is how long a request takes until its answer has been read. It must have this status.
func timed(b *testing.B, method, url, body string, status int) time.Duration {
	b.Helper()
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	require.NoError(b, err)
	r.Header.Set("Content-Type", mediaType)
	began := time.Now()
	response, err := http.DefaultClient.Do(r)
	require.NoError(b, err)
	_, err = io.Copy(io.Discard, response.Body)
	took := time.Since(began)
	require.NoError(b, err)
	require.NoError(b, response.Body.Close())
	require.Equal(b, status, response.StatusCode)
	return took
}

// benchmarkRatio measures an operation on two servers by turns.
func benchmarkRatio(b *testing.B, operation func(url string) time.Duration, small, large string) {
	var onSmall, onLarge []time.Duration
	for b.Loop() {
		onSmall, onLarge = append(onSmall, operation(small)), append(onLarge, operation(large))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(median(onSmall).Microseconds()), "µs/small")
	b.ReportMetric(float64(median(onLarge).Microseconds()), "µs/large")
	b.ReportMetric(float64(median(onLarge))/float64(median(onSmall)), "ratio")
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
