package exchange

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// DialTimeout is how long a connection may take to come about.
const DialTimeout = 10 * time.Second

// failure says in which way a request came to no answer, and so whose fault it is.
type failure uint8

const (
	// unreachable: no connection, so nothing was learnt about the service provider.
	unreachable failure = iota
	// timedOut, tooLarge and broken: it was reached, and what it did is no answer.
	timedOut
	tooLarge
	broken
)

// TransportError is a request that came to no answer.
type TransportError struct {
	Method, URL string
	failure     failure
	sentence    string
	cause       error
}

// Error is one sentence: the request, what happened, and what to look at.
func (e *TransportError) Error() string { return e.Method + " " + e.URL + ": " + e.sentence }

// Unwrap gives what net/http said.
func (e *TransportError) Unwrap() error { return e.cause }

// Unreachable says that no connection came about, as opposed to a service provider that was reached and misbehaved.
func (e *TransportError) Unreachable() bool { return e.failure == unreachable }

// TimedOut says that the service provider was reached and gave no answer in time.
func (e *TransportError) TimedOut() bool { return e.failure == timedOut }

// Sentence says what happened, without the request.
func (e *TransportError) Sentence() string { return e.sentence }

// newTransportError classifies what a transport returned for a request that was given so much time. An interrupted run
// gives back the context's error, which is nobody's fault.
func newTransportError(req *http.Request, err error, timeout time.Duration) error {
	if errors.Is(req.Context().Err(), context.Canceled) {
		return req.Context().Err()
	}
	var known *TransportError
	if errors.As(err, &known) {
		return known
	}
	e := &TransportError{Method: req.Method, URL: req.URL.Redacted(), cause: err}
	e.failure, e.sentence = classify(err, req.URL.Host, timeout)
	return e
}

func classify(err error, host string, timeout time.Duration) (failure, string) {
	var (
		dns       *net.DNSError
		op        *net.OpError
		verify    *tls.CertificateVerificationError
		record    tls.RecordHeaderError
		alert     tls.AlertError
		authority x509.UnknownAuthorityError
		timeoutEr interface{ Timeout() bool }
	)
	switch {
	case errors.As(err, &dns):
		return unreachable, fmt.Sprintf("the name %s cannot be resolved; is the host in the target URL right?", dns.Name)
	case errors.As(err, &authority):
		return unreachable, "TLS: the certificate of " + host + " is signed by an unknown authority; " +
			"give the authority with --ca-file, or --insecure to go on without checking"
	case errors.As(err, &verify):
		return unreachable, "TLS: the certificate of " + host + " is not valid: " + verify.Err.Error()
	case errors.As(err, &record):
		return unreachable, "TLS: " + host + " answered without TLS; is the target an http:// URL?"
	case errors.As(err, &alert):
		return unreachable, "TLS: " + host + " ended the handshake: " + alert.Error()
	case strings.Contains(err.Error(), "HTTP response to HTTPS client"):
		return unreachable, "TLS: " + host + " answered without TLS; is the target an http:// URL?"
	case strings.Contains(err.Error(), "TLS handshake timeout"):
		return unreachable, "TLS: " + host + " takes connections and does not answer the handshake"
	case errors.As(err, &op) && op.Op == "dial":
		if op.Timeout() {
			return unreachable, fmt.Sprintf("no connection to %s within %s", host, min(timeout, DialTimeout))
		}
		return unreachable, "no connection to " + host + ": " + rootCause(op.Err) + "; is the service provider running?"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeoutEr) && timeoutEr.Timeout():
		return timedOut, fmt.Sprintf("no complete answer within %s (Entra ID gives up after about 60 s)", timeout)
	default:
		return broken, "the connection broke off before the answer was complete: " + rootCause(err)
	}
}

// rootCause is the innermost text of an error chain: "connection refused" instead of three layers around it.
func rootCause(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}
