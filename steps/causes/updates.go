package causes

const anyUser = `/Users/[^/]+`

func rolesAndExtensionRows() []Row {
	return []Row{
		row("role-primary-as-text", `roles[primary eq "True"] does not match a boolean`, signature{method: `PATCH`, of: `roles\[primary eq .*`},
			"The text is compared with a boolean, or refused.", badRequest+" Or a second role stands beside the old one.",
			`Take "True" for true in the comparison, and make the role when none matches.`, "buildbuddy-io/buildbuddy 10578", "D-143"),
		row("role-as-json-text", "a role that is sent as JSON in a text is not unpacked", signature{method: `PATCH|POST`, path: anyUser + `|/Users`, sent: `"value"\s*:\s*"\{\\"`},
			"AppRoleAssignmentsComplex sends JSON inside a string, which is stored as the role's name.", unnoticed,
			"Unpack it, or refuse it with 400 so that the administrator learns of it.", "Captain-P-Goldfish/SCIM-SDK 516", "D-144"),
		row("manager-cleared-500", "clearing the manager is answered with an error", signature{method: `PATCH`, path: anyUser, status: `[45]..`, of: `.*:manager(\.value)?`, value: `^(""|null|)$`},
			"An empty text is looked up as an id.", serverError, "Take an empty value for no manager.", "Captain-P-Goldfish/SCIM-SDK 653", "D-154"),
		row("manager-as-text", "the manager is returned as a text", signature{status: `2..`, answered: `"manager"\s*:\s*"`},
			"The id is stored and returned as it came, not as an object.", "The resource cannot be read: "+incompatible+" It concerns everybody who has a manager.",
			`Return "manager": {"value": "ID"}.`, schema+"4.3; Budibase/budibase 15369", "D-153"),
		row("extension-path-cut", "an extension's path is cut at the dot of 2.0", signature{method: `PATCH`, path: anyUser, status: `2..|400`, of: `urn:.*`, answered: `"urn:[^"]*:\d"\s*:|enterprise:2\\?"|"0:User`},
			"The path is split at dots before the URN is taken off.", unnoticed+" The resource gets an attribute that nobody asked for.", "Take the longest known URN off first.", protocol+"3.10", "D-182"),
		row("core-urn-refused", "a core attribute with its URN is refused", signature{method: `PATCH`, status: `4..`, of: `urn:ietf:params:scim:schemas:core:2\.0:User:.*`},
			"Only extensions are expected to have a URN.", badRequest, "Take the URN of the core schema off.", protocol+"3.10; rancher/rancher 54871", "D-184"),
		row("extension-path-refused", "a change of an extension's attribute is refused", signature{method: `PATCH`, path: anyUser, status: `[45]..`, of: `(?i)urn:.*`},
			"The path with the URN is not parsed.", badRequest+" Other attributes in the same request are lost with it.", "Parse URN:attribute, and put the value inside the extension's object.", protocol+"3.10", "D-148"),
		row("pathless-urn-key", "a URN-prefixed key of an operation without a path is misplaced", signature{method: `PATCH`, path: anyUser, status: `2..`, of: `-`, value: `"urn:[^"]*:[A-Za-z]+"\s*:`, actual: `urn:`},
			"The key is stored at the root, as it came.", unnoticed, "Read the key as a path.", protocol+"3.10; Captain-P-Goldfish/SCIM-SDK 193", "D-085"),
		row("manager-ignored", "a change of the manager is acknowledged and not done", signature{method: `PATCH`, path: anyUser, status: `2..`, of: `.*:manager(\.value)?`},
			"The attribute is complex, and Entra ID sends the id as a text.", repeated, "Store a text as the manager's value.", "Microsoft Q&A 188003", "D-153"),
		row("extension-ignored", "a change of an extension's attribute is acknowledged and not done", signature{method: `PATCH`, path: anyUser, status: `2..`, op: `(?i)add|replace`, of: `(?i)urn:.*`},
			"The path with the URN is skipped.", repeated, "Put the value inside the extension's object.", protocol+"3.10", "D-149", "D-182"),
	}
}

// operationRows are about what all operations have in common.
func operationRows() []Row {
	return []Row{
		row("op-case", "op with a capital letter is refused", signature{method: `PATCH`, status: `4..`, op: `Add|Replace|Remove`, answered: `(?i)\bop\b|invalidSyntax|operation`, unanswered: `(?i)changes something|no valid|compatible with the operation`},
			"op is compared letter by letter; Entra ID's default dialect capitalises it.", badRequest+" No change of any user or group arrives.", "Compare op without case.", learn, "D-075"),
		row("operations-cut", "a long PATCH is done in part", signature{method: `PATCH`, status: `2..`, also: long},
			"Operations, or members of one, are read up to a limit, and the rest is passed over.", unnoticed,
			"Do all of them, or refuse the whole request with 413 or 400.", protocol+"3.5.2"),
		row("rename-refused", "userName cannot be changed", signature{method: `PATCH`, path: anyUser, status: `[45]..`, also: refusesRename},
			"The name is the key, or read-only.", badRequest+" People who change their name are no longer updated, and who is deleted keeps the name.", "Rename the user; the id stays.", "ssoready/ssoready 157", "D-105"),
		row("wrong-type-kept", "a value of a wrong type is stored as it came", signature{method: `POST|PUT|PATCH`, status: `2..`, expected: `a value of the type|values of the types of their attributes`},
			"The body is kept as JSON without looking at the attribute's type.", "None: Entra ID sends values of the right types. Once another client has left one, the user cannot be read: "+incompatible,
			"Check values against the schema: refuse with 400 invalidValue, or convert.", protocol+"3.12, table 9; "+schema+"2.3"),
		row("immutable-writable", "an immutable attribute can be changed", signature{method: `PATCH|PUT`, status: `2..`, expected: `the immutable value as it was`},
			"The schema says what may be set once, and changes are stored without looking at it.", unnoticed,
			"Refuse another value with 400 mutability while one is set, or describe the attribute as readWrite.", protocol+"3.5.1 and 3.5.2; "+schema+"7"),
	}
}

func updateRows() []Row {
	return []Row{
		row("schemas-null-500", "a PATCH with schemas null is answered 500", signature{method: `PATCH`, status: `5..`, sent: `"schemas"\s*:\s*null`},
			"schemas is read without looking whether it is there.", "None: Entra ID always sends it.", "Answer 400 invalidSyntax.", protocol+"3.5.2", "D-101"),
		row("read-only-writable", "a read-only attribute can be written", signature{method: `PATCH|PUT`, status: `2..`, of: `id|meta(\..*)?|groups|schemas`},
			"PATCH does not look at mutability.", "None: Entra ID sends no such change. A changed id would end in InvalidAnchor.", "Answer 400 mutability, or ignore it.", protocol+"3.5.2; "+schema+"7", "D-102"),
		row("rename-ignored", "a change of userName is acknowledged and not done", signature{method: `PATCH`, path: anyUser, status: `2..`, of: `(?i)(urn:.*:)?userName`, expected: `userName|one user`},
			"The name is the key, and is left out of what a change may write.", repeated+" The new name is not found: "+duplicates, "Rename the user; the id stays.", "ssoready/ssoready 157", "D-105"),
		row("value-path-no-match", "a value path without a match is refused", signature{method: `PATCH`, status: `400`, of: `.*\[.*`, answered: `noTarget|(?i)no match|did not match|no target`},
			"RFC 7644 allows the refusal for Replace; Entra ID needs the element to be made.", badRequest+" A first phone number or e-mail never arrives.",
			`Make the element with the values of the filter: {"type": "work", "value": …}.`, "thomaspoignant/scim-patch 176; Captain-P-Goldfish/SCIM-SDK 416", "D-088"),
		row("type-not-allowed", "a type of e-mail, phone number or address is refused", signature{method: `PATCH|POST|PUT`, status: `400|422`, sent: `type eq|"type"`, answered: `(?i)\.type\b|\btypes?\b[^"]*(must|allowed|one of|canonical|valid|supported)|canonical`, unanswered: `(?i)syntax|invalidPath|invalidFilter`},
			"Only some types are taken, and /Schemas does not name them as canonicalValues.", badRequest+" Other attributes in the same request are lost with it.",
			"Take the types of Entra ID's default mapping: work, mobile and fax. If that is not wanted, name the types in canonicalValues, take the others out of the mapping, and tell --values: users: {allowed: {phoneNumbers.type: [work, mobile]}}.",
			schema+"2.4 and 7; AzureAD/SCIMReferenceCode, Microsoft.SCIM.LogicAppValidationTemplate"),
		row("value-path-refused", "value paths with a filter are not supported", signature{method: `PATCH`, status: `[45]..`, of: `.*\[.*`},
			"The path is taken for a plain name.", badRequest+" Other attributes in the same request are lost with it.", "Parse paths by the grammar of RFC 7644, figure 7.", protocol+"3.5.2", "D-089"),
		row("value-type-lost", "the type of a value is not kept", signature{actual: `type: nothing became|\.type nothing`},
			"Values are stored without their type, so that a value path never matches.", "The first update fails or makes a second value.", "Store type with each value.", schema+"4.1.2", "D-090"),
		row("pathless-literal-keys", "dotted keys are stored as attributes of that name", signature{method: `PATCH`, status: `2..`, of: `-`, value: `"\w+\.\w+"\s*:`, answered: `"\w+\.\w+"\s*:`},
			"The keys of an operation without a path are merged into the resource as they are.", unnoticed, "Read each key as a path.", "pingidentity/scim2 224", "D-084"),
		row("pathless-dotted-ignored", "dotted keys of an operation without a path are ignored", signature{method: `PATCH`, status: `2..`, of: `-`, value: `"\w+\.\w+"\s*:`},
			"Only plain attribute names are known as keys.", unnoticed, "Read each key as a path; Entra ID sends name.givenName so.", "pond/scimitar 123", "D-083"),
		row("pathless-refused", "an operation without a path is refused", signature{method: `PATCH`, status: `[45]..`, of: `-`},
			"path is required, or a dotted or URN-prefixed key is unknown.", badRequest+" In the compliant dialect most updates come in this form.", "Support operations whose value is an object of attributes.", protocol+"3.5.2.1"),
		row("patch-order", "operations are applied in the wrong order", signature{method: `PATCH`, status: `2..`, also: repeatedPath, unsent: `(?i)"remove"`},
			"Operations are gathered in a map.", unnoticed, "Apply them one after another; the last wins.", protocol+"3.5.2", "D-099"),
		row("remove-not-stored", "a removal is acknowledged and not done", signature{method: `PATCH`, status: `2..`, op: `(?i)remove`, also: wanted},
			"Remove is not handled, or changes the answer and not the store.", repeated, "Remove the attribute from the store.", protocol+"3.5.2.2", "D-092", "D-109"),
		row("remove-writes", "a removal with a value writes the value", signature{requirement: `D-094`},
			"Remove with a value is treated as Replace.", unnoticed, "Remove what equals the value, and never write it.", "AzureAD/SCIMReferenceCode 87", "D-094"),
		row("formatted-name", "name.formatted cannot be changed", signature{method: `PATCH`, status: `2..`, of: `name\.formatted`},
			"The attribute has no column.", repeated, "Store it, or compute it from the parts and return it.", schema+"4.1.1", "D-096"),
		row("characters-lost", "characters beyond ASCII get lost", signature{status: `2..`, expected: `[^\x00-\x7f]`, actual: `\?|\x{fffd}|Ã|nothing`},
			"A column or a conversion knows one code page only.", repeated, "Use UTF-8 from the request to the store and back.", "RFC 8259, section 8.1", "D-141"),
		row("list-add-replaces", "an addition to a list does not add", signature{method: `PATCH`, status: `2..`, op: `(?i)add`, requirement: `RFC7644-3\.5\.2\.1-d`},
			"Add of a multi-valued attribute is treated as Replace, or is not done where the value is a list.", repeated, "Put the elements beside those that are there.", protocol+"3.5.2.1"),
		row("add-ignored", "an addition is acknowledged and not done", signature{method: `PATCH`, status: `2..`, op: `(?i)add`, also: wanted},
			"Only replace is handled.", repeated, "Treat Add on a single-valued attribute as Replace, and append to lists.", protocol+"3.5.2.1", "D-093"),
		row("neighbours-changed", "a change of one attribute changes others", signature{method: `PATCH`, status: `2..`, expected: `no other attribute|nothing changes|^a change of .* alone`},
			"The resource is written back from a shape that lacks attributes.", unnoticed+" What was lost is not sent again.", "Change what the operations name, and nothing else.", protocol+"3.5.2"),
		row("password-shown", "a password is shown", signature{status: `2..`, expected: `no password$|^nothing about .*Pa55word|^password nothing`},
			"The password is kept and returned like any other attribute.", "None: Entra ID sends no password. Whoever can read users can read passwords.",
			"Store a hash of it, and never return it.", schema+"4.1.1 and 9.2; "+protocol+"7.5.1"),
		row("list-replace-adds", "a replacement of a list only adds", signature{method: `PATCH`, status: `2..`, op: `(?i)replace`, of: `\w+`, value: `^\[`, expected: `\]\.\w+ nothing`},
			"Replace of a multi-valued attribute is treated as Add.", repeated, "Set the attribute to exactly those elements that are listed.", protocol+"3.5.2.3"),
		row("value-altered", "a value comes back otherwise than it was sent", signature{method: `PATCH|POST|PUT`, status: `2..`, expected: `\(GET by id\)|\(in the answer\)`},
			"The value is normalised, cut or not stored.", repeated, "Return what was accepted, or refuse it with 400 invalidValue.", "MicrosoftDocs/azure-docs 11784", "D-141", "D-147"),
		row("no-change-error", "a PATCH that changes nothing is an error", signature{method: `PATCH`, status: `4..`, answered: `(?i)no valid|nothing to|no change|changes something|no fields`},
			"A request without effect is refused.", badRequest, "Answer with success.", protocol+"3.5.2.1", "D-095"),
	}
}

// statusRows are what is left: an answer's status, and what is known of it.
func statusRows() []Row {
	return []Row{
		broad(row("name-still-taken", "a value counts as taken", signature{method: `POST|PUT|PATCH`, status: `409`},
			"The server sees a collision with a resource that the request does not mean.", conflict, "Say in detail which attribute of which resource collides, and compare that attribute only.", protocol+"3.12", "D-138")),
		broad(row("id-unknown", "a resource that was made is not there", signature{path: resources + `/[^/]+`, status: `404`},
			"The id changes, the resource is hidden, or another node does not have it yet.", "InvalidAnchor: the link to the resource counts as broken.", "Return each resource by the id that the create gave, for as long as it exists.", schema+"3.1")),
		broad(row("method-missing", "a method is not supported", signature{status: `405|501`},
			"There is no route for the method.", "MethodNotAllowed or NotImplemented for each object.", "Implement GET, POST, PATCH and DELETE on users and groups.", learn)),
		broad(row("media-type-refused", "the request's media type is refused", signature{status: `406|415`},
			"Only application/json is accepted.", badRequest, "Accept application/scim+json, with and without charset.", protocol+"3.1 and 8.1")),
		broad(row("content-refused", "the content is refused with 422", signature{status: `422`},
			"A framework's validator answers in its own manner.", "UnprocessableEntity; tried again in later cycles.", "Accept it, or answer 400 invalidValue as a SCIM error.", protocol+"3.12", "D-159")),
		broad(row("request-refused", "a request is refused", signature{status: `4..`},
			"The server does not understand the request, or an attribute of it.", badRequest, "Compare the request with the detail of the answer; every request here is one that Entra ID or RFC 7644 makes.", protocol+"3.12")),
		broad(row("server-error", "a request is answered with an error of the server", signature{status: `5..`},
			"An exception that nobody catches.", serverError, "Look up the exception of this request in the server's log.", protocol+"3.12")),
		broad(row("delete-not-done", "a deleted resource is still there", signature{method: `DELETE`, status: `2..`},
			"DELETE is acknowledged and not done, or does too much.", unnoticed, "Remove the resource, and answer 404 for its id from then on.", protocol+"3.6")),
		broad(row("not-json", "an answer is no JSON", signature{status: `2..`, also: notJSON},
			"A page of the application or of a proxy is served under the SCIM path.", incompatible, "Route the SCIM path to the SCIM code.", protocol+"3.1")),
	}
}
