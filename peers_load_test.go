package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
	"github.com/valyala/fasthttp"
)

// connections is how many a server under load has at a time; pipelined is how many requests the client sends on one before
// it reads the answers (RFC 9112, section 9.3.2), so that it spends little of the time on system calls.
const (
	connections = 8
	pipelined   = 16
)

// loaded is a server under load. Requests are made before the time is taken and answers are judged afterwards, and what
// is left to do in between is little, without any garbage collection, for the client takes its time from the same
// processors as the server.
type loaded struct {
	name, host, basePath string
	pid                  int
	connections          []net.Conn
	readers              []*bufio.Reader
	responses            []*fasthttp.Response
	// ids are those of the users that it was filled with.
	ids []string
}

// load fills a server with users and opens the connections. Both end with the benchmark.
func load(b *testing.B, name string, p *process) *loaded {
	b.Helper()
	tenant, err := url.Parse(p.url)
	require.NoError(b, err)
	s := &loaded{name: name, host: tenant.Host, basePath: tenant.Path, pid: p.Process.Pid}
	for range connections {
		connection, err := net.Dial("tcp", s.host)
		require.NoError(b, err)
		s.connections, s.readers = append(s.connections, connection), append(s.readers, bufio.NewReader(connection))
		s.responses = append(s.responses, new(fasthttp.Response))
	}
	b.Cleanup(func() {
		for _, connection := range s.connections {
			connection.Close()
		}
		require.NoError(b, p.Process.Signal(syscall.SIGTERM))
		assert.NoError(b, p.Wait(), "%s ends cleanly", name)
	})
	_, answers := s.send(b, requests(peerUsers, s.creation))
	for _, answer := range answers {
		require.Equal(b, http.StatusCreated, answer.status, answer.body)
		s.ids = append(s.ids, gjson.Get(answer.body, "id").String())
	}
	return s
}

// processorTime is what a process has used of the processors, in seconds, as Linux counts it in hundredths
// (proc_pid_stat(5), fields 14 and 15).
func processorTime(b *testing.B, pid int) float64 {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	require.NoError(b, err)
	_, rest, _ := strings.Cut(string(text), ") ") // the name may have blanks in it
	fields := strings.Fields(rest)
	var ticks float64
	for _, field := range fields[11:13] {
		n, err := strconv.ParseFloat(field, 64)
		require.NoError(b, err)
		ticks += n
	}
	return ticks / 100
}

// requests are n requests.
func requests(n int, request func(i int) string) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = request(i)
	}
	return all
}

// send sends the requests over all connections, on each the next few when the last ones were answered, and returns how many
// were answered per second, and the answers.
func (s *loaded) send(b *testing.B, requests []string) (float64, []reply) {
	b.Helper()
	answers, failures := make([]reply, len(requests)), make([]error, connections)
	batches := slices.Collect(slices.Chunk(requests, pipelined))
	texts := make([]string, len(batches))
	for i, batch := range batches {
		texts[i] = strings.Join(batch, "")
	}
	var group sync.WaitGroup
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	began := time.Now()
	for c := range connections {
		group.Go(func() {
			for i := c; i < len(batches) && failures[c] == nil; i += connections {
				failures[c] = s.exchange(c, texts[i], answers[i*pipelined:][:len(batches[i])])
			}
		})
	}
	group.Wait()
	took := time.Since(began)
	require.NoError(b, errors.Join(failures...), s.name)
	return float64(len(requests)) / took.Seconds(), answers
}

// exchange sends requests over a connection and reads the answers.
func (s *loaded) exchange(connection int, requests string, answers []reply) error {
	if _, err := io.WriteString(s.connections[connection], requests); err != nil {
		return err
	}
	response := s.responses[connection]
	for i := range answers {
		if err := response.Read(s.readers[connection]); err != nil {
			return err
		}
		answers[i] = reply{response.StatusCode(), string(response.Body())}
	}
	return nil
}

// creation is the POST of user i as Entra ID's default mappings make it.
func (s *loaded) creation(i int) string {
	body := fmt.Sprintf(`{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
		"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"user.%[1]d","userName":"User.%[1]d@x.test",
		"active":true,"displayName":"User %[1]d","title":"Engineer","preferredLanguage":"en-GB",
		"emails":[{"primary":true,"type":"work","value":"User.%[1]d@x.test"}],"meta":{"resourceType":"User"},
		"name":{"formatted":"User %[1]d","familyName":"%[1]d","givenName":"User"},
		"phoneNumbers":[{"type":"work","value":"+44 20 7946 0958"}],
		"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Sales","employeeNumber":"%[1]d"}}`, i)
	return s.request(http.MethodPost, "/Users", body)
}

// request is a whole HTTP request.
func (s *loaded) request(method, path, body string) string {
	text := fmt.Sprintf("%s %s%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nAccept: application/scim+json\r\n",
		method, s.basePath, path, s.host, peerToken)
	if body != "" {
		text += fmt.Sprintf("Content-Type: application/scim+json\r\nContent-Length: %d\r\n", len(body))
	}
	return text + "\r\n" + body
}
