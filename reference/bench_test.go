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

// BenchmarkLookup is a lookup at 1,000,000 and at 100,000 resources over one at 1,000, of another resource each time, for
// everything that clients look users and groups up by. The limit is 1.3 (P3).
func BenchmarkLookup(b *testing.B) {
	sizes := []int{1_000, 100_000, 1_000_000}
	b.Run("User", func(b *testing.B) {
		benchmarkLookup(b, sizes, filled, map[string]string{
			"userName":    "/Users?filter=" + url.QueryEscape(`userName eq "user.#@x.test"`),
			"externalId":  "/Users?filter=" + url.QueryEscape(`externalId eq "E#"`),
			"email":       "/Users?filter=" + url.QueryEscape(`emails[type eq "work"].value eq "user.#@x.test"`),
			"displayName": "/Users?filter=" + url.QueryEscape(`displayName eq "user #"`),
			"nobody":      "/Users?filter=" + url.QueryEscape(`userName eq "1b7c0d0e"`),
			"page":        "/Users?count=1",
			"id":          "/Users/#",
		})
	})
	b.Run("Group", func(b *testing.B) {
		benchmarkLookup(b, sizes, filledWithGroups, map[string]string{
			"displayName": "/Groups?filter=" + url.QueryEscape(`displayName eq "group #"`),
			"externalId":  "/Groups?filter=" + url.QueryEscape(`externalId eq "G#"`),
			"nobody":      "/Groups?filter=" + url.QueryEscape(`displayName eq "1b7c0d0e"`),
			"id":          "/Groups/#",
		})
	})
}

// benchmarkLookup asks for paths, in which # stands for the number of a resource.
func benchmarkLookup(b *testing.B, sizes []int, fill func(*testing.B, int) *Server, paths map[string]string) {
	var servers []sized
	for _, size := range sizes {
		servers = append(servers, sized{size, listen(b, fill(b, size))})
	}
	for name, path := range paths {
		b.Run(name, func(b *testing.B) {
			url := func(s sized, n int) string {
				number := strconv.Itoa(n % s.size)
				return s.url + strings.NewReplacer("%23", number, "#", number).Replace(path)
			}
			for _, s := range servers {
				require.Equal(b, name != "nobody", strings.Contains(got(b, url(s, 7)), `"id":`))
			}
			turn := 0
			benchmarkRatio(b, func(s sized) time.Duration {
				turn++
				return timed(b, http.MethodGet, url(s, turn*7919), "", http.StatusOK)
			}, servers...)
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
			turn := map[sized]int{}
			benchmarkRatio(b, func(s sized) time.Duration {
				turn[s]++
				return timed(b, http.MethodPatch, s.url+"/Groups/g", patchOp(operations[turn[s]%2]), http.StatusNoContent)
			}, sized{100, withGroup(b, 100)}, sized{100_000, withGroup(b, 100_000)})
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
			"userName": name, "externalId": fmt.Sprintf("E%d", i), "active": true, "displayName": fmt.Sprintf("User %d", i),
			"name":   map[string]any{"givenName": "User", "familyName": fmt.Sprint(i)},
			"emails": []any{map[string]any{"type": "work", "value": name, "primary": true}},
		}
		record := store.Record{ID: fmt.Sprint(i), Type: "User", Attributes: attributes}
		require.NoError(b, s.store.Insert(record, storeKeys(s.keys(t, attributes))))
	}
	return s
}

// filledWithGroups is a server with this many groups that nobody is in.
func filledWithGroups(b *testing.B, groups int) *Server {
	b.Helper()
	s := filled(b, 0)
	t := s.resourceType("Group")
	for i := range groups {
		attributes := map[string]any{"displayName": fmt.Sprintf("Group %d", i), "externalId": fmt.Sprintf("G%d", i)}
		require.NoError(b, s.store.Insert(store.Record{ID: fmt.Sprint(i), Type: t.Name, Attributes: attributes},
			storeKeys(s.keys(t, attributes))))
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

// got is the body of the answer to a GET.
func got(b *testing.B, url string) string {
	b.Helper()
	response, err := http.Get(url)
	require.NoError(b, err)
	text, err := io.ReadAll(response.Body)
	require.NoError(b, err)
	require.NoError(b, response.Body.Close())
	return string(text)
}

// sized is a server on loopback that has so many of what a benchmark is about.
type sized struct {
	size int
	url  string
}

// benchmarkRatio measures an operation on servers by turns. The ratio is the greatest of those over the first server, which
// is the smallest.
func benchmarkRatio(b *testing.B, operation func(sized) time.Duration, servers ...sized) {
	took := make([][]time.Duration, len(servers))
	for b.Loop() {
		for i, s := range servers {
			took[i] = append(took[i], operation(s))
		}
	}
	b.ReportMetric(0, "ns/op")
	ratio := 0.0
	for i, s := range servers {
		b.ReportMetric(float64(median(took[i]).Microseconds()), fmt.Sprintf("µs/%d", s.size))
		if i > 0 {
			ratio = max(ratio, float64(median(took[i]))/float64(median(took[0])))
		}
	}
	b.ReportMetric(ratio, "ratio")
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
