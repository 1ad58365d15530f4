package reference

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/entrasim/entrasim/reference/patch"
)

// together is how long a change of a group waits for another one to overlap with.
const together = 50 * time.Millisecond

// concurrencyDefects lose or refuse one of two changes of a group. What happens by chance elsewhere happens here whenever
// two requests are under way at a time: the first waits for the second a moment.
func concurrencyDefects() []Defect {
	return []Defect{
		{
			ID:     "D-164",
			Title:  "of two additions of members at a time one is lost",
			Source: "https://github.com/scimmyjs/scimmy/issues/79",
			spoil: func(b *behaviour) {
				stale := &snapshots{members: map[string]snapshot{}}
				met := overlapping(b, func(s *Server, r *http.Request, second bool) error {
					if second {
						stale.take(s, groupPatched(r), 2)
					}
					return nil
				})
				met.key = groupPatched
				b.editing = append(b.editing, stale.writeBack)
			},
		},
		{
			ID:     "D-165",
			Title:  "an addition works on the members of before the last change",
			Source: "https://github.com/fleetdm/fleet/issues/50724",
			spoil: func(b *behaviour) {
				replica := &snapshots{members: map[string]snapshot{}}
				b.editing = append(b.editing, func(m *membership) error {
					now := m.members()
					err := replica.writeBack(m)
					replica.put(m.group.ID, snapshot{ids: now, uses: 1})
					return err
				})
			},
		},
		{
			ID:     "D-166",
			Title:  "of two changes of a group at a time one is answered 500",
			Source: "https://github.com/Captain-P-Goldfish/scim-for-keycloak/issues/107",
			spoil: func(b *behaviour) {
				overlapping(b, refuseSecond("the row was updated by another transaction")).key = groupPatched
			},
		},
		{
			ID:     "D-167",
			Title:  "of two additions of one member at a time one is answered 500",
			Source: "https://github.com/wso2-extensions/identity-inbound-provisioning-scim2/pull/552",
			spoil: func(b *behaviour) {
				overlapping(b, refuseSecond("duplicate key value violates unique constraint")).key = func(r *http.Request) string {
					if id := groupPatched(r); id != "" {
						return id + string(peek(r))
					}
					return ""
				}
			},
		},
	}
}

func refuseSecond(reason string) func(*Server, *http.Request, bool) error {
	return func(_ *Server, _ *http.Request, second bool) error {
		if second {
			return internalError(reason)
		}
		return nil
	}
}

// peek is the body of a request, which can be read again.
func peek(r *http.Request) []byte {
	text, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err == nil {
		r.Body = io.NopCloser(bytes.NewReader(text))
	}
	return text
}

// meetings bring two requests with the same key together.
type meetings struct {
	// key is empty for a request that waits for nobody.
	key func(*http.Request) string

	mu      sync.Mutex
	waiting map[string]chan struct{}
}

// overlapping has two requests seen that are under way at a time, the second before the first goes on.
func overlapping(b *behaviour, see func(s *Server, r *http.Request, second bool) error) *meetings {
	m := &meetings{waiting: map[string]chan struct{}{}}
	b.admitting = append(b.admitting, func(s *Server, r *http.Request) error {
		key := m.key(r)
		if key == "" {
			return nil
		}
		m.mu.Lock()
		first, met := m.waiting[key]
		if met {
			delete(m.waiting, key)
			defer close(first)
			m.mu.Unlock()
			return see(s, r, true)
		}
		arrived := make(chan struct{})
		m.waiting[key] = arrived
		m.mu.Unlock()
		select {
		case <-arrived:
			return see(s, r, false)
		case <-r.Context().Done():
		case <-time.After(together):
		}
		m.mu.Lock()
		defer m.mu.Unlock()
		if m.waiting[key] == arrived {
			delete(m.waiting, key)
		}
		return nil
	})
	return m
}

// snapshots are members of groups as they were, by the group's id.
type snapshots struct {
	mu      sync.Mutex
	members map[string]snapshot
}

// snapshot is good for so many changes.
type snapshot struct {
	ids  []string
	uses int
}

func (s *snapshots) put(group string, taken snapshot) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.members[group] = taken
}

// take notes the members of a group as they are.
func (s *snapshots) take(server *Server, group string, uses int) {
	if ref, found := server.memberRef(group); found {
		s.put(group, snapshot{ids: (&membership{server: server, group: ref}).members(), uses: uses})
	}
}

// writeBack makes additions to what the group was.
func (s *snapshots) writeBack(m *membership) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	was, found := s.members[m.group.ID]
	if !found || was.uses == 0 {
		return nil
	}
	was.uses--
	s.members[m.group.ID] = was
	m.edits = slices.Clone(m.edits)
	for i, e := range m.edits {
		if e.Op == patch.Add {
			m.edits[i].Op, m.edits[i].Values = patch.Replace, append(slices.Clone(was.ids), e.Values...)
		}
	}
	return nil
}
