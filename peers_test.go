package main

import (
	"bufio"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

var peers = flag.Bool("peers", false, "run BenchmarkPeers, which builds other people's servers")

const (
	// peerUsers is how many users each server has while it is measured.
	peerUsers = 10_000
	// peerToken is the bearer token of the servers in fixtures/peers.
	peerToken = "peer-token"
)

// BenchmarkPeers is the requests per second of the reference server, in memory and with a data file, and of a SCIM server
// that is made of somebody else's library, each as a process on loopback with the same users, the same requests and the
// same client. Every round measures all of them, one after the other, and the ratio is the median of the rounds' ratios, so
// that whatever else the machine does slows down all. It is that of the reference server in memory over the peer;
// durable/peer is for information, and so is GET by id.
//
// The client takes its time from the same processors, and as much of it for a fast server as for a slow one. The cpu-ratio
// leaves it out: it compares the processor time of the servers' own processes for the same requests. Its limit is 3.
//
// The network is needed when the peer is built for the first time, for the module proxy.
func BenchmarkPeers(b *testing.B) {
	if !*peers {
		b.Skip("expected -peers, as make bench-peers has it")
	}
	executable, token := build(b), write(b, peerToken+"\n")
	servers := []*loaded{
		load(b, "memory", launch(b, executable, "--token-file", token)),
		load(b, "durable", launch(b, executable, "--token-file", token, "--data", filepath.Join(b.TempDir(), "data.db"))),
		load(b, "peer", launchPeer(b, "elimity")),
	}
	for _, operation := range []struct {
		name string
		rate func(s *loaded, b *testing.B, round int) float64
	}{{"POST", creations}, {"GET by filter", lookups}, {"PATCH", renames}, {"GET by id", reads}} {
		b.Run(operation.name, func(b *testing.B) {
			rates, ratios, used := map[string][]float64{}, map[string][]float64{}, map[string]float64{}
			for round := 0; b.Loop(); round++ {
				now := map[string]float64{}
				for i := range servers {
					s := servers[(i+round)%len(servers)]
					before := processorTime(b, s.pid)
					now[s.name] = operation.rate(s, b, round)
					used[s.name] += processorTime(b, s.pid) - before
					rates[s.name] = append(rates[s.name], now[s.name])
				}
				for name, rate := range now {
					ratios[name] = append(ratios[name], rate/now["peer"])
				}
			}
			b.ReportMetric(0, "ns/op")
			for name, all := range rates {
				b.ReportMetric(middle(all), name+"/s")
			}
			b.ReportMetric(middle(ratios["memory"]), "ratio")
			b.ReportMetric(used["peer"]/used["memory"], "cpu-ratio")
			b.ReportMetric(middle(ratios["durable"]), "durable/peer")
		})
	}
}

func middle(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}

// launchPeer builds and starts the server of that name in fixtures/peers.
func launchPeer(t testing.TB, name string) *process {
	t.Helper()
	executable := filepath.Join(t.TempDir(), name)
	out, err := exec.Command("go", "build", "-C", filepath.Join("fixtures", "peers", name), "-o", executable, ".").CombinedOutput()
	require.NoError(t, err, string(out))
	p := &process{Cmd: exec.Command(executable, "127.0.0.1:0")}
	p.Stderr = os.Stderr
	stdout, err := p.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.Start())
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err, "the peer ended before it said where it listens")
	_, tenant, _ := strings.Cut(line, " ")
	p.url = strings.TrimSpace(tenant)
	return p
}

// creations creates users, and deletes them again when the time has been taken.
func creations(s *loaded, b *testing.B, _ int) float64 {
	rate, answers := s.send(b, requests(2_000, func(i int) string { return s.creation(peerUsers + i) }))
	_, deletions := s.send(b, requests(len(answers), func(i int) string {
		require.Equal(b, http.StatusCreated, answers[i].status, answers[i].body)
		return s.request(http.MethodDelete, "/Users/"+gjson.Get(answers[i].body, "id").String(), "")
	}))
	for _, answer := range deletions {
		require.Equal(b, http.StatusNoContent, answer.status, answer.body)
	}
	return rate
}

// lookups looks users up as Entra ID does before it creates or changes one.
func lookups(s *loaded, b *testing.B, round int) float64 {
	rate, answers := s.send(b, requests(300, func(i int) string {
		filter := fmt.Sprintf(`userName eq "user.%d@x.test"`, s.some(i, round))
		return s.request(http.MethodGet, "/Users?filter="+url.QueryEscape(filter), "")
	}))
	for _, answer := range answers {
		require.Equal(b, int64(1), gjson.Get(answer.body, "totalResults").Int(), answer.body)
	}
	return rate
}

// renames renames users in Entra ID's default dialect.
func renames(s *loaded, b *testing.B, round int) float64 {
	name := func(i int) string { return fmt.Sprintf("Name %d in round %d", i, round) }
	rate, answers := s.send(b, requests(4_000, func(i int) string {
		return s.request(http.MethodPatch, "/Users/"+s.ids[s.some(i, round)], `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],`+
			`"Operations":[{"op":"Replace","path":"displayName","value":"`+name(i)+`"}]}`)
	}))
	for i, answer := range answers {
		require.Equal(b, http.StatusOK, answer.status, answer.body)
		require.Equal(b, name(i), gjson.Get(answer.body, "displayName").String())
	}
	return rate
}

// reads gets users by their ids.
func reads(s *loaded, b *testing.B, round int) float64 {
	rate, answers := s.send(b, requests(4_000, func(i int) string {
		return s.request(http.MethodGet, "/Users/"+s.ids[s.some(i, round)], "")
	}))
	for _, answer := range answers {
		require.Equal(b, http.StatusOK, answer.status, answer.body)
	}
	return rate
}

// some is a user, another each time.
func (s *loaded) some(i, round int) int { return (i + round*4_000) * 7919 % peerUsers }
