package reference

import (
	"bytes"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/reference/store"
)

// lines is a log that may be written to from several requests.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) all() []gjson.Result {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []gjson.Result
	for line := range strings.Lines(l.text.String()) {
		all = append(all, gjson.Parse(line))
	}
	return all
}

func TestRequestsAreLogged(t *testing.T) {
	var log lines
	h := startWith(t, Options{Profile: profile(t, "rfc"), Token: token, Log: slog.NewJSONHandler(&log, nil)})
	r := h.GET("/Users").WithQuery("filter", `userName eq "ann@x.test"`).WithHeader(requestIDHeader, "mine-forged").Expect().Status(http.StatusOK)
	id := r.Header(requestIDHeader).NotEmpty().NotContains("mine").Raw()
	h.plain(http.MethodGet, "/Users", "", "Bearer another")
	require.Eventually(t, func() bool { return len(log.all()) == 2 }, time.Minute, time.Millisecond)
	all := log.all()
	assert.Equal(t, id, all[0].Get("id").String())
	assert.Equal(t, "GET /scim/v2/Users 200", all[0].Get("method").String()+" "+all[0].Get("path").String()+" "+all[0].Get("status").String())
	assert.Equal(t, "401", all[1].Get("status").String())
	for _, secret := range []string{"ann@x.test", token, "another", "forged"} {
		assert.NotContains(t, log.text.String(), secret)
	}
}

func TestWhatGoesWrongInsideIsLoggedAndNotTold(t *testing.T) {
	var log lines
	h := startWith(t, Options{Profile: profile(t, "rfc"), Token: token, Log: slog.NewJSONHandler(&log, nil)})
	h.server.behaviour.listing = append(h.server.behaviour.listing, func(*Server, store.Record) bool { panic("open /var/lib/entrasim.db") })
	h.create(`"userName":"ann"`)
	r := h.GET("/Users").Expect()
	id := r.Header(requestIDHeader).NotEmpty().Raw()
	fault(r, http.StatusInternalServerError, "").Value("detail").String().Contains(id)
	r.Body().NotContains("/var/lib").NotContains(".go")
	var found bool
	for _, line := range log.all() {
		if line.Get("level").String() == "ERROR" {
			found = true
			assert.Equal(t, id, line.Get("id").String())
			assert.Contains(t, line.Get("cause").String(), "/var/lib/entrasim.db")
			assert.Contains(t, line.Get("stack").String(), "request_log_test.go")
		}
	}
	assert.True(t, found)
}
