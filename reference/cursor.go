package reference

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

// cursorTimeout is how long a cursor stays valid after its last use (RFC 9865 section 4).
const cursorTimeout = 10 * time.Minute

// cursors are the results that clients are going through by cursor (RFC 9865). The ids that a query has found are kept
// from its first page to its last, so that no resource comes twice or is missed whatever is written meanwhile. It is safe
// for concurrent use.
type cursors struct {
	// secret signs cursors: one that was never given out is told from one that has expired.
	secret [32]byte
	// limit is how many ids may be kept in all; the results that were used least recently go first.
	limit int

	mu   sync.Mutex
	open map[resultID]*result
	kept int
}

type resultID [16]byte

// result is what a query has found.
type result struct {
	query [32]byte
	found []collected
	used  time.Time
}

func newCursors(limit int) *cursors {
	c := &cursors{limit: limit, open: map[resultID]*result{}}
	_, _ = rand.Read(c.secret[:]) // never fails: the process ends instead
	return c
}

// keep holds a result for further pages.
func (c *cursors) keep(one *result, now time.Time) resultID {
	var id resultID
	_, _ = rand.Read(id[:])
	c.mu.Lock()
	defer c.mu.Unlock()
	one.used = now
	c.open[id] = one
	c.kept += one.size()
	c.expire(id, now)
	return id
}

// expire forgets results that have not been used for too long, and those in excess of the limit, but not the newest.
func (c *cursors) expire(newest resultID, now time.Time) {
	oldestFirst := func(a, b resultID) int { return c.open[a].used.Compare(c.open[b].used) }
	for _, id := range slices.SortedFunc(maps.Keys(c.open), oldestFirst) {
		if c.kept <= c.limit && now.Sub(c.open[id].used) <= cursorTimeout {
			return
		}
		if id != newest {
			c.kept -= c.open[id].size()
			delete(c.open, id)
		}
	}
}

// size is what a result counts towards the limit: its ids, and something for itself.
func (r *result) size() int { return len(r.found) + 10 }

// use finds a kept result, nil if it has expired.
func (c *cursors) use(id resultID, now time.Time) *result {
	c.mu.Lock()
	defer c.mu.Unlock()
	one := c.open[id]
	if one == nil || now.Sub(one.used) > cursorTimeout {
		return nil
	}
	one.used = now
	return one
}

// text is the cursor of the page that starts at an offset: characters of a URL's unreserved set only (RFC 9865 section 2).
func (c *cursors) text(id resultID, offset int) string {
	payload := binary.BigEndian.AppendUint32(id[:], uint32(offset)) //nolint:gosec // below the number of resources that a cursor may have
	return base64.RawURLEncoding.EncodeToString(append(payload, c.sign(payload)...))
}

func (c *cursors) sign(payload []byte) []byte {
	mac := hmac.New(sha256.New, c.secret[:])
	mac.Write(payload)
	return mac.Sum(nil)[:16]
}

// read is the contrary of text; ok is false for what this server never gave out.
func (c *cursors) read(text string) (id resultID, offset int, ok bool) {
	decoded, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(decoded) != len(id)+4+16 {
		return id, 0, false
	}
	payload, signature := decoded[:len(id)+4], decoded[len(id)+4:]
	copy(id[:], payload)
	return id, int(binary.BigEndian.Uint32(payload[len(id):])), hmac.Equal(signature, c.sign(payload))
}

// pageByCursor answers a page by cursor: the first one for an empty cursor, else the one that the cursor leads to.
func (s *Server) pageByCursor(r *http.Request, q query, sources []*source, l *listing) error {
	now, signature := s.now(), q.signature(sources)
	one := &result{query: signature}
	var id resultID
	var offset int
	if *q.cursor == "" {
		limit := s.limits.collected
		if q.order != nil {
			limit = s.limits.sorted
		}
		var err error
		if one.found, err = s.gather(q, sources, limit); err != nil {
			return err
		}
	} else {
		var ok bool
		if id, offset, ok = s.cursors.read(*q.cursor); !ok {
			return badRequest("invalidCursor", "expected an empty cursor, or one of this server's, found another")
		}
		if one = s.cursors.use(id, now); one == nil {
			return badRequest("expiredCursor", "expected a cursor that was used within %d seconds, found one that has expired",
				int(cursorTimeout.Seconds()))
		}
		if one.query != signature {
			return badRequest("invalidCursor",
				"expected the endpoint, filter and sorting that the cursor was made for, found others")
		}
	}
	l.total = len(one.found)
	next := offset + s.show(r, one.found[offset:], sources, q.count, l)
	if next < len(one.found) {
		if *q.cursor == "" {
			id = s.cursors.keep(one, now)
		}
		l.next = s.cursors.text(id, next)
	}
	if offset > 0 {
		l.previous = s.cursors.text(id, max(0, offset-q.count))
	}
	return nil
}

// signature is what must stay the same from page to page (RFC 9865 section 2).
func (q query) signature(sources []*source) [32]byte {
	var names []string
	for _, t := range sources {
		names = append(names, t.Name)
	}
	p := q.parameters
	descending := q.order != nil && q.order.descending
	return sha256.Sum256(fmt.Appendf(nil, "%q %q %q %t", names, p["filter"], p["sortBy"], descending))
}

// cursorCount is the size of a page by cursor. Other than for pages by index, it must be positive (RFC 9865 table 3); one
// above the maximum means the maximum.
func (s *Server) cursorCount(parameters map[string]string) (int, error) {
	if _, both := parameters["startIndex"]; both {
		return 0, badRequest("invalidCursor", "expected cursor or startIndex, found both")
	}
	count, err := number(parameters, "count", s.profile.PageMax)
	if err != nil || count < 1 {
		return 0, badRequest("invalidCount", "count: expected an integer from 1 to %d, found %q",
			s.profile.PageMax, parameters["count"])
	}
	return min(count, s.profile.PageMax), nil
}
