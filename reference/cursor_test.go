package reference

import (
	"fmt"
	"net/http"
	"regexp"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// startWithUsers runs a server with users u0, u1, …, of which a page has 4 at most.
func startWithUsers(t *testing.T, users int) *harness {
	t.Helper()
	o := Options{Profile: profile(t, "rfc")}
	o.Profile.PageMax = 4
	h := startWith(t, o)
	for i := range users {
		h.create(fmt.Sprintf(`"userName":"u%d","active":%t`, i, i%2 == 0))
	}
	return h
}

func userNames(list *httpexpect.Object) []string {
	var names []string
	for _, r := range list.Value("Resources").Array().Iter() {
		names = append(names, r.Object().Value("userName").String().Raw())
	}
	return names
}

func cursorOf(t *testing.T, list *httpexpect.Object, name string) string {
	t.Helper()
	text, _ := list.Raw()[name].(string)
	require.NotEmpty(t, text, name)
	return text
}

func TestCursor(t *testing.T) {
	h := startWithUsers(t, 9)
	for _, c := range []struct {
		section, query string
		pages          [][]string
	}{
		{"RFC 9865, 2: an empty cursor", "count=3", [][]string{{"u0", "u1", "u2"}, {"u3", "u4", "u5"}, {"u6", "u7", "u8"}}},
		{"RFC 9865, 2: without count", "", [][]string{{"u0", "u1", "u2", "u3"}, {"u4", "u5", "u6", "u7"}, {"u8"}}},
		{"RFC 9865, 4: not more than maxPageSize", "count=9", [][]string{{"u0", "u1", "u2", "u3"}, {"u4", "u5", "u6", "u7"}, {"u8"}}},
		{"with a filter", "count=3&filter=active+eq+true", [][]string{{"u0", "u2", "u4"}, {"u6", "u8"}}},
		{"RFC 9865, 2.2: sorted", "count=4&sortBy=userName&sortOrder=descending", [][]string{{"u8", "u7", "u6", "u5"}, {"u4", "u3", "u2", "u1"}, {"u0"}}},
		{"no match", "filter=userName+eq+%22x%22", [][]string{nil}},
	} {
		cursor, last := "", ""
		for i, want := range c.pages {
			list := answered(h.raw("/Users", "cursor="+cursor+"&"+c.query), http.StatusOK)
			assert.Equal(t, want, userNames(list), "%s, page %d", c.section, i)
			list.Value("itemsPerPage").Number().IsEqual(len(want))
			list.NotContainsKey("startIndex")
			if i == 0 {
				list.NotContainsKey("previousCursor")
			} else {
				before := answered(h.raw("/Users", "cursor="+cursorOf(t, list, "previousCursor")+"&"+c.query), http.StatusOK)
				assert.Equal(t, c.pages[i-1], userNames(before), "%s, before page %d", c.section, i)
			}
			if i == len(c.pages)-1 {
				list.NotContainsKey("nextCursor") // RFC 9865, 2: left out on the last page only
				continue
			}
			cursor = cursorOf(t, list, "nextCursor")
			assert.Regexp(t, `^[A-Za-z0-9._~-]+$`, cursor, "RFC 9865, 2: unreserved characters")
			assert.NotEqual(t, last, cursor)
			last = cursor
		}
	}
	answered(h.raw("/Users", "cursor"), http.StatusOK).Value("totalResults").Number().IsEqual(9)
	answered(h.raw("/Users", ""), http.StatusOK).ContainsKey("startIndex").NotContainsKey("nextCursor") // the default is by index
}

func TestACursorSeesEveryResourceOnce(t *testing.T) {
	h := startWithUsers(t, 6)
	first := answered(h.raw("/Users", "cursor&count=2"), http.StatusOK)
	ids := h.find(`userName pr`)
	h.DELETE("/Users/" + ids.Value(0).Object().Value("id").String().Raw()).Expect().Status(http.StatusNoContent)
	h.create(`"userName":"later"`)
	second := answered(h.raw("/Users", "count=2&cursor="+cursorOf(t, first, "nextCursor")), http.StatusOK)
	assert.Equal(t, []string{"u2", "u3"}, userNames(second), "a page by index would have lost u2")
	h.DELETE("/Users/" + ids.Value(3).Object().Value("id").String().Raw()).Expect().Status(http.StatusNoContent)
	again := answered(h.raw("/Users", "count=2&cursor="+cursorOf(t, first, "nextCursor")), http.StatusOK)
	assert.Equal(t, []string{"u2", "u4"}, userNames(again), "the page is filled up")
}

func TestACursorShowsWhatMatchesNow(t *testing.T) {
	h := startWithUsers(t, 6)
	first := answered(h.raw("/Users", "cursor&count=1&filter=active+eq+true"), http.StatusOK)
	u2 := h.find(`userName eq "u2"`).Value(0).Object().Value("id").String().Raw()
	h.patch(u2, `{"op":"replace","path":"active","value":false}`).Status(http.StatusOK)
	second := answered(h.raw("/Users", "count=1&filter=active+eq+true&cursor="+cursorOf(t, first, "nextCursor")), http.StatusOK)
	assert.Equal(t, []string{"u4"}, userNames(second))
}

func TestCursorRefuses(t *testing.T) {
	h := startWithUsers(t, 9)
	first := answered(h.raw("/Users", "cursor&count=3"), http.StatusOK)
	cursor := cursorOf(t, first, "nextCursor")
	flipped := regexp.MustCompile(`^.`).ReplaceAllStringFunc(cursor, func(c string) string {
		if c == "A" {
			return "B"
		}
		return "A"
	})
	for _, c := range []struct{ section, path, query, scimType string }{
		{"RFC 9865, table 3", "/Users", "cursor=nonsense", "invalidCursor"},
		{"RFC 9865, table 3", "/Users", "cursor=" + flipped, "invalidCursor"},
		{"RFC 9865, table 3", "/Users", "cursor=" + cursor + "x", "invalidCursor"},
		{"RFC 9865, 2: the same query", "/Users", "filter=active+eq+true&cursor=" + cursor, "invalidCursor"},
		{"RFC 9865, 2: the same order", "/Users", "sortBy=userName&cursor=" + cursor, "invalidCursor"},
		{"one way or the other", "/Users", "startIndex=1&cursor=" + cursor, "invalidCursor"},
		{"RFC 9865, table 3", "/Users", "cursor&count=0", "invalidCount"},
		{"RFC 9865, table 3", "/Users", "cursor&count=-1", "invalidCount"},
		{"RFC 9865, table 3", "/Users", "cursor&count=ten", "invalidCount"},
		{"RFC 9865, table 3", "/Users", "cursor&count=", "invalidCount"},
	} {
		fault(h.raw(c.path, c.query), http.StatusBadRequest, c.scimType).Value("detail").String().NotContains(cursor)
	}
	fault(startWithUsers(t, 9).raw("/Users", "cursor="+cursor), http.StatusBadRequest, "invalidCursor") // another server's
}

func TestACursorExpires(t *testing.T) {
	h := startWithUsers(t, 9)
	var passed atomic.Int64
	began := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	h.server.now = func() time.Time { return began.Add(time.Duration(passed.Load())) }
	cursor := cursorOf(t, answered(h.raw("/Users", "cursor&count=3"), http.StatusOK), "nextCursor")
	passed.Add(int64(cursorTimeout))
	answered(h.raw("/Users", "count=3&cursor="+cursor), http.StatusOK)
	passed.Add(int64(cursorTimeout)) // between two requests, RFC 9865, 4
	answered(h.raw("/Users", "count=3&cursor="+cursor), http.StatusOK)
	passed.Add(int64(cursorTimeout) + 1)
	fault(h.raw("/Users", "count=3&cursor="+cursor), http.StatusBadRequest, "expiredCursor").Value("detail").String().Contains("600")
}

func TestCursorsHaveALimit(t *testing.T) {
	h := startWithUsers(t, 9)
	h.server.cursors.limit = 60
	cursor := func() string {
		return cursorOf(t, answered(h.raw("/Users", "cursor&count=3"), http.StatusOK), "nextCursor")
	}
	oldest := cursor()
	newer := cursor()
	answered(h.raw("/Users", "count=3&cursor="+oldest), http.StatusOK) // now newer is the one that was used least recently
	for range 2 {
		cursor()
	}
	fault(h.raw("/Users", "count=3&cursor="+newer), http.StatusBadRequest, "expiredCursor")
	answered(h.raw("/Users", "count=3&cursor="+oldest), http.StatusOK)

	h.server.cursors.limit = 1
	answered(h.raw("/Users", "count=3&cursor="+cursor()), http.StatusOK) // the newest is kept, however large it is

	h.server.limits.collected = 8
	fault(h.raw("/Users", "cursor"), http.StatusBadRequest, "tooMany")
}
