package features

// ProfileGallery is the profile that judges by Microsoft's own tests of an application.
const ProfileGallery = "entra-gallery"

// Class is what one of Microsoft's own tests weighs in Microsoft's verdict.
type Class string

const (
	// Mandatory tests have to pass, or to be skipped for a reason that the test itself knows.
	Mandatory Class = "mandatory"
	// Skippable is a mandatory test that is left out where the application does not map what it is about.
	Skippable Class = "mandatory, skippable"
	// OneOf are two mandatory tests of which one has to pass: with a client's credentials, or by a federated identity.
	OneOf Class = "one of two"
	// Optional tests make a warning of a failure.
	Optional Class = "optional"
	// Required and Preview are the SCIM Validator's: those that decide, and those that are shown beside.
	Required Class = "required"
	Preview  Class = "preview"
)

// level is what a test of the class weighs here: a breach of a Must fails, of a Should warns, of a May is only told.
func (c Class) level() Level {
	switch c {
	case Optional:
		return Should
	case Preview:
		return May
	default:
		return Must
	}
}

// MicrosoftTests lists the rows of Microsoft's own tests of one authority, Gallery or Validator, in Microsoft's order.
func MicrosoftTests(of Authority) []Requirement {
	if of == Validator {
		return validator()
	}
	return gallery()
}
