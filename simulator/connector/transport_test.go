package connector_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
)

// secured is a target with TLS that knows the resource 7. It keeps the last request's version of HTTP and headers.
type secured struct {
	*httptest.Server
	proto  string
	header http.Header
	length int64
}

func newSecured(t *testing.T, config *tls.Config) *secured {
	t.Helper()
	s := &secured{}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.proto, s.header, s.length = r.Proto, r.Header, r.ContentLength
		w.Header().Set("Content-Type", connector.MediaType)
		_, _ = io.WriteString(w, `{"id":"7"}`)
	}))
	s.EnableHTTP2, s.TLS = true, config
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // refused handshakes
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

// reach asks the target for the resource 7. Trust says whether its certificate is a root.
func (s *secured) reach(t *testing.T, wire connector.Wire, trust bool) (*connector.Client, error) {
	t.Helper()
	transport := wire.Transport()
	defer transport.CloseIdleConnections()
	transport.TLSClientConfig.RootCAs = x509.NewCertPool()
	if trust {
		leaf, err := x509.ParseCertificate(s.TLS.Certificates[0].Certificate[0])
		require.NoError(t, err)
		transport.TLSClientConfig.RootCAs.AddCert(leaf)
	}
	c, err := connector.New(connector.Options{BaseURL: s.URL, Wire: wire, HTTP: &http.Client{Transport: transport}})
	require.NoError(t, err)
	_, err = c.Get(t.Context(), "7")
	return c, err
}

// certificate is signed by itself: for the loopback address, or for a name instead.
func certificate(t *testing.T, key crypto.Signer, begins, ends time.Time, names ...string) []tls.Certificate {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: begins, NotAfter: ends, DNSNames: names, IsCA: true, BasicConstraintsValid: true,
	}
	if len(names) == 0 {
		template.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	require.NoError(t, err)
	return []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}
}

// The terms of TLS that "use-scim-to-provision-users-and-groups" states, and what a target hears that does not keep them.
func TestTLS(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	require.NoError(t, err)
	now := time.Now()
	past, future := now.AddDate(-1, 0, 0), now.AddDate(1, 0, 0)
	good := certificate(t, key, past, future)
	tests := []struct {
		name    string
		server  *tls.Config
		trust   bool
		refused string // by Entra's terms; "" for not
		always  bool   // refused with AnyTLS, too
	}{
		{"as the page wants it", &tls.Config{Certificates: good}, true, "", false},
		{"nobody vouches for it", &tls.Config{Certificates: good}, false, "certificate signed by unknown authority", true},
		{"expired", &tls.Config{Certificates: certificate(t, key, past.AddDate(-1, 0, 0), past)}, true, "has expired", true},
		{"of another host", &tls.Config{Certificates: certificate(t, key, past, future, "other.example")}, true, "127.0.0.1", true},
		{"a short key", &tls.Config{Certificates: certificate(t, weak, past, future)}, true,
			"expected a certificate with an RSA key of at least 2048 bits, found 1024", false},
		{"TLS 1.3 only", &tls.Config{Certificates: good, MinVersion: tls.VersionTLS13}, true, "protocol version", false},
		{"TLS 1.1 only", &tls.Config{Certificates: good, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}, true, "protocol version", true},
		{"a suite that is not listed", &tls.Config{Certificates: good, MaxVersion: tls.VersionTLS12,
			CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256}, NextProtos: []string{"http/1.1"}}, true, "handshake failure", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSecured(t, test.server)
			for _, wire := range []connector.Wire{{}, {AnyTLS: true}} {
				_, err := s.reach(t, wire, test.trust)
				if test.refused == "" || wire.AnyTLS && !test.always {
					assert.NoError(t, err)
					continue
				}
				e := fault(t, err)
				assert.Equal(t, connector.CodeWebException, e.Code)
				assert.Equal(t, connector.RetryNextCycle, e.Retry)
				assert.False(t, e.Quarantines)
				assert.Contains(t, e.Reason, "expected a TLS connection with a certificate that can be trusted, found none")
				assert.Contains(t, e.Reason, test.refused)
			}
		})
	}
}

func TestNoTLSWhereItIsExpected(t *testing.T) {
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	c, err := connector.New(connector.Options{BaseURL: strings.Replace(plain.URL, "http:", "https:", 1)})
	require.NoError(t, err)
	_, err = c.Get(t.Context(), "7")
	assert.Contains(t, fault(t, err).Reason, "expected a TLS connection")
}

// What the transport adds to the golden files, which do not see it: nothing but the length of a body.
func TestTransportAddsNothing(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	s := newSecured(t, &tls.Config{Certificates: certificate(t, key, time.Now().AddDate(-1, 0, 0), time.Now().AddDate(1, 0, 0))})
	c, err := s.reach(t, connector.Wire{}, true)
	require.NoError(t, err)
	assert.Equal(t, "HTTP/1.1", s.proto)
	assert.Equal(t, http.Header{"Accept": {connector.MediaType}, "User-Agent": {"entrasim"}}, s.header, "no Accept-Encoding")

	require.NoError(t, c.Update(t.Context(), "7", []connector.Change{replaced(t, "title", "x")}))
	assert.Equal(t, int64(len(`{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],`+
		`"Operations":[{"op":"Replace","path":"title","value":"x"}]}`)), s.length, "not chunked")

	_, err = s.reach(t, connector.Wire{HTTP2: true}, true)
	require.NoError(t, err)
	assert.Equal(t, "HTTP/2.0", s.proto)
}

func TestTheEnvironmentsProxyCanBeLeftOut(t *testing.T) {
	assert.NotNil(t, connector.Wire{}.Transport().Proxy)
	assert.Nil(t, connector.Wire{NoProxy: true}.Transport().Proxy)
}
