package connector

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/tls"
	"fmt"
	"net/http"
)

// Transport is net/http's, with these differences: it keeps to the terms of TLS that Entra states, it speaks HTTP/1.1, and
// it does not ask for compression, since none of the captures shows Accept-Encoding; Wire.Header can. AnyTLS and HTTP2
// undo the first two, and NoProxy leaves out what the environment says of a proxy. The caller may change it further, for a root certificate of its own.
func (w Wire) Transport() *http.Transport {
	t, ok := http.DefaultTransport.(*http.Transport)
	if !ok { // replaced by the program
		t = &http.Transport{Proxy: http.ProxyFromEnvironment}
	}
	t = t.Clone()
	if w.NoProxy {
		t.Proxy = nil
	}
	t.DisableCompression = true
	t.ForceAttemptHTTP2 = w.HTTP2
	t.Protocols = new(http.Protocols)
	t.Protocols.SetHTTP1(true)
	t.Protocols.SetHTTP2(w.HTTP2)
	t.TLSClientConfig = w.tls()
	return t
}

// cipherSuites are those that Microsoft Learn, use-scim-to-provision-users-and-groups, lists, but for the two of
// AES_256_CBC_SHA384, which Go does not have.
var cipherSuites = []uint16{
	tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
	tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
}

// Shortest keys of a certificate that the same page takes, in bits.
const (
	minRSABits = 2048
	minECCBits = 256
)

func (w Wire) tls() *tls.Config {
	if w.AnyTLS {
		return &tls.Config{MinVersion: tls.VersionTLS12}
	}
	return &tls.Config{ //nolint:gosec // the page allows no newer version, and a simulator has to fail where Entra does
		MinVersion: tls.VersionTLS12, MaxVersion: tls.VersionTLS12, CipherSuites: cipherSuites, VerifyConnection: checkKey,
	}
}

// weakKeyError is a certificate whose key is too short for Entra.
type weakKeyError struct {
	kind             string
	expected, actual int // bits
}

func (e *weakKeyError) Error() string {
	return fmt.Sprintf("expected a certificate with an %s key of at least %d bits, found %d", e.kind, e.expected, e.actual)
}

func checkKey(state tls.ConnectionState) error {
	switch key := state.PeerCertificates[0].PublicKey.(type) {
	case *rsa.PublicKey:
		if bits := key.N.BitLen(); bits < minRSABits {
			return &weakKeyError{"RSA", minRSABits, bits}
		}
	case *ecdsa.PublicKey:
		if bits := key.Curve.Params().BitSize; bits < minECCBits {
			return &weakKeyError{"ECC", minECCBits, bits}
		}
	}
	return nil
}
