package simulator_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/auditlog"
)

// BenchmarkIncrementalCycle is P2, and P7 of the simulator: a hundred changes cost the same in a tenant of ten thousand users,
// all of them provisioned, and of a million. Both tenants are there at once and take turns, so that what else the machine
// does is the same for both; "ratio" is that of the medians. B/user is what the job remembers of a user, without the
// directory and the log. Reading compares with the target before each update, as Entra does by default; without reading the
// job remembers what it exported.
func BenchmarkIncrementalCycle(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(300)) // as simulate does
	for name, settings := range map[string]simulator.Settings{"reading": {}, "without-reading": {SkipReadBeforeUpdate: true}} {
		b.Run(name, func(b *testing.B) {
			settings.SkipProbe = true
			small, large := provisionedTenant(b, 10_000, settings), provisionedTenant(b, 1_000_000, settings)
			for b.Loop() {
				small.cycle(b)
				large.cycle(b)
			}
			b.ReportMetric(float64(small.median())/1e6, "ms/10000")
			b.ReportMetric(float64(large.median())/1e6, "ms/1000000")
			b.ReportMetric(float64(large.median())/float64(small.median()), "ratio")
			b.ReportMetric(large.perUser, "B/user")
		})
	}
}

// provisioned is a tenant after its initial cycle.
type provisioned struct {
	*story
	ids     []string
	perUser float64 // bytes
	took    []time.Duration
}

func provisionedTenant(b *testing.B, size int, settings simulator.Settings) *provisioned {
	s, ids := wholeTenant(b, size, settings)
	require.NoError(b, s.job.Log().Configure(auditlog.Options{MaxRows: 1})) // gigabytes otherwise
	before := heap()
	e, err := s.job.RunCycle(b.Context())
	require.NoError(b, err)
	require.Equal(b, size, e.CountExported)
	return &provisioned{story: s, ids: ids, perUser: float64(heap()-before) / float64(size)}
}

// cycle changes a hundred users, far from each other and other ones each time, and runs a cycle.
func (p *provisioned) cycle(b *testing.B) {
	const changes = 100
	turn, apart := len(p.took), len(p.ids)/changes
	began := time.Now()
	for i := range changes {
		require.NoError(b, p.tenant.UpdateUser(p.ids[i*apart+turn%apart], map[string]any{"displayName": fmt.Sprint(turn)}))
	}
	e, err := p.job.RunCycle(b.Context())
	p.took = append(p.took, time.Since(began))
	require.NoError(b, err)
	require.Equal(b, changes, e.CountExported)
}

// median is what a cycle takes, whatever came between some of them.
func (p *provisioned) median() time.Duration {
	return slices.Sorted(slices.Values(p.took))[len(p.took)/2]
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
