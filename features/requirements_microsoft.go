package features

// Pages of Microsoft Learn, by the last part of their address.
const (
	pageSCIM       = "use-scim-to-provision-users-and-groups"
	pageCompliance = "application-provisioning-config-problem-scim-compatibility"
	pageHow        = "how-provisioning-works"
	pageMapping    = "customize-application-attributes"
	pageFunctions  = "functions-for-customizing-application-data"
	pageKnown      = "known-issues"
	pageLogs       = "howto-analyze-provisioning-logs"
	pageSkip       = "skip-out-of-scope-deletions"
	pageFinish     = "application-provisioning-when-will-provisioning-finish-specific-user"
)

// microsoftWire is what an endpoint has to offer to Entra ID, request by request.
func microsoftWire() []Requirement {
	return []Requirement{
		{ID: "MS-SCIM-01", Authority: Microsoft, Section: pageSCIM, Level: Must,
			Text: "A look-up of a user that does not exist answers 200 with an empty list: Test Connection asks for it."},
		{ID: "MS-SCIM-02", Authority: Microsoft, Section: pageSCIM, Level: Must,
			Text: "Requests without the secret token are refused with 401 or 403."},
		{ID: "MS-SCIM-03", Authority: Microsoft, Section: pageSCIM, Level: Must,
			Text: "A create with the default mapping's body answers 201 with the id and what was sent."},
		{ID: "MS-SCIM-04", Authority: Microsoft, Section: pageSCIM, Level: Must,
			Text: "Users can be looked up by id, userName and externalId with eq and and."},
		{ID: "MS-SCIM-05", Authority: Microsoft, Section: pageSCIM, Level: Must,
			Text: "A user is read by id; an id that does not exist answers 404."},
		{ID: "MS-SCIM-06", Authority: Microsoft, Section: pageCompliance, Level: Must,
			Text: "PATCH takes Add, Replace and Remove in any letter case, one operation per attribute."},
		{ID: "MS-SCIM-07", Authority: Microsoft, Section: pageCompliance, Level: Must,
			Text: "PATCH takes one replace without a path whose keys are dotted or URN-prefixed names."},
		{ID: "MS-SCIM-08", Authority: Microsoft, Section: pageSCIM, Level: Must,
			Text: "An inactive user is returned by GET and by filter, with active false."},
		{ID: "MS-SCIM-09", Authority: Microsoft, Section: pageSCIM, Level: Must,
			Text: "An inactive user becomes active again, under the same id."},
		// RFC 7643, 4.1.2 lets phone numbers be rewritten, which Microsoft's page forbids: hence a Should.
		{ID: "MS-SCIM-10", Authority: Microsoft, Section: pageSCIM, Level: Should,
			Text: "Values are returned exactly as they were sent, phone numbers included."},
		{ID: "MS-SCIM-12", Authority: Microsoft, Section: pageCompliance, Level: Must,
			Text: `active may arrive as the text "False" or "True", and is a boolean in every answer.`},
		{ID: "MS-SCIM-13", Authority: Microsoft, Section: pageSCIM, Level: Must,
			Text: "DELETE removes the user for good."},
		{ID: "MS-SCIM-14", Authority: Microsoft, Section: pageSCIM, Level: Must,
			Text: "The id is in every resource and does not change when the user is renamed."},
		{ID: "MS-SCIM-15", Authority: Microsoft, Section: pageSCIM, Level: Must,
			Text: "A value for an element that is not there yet makes the element, with the type that the path names."},
		{ID: "MS-SCIM-16", Authority: Microsoft, Section: pageSCIM, Level: Should,
			Text: "The work e-mail can be a matching attribute, and so can be filtered on."},
		{ID: "MS-SCIM-17", Authority: Microsoft, Section: pageCompliance, Level: Must,
			Text: "A query parameter that is not known is ignored."},
		// Microsoft's page says should, and provisioning goes on with application/json: servers that sent it worked with Entra ID
		// for years (bitwarden/server/pull/3072). The gallery's review asks for it, and the validator breaks off.
		{ID: "MS-SCIM-18", Authority: Microsoft, Section: pageSCIM, Level: Should, Levels: map[string]Level{ProfileGallery: Must},
			Text: "Answers are labelled application/scim+json."},
		{ID: "MS-SCIM-21", Authority: Microsoft, Section: pageSCIM, Level: Should,
			Text: "The check of a reference, id eq and manager eq with attributes=id, is answered with a list."},
		{ID: "MS-SCIM-20", Authority: Microsoft, Section: pageSCIM, Level: Must,
			Text: "Requests labelled application/scim+json are taken, with a charset or without."},
		{ID: "MS-SCIM-19", Authority: Microsoft, Section: pageSCIM, Level: Must,
			Text: "A PATCH answers 200 with the user as it is now, or 204."},
	}
}

// microsoftGroups is what an endpoint with groups has to offer.
func microsoftGroups() []Requirement {
	row := func(id string, level Level, text string) Requirement {
		return Requirement{ID: id, Authority: Microsoft, Section: pageSCIM, Level: level, Levels: notUnderVCC(), Capability: Groups, Text: text}
	}
	return []Requirement{
		row("MS-GROUP-01", Must, "A group is created without members, with displayName and externalId."),
		row("MS-GROUP-02", Must, "A schema URI that is not known does no harm in the body of a group."),
		row("MS-GROUP-03", Must, "Groups are looked up by displayName with excludedAttributes=members, and a name without a match gives an empty list."),
		// Microsoft's validator looks for it; RFC 7643, 4.2 says case-insensitive and its schema document caseExact false.
		row("MS-GROUP-04", Should, "A look-up by displayName ignores letter case."),
		row("MS-GROUP-05", Should, "A group can be looked up by externalId, when that is the matching attribute."),
		row("MS-GROUP-06", Must, "DELETE removes the group."),
		row("MS-GROUP-07", Must, "Members are added by id, in both dialects, and nobody else's membership changes."),
		row("MS-GROUP-08", Must, "Members are removed by value and by filter, and nobody else's membership changes."),
		row("MS-GROUP-09", Must, "A group is renamed in both dialects, alone or together with changes of members."),
	}
}

// microsoftProvisioning is what a job does and what must be true at the service provider afterwards. The rows follow
// the events in a user's life.
func microsoftProvisioning() []Requirement {
	return []Requirement{
		{ID: "MS-PROV-01", Authority: Microsoft, Section: pageHow, Level: Must,
			Text: "A user who comes into scope and is not found is created."},
		{ID: "MS-PROV-02", Authority: Microsoft, Section: pageHow, Level: Must,
			Text: "A user who comes into scope and is found is linked and brought up to date."},
		{ID: "MS-PROV-03", Authority: Microsoft, Section: pageKnown, Level: Must,
			Text: "A user who is disabled when assigned is not provisioned."},
		{ID: "MS-PROV-04", Authority: Microsoft, Section: pageHow, Level: Must,
			Text: "A changed attribute arrives, and nothing else changes with it."},
		{ID: "MS-PROV-05", Authority: Microsoft, Section: pageLogs, Level: Should,
			Text: "Where nothing that is mapped changed, nothing is sent; a value that comes back in another form is sent every time."},
		{ID: "MS-PROV-06", Authority: Microsoft, Section: pageHow, Level: Must,
			Text: "A user disabled in the directory becomes inactive."},
		{ID: "MS-PROV-07", Authority: Microsoft, Section: pageHow, Level: Must,
			Text: "An unassigned user becomes inactive and is not managed any more."},
		{ID: "MS-PROV-08", Authority: Microsoft, Section: pageHow + " and " + pageSkip, Level: Must,
			Text: "A user who falls out of scope becomes inactive, unless out-of-scope deletions are skipped."},
		{ID: "MS-PROV-09", Authority: Microsoft, Section: pageHow, Level: Must,
			Text: "A user deleted in the directory becomes inactive."},
		{ID: "MS-PROV-10", Authority: Microsoft, Section: pageKnown, Level: Must,
			Text: "A restored user becomes active again."},
		{ID: "MS-PROV-11", Authority: Microsoft, Section: pageHow, Level: Must,
			Text: "A user deleted for good, thirty days later or by hand, is deleted at the service provider."},
		{ID: "MS-PROV-12", Authority: Microsoft, Section: pageHow, Level: Must,
			Text: "A user unassigned earlier and deleted later is left alone."},
		{ID: "MS-PROV-13", Authority: Field, Section: "https://learn.microsoft.com/answers/questions/5646806", Level: Must,
			Text: "A disabled user who is assigned or enabled again becomes active under the same id."},
		{ID: "MS-PROV-14", Authority: Microsoft, Section: pageLogs, Level: Must,
			Text: "A linked user who is gone at the service provider answers 404, which the log reports as InvalidAnchor."},
		{ID: "MS-PROV-15", Authority: Microsoft, Section: pageHow, Level: Must,
			Text: "Where the service provider has no soft delete, whoever would become inactive is deleted."},
		{ID: "MS-PROV-16", Authority: Field, Section: "https://learn.microsoft.com/answers/questions/1151866", Level: Must,
			Text: "A create whose answer was lost leaves one user, however often it is tried again."},
		{ID: "MS-PROV-17", Authority: Microsoft, Section: pageMapping, Level: Must,
			Text: "A value cleared in the directory is not cleared at the service provider."},
		{ID: "MS-PROV-18", Authority: Microsoft, Section: pageMapping, Level: Must,
			Text: "Constants, defaults and rows for creation only flow as the mapping says."},
		{ID: "MS-PROV-19", Authority: Microsoft, Section: pageFinish, Level: Must,
			Text: "The first cycle begins when provisioning is switched on, the next ones every 40 minutes."},
		{ID: "MS-PROV-20", Authority: Microsoft, Section: pageHow, Level: Must,
			Text: "An operation that failed is tried again in a later cycle."},
		{ID: "MS-PROV-21", Authority: Field, Section: "https://github.com/MicrosoftDocs/azure-docs/issues/11784", Level: Should,
			Text: "What was accepted comes back in the same place, so that it is not sent again."},
		{ID: "MS-PROV-22", Authority: Microsoft, Section: pageFunctions, Level: Must,
			Text: "The value of a mapping's expression arrives."},
	}
}
