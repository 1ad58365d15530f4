package connector

import (
	_ "embed" // WireSource
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"golang.org/x/net/http/httpguts"
)

// WireSource is this file: the one place where a setting, its default and the reason for it are written down.
//
//go:embed wire.go
var WireSource string

// Wire are the questions about Entra's requests and its reading of answers that public sources leave open or answer in two
// ways. The zero value of each field is the default; its comment says why that is the default and what speaks for the other
// value. Pages named are Microsoft Learn's; "the library" is Microsoft's published AzureAD/SCIMReferenceCode.
type Wire struct {
	// UserAgent of Entra is not known; the names that circulate are from invented samples. The default does not pretend to
	// be Entra: "entrasim".
	UserAgent string
	// Accept of Entra is not known. Its onboarding tests send the default, application/scim+json.
	Accept string
	// ContentType is that of POST and PATCH: application/scim+json, as in the library. Whether Entra adds a charset is not
	// known; servers that answer 415 to one are a known failure (MicrosoftDocs/azure-docs#116775).
	ContentType string
	// Header is sent with every request on top of the others, for correlation ids, Accept-Encoding or Expect: which of them
	// Entra sends is not known, so there are none. Authorization, Host and Content-Length are refused here.
	Header http.Header
	// SendFlag repeats the flag of the compliant dialect in the query of each request. The flag is an instruction to
	// Entra; whether Entra also passes it on is not known, so it is off.
	SendFlag bool
	// FlagsTogether finds the dialect's flag among others that a & joins in the tenant URL's query; the last of the known ones
	// counts, and what is not known is passed over. What Entra makes of several is not known. By default they are an error:
	// a rehearsal in the wrong dialect would go unnoticed.
	FlagsTogether bool
	// OlderFlag takes AzureAdScimPatch062020 for aadOptscim062020. A screenshot of the page shows it, and nothing explains it
	// (MicrosoftDocs/azure-docs#73841), so it is off and the name is an error.
	OlderFlag bool
	// IfMatch sends the version that a resource was read with as If-Match, with PATCH and DELETE. No description of Entra speaks
	// of ETags (RFC 7644, section 3.14), so it is off.
	IfMatch bool
	// NoProxy connects to the target directly, whatever the environment names as a proxy (HTTPS_PROXY). Whether Entra's own
	// way leads through one is not known; by default the machine's is taken, as any other program does.
	NoProxy bool
	// FollowRedirects follows redirects that keep the method, within the origin of the base URL, at most ten. Whether Entra
	// follows any is not known, and a credential should not travel, so it is off and a redirect is an error.
	FollowRedirects bool
	// AnyTLS takes TLS 1.3, and suites and keys of certificates that use-scim-to-provision-users-and-groups does not name.
	// The page allows TLS 1.2 only, six suites that Go has, and keys of 2048 bits (RSA) or 256 (ECC), so it is off.
	AnyTLS bool
	// HTTP2 offers HTTP/2 to the target. Whether Entra does is not known; .NET's client, on which the library is built,
	// does not unless told to, so it is off.
	HTTP2 bool

	// EscapeFilterValues percent-encodes reserved characters in a filter's value before the whole query is encoded, as
	// the library does (Protocol/Filter.cs); a trace of the validator shows them encoded once (Microsoft Q&A 2238842), so
	// it is off.
	EscapeFilterValues bool
	// PlainQuotes leaves quotes and backslashes in a filter's value as they are, as the library does. What Entra does is
	// not known; the default is JSON's escape, which RFC 7644, section 3.4.2.2 demands.
	PlainQuotes bool
	// BareExternalID leaves out the quotes around the value when externalId is looked up, as an old sample of
	// use-scim-to-provision-users-and-groups does. The other samples have them, and without them the filter is not one of
	// RFC 7644, so it is off.
	BareExternalID bool
	// PageSize adds startIndex=1 and this count to look-ups. No sample of a look-up shows them, so it is 0, for none.
	PageSize int
	// AttributesFirst puts attributes before filter in a reference check, which is the library's order. The page
	// use-scim-to-provision-users-and-groups has it behind, which is the default.
	AttributesFirst bool
	// BareReferences leaves out the quotes around values in a reference check, as the page's older text does. Without
	// them the filter is not one of RFC 7644, so they are sent.
	BareReferences bool
	// ReferencedFirst compares the manager before the id in a reference check. The page does not fix the order; its sample
	// has the id in front, the default.
	ReferencedFirst bool
	// QualifiedReferences names manager with its URN in a reference check. The page writes the bare name, the default.
	QualifiedReferences bool

	// ReplaceOnly writes Replace also where the target has no value yet. The page's samples of updates have no other operation
	// for values; captures show Add there (limosa-io/laravel-scim-server#34), and Microsoft's staff call both possible (Microsoft
	// Q&A 1373350), so it is off.
	ReplaceOnly bool
	// JSONBooleans makes the default dialect's PATCH send true and false instead of "True" and "False". Microsoft's two
	// pages contradict each other; the texts are what captures show (AzureAD/SCIMReferenceCode#21), so it is off.
	JSONBooleans bool
	// PathlessSingle leaves out the path also when the compliant dialect replaces one attribute only, as Microsoft's
	// validator does; the documented sample has a path, so it is off.
	PathlessSingle bool
	// MergedFirst puts the compliant dialect's merged operation before the others. The documented sample has value paths
	// in front; nothing else is known of the order, so it is off.
	MergedFirst bool
	// ActiveApart gives active an operation of its own, with a path, also when the compliant dialect merges other
	// replacements. Whether Entra merges it is not known; notes from the field show it among the others, so it is off.
	ActiveApart bool
	// MergedAdds merges the compliant dialect's additions into one operation without a path, as it does replacements.
	// Whether Entra does is not known; the one documented addition has a path, so it is off.
	MergedAdds bool
	// OperationsPerPatch is how many operations one PATCH has at most; more are sent in several. How many Entra sends is
	// not known; app-gallery-user-provisioning-requirements asks targets to take several, so by default, 0, it is all.
	OperationsPerPatch int
	// OmitPrimary leaves primary out of the typed elements of a POST unless the mapping speaks of it. The library always
	// writes it, also in addresses where RFC 7643 has none, so it is off.
	OmitPrimary bool
	// Primary is which of several typed elements of a POST is the primary one, where the mapping does not speak of it. It is not
	// known; samples show it of type work, so PrimaryWork is the default.
	Primary Primary

	// PlainGroupSchema leaves Microsoft's second schema URI out of POST /Groups. The documented sample has both, and that
	// strict servers refuse it is a known failure, so it is off; captures without it exist (elimity-com/scim).
	PlainGroupSchema bool
	// EmptyMembers sends an empty members with POST /Groups, as Microsoft's evaluation of gallery applications does; the
	// documented sample has none, so it is off.
	EmptyMembers bool
	// RefInRemovals repeats "$ref": null in the default dialect's removal of members, as
	// use-scim-to-provision-users-and-groups shows it. The other page and captures have the value alone, so it is off.
	RefInRemovals bool
	// RefInCompliantAdds writes "$ref": null also in the compliant dialect's addition of members. No sample of one is
	// published; the value alone is what its other operations suggest, so it is off.
	RefInCompliantAdds bool
	// RemovalsApart sends the compliant dialect's removals of members in a body each instead of together in one. Which
	// of them Entra does is not known; gallery guidance asks servers to take several in one, so it is off.
	RemovalsApart bool

	// Manager is how the manager is written: ManagerText, the bare id that captures show, is the default. ManagerObject is
	// {"value": id}, as Microsoft's validator sends it; ManagerList the older sample of the page.
	Manager ManagerForm
	// ManagerRemoval is how a removal of the manager is written, should a job want one: Entra sends none (techcommunity
	// 4183339). ManagerEmptied, an empty text as in Microsoft's onboarding tests, is the default; ManagerFiltered is a
	// removal with a filter, which a vendor has seen.
	ManagerRemoval ManagerRemoval

	// Clearing is how an attribute is written that a job clears, which Entra does only by a defect or where Settings say so.
	// ClearingRemoved, an operation that RFC 7644 has for it, is the default; the others are those of Microsoft's onboarding tests.
	Clearing Clearing

	// AnswerType says which content types an answer may have. The page demands application/scim+json, AnswerSCIM, and the
	// validator insists on it; servers with application/json are in use with Entra and RFC 7644, section 3.1 allows them,
	// so AnswerJSON, either of them, is the default. AnswerAny takes whatever is JSON.
	AnswerType AnswerType
	// OnlyCreated takes a POST for done at status 201 only. What Entra makes of a 200 is not known; since it needs no more
	// than the id, a 200 with one counts, so it is off.
	OnlyCreated bool
	// LocationID takes the new id from the Location header when the answer to a POST has no body. What Entra does is not
	// known; every sample has a body, so it is off and the creation failed.
	LocationID bool
	// ValidationFailure names a 401 SystemForCrossDomainIdentityManagementCredentialValidationFailure, as a log shows it for
	// a token that had expired (Microsoft Q&A 4969398). howto-analyze-provisioning-logs has Unauthorized, so it is off.
	ValidationFailure bool
	// ForbiddenQuarantines takes a 403 for invalid credentials, which put the job into quarantine at once
	// (application-provisioning-quarantine-status). The page does not say with which status; 403 has a code of its own,
	// InsufficientRights, so it is off and only 401 does.
	ForbiddenQuarantines bool
	// RetryAfter says which answers with a Retry-After are waited for, at most ten minutes and three times, instead of left
	// to the next cycle. Reports contradict each other about a 429 and are silent about a 503, and the retry in the next
	// cycle is what is documented, so RetryAfterIgnored is the default; RetryAfterThrottled waits for a 429,
	// RetryAfterUnavailable for a 503, too.
	RetryAfter RetryAfter
	// LenientManager takes a user whose manager is no object with a value. Entra is seen to fail at one (Microsoft Q&A
	// 188003, Budibase/budibase#15369), so it is off.
	LenientManager bool
	// LenientMembers takes a group with members although it was asked for without. Microsoft names the error that Entra
	// makes of it (howto-analyze-provisioning-logs), so it is off.
	LenientMembers bool
}

// Primary is a reading of what primary means among several typed elements. RFC 7643, section 2.4, allows one at most.
type Primary uint8

const (
	// PrimaryWork makes the element of type work primary, and no other.
	PrimaryWork Primary = iota
	// PrimaryFirst makes the first one primary that the mapping names.
	PrimaryFirst
	// PrimaryEach makes each of them primary, as if each stood alone in the sample. It is against RFC 7643.
	PrimaryEach
	// PrimaryNone makes none of them primary.
	PrimaryNone
)

// Clearing is how an attribute without a value is written.
type Clearing uint8

const (
	// ClearingRemoved is an operation remove with the path of the attribute.
	ClearingRemoved Clearing = iota
	// ClearingEmptied replaces the value with an empty text.
	ClearingEmptied
	// ClearingNull replaces the value with null.
	ClearingNull
)

// ManagerForm is how a Reference is written.
type ManagerForm uint8

const (
	// ManagerText is the bare id at the attribute with its URN, in PATCH and in POST, as captures show it
	// (Captain-P-Goldfish/SCIM-SDK#686, apache/directory-scimple#1242; Microsoft Q&A 188003: only the id is sent).
	ManagerText ManagerForm = iota
	// ManagerObject is an object with the id as value, as Microsoft's validator sends it and RFC 7643 describes it.
	ManagerObject
	// ManagerList is the older sample of use-scim-to-provision-users-and-groups: a list of one object with $ref and value
	// at the bare name manager. The sample is a PATCH; a POST has the bare id.
	ManagerList
)

// ManagerRemoval is how the removal of a Reference is written. Entra itself sends nothing when the manager is removed in
// the directory (techcommunity 4183339); both forms are from elsewhere.
type ManagerRemoval uint8

const (
	// ManagerEmptied replaces the id with an empty text, as Microsoft's onboarding tests do; with ManagerObject the text is
	// in the object, as its validator has it.
	ManagerEmptied ManagerRemoval = iota
	// ManagerFiltered removes manager[value eq "id"], as a report from the field has it (thomaspoignant/scim-patch#453).
	ManagerFiltered
)

// reservedHeaders are those that Header must not have: they are made from the request, or are fields of their own.
var reservedHeaders = []string{
	"Accept", "Authorization", "Content-Length", "Content-Type", "Host", "If-Match", "Trailer", "Transfer-Encoding", "User-Agent",
}

// validate says what is wrong with the settings.
func (w Wire) validate() error {
	var errs []error
	fail := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if w.PageSize < 0 || w.OperationsPerPatch < 0 {
		fail("PageSize and OperationsPerPatch: expected 0 or more, found %d and %d", w.PageSize, w.OperationsPerPatch)
	}
	if w.Manager > ManagerList || w.ManagerRemoval > ManagerFiltered || w.AnswerType > AnswerAny || w.RetryAfter > RetryAfterUnavailable ||
		w.Primary > PrimaryNone || w.Clearing > ClearingNull {
		fail("expected known values of Manager, ManagerRemoval, AnswerType, RetryAfter, Primary and Clearing, found %d, %d, %d, %d, %d and %d",
			w.Manager, w.ManagerRemoval, w.AnswerType, w.RetryAfter, w.Primary, w.Clearing)
	}
	for _, one := range []struct{ name, value string }{{"UserAgent", w.UserAgent}, {"Accept", w.Accept}, {"ContentType", w.ContentType}} {
		if !httpguts.ValidHeaderFieldValue(one.value) {
			fail("%s: expected a text that can be a header, found one with control characters", one.name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(w.Header)) {
		switch {
		case !httpguts.ValidHeaderFieldName(name):
			fail("headers: expected names of RFC 9110, section 5.1, found %q", name)
		case slices.Contains(reservedHeaders, http.CanonicalHeaderKey(name)):
			fail("headers: expected those that are free to set, found %s", name)
		case slices.ContainsFunc(w.Header[name], func(value string) bool { return !httpguts.ValidHeaderFieldValue(value) }):
			fail("headers: expected values that can be sent, found control characters in %s", name)
		}
	}
	return errors.Join(errs...)
}
