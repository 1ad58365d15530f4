package causes

// messageRows are about the form of answers, whatever they are about.
func messageRows() []Row {
	return []Row{
		row("content-type", "answers are not labelled application/scim+json", signature{expected: `^Content-Type|Content-Type application/scim`},
			"The answer carries another media type, such as application/json or a framework's text/html.",
			"Provisioning mostly goes on; Microsoft's SCIM validator breaks off its whole run.",
			"Send Content-Type: application/scim+json with every body, errors and discovery included.", protocol+"3.8 and 8.1", "D-163", "D-004"),
		row("error-status-number", "status of an error is a JSON number", signature{status: `[45]..`, expected: `status "\d+"`, actual: `status \d`},
			"The error's status is written as a number.", noReaction,
			`Write status as a string: "status": "404".`, protocol+"3.12", "D-156"),
		row("error-detail-object", "detail of an error is no string", signature{status: `[45]..`, expected: `detail a string`},
			"The validator of a framework puts its own object into detail.",
			"The log shows the raw answer; the administrator cannot read what is wrong.",
			"Flatten what the validator says into one sentence.", protocol+"3.12", "D-158"),
		row("conflict-without-type", "a 409 lacks scimType or status", signature{status: `409`, expected: `scimType uniqueness|status "409"`},
			"The conflict is reported without the members by which a client knows its kind.", conflict,
			`Answer with scimType "uniqueness" and status "409" in the SCIM error.`, protocol+"3.3 and 3.12", "D-026"),
		row("scim-type-wrong", "the scimType does not say what is wrong", signature{status: `4..`, expected: `scimType (invalid|noTarget|mutability|too|uniq)`, actual: `scimType`},
			"One scimType is used for every fault of a request.", noReaction,
			"Choose from table 9: invalidSyntax for JSON that cannot be read, invalidFilter, invalidPath, noTarget and so on.", protocol+"3.12", "D-161"),
		row("error-without-body", "an error has no body", signature{status: `[45]..`, expected: `SCIM error`, answered: `^\s*$`},
			"The router or a proxy answers before the SCIM code does, with nothing but a status.",
			"The log shows the status without a reason.", "Give errors of routing and of methods a SCIM error body, too.", protocol+"3.12", "D-160"),
		row("error-in-plain-text", "an error is no SCIM error but a framework's own", signature{status: `[45]..`, expected: `SCIM error`, also: notJSON},
			"Something before the SCIM handlers (parser, router, rate limiter) answers in text or HTML, perhaps with a status such as 422.",
			"The log quotes the page; with 422 it shows UnprocessableEntity.",
			"Install an error handler that turns every refusal below the SCIM path into a SCIM error; malformed JSON is 400 invalidSyntax.", protocol+"3.12", "D-159"),
		row("error-wrapped", "an error has another shape than RFC 7644 gives it", signature{status: `[45]..`, expected: `SCIM error|api:messages:2.0:Error`, actual: `schemas nothing|schemas \[|no schemas`},
			"The error is inside another object, or has members of its own making.",
			"The log shows the raw answer; nothing is read from it.",
			"Put schemas, status, scimType and detail at the root of the body.", protocol+"3.12", "D-157"),
		row("null-in-answers", "attributes without a value come back as null", signature{expected: `no null`},
			"The serialiser writes every member of its class, null where there is nothing.",
			"Microsoft asks for answers without nulls; a null where a list is expected stops the reading of the resource.",
			"Leave unassigned attributes out of answers.", learn, "D-110", "D-150"),
	}
}
