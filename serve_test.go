package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

// serving is the command with what it has printed: the address and the token.
type serving struct {
	t           *testing.T
	stop        context.CancelFunc
	status      chan int
	base, token string
	said        []string
	client      *http.Client
}

// startServe runs the command until it has printed so many lines.
func startServe(t *testing.T, lineCount int, args ...string) *serving {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	s := &serving{t: t, stop: stop, status: make(chan int, 1), client: http.DefaultClient}
	out := &lines{lines: make(chan string, 20)}
	go func() { s.status <- run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...), out, out) }()
	t.Cleanup(stop)
	for range lineCount {
		select {
		case line := <-out.lines:
			s.said = append(s.said, line)
		case status := <-s.status:
			t.Fatalf("serve ended with %d", status)
		}
	}
	s.base, s.token = strings.Fields(s.said[0])[1], strings.Fields(s.said[1])[1]
	return s
}

func (s *serving) send(method, path, body string, header ...string) (int, gjson.Result) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, s.base+path, strings.NewReader(body))
	require.NoError(s.t, err)
	r.Header.Set("Authorization", "Bearer "+s.token)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	resp, err := s.client.Do(r)
	require.NoError(s.t, err)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	require.NoError(s.t, err)
	return resp.StatusCode, gjson.ParseBytes(text)
}

const annOnly = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ann"}`

func TestServe(t *testing.T) {
	s := startServe(t, 4, "--profile", "vcc", "--portal", "127.0.0.1:0")
	status, _ := s.send(http.MethodGet, "/Users", "")
	assert.Equal(t, http.StatusOK, status)
	assert.Contains(t, s.said[2], "/api")
	s.stop()
	assert.Equal(t, 0, <-s.status)
}

// The portal of a server without a configured URL shows the address at which it listens.
func TestServePortalShowsTheAddress(t *testing.T) {
	s := startServe(t, 4, "--profile", "vcc", "--portal", "127.0.0.1:0")
	portal, token := strings.Fields(s.said[2])[1], strings.Fields(s.said[3])[1]
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, portal+"/provisioning", nil)
	require.NoError(t, err)
	r.Header.Set("Authorization", "Bearer "+token)
	resp, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	assert.Equal(t, s.base, gjson.GetBytes(text, "scimUrl").String(), string(text))
}

func TestServeOverTLS(t *testing.T) {
	certificate, key := selfSigned(t)
	s := startServe(t, 2, "--tls-cert", certificate.file, "--tls-key", key)
	assert.True(t, strings.HasPrefix(s.base, "https://"), s.base)
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(certificate.pem)
	s.client = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}}
	status, created := s.send(http.MethodPost, "/Users", annOnly)
	assert.Equal(t, http.StatusCreated, status)
	assert.True(t, strings.HasPrefix(created.Get("meta.location").String(), s.base+"/Users/"), created.Raw)
}

type certificateFile struct {
	file string
	pem  []byte
}

func selfSigned(t *testing.T) (certificate certificateFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	require.NoError(t, err)
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	certificate.pem = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	certificate.file = write(t, string(certificate.pem))
	return certificate, write(t, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})))
}

// A profile of one's own is a file, and everything in it holds.
func TestServeAProfileFromAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "acme.yaml")
	require.NoError(t, os.WriteFile(file, []byte("name: acme\ntitle: Acme\nbasePath: /acme/scim\nresourceTypes: [User]\npatchAnswer: 204\ndelete: remove\nmapping: entra\npageMax: 7\n"), 0o600))
	s := startServe(t, 2, "--profile", file, "--base-url", "https://scim.acme.example", "--me", "ann")
	assert.True(t, strings.HasSuffix(s.base, "/acme/scim"), s.base)
	status, created := s.send(http.MethodPost, "/Users", annOnly)
	assert.Equal(t, http.StatusCreated, status)
	assert.True(t, strings.HasPrefix(created.Get("meta.location").String(), "https://scim.acme.example/acme/scim/Users/"), created.Raw)
	status, _ = s.send(http.MethodPatch, "/Users/"+created.Get("id").String(),
		`{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"title","value":"Dr"}]}`)
	assert.Equal(t, http.StatusNoContent, status)
	_, me := s.send(http.MethodGet, "/Me", "")
	assert.Equal(t, created.Get("id").String(), me.Get("id").String())
	_, list := s.send(http.MethodGet, "/ServiceProviderConfig", "")
	assert.Equal(t, int64(7), list.Get("filter.maxResults").Int())
	status, _ = s.send(http.MethodGet, "/Groups", "")
	assert.Equal(t, http.StatusNotFound, status)
}

// Neither what a client accepts, nor who it says it is, nor what a proxy may have added makes a difference.
func TestServeOddClients(t *testing.T) {
	s := startServe(t, 2)
	for _, header := range [][]string{
		{"Accept", ""}, {"Accept", "*/*"}, {"Accept", "text/html, application/xhtml+xml;q=0.9"}, {"Accept", "nonsense"},
		{"Accept", "application/json;q=0.1"}, {"User-Agent", ""}, {"X-Forwarded-Host", "evil.example"}, {"Forwarded", "host=evil.example"},
		{"Accept-Encoding", "br"}, {"Accept-Charset", "latin1"},
	} {
		status, list := s.send(http.MethodGet, "/ServiceProviderConfig", "", header...)
		assert.Equal(t, http.StatusOK, status, header)
		assert.True(t, strings.HasPrefix(list.Get("meta.location").String(), s.base), header)
	}
}

// A request that is under way when the server is stopped is answered; one that never ends does not hold it up for ever,
// and is no failure.
func TestServeStopsGracefully(t *testing.T) {
	s := startServe(t, 2)
	address := strings.Split(strings.TrimPrefix(s.base, "http://"), "/")[0]
	begin := func() net.Conn {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", address)
		require.NoError(t, err)
		t.Cleanup(func() { _ = conn.Close() })
		_, err = io.WriteString(conn, "POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nAuthorization: Bearer "+s.token+
			"\r\nContent-Type: application/scim+json\r\nContent-Length: 75\r\n\r\n")
		require.NoError(t, err)
		goOn := make([]byte, len("HTTP/1.1 100 Continue\r\n\r\n"))
		_, err = io.ReadFull(conn, goOn) // the handler waits for the body now
		require.NoError(t, err)
		require.Contains(t, string(goOn), "100")
		return conn
	}
	finishing, _ := begin(), begin()
	s.stop()
	_, err := io.WriteString(finishing, annOnly)
	require.NoError(t, err)
	answer, err := io.ReadAll(finishing)
	require.NoError(t, err)
	assert.Contains(t, string(answer), "201 Created")
	assert.Equal(t, 0, <-s.status)
}

// lines hands over each line as it is written.
type lines struct{ lines chan string }

func (l *lines) Write(p []byte) (int, error) {
	for line := range strings.Lines(string(p)) {
		l.lines <- line
	}
	return len(p), nil
}
