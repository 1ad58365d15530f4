package connector

import (
	"fmt"
	"strings"
	"time"
)

// Codes of errors as the provisioning log shows them (Microsoft Learn, howto-analyze-provisioning-logs, and published
// logs). Which answer yields which code is in most cases inferred from the code's name.
const (
	CodeBadRequest            = "SystemForCrossDomainIdentityManagementBadRequest"
	CodeServiceIncompatible   = "SystemForCrossDomainIdentityManagementServiceIncompatible"
	CodeFilteringIncompatible = "SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering"
	CodeMultipleEntries       = "SystemForCrossDomainIdentityManagementMultipleEntriesInResponse"
	CodeUnauthorized          = "Unauthorized"
	CodeInsufficientRights    = "InsufficientRights"
	CodeInvalidAnchor         = "InvalidAnchor"
	CodeMethodNotAllowed      = "MethodNotAllowed"
	CodeConflict              = "Conflict"
	CodeEntryConflict         = "EntryConflict"
	CodeUnprocessableEntity   = "UnprocessableEntity"
	CodeTooManyRequests       = "TooManyRequests"
	CodeInternalServerError   = "InternalServerError"
	CodeNotImplemented        = "NotImplemented"
	CodeTimeout               = "Timeout"
	CodeWebException          = "WebExceptionProtocolError"
	CodeDuplicateTarget       = "DuplicateTargetEntries"
	CodeCredentialValidation  = "SystemForCrossDomainIdentityManagementCredentialValidationFailure"
)

// Retry is when an operation that failed is to be tried again. It always is: how-provisioning-works and
// application-provisioning-quarantine-status describe a retry of every failed operation.
type Retry uint8

const (
	// RetryEscrowed is in the next cycle and then ever more rarely: somebody has to mend something first.
	RetryEscrowed Retry = iota
	// RetryNextCycle is in the next cycle, because the fault may pass by itself: an error of the service provider, no
	// answer in time, no connection (howto-analyze-provisioning-logs).
	RetryNextCycle
	// RetryThrottled is as soon as the target allows it; Error.RetryAfter says when, if the target does.
	RetryThrottled
)

// String is the name for messages.
func (r Retry) String() string {
	switch r {
	case RetryNextCycle:
		return "next cycle"
	case RetryThrottled:
		return "throttled"
	}
	return "escrowed"
}

// Error is why the target did not do what it was asked to. It never says that the simulator is at fault.
type Error struct {
	// Code is one of the constants above.
	Code string
	// Reason is our sentence: what was expected and what was found.
	Reason string
	// Method and Target are the request's; Target has no query and no host, so that neither a name looked up nor a
	// secret in a URL reaches a log.
	Method, Target string
	// Status is the answer's, or 0 when there was none.
	Status int
	// Detail and ScimType are from the target's error body, if it was one (RFC 7644, section 3.12).
	Detail, ScimType string
	// Retry is when the operation is to be tried again.
	Retry Retry
	// RetryAfter is how long the target asked to be left alone with a 429 or 503 (RFC 9110, section 10.2.3); 0 if it did
	// not say, or not in a way that can be understood.
	RetryAfter time.Duration
	// Quarantines says that the job is quarantined at once, without counting failures: credentials that are not accepted,
	// and a 404 where an empty list is due (application-provisioning-quarantine-status).
	Quarantines bool
	// Exchange is what was sent and what came back.
	Exchange Exchange

	cause error
}

// Error is one sentence: request, status, reason, and what the target said.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: ", e.Method, e.Target)
	if e.Status != 0 {
		fmt.Fprintf(&b, "status %d: ", e.Status)
	}
	b.WriteString(e.Reason)
	if e.ScimType != "" {
		fmt.Fprintf(&b, ", scimType %s", e.ScimType)
	}
	if e.Detail != "" {
		fmt.Fprintf(&b, ", detail %q", e.Detail)
	}
	return b.String()
}

// Unwrap is the network's error, if there was one.
func (e *Error) Unwrap() error { return e.cause }
