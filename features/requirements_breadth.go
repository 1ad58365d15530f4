package features

// microsoftBreadth is what holds for every attribute, every text and every request, and not for an example alone.
func microsoftBreadth() []Requirement {
	return []Requirement{
		{ID: "MS-SCIM-31", Authority: Microsoft, Section: pageSCIM, Level: Must, Capability: Patch,
			Text: "Each attribute of the default mapping can be added, replaced and removed, and nothing else changes with it."},
		{ID: "MS-SCIM-32", Authority: RFC, Section: "RFC 7643, 7 and RFC 7644, 3.5.2", Level: Should,
			Text: "Each attribute that /Schemas lets a client write can be written, and nothing else changes with it."},
		{ID: "MS-SCIM-33", Authority: Microsoft, Section: "scim-validator-tutorial", Level: Should, Capability: Patch,
			Text: "An attribute that is set to an empty text or to null is empty or absent afterwards."},
		{ID: "MS-SCIM-34", Authority: RFC, Section: "RFC 8259, 7 and RFC 7643, 2.3.1", Level: Must,
			Text: "A text comes back as it was sent, whatever its characters, and a filter with the text finds it."},
		{ID: "MS-SCIM-35", Authority: RFC, Section: "RFC 7644, 3.4.2 and 3.4.1", Level: Must,
			Text: "A list shows a resource as a read by id does."},
		{ID: "MS-SCIM-36", Authority: RFC, Section: "RFC 7643, 4.1.1 and RFC 7644, 3.3", Level: Must,
			Text: "Of two equal creates at the same time one makes the user and the other is told 409."},
		{ID: "MS-SCIM-37", Authority: RFC, Section: "RFC 7644, 3.5.2", Level: Must, Capability: Patch,
			Text: "Changes at the same time are all made."},
		{ID: "MS-SCIM-38", Authority: Microsoft, Section: pageSCIM, Level: Should,
			Text: "25 requests a second are answered."},
		{ID: "MS-SCIM-39", Authority: RFC, Section: "RFC 7643, 3.1 and RFC 7644, 3.5", Level: Should,
			Text: "A change moves meta.lastModified on, and leaves meta.created as it was."},
		{ID: "MS-SCIM-52", Authority: RFC, Section: "RFC 7644, 3.3", Level: Must,
			Text: "A resource that is created has nothing of one that was created before it."},
		{ID: "MS-SCIM-53", Authority: RFC, Section: "RFC 7644, 3.4.2 and 3.4.2.2", Level: Must, Capability: Filter,
			Text: "Who was looked for in vain and created then is found by the same look-up."},
		{ID: "MS-SCIM-54", Authority: RFC, Section: "RFC 7644, 3.4.2 and 3.9", Level: Must,
			Text: "What a request asks for holds for it alone."},
		{ID: "MS-SCIM-55", Authority: RFC, Section: "RFC 7644, 3.4.1, 3.4.2 and 3.5.2", Level: Must,
			Text: "A read that comes after a change shows it, whatever the way of reading."},
		{ID: "MS-GROUP-31", Authority: Microsoft, Section: pageSCIM, Level: Must, Levels: notUnderVCC(), Capability: Groups,
			Text: "A job's groups and their members follow the directory."},
	}
}
