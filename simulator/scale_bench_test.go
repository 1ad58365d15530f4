package simulator_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
)

// A hundred changes cost the same in a tenant of ten thousand users, all of them provisioned, and of a million (P2); and what
// the job remembers of a user is told, without the directory and the log (P7). Reading compares with the target before each
// update, as Entra does by default; without reading the job remembers what it exported.
func BenchmarkIncrementalCycle(b *testing.B) {
	for _, size := range []int{10_000, 1_000_000} {
		for name, settings := range map[string]simulator.Settings{"reading": {}, "without-reading": {SkipReadBeforeUpdate: true}} {
			b.Run(fmt.Sprint(name, "/", size), func(b *testing.B) {
				settings.SkipProbe = true
				s, ids := wholeTenant(b, size, settings)
				before := heap()
				_, err := s.job.RunCycle(b.Context())
				require.NoError(b, err)
				logged := s.job.Log().Len()
				s.job.Log().Expire(s.clock.Now().Add(31 * 24 * time.Hour))
				after := heap()
				require.Equal(b, size, logged)
				n := 0
				for b.Loop() {
					n++
					for _, id := range ids[:100] {
						require.NoError(b, s.tenant.UpdateUser(id, map[string]any{"displayName": fmt.Sprint(n)}))
					}
					e, err := s.job.RunCycle(b.Context())
					require.NoError(b, err)
					require.Equal(b, 100, e.CountExported)
				}
				b.ReportMetric(float64(after-before)/float64(size), "B/user")
			})
		}
	}
}

// heap is what is in use, in bytes.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// wholeTenant is a story whose users are all assigned, with a target that takes no memory.
func wholeTenant(b *testing.B, size int, settings simulator.Settings) (s *story, ids []string) {
	s = silent(newStory(b))
	s.settings = settings
	for i := range size {
		name := fmt.Sprintf("user%d@contoso.example", i)
		u, err := s.tenant.CreateUser(map[string]any{"userPrincipalName": name, "displayName": fmt.Sprint("User ", i), "mail": name,
			"givenName": "User", "surname": fmt.Sprint(i), "telephoneNumber": "+44 20 7946 0000"})
		require.NoError(b, err)
		require.NoError(b, s.tenant.AssignUser(u.ObjectID))
		ids = append(ids, u.ObjectID)
	}
	s.transport = forgetful{}
	s.begin()
	s.job.Start()
	return s, ids
}

// forgetful is a target that takes everything, and remembers of a user only the id, which is the name.
type forgetful struct{}

func (forgetful) RoundTrip(r *http.Request) (*http.Response, error) {
	status, body := http.StatusOK, `{"totalResults":0,"Resources":[]}`
	switch _, id, one := strings.Cut(r.URL.Path, "/Users/"); {
	case r.Method == http.MethodPost:
		var user struct{ UserName string }
		if err := json.NewDecoder(r.Body).Decode(&user); err != nil {
			return nil, err
		}
		status, body = http.StatusCreated, fmt.Sprintf(`{"id":%q}`, user.UserName)
	case r.Method == http.MethodPatch:
		status, body = http.StatusNoContent, ""
	case one:
		number := strings.TrimSuffix(strings.TrimPrefix(id, "user"), "@contoso.example")
		body = fmt.Sprintf(`{"id":%[1]q,"userName":%[1]q,"externalId":"u%[2]s","active":true,"displayName":"?"}`, id, number)
	}
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/scim+json"}},
		Body: io.NopCloser(bytes.NewBufferString(body)), Request: r}, nil
}
