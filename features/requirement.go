package features

import "slices"

// Authority says who demands a requirement.
type Authority string

const (
	// RFC is RFC 7643 or RFC 7644. Its requirements hold in every profile.
	RFC Authority = "RFC"
	// Microsoft is Microsoft's public documentation of the provisioning service as a SCIM client.
	Microsoft Authority = "Microsoft Learn"
	// Field is a failure that was seen at real service providers and has a public source; ids D-nnn.
	Field Authority = "observed in the field"
	// VCC is the Vonage Contact Center profile.
	VCC Authority = "VCC"
	// Gallery is Microsoft's onboarding test of an application for its gallery, Validator the hosted SCIM Validator. Their
	// requirements hold in the profile entra-gallery only.
	Gallery   Authority = "app gallery"
	Validator Authority = "SCIM Validator"
	// Own is what the features of a user of this program demand, beyond the catalogue.
	Own Authority = "your own features"
)

// Level is how much a requirement weighs: what a breach of it does to the outcome.
type Level uint8

const (
	// None means that the requirement does not exist in a profile.
	None Level = iota
	// May is advice: a breach is mentioned and weighs nothing.
	May
	// Should makes a breach a warning, and a failure under --strict.
	Should
	// Must makes a breach a failure.
	Must
)

// String gives the level as the reports print it: "Must", "Should", "May" or "not applicable".
func (l Level) String() string {
	return [...]string{"not applicable", "May", "Should", "Must"}[l]
}

// Capability is something that a service provider may or may not offer, and says so. The empty capability is always
// there.
type Capability string

const (
	// Patch and Filter are what /ServiceProviderConfig says of PATCH and of filters. Entra ID cannot do without them, so
	// that they are optional under rfc only.
	Patch  Capability = "patch"
	Filter Capability = "filter"
	// ETag is what it says of versions and conditional requests.
	ETag Capability = "etag"
	// Cursor is what it says of pages by cursor (RFC 9865, 4), ChangePassword of passwords.
	Cursor         Capability = "cursor"
	ChangePassword Capability = "changePassword"
	// Bulk is what it says of bulk requests, and Sort of sortBy.
	Bulk Capability = "bulk"
	Sort Capability = "sort"
	// Enterprise is the enterprise extension; the others are attributes of the user, which /Schemas may leave out.
	Enterprise   Capability = "enterprise"
	Emails       Capability = "emails"
	PhoneNumbers Capability = "phoneNumbers"
	Addresses    Capability = "addresses"
	Title        Capability = "title"
	// Groups is the group resource.
	Groups Capability = "groups"
	// Volume is leave to make a thousand users: an embedded service provider gives it.
	Volume Capability = "volume"
	// Portal is the administration portal of the vcc profile, reachable for this run.
	Portal Capability = "portal"
	// Archive is DELETE that archives instead of forgetting, of the vcc profile.
	Archive Capability = "archive"
)

// MandatoryIn says whether a profile cannot do without the capability: one that is not claimed is then a failure and no
// reason to leave anything out.
func (c Capability) MandatoryIn(profile string) bool {
	return profile != "rfc" && (c == Patch || c == Filter)
}

// Requirement is one row of the catalogue: one thing that a service provider has to do, and who says so.
type Requirement struct {
	// ID is what scenarios carry as a tag and what people say aloud: RFC7644-3.5.2.1-a, MS-SCIM-12, D-077, VCC-05.
	ID string
	// Authority demands it, at Section: an RFC section, a page of Microsoft Learn, a public issue.
	Authority Authority
	Section   string
	// Level holds in every profile in which the authority speaks, unless Levels says otherwise for one of them.
	Level  Level
	Levels map[string]Level
	// Capability, when not empty, makes the requirement not applicable to a service provider without it.
	Capability Capability
	// Text is the requirement in one sentence.
	Text string
	// Since is the catalogue version that brought the row; empty for those of the first. A row warns for as long as the
	// catalogue is of that version, and fails from the next on: a vendor's gate does not break without notice.
	Since string
	// Untestable says why no scenario can show it from outside. Empty for all others.
	Untestable string
	// Test is what Microsoft calls the test, and Class what it weighs there. Empty for all but Gallery and Validator.
	Test  string
	Class Class
}

// Source says in one phrase who demands the requirement, and where: "RFC 7644, 3.6", "Microsoft Learn,
// how-provisioning-works".
func (r Requirement) Source() string {
	if r.Authority == RFC || r.Authority == VCC {
		return r.Section
	}
	if r.Test != "" {
		return string(r.Authority) + ", " + r.Test
	}
	return string(r.Authority) + ", " + r.Section
}

// LevelIn gives the requirement's level in a profile. RFC rows hold everywhere, Microsoft's and the field's wherever
// Entra ID is the client, VCC's in the vcc profile only, those of Microsoft's own tests in entra-gallery only. That profile
// has besides all that entra has: the gallery's application is provisioned by the same service. A row that is new in this
// version of the catalogue is a Should at most.
func (r Requirement) LevelIn(profile string) Level {
	level := r.settledLevel(profile)
	if r.Since == CatalogueVersion {
		level = min(level, Should)
	}
	return level
}

func (r Requirement) settledLevel(profile string) Level {
	if l, ok := r.Levels[profile]; ok {
		return l
	}
	if l, ok := r.Levels["entra"]; ok && profile == ProfileGallery {
		return l
	}
	switch r.Authority {
	case RFC, Own:
		return r.Level
	case Gallery, Validator:
		if profile != ProfileGallery {
			return None
		}
	case VCC:
		if profile != "vcc" {
			return None
		}
	default:
		if profile == "rfc" {
			return None
		}
	}
	return r.Level
}

// notUnderVCC leaves out what is about groups: Vonage Contact Center has none.
func notUnderVCC() map[string]Level { return map[string]Level{"vcc": None} }

// Find gives the requirement with an id.
func Find(id string) (Requirement, bool) {
	all := catalogue()
	i := slices.IndexFunc(all, func(r Requirement) bool { return r.ID == id })
	if i < 0 {
		return Requirement{}, false
	}
	return all[i], true
}
