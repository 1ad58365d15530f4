package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

var kills = flag.Int("kills", 5, "how often TestNothingAnsweredIsLost kills the server, and TestNothingSimulatedIsLostOrRepeated the simulation")

// clients write at the same time in TestNothingAnsweredIsLost.
const clients = 6

// process is the executable, serving with a data file.
type process struct {
	*exec.Cmd
	ended sync.Once
	// url is the tenant URL, portal that of the portal's API; tokens made for the run are in lines.
	url, portal string
	lines       []string
}

// build makes the executable of this tree.
func build(t testing.TB) string {
	t.Helper()
	executable := filepath.Join(t.TempDir(), "entrasim")
	out, err := exec.Command("go", "build", "-o", executable, ".").CombinedOutput()
	require.NoError(t, err, string(out))
	return executable
}

// launch starts the executable and returns when it answers.
func launch(t testing.TB, executable string, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(executable, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)}
	p.Stderr = os.Stderr
	stdout, err := p.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.Start())
	lines := bufio.NewScanner(stdout)
	portal := !strings.Contains(strings.Join(args, " "), "--profile vcc")
	for token := false; !token || !portal; {
		require.True(t, lines.Scan(), "the server ended before it said where it listens")
		p.lines = append(p.lines, lines.Text())
		kind, rest, _ := strings.Cut(lines.Text(), " ")
		switch kind {
		case "SCIM":
			p.url = strings.TrimSpace(rest)
		case "portal":
			p.portal, portal = strings.TrimSpace(rest), true
			token = false
		case "token":
			token = true
		}
	}
	go io.Copy(io.Discard, stdout)
	return p
}

// kill ends the process as a power cut would, and returns when it is gone; a test and what it armed may both want that.
func (p *process) kill() {
	p.ended.Do(func() {
		_ = p.Process.Kill()
		_ = p.Wait()
	})
}

// TestNothingAnsweredIsLost writes from several clients, kills the server at a random instant, starts it again on the same
// file, and wants to find everything that was answered, and nothing half done; -kills times.
func TestNothingAnsweredIsLost(t *testing.T) {
	executable, dir := build(t), t.TempDir()
	args := []string{"--data", filepath.Join(dir, "data.db"), "--token-file", write(t, "a-token-for-this-test\n")}
	all := make([]*client, clients)
	for i := range all {
		all[i] = &client{t: t, name: fmt.Sprintf("c%d", i), random: rand.New(rand.NewPCG(uint64(i), 1))}
	}
	random := rand.New(rand.NewPCG(0, 0))
	answers := 0
	for range *kills {
		p := launch(t, executable, args...)
		each(all, func(c *client) { c.inspect(p.url) })
		if t.Failed() {
			p.kill()
			return
		}
		answers += writeUntilKilled(p, all, 1+random.IntN(40*clients), time.Duration(random.IntN(3000))*time.Microsecond)
	}
	p := launch(t, executable, args...)
	defer p.kill()
	each(all, func(c *client) { c.inspect(p.url) })
	each(all, (*client).inspectAll)
	t.Logf("%d kills, %d answers before them, nothing lost", *kills, answers)
}

// writeUntilKilled lets all clients write, and kills the server some time after as many answers as given. It returns the
// number of answers.
func writeUntilKilled(p *process, all []*client, after int, further time.Duration) int {
	var answers atomic.Int64
	enough := make(chan struct{})
	answered := func() {
		if answers.Add(1) == int64(after) {
			close(enough)
		}
	}
	ended := make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		select {
		case <-enough:
			<-time.After(further)
		case <-ended: // all clients have failed
		}
		p.kill()
	})
	each(all, func(c *client) { c.write(answered) })
	close(ended)
	group.Wait()
	return int(answers.Load())
}

// each calls f for every client at the same time.
func each(all []*client, f func(*client)) {
	var group sync.WaitGroup
	for _, c := range all {
		group.Go(func() { f(c) })
	}
	group.Wait()
}

// What the portal sets and the token, as a hash, survive as the users do.
func TestThePortalsStateIsDurable(t *testing.T) {
	executable, file := build(t), filepath.Join(t.TempDir(), "data.db")
	admin := write(t, "admin\n")
	args := []string{"--profile", "vcc", "--portal", "127.0.0.1:0", "--portal-token-file", admin, "--data", file}

	p := launch(t, executable, args...)
	first := strings.Fields(p.lines[1])[1]
	assert.Equal(t, http.StatusOK, call(t, p.url+"/Users", first, http.MethodGet, "").status)
	created := call(t, p.url+"/Users", first, http.MethodPost, `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
		"userName":"ann","active":true,"displayName":"Ann","emails":[{"type":"work","value":"ann@x.test"}]}`)
	require.Equal(t, http.StatusCreated, created.status, created.body)
	id := gjson.Get(created.body, "id").String()
	rotated := call(t, p.portal+"/provisioning/token", "admin", http.MethodPost, "")
	second := gjson.Get(rotated.body, "token").String()
	call(t, p.portal+"/users/"+id+"/configuration", "admin", http.MethodPut, `{"role":"Agent","skills":["billing"]}`)
	call(t, p.portal+"/users", "admin", http.MethodPost, `{"userName":"pat","displayName":"Pat","email":"pat@x.test"}`)
	users := call(t, p.portal+"/users", "admin", http.MethodGet, "").body
	audit := call(t, p.portal+"/audit", "admin", http.MethodGet, "").body
	p.kill()

	p = launch(t, executable, args...)
	assert.Contains(t, p.lines[1], "as before")
	assert.Equal(t, http.StatusUnauthorized, call(t, p.url+"/Users", first, http.MethodGet, "").status)
	assert.Equal(t, http.StatusOK, call(t, p.url+"/Users", second, http.MethodGet, "").status)
	assert.JSONEq(t, users, call(t, p.portal+"/users", "admin", http.MethodGet, "").body)
	assert.JSONEq(t, audit, call(t, p.portal+"/audit", "admin", http.MethodGet, "").body)
	assert.Equal(t, int64(3), gjson.Get(audit, "entries.#").Int())
	call(t, p.portal+"/provisioning", "admin", http.MethodPut, `{"scimEnabled":false}`)
	p.kill()

	p = launch(t, executable, args...)
	defer p.kill()
	assert.Equal(t, http.StatusNotFound, call(t, p.url+"/Users", second, http.MethodGet, "").status, "SCIM is still disabled")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	log, err := os.ReadFile(file + "-wal")
	require.NoError(t, err)
	assert.NotContains(t, string(text)+string(log), second, "the file does not have the token")
}

// reply is an answer; the status is 0 if there was none.
type reply struct {
	status int
	body   string
}

func call(t *testing.T, url, token, method, body string) reply {
	t.Helper()
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	require.NoError(t, err)
	r.Header.Set("Authorization", "Bearer "+token)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return reply{}
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return reply{} // broken off: the client cannot count on it
	}
	return reply{response.StatusCode, string(text)}
}
