package reference

import (
	"net/http"
	"sync"
	"time"

	"github.com/entrasim/entrasim/reference/store"
)

const (
	// many is from how many members, or users, on a server with one of these defects fails. The reports speak of 3,500 to
	// 50,000; a harness must not have to make as many.
	many = 1_000
	// perMember is how long a server with D-173 needs for each member.
	perMember = 200 * time.Microsecond
	// perMinute is how many requests a server with D-176 serves.
	perMinute = 30
)

// scaleDefects are those of servers that were tried with a handful of users.
func scaleDefects() []Defect {
	return []Defect{
		{
			ID:     "D-062",
			Title:  "a look-up finds none but the first thousand",
			Source: "https://github.com/kortix-ai/suna/pull/7297",
			spoil: func(b *behaviour) {
				b.listing = append(b.listing, func(s *Server, r store.Record) bool {
					place, found := 0, false
					s.store.Each(r.Type, func(other store.Record) bool {
						place++
						found = other.ID == r.ID
						return !found && place < many
					})
					return found
				})
			},
		},
		{
			ID:     "D-170",
			Title:  "a group with a thousand members is answered 504",
			Source: "https://github.com/wso2/product-is/issues/8876",
			spoil: func(b *behaviour) {
				b.answering = append(b.answering, func(a *answer) {
					if members, _ := a.body.get(membersName).([]any); a.status == http.StatusOK && len(members) >= many {
						a.status, a.text = http.StatusGatewayTimeout, "upstream request timeout"
					}
				})
			},
		},
		{
			ID:     "D-171",
			Title:  "a list with a group of a thousand members is answered 500",
			Source: "https://github.com/FusionAuth/fusionauth-issues/issues/3307",
			spoil: func(b *behaviour) {
				b.listed = append(b.listed, func(l *listing) error {
					for _, o := range l.resources {
						if members, _ := o.get(membersName).([]any); len(members) >= many {
							return internalError("response header too large")
						}
					}
					return nil
				})
			},
		},
		{
			ID:     "D-173",
			Title:  "members take their time also when they are excluded",
			Source: "https://github.com/wso2/product-is/issues/8498",
			spoil: func(b *behaviour) {
				b.representing = append(b.representing, func(s *Server, r store.Record, _ *object) {
					count := 0
					s.store.Members(refOf(r), func(store.Record) bool { count++; return true })
					s.wait(time.Duration(count) * perMember)
				})
			},
		},
		{
			ID:     "D-174",
			Title:  "a look-up that finds nobody among a thousand users is answered 504",
			Source: "https://github.com/Captain-P-Goldfish/scim-for-keycloak/issues/78",
			spoil: func(b *behaviour) {
				b.listed = append(b.listed, func(l *listing) error {
					if l.filtered && l.total == 0 && l.server.store.Count(l.types[0].Name) >= many {
						return &Error{Status: http.StatusGatewayTimeout, Detail: "upstream request timeout", text: "upstream request timeout"}
					}
					return nil
				})
			},
		},
		{
			ID:     "D-176",
			Title:  "thirty requests a minute, then 429 without Retry-After and in plain text",
			Source: "https://github.com/va360labs/didacta-io/pull/54",
			spoil:  func(b *behaviour) { b.admitting = append(b.admitting, (&budget{}).spend) },
		},
	}
}

// budget is how many requests are left in a minute.
type budget struct {
	mu    sync.Mutex
	began time.Time
	spent int
}

func (b *budget) spend(s *Server, _ *http.Request) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now := s.now(); now.Sub(b.began) >= time.Minute {
		b.began, b.spent = now, 0
	}
	if b.spent++; b.spent > perMinute {
		return &Error{Status: http.StatusTooManyRequests, Detail: "too many requests", text: "Too Many Requests"}
	}
	return nil
}
