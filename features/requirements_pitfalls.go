package features

// microsoftPitfalls is what Entra ID sends beyond its documented samples, or in more forms than one: each was met by
// somebody, and the least that is demanded is an answer that tells right from wrong.
func microsoftPitfalls() []Requirement {
	row := func(id string, level Level, section, text string) Requirement {
		return Requirement{ID: id, Authority: Microsoft, Section: section, Level: level, Text: text}
	}
	ofGroups := func(r Requirement) Requirement { r.Capability, r.Levels = Groups, notUnderVCC(); return r }
	extended := func(r Requirement) Requirement { r.Capability = Enterprise; return r }
	return []Requirement{
		row("MS-SCIM-40", Must, pageSCIM, "A query is decoded alike whether a space is + or %20, and whatever the case of its hexadecimal digits."),
		row("MS-SCIM-41", Must, pageSCIM, "A filter whose value has no quotes, as an old sample of Microsoft's has it, is answered or refused, never a 500."),
		extended(row("MS-SCIM-42", Should, pageSCIM, "A manager that is a bare id in a create is taken or refused, never a 500.")),
		row("MS-SCIM-43", Must, pageSCIM, "Members that are null in a create are taken for absent or refused, never a 500."),
		extended(row("MS-SCIM-44", Should, pageMapping, "An extension's object that schemas does not name is taken or refused, never a 500.")),
		row("MS-SCIM-45", Should, pageMapping, "A role with displayName for display is taken or refused, never a 500."),
		row("MS-SCIM-47", Must, pageHow, "A deactivation and another change in one request are both done."),
		row("MS-SCIM-48", Should, pageMapping, "primary of an address is taken or refused, never a 500."),
		ofGroups(row("MS-GROUP-20", Must, pageSCIM, "A group whose name has an apostrophe, a comma or quotes is found by it.")),
		// RFC 7643 does not ask for it.
		ofGroups(row("MS-GROUP-21", Should, pageSCIM, "A second group of the same displayName is refused with 409.")),
		ofGroups(row("MS-GROUP-22", Must, pageSCIM, "A renamed group keeps its id, is found by the new name and not by the old.")),
		// The page describes the check by the manager of users, and the library that it shows asks the same of groups. Neither
		// says that a service provider has to offer it, and RFC 7644, 3.4.2.2 lets it decline.
		ofGroups(row("MS-GROUP-33", Should, pageSCIM, "The check of a member, id eq and members eq with attributes=id, finds the group that has the member, or is refused.")),
		ofGroups(row("MS-GROUP-34", Must, pageSCIM, "The check of a member finds no group without the member: somebody who counts as there is not added.")),
		ofGroups(row("MS-GROUP-35", Must, pageSCIM, "Groups whose names differ in more than letter case are two groups, and a look-up finds the one that has the name.")),
		// No document says that somebody inactive may be refused as a member, nor that he may not.
		ofGroups(row("MS-GROUP-36", Should, pageSCIM, "Somebody inactive can become a member, and is shown as one.")),
		ofGroups(row("MS-GROUP-23", Must, pageSCIM, "excludedAttributes is heeded in front of the filter and behind it.")),
	}
}
