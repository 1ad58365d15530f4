package features

// rfc7644Bulk is section 3.7 of RFC 7644. Entra ID sends no bulk request.
func rfc7644Bulk() []Requirement {
	return []Requirement{
		{ID: "RFC7644-3.7-a", Authority: RFC, Section: "RFC 7644, 3.7", Level: Must, Capability: Bulk, Levels: shouldUnderEntra(),
			Text: "A bulk request answers 200 with the result of each operation that was done."},
		{ID: "RFC7644-3.7-b", Authority: RFC, Section: "RFC 7644, 3.7", Level: Must, Capability: Bulk, Levels: shouldUnderEntra(),
			Text: "A result has its bulkId, its status, and the location of what it is about."},
		{ID: "RFC7644-3.7-c", Authority: RFC, Section: "RFC 7644, 3.7", Level: Must, Capability: Bulk, Levels: shouldUnderEntra(),
			Text: "A failed operation has a SCIM error as its response, and the others go on."},
		{ID: "RFC7644-3.7-d", Authority: RFC, Section: "RFC 7644, 3.7", Level: Must, Capability: Bulk, Levels: shouldUnderEntra(),
			Text: "failOnErrors is after how many errors the rest is left undone."},
		{ID: "RFC7644-3.7.1-a", Authority: RFC, Section: "RFC 7644, 3.7.1", Level: Must, Capability: Bulk, Levels: map[string]Level{"entra": Should, "vcc": None},
			Text: "References that go round in a circle are resolved, or refused with 409."},
		{ID: "RFC7644-3.7.2-a", Authority: RFC, Section: "RFC 7644, 3.7.2", Level: Must, Capability: Bulk, Levels: map[string]Level{"entra": Should, "vcc": None},
			Text: "A bulkId in an operation becomes the id of what that operation has created, whatever the order."},
		{ID: "RFC7644-3.7.2-b", Authority: RFC, Section: "RFC 7644, 3.7.2", Level: Must, Capability: Bulk, Levels: map[string]Level{"entra": Should, "vcc": None},
			Text: "A bulkId in an extension becomes the id."},
		{ID: "RFC7644-3.7.4-a", Authority: RFC, Section: "RFC 7644, 3.7.4", Level: Must, Capability: Bulk, Levels: shouldUnderEntra(),
			Text: "A bulk request beyond the limits is refused with 413 and the limit."},
	}
}
