package connector

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

// networkFault is the failure of a request that got no answer (status 0), or only a part of one. Within is the time that
// it had.
func networkFault(err error, status int, within time.Duration) *Error {
	if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) {
		err = wrapped.Err // the wrapping repeats the URL, query included
	}
	e := &Error{Code: CodeWebException, Status: status, Retry: RetryNextCycle, cause: err}
	timeout := net.Error(nil)
	switch {
	case errors.As(err, &timeout) && timeout.Timeout():
		e.Code = CodeTimeout
		e.Reason = fmt.Sprintf("expected the whole answer within %s, found none", within)
	case status != 0:
		e.Reason = fmt.Sprintf("expected the whole answer, found the connection ended in the middle of it: %v", err)
	case isTLS(err):
		e.Reason = fmt.Sprintf("expected a TLS connection with a certificate that can be trusted, found none: %v", err)
	case errors.As(err, new(*net.DNSError)):
		e.Reason = fmt.Sprintf("expected the host's name to be known, found it is not: %v", err)
	default:
		e.Reason = fmt.Sprintf("expected an answer, found no connection: %v", err)
	}
	return e
}

// isTLS says that the failure is one of TLS: a certificate, the handshake, or a port that does not speak it.
func isTLS(err error) bool {
	// An alert has a type of crypto/tls's own; its wrapping is named after who raised it.
	if alert := (*net.OpError)(nil); errors.As(err, &alert) && (alert.Op == "remote error" || alert.Op == "local error") {
		return true
	}
	return errors.Is(err, http.ErrSchemeMismatch) || errors.As(err, new(*tls.CertificateVerificationError)) ||
		errors.As(err, new(tls.RecordHeaderError)) || errors.As(err, new(*weakKeyError)) ||
		errors.As(err, new(x509.UnknownAuthorityError)) || errors.As(err, new(x509.HostnameError)) ||
		errors.As(err, new(x509.CertificateInvalidError))
}
