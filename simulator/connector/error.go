package connector

import (
	"fmt"
	"strings"
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
)

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
