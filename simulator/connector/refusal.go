package connector

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// refusal is what a status other than success means to Entra (Microsoft Learn, howto-analyze-provisioning-logs and
// application-provisioning-quarantine-status for the codes).
func (a answer) refusal() *Error {
	e := a.classify()
	e.Detail, e.ScimType = a.scimError()
	e.RetryAfter, _ = retryAfter(a.header, time.Time{})
	switch {
	case a.status == http.StatusTooManyRequests:
		e.Retry = RetryThrottled
	case a.status >= 500 && e.Code == CodeInternalServerError:
		e.Retry = RetryNextCycle
	}
	e.Quarantines = a.status == http.StatusUnauthorized || a.status == http.StatusForbidden && a.wire.ForbiddenQuarantines || a.status == http.StatusNotFound && a.request.kind == find
	return e
}

func (a answer) classify() *Error {
	kind := a.request.kind
	switch status := a.status; {
	case status == http.StatusNotFound && kind == find:
		return a.incompatible("expected status 200 and an empty ListResponse when nothing matches, found 404")
	case status == http.StatusNotFound && kind == create:
		return a.incompatible("expected status 201, found 404: the tenant URL may be wrong")
	case status == http.StatusNotFound, status == http.StatusGone:
		return a.fault(CodeInvalidAnchor, "expected the resource that was linked, found it gone")
	case status == http.StatusUnauthorized && a.wire.ValidationFailure:
		return a.fault(CodeCredentialValidation, "expected the credentials to be accepted, found them refused")
	case status == http.StatusUnauthorized:
		return a.fault(CodeUnauthorized, "expected the credentials to be accepted, found them refused")
	case status == http.StatusForbidden:
		return a.fault(CodeInsufficientRights, "expected the credentials to suffice, found them insufficient")
	case status == http.StatusConflict && kind == create:
		return a.fault(CodeEntryConflict, "expected to create the resource, found a value of it taken")
	case status == http.StatusConflict && kind == find: // seen in the field under this code
		return a.fault(CodeFilteringIncompatible, "expected the filter to be understood, found a conflict")
	case status == http.StatusConflict:
		return a.fault(CodeConflict, "expected no conflict, found one")
	case status == http.StatusMethodNotAllowed:
		return a.fault(CodeMethodNotAllowed, "expected the method to be allowed, found it refused")
	case status == http.StatusNotImplemented:
		return a.fault(CodeNotImplemented, "expected the operation to be supported, found it is not")
	case status == http.StatusUnprocessableEntity:
		return a.fault(CodeUnprocessableEntity, "expected the content to be accepted, found it refused")
	case status == http.StatusTooManyRequests:
		return a.fault(CodeTooManyRequests, "expected the request to be served, found it throttled")
	case status >= 500:
		return a.fault(CodeInternalServerError, "expected an answer, found an error of the service provider")
	case status >= 400:
		return a.fault(CodeBadRequest, "expected the request to be accepted, found it refused")
	case status >= 300:
		return a.fault(CodeWebException, "expected an answer, found a redirect to %s, which is not followed", a.location())
	}
	return a.incompatible("expected the status of a success, found %d", a.status)
}

// maxDetail is how much of a target's own words an error carries, in bytes.
const maxDetail = 1000

// scimError is what the target says about it: detail and scimType of a SCIM error (RFC 7644, section 3.12). A body of
// another kind says nothing.
func (a answer) scimError() (detail, scimType string) {
	var body map[string]any
	if json.Unmarshal([]byte(a.body), &body) != nil {
		return "", ""
	}
	detail, _ = body["detail"].(string)
	scimType, _ = body["scimType"].(string)
	return short(a.redact(detail)), short(a.redact(scimType))
}

// short is the beginning of a text of the target.
func short(text string) string {
	if len(text) > maxDetail {
		return strings.ToValidUTF8(text[:maxDetail], "") + "…"
	}
	return text
}
