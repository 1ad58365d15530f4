package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/reference"
)

// TestNothingSimulatedIsLostOrRepeated kills a simulation with a state file at random instants, -kills times, and starts it
// again on the same file. Each time the directory has every change that the control listener had answered, and the log
// every row; no write is sent to the target twice; and in the end the target is what the directory says.
func TestNothingSimulatedIsLostOrRepeated(t *testing.T) {
	executable, dir := build(t), t.TempDir()
	target := newLethalTarget(t)
	token := write(t, "a-token-for-this-test\n")
	args := []string{
		"--target", target.url, "--token-file", token, "--control-token-file", token, "--generate", "20", "--seed", "1",
		"--state", filepath.Join(dir, "state.db"),
	}
	random := rand.New(rand.NewPCG(0, 0))
	a := &administrator{t: t, random: random, people: map[string]*employee{}, rows: []string{}, until: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)}
	for range *kills {
		a.use(launchSimulation(t, executable, append(args, "--concurrent-exports", fmt.Sprint(1+3*random.IntN(2)))...))
		a.inspect()
		target.arm(random, a.simulation.kill)
		for range 1 + random.IntN(8) {
			a.change()
		}
		a.advance()
		target.disarm()
		a.simulation.kill()
		if t.Failed() {
			return
		}
	}
	a.use(launchSimulation(t, executable, args...))
	defer a.simulation.kill()
	a.inspect()
	a.settle()
	a.compare(target)
	assert.Empty(t, target.repeated, "writes that were sent twice")
	t.Logf("%d kills, %d of them by a write; %d changes and %d requests on demand answered, %d writes, %d log rows; nothing lost, nothing repeated",
		*kills, target.killed, a.answered, a.demanded, target.writes, len(a.rows))
}

// launchSimulation starts the executable, whose clock only the test turns, and returns when its control listener answers.
func launchSimulation(t testing.TB, executable string, args ...string) *process {
	t.Helper()
	args = append([]string{"simulate", "--speed", "0", "--from", "2026-03-02T08:00:00Z", "--control", "127.0.0.1:0"}, args...)
	p := &process{Cmd: exec.Command(executable, args...)}
	p.Stderr = os.Stderr
	stdout, err := p.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.Start())
	t.Cleanup(p.kill)
	lines := bufio.NewScanner(stdout)
	for p.url == "" {
		require.True(t, lines.Scan(), "the simulation ended before it said where it listens")
		if kind, rest, _ := strings.Cut(lines.Text(), " "); kind == "control" {
			p.url = strings.TrimSpace(rest)
		}
	}
	go io.Copy(io.Discard, stdout)
	return p
}

// lethalTarget is the reference server, which keeps a log of the writes that it is sent, and ends whoever sends them.
type lethalTarget struct {
	url string

	mu sync.Mutex
	// kill ends the client when so many writes more have come; after is where in the write.
	kill       func()
	writesLeft int
	after      killPoint
	late       time.Duration
	timer      *time.Timer

	killed, writes int
	// last is the latest write to each resource, posted the names that were created, repeated what came twice.
	last     map[string]string
	posted   map[string]int
	repeated []string
}

// killPoint is an instant of a request at which the client dies.
type killPoint int

const (
	beforeServing killPoint = iota
	beforeAnswering
	afterAnswering
	atAnyTime
	killPoints
)

func newLethalTarget(t *testing.T) *lethalTarget {
	server, err := reference.New(reference.Options{Token: "a-token-for-this-test"})
	require.NoError(t, err)
	l := &lethalTarget{last: map[string]string{}, posted: map[string]int{}}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			server.ServeHTTP(w, r)
			return
		}
		l.write(server, w, r)
	}))
	t.Cleanup(s.Close)
	l.url = s.URL + "/scim/v2"
	return l
}

// arm draws when the client dies.
func (l *lethalTarget) arm(random *rand.Rand, kill func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.kill, l.writesLeft, l.after = kill, random.IntN(3), killPoint(random.IntN(int(killPoints)))
	l.late = time.Duration(random.IntN(5000)) * time.Microsecond
	if l.after == atAnyTime {
		l.timer = time.AfterFunc(10*l.late, kill)
	}
}

func (l *lethalTarget) disarm() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.kill = nil
	if l.timer != nil {
		l.timer.Stop()
	}
}

// write serves a request that changes something; the client may be dead when it is answered.
func (l *lethalTarget) write(server http.Handler, w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the client died while it was sending
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	point, kill, late := l.next()
	if point == beforeServing {
		kill()
		return
	}
	answer := httptest.NewRecorder()
	server.ServeHTTP(answer, r)
	l.see(r, string(body), answer)
	if point == beforeAnswering {
		kill()
		return
	}
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
	if point == afterAnswering {
		time.AfterFunc(late, kill)
	}
}

// next is what happens to the client at this write; atAnyTime is nothing.
func (l *lethalTarget) next() (killPoint, func(), time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.writes++
	if l.kill == nil || l.after == atAnyTime {
		return atAnyTime, nil, 0
	}
	if l.writesLeft--; l.writesLeft >= 0 {
		return atAnyTime, nil, 0
	}
	kill := l.kill
	l.kill = nil
	l.killed++
	return l.after, kill, l.late
}

// see takes note of a write, and of one that changed nothing because it had come before.
func (l *lethalTarget) see(r *http.Request, body string, answer *httptest.ResponseRecorder) {
	l.mu.Lock()
	defer l.mu.Unlock()
	path := r.URL.Path
	if answer.Code >= http.StatusBadRequest || l.last[path] == r.Method+body {
		l.repeated = append(l.repeated, fmt.Sprintf("%s %s -> %d %s", r.Method, path, answer.Code, body))
	}
	if r.Method == http.MethodPost {
		l.posted[nameIn(body)]++
		if l.posted[nameIn(body)] > 1 {
			l.repeated = append(l.repeated, "POST "+nameIn(body))
		}
		return
	}
	l.last[path] = r.Method + body
}
