package causes

func connectionRows() []Row {
	return []Row{
		row("token-not-checked", "requests are served without the right token", signature{status: `2..`, expected: `^(a SCIM error with status )?40[13]( or 40[13])?( and .*)?$|^Test Connection fails`},
			"Only the form of the Authorization header is checked, or an unset secret is equal to an empty token.",
			"None: provisioning works, and so does everybody else's request.",
			"Compare the whole token with the stored secret in constant time, refuse to start without a secret, answer 401 otherwise.", "RFC 6750; "+protocol+"2", "D-017", "D-018"),
		row("write-without-token", "a write without a token is carried out", signature{method: `POST|PUT|PATCH|DELETE`, status: `2..`, requirement: `D-017|D-018|D-019`, sent: `^[^{]*$`},
			"Authentication is missing on the routes that write.", "None: provisioning works, and so does everybody else's request.",
			"Put the check before the router, so that no route can be without it.", "RFC 6750; "+protocol+"2", "D-018"),
		row("malformed-id-401", "an id of another form is answered 401", signature{method: `GET|PATCH|DELETE`, path: `/(Users|Groups)/[^/]+`, status: `401|403`, expected: `\b404\b`},
			"The id is parsed in the authentication layer, or its parser's exception ends in the handler for credentials.",
			"Unauthorized: it reads as a wrong credential. "+quarantined, "Answer 404 to every id that is not there, whatever its form.", protocol+"3.12", "D-021"),
		row("token-refused", "the right token is refused", signature{status: `401|403`},
			"The token is compared with the whole header, has expired, or lacks a right.",
			"Test Connection fails; in cycles Unauthorized or InsufficientRights, or ...CredentialValidationFailure for an expired token. "+quarantined,
			`Take "Bearer" (in any case) and spaces off before comparing; hand out tokens that live long and can be revoked.`, "RFC 6750", "D-022", "D-023"),
		row("throttled", "requests are refused for being too many", signature{status: `429`},
			"The limit is far below what one provisioning cycle needs, or is shared with other traffic.",
			"TooManyRequests in the log; tried again, in the field some 40 minutes later. Cycles may never come to an end.",
			"Give SCIM a budget of its own of at least 25 requests a second for a tenant; answer 429 with Retry-After and a SCIM error.", "Microsoft Learn, isv-automatic-provisioning-multi-tenant-apps", "D-176"),
		row("no-answer-in-time", "an answer takes too long", signature{status: `none`, actual: `no complete answer within`},
			"A look-up without an index, or a group whose members are all loaded for each answer.",
			"Timeout in the log after about 60 seconds, and again in the next cycle. When it is the look-up, Test Connection fails, too.",
			"Index userName and externalId, load members only when they are returned, and answer long lists in pages.", "Microsoft Q&A 1151866", "D-170", "D-173", "D-174"),
		row("connection-broken", "the connection breaks off before the answer is complete", signature{status: `none`, actual: `broke off|unexpected EOF|reset`},
			"The process crashes on the request, or a proxy cuts the answer.",
			"WebExceptionProtocolError in the log; tried again in the next cycle.",
			"Look for a crash at the time of the request, and for size and time limits of proxies.", "Microsoft Learn, provisioning log error codes"),
		row("answer-too-large", "an answer is larger than a client reads", signature{status: `none`, actual: `MiB|levels deep`},
			"A list is not paged, or a resource contains other resources whole.", incompatible,
			"Return pages of some hundred resources, and of references only value, display and $ref.", protocol+"3.4.2.4", "D-175"),
		row("redirect", "requests are redirected", signature{status: `3..`},
			"The path or the scheme is not the one that the application serves: often http instead of https, or a sign-in page.",
			"The answer is no SCIM message: ...ServiceIncompatible, and Test Connection fails.",
			"Serve SCIM at the tenant URL itself; answer 401 instead of leading to a sign-in page.", protocol+"3.12"),
	}
}

func discoveryRows() []Row {
	return []Row{
		row("trailing-slash", "a slash too many in the path is answered 404", signature{method: `GET`, path: `/(Users|Groups)/+|//(Users|Groups)`, status: `404`},
			"The router takes /Users/ for another resource than /Users.", "The tenant URL is typed by hand: with a slash at its end Test Connection fails.",
			"Accept one slash at the end and one doubled slash.", "AzureAD/SCIMReferenceCode 43 and 44", "D-011"),
		row("service-provider-config-missing", "there is no /ServiceProviderConfig", signature{path: `/ServiceProviderConfig`, status: `[45]..`},
			"The document that says what is supported is missing.", noReaction,
			"Serve /ServiceProviderConfig with patch, filter, bulk, sort, etag and authenticationSchemes.", protocol+"4; "+schema+"5", "D-003"),
		row("service-provider-config-form", "/ServiceProviderConfig has wrong names or types", signature{path: `/ServiceProviderConfig`, status: `200`},
			"Members are misspelt, missing, or texts instead of booleans.", noReaction,
			`Take names and types from the RFC: "patch": {"supported": true}, specUri.`, schema+"5 and 8.5", "D-009"),
		row("discovery-missing", "/Schemas or /ResourceTypes is missing", signature{path: `/(Schemas|ResourceTypes)`, status: `[45]..`},
			"A discovery endpoint is not there.", "The target attribute list cannot be read from the endpoint; attributes are typed by hand.",
			"Serve both as ListResponses.", protocol+"4; "+learn),
		row("schema-display", "/Schemas advertises what Entra's test of a schema refuses", signature{path: `/Schemas`, expected: `no sub-attribute`},
			"Sub-attributes are advertised that Entra ID cannot map, such as emails.display.", "Test Schema says that the attribute is not supported.",
			"Leave it out of /Schemas, or keep it and tell customers: RFC 7643 allows it.", "sourcegraph-public-snapshot 62185", "D-007"),
		row("schemas-form", "/Schemas or /ResourceTypes is no list of such resources", signature{path: `/Schemas|/ResourceTypes`, status: `200`},
			"The answer is no ListResponse, or its resources lack schemas, id or attributes.", "Discovery fails; attributes have to be typed by hand.",
			"Answer with a ListResponse whose resources carry the Schema URN and no nulls.", protocol+"4; "+schema+"7", "D-006"),
		row("unknown-endpoint-500", "an endpoint that is not there is answered 500", signature{method: `GET`, status: `5..`, expected: `\b404\b`},
			"The router's exception is not caught.", serverError, "Answer 404 with a SCIM error.", protocol+"3.12", "D-005"),
		row("forged-host", "answers follow a Host header or show an inside host", signature{expected: `forged|nothing about`, actual: `(?i)forged| in Location|location`},
			"URLs are built from the request instead of from a setting.", "None in provisioning. Links lead to whoever sent the request, or to a host that nobody outside can reach.",
			"Configure the base URL and build Location, meta.location and $ref from it.", "jelhub/scimgateway 110", "D-040"),
	}
}

func versionRows() []Row {
	return []Row{
		row("etag-after-update", "a change with the present version is answered 412", signature{status: `412`, expected: `200|204|success`},
			"The version is compared after the update instead of before.", "The change is logged as failed and sent again, though it was made.",
			"Compare If-Match before anything is changed.", protocol+"3.14", "D-168"),
		row("etag-ignored", "an old version in If-Match is accepted", signature{method: `PATCH|PUT|DELETE`, status: `2..`, expected: `\b412$`},
			"etag.supported is claimed and If-Match is not read.", "None: Entra ID sends no If-Match. Other clients overwrite each other's changes.",
			"Answer 412 when If-Match is another version, or do not claim etag.", protocol+"3.14", "D-169"),
	}
}
