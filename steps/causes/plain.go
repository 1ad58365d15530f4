package causes

// Plainest is what is expected of the simplest form of an operation. A row that asks for it is about an operation that does
// not work at all, so that nothing finer can be said.
const Plainest = "the plainest request works"

// Everywhere ends what was found when it was found of every request.
const Everywhere = ", whatever is asked"

func plainRows() []Row {
	const (
		look     = `filter=(userName|displayName) `
		one      = resources + `/[^/]+`
		nobody   = "Test Connection fails with this answer, so that the job cannot be set up. "
		refusals = `400|409|422`
	)
	plain := func(s signature) signature {
		s.expected = "^" + Plainest + "$"
		return s
	}
	return []Row{
		row("not-scim", "the URL does not lead to SCIM", plain(signature{query: look, status: `2..`, actual: `no JSON`}),
			"A page of the application, or of a proxy that wants a sign-in, is served instead.", nobody+incompatible,
			"Give the base URL under which /Users lies, and route it to the SCIM code, without a sign-in page before it.", protocol+"1.3 and 3.8"),
		row("all-labelled-otherwise", "answers are labelled as no JSON", plain(signature{actual: `^the media type`}),
			"The body is SCIM, and Content-Type says otherwise: a framework's default.",
			"Not documented; here it is taken as no SCIM message, as a sign-in page would be: Test Connection fails, and each cycle.",
			"Send Content-Type: application/scim+json with every body, errors and discovery included.", protocol+"3.1 and 3.8", "D-163", "D-004"),
		row("path-missing", "there is nothing at the path", plain(signature{query: look, path: `/Users`, status: `404|405|501`, actual: Everywhere + `$`}),
			"The URL lacks a part such as /scim/v2, or has one too many.",
			nobody+"Later it is a failure of SCIM compliance. "+quarantined,
			"Give the base URL under which /Users lies.", protocol+"1.3; "+learn, "D-005"),
		row("all-fail", "every request fails", plain(signature{actual: Everywhere + `$`, status: `400|403|422|5..`}),
			"The application does not start or cannot reach its store, or something before it refuses all of them.",
			nobody+"In a job that runs, each object fails in each cycle.",
			"Look into the server's log for the first request of the run, and send it again: the line to repeat it is here.", protocol+"3.12"),
		row("look-up-fails", "the look-up by name does not work", plain(signature{method: `GET`, query: look, status: `400|403|422|5..`}),
			"The filter userName eq (or displayName eq, for groups), with which Entra ID looks for each object before it does anything, is refused.",
			nobody+"Nobody is found, created, or updated.",
			"Support filter with eq on userName and externalId, and on displayName of groups; answer 200 with totalResults 0 when nobody has the name.", learn, "D-010"),
		row("look-up-finds-nobody", "the look-up by name finds nobody", plain(signature{method: `GET`, query: look, status: `2..`, actual: `^finds? nobody`}),
			"The filter is evaluated to nothing, compares with another field, or reads a copy that is never brought up to date.", duplicates,
			"Filter on the same stored value that GET by id returns.", protocol+"3.4.2.2", "D-054"),
		row("groups-missing", "there is nothing at /Groups", plain(signature{path: `/Groups`, status: `404|405|501`}),
			"The discovery documents, or the lack of them, let a client believe in groups, and no route answers.",
			"Each group in scope fails in each cycle (NotImplemented, MethodNotAllowed, or a bad request); users are not concerned.",
			"Serve /Groups, or leave Group out of /ResourceTypes and /Schemas: groups are not judged then.", protocol+"3.2; "+learn),
		row("create-refused", "nobody can be created", plain(signature{method: `POST`, path: resources, status: refusals}),
			"The simplest resource, with names and an address that nobody else has, is refused.", badRequest+" Nobody is created.",
			"Take what Entra ID's default mapping sends; the detail of the answer says what was missing or not liked.", protocol+"3.3; "+learn),
		row("patch-missing", "PATCH is not supported", plain(signature{method: `PATCH`, status: `404|405|501`}),
			"There is no route for PATCH, or a proxy lets only GET and POST through.",
			"Every update, deactivation and change of members fails (MethodNotAllowed or NotImplemented): leavers stay active. "+
				"Entra ID does not fall back on PUT.", "Implement PATCH with Add, Replace and Remove on users and groups.", protocol+"3.5.2; "+learn),
		row("patch-refused", "no change is accepted", plain(signature{method: `PATCH`, status: refusals}),
			"The simplest change, Replace of displayName, is refused.", badRequest+" Leavers stay active.",
			"Read the PatchOp message: Operations with op, path and value, op in any letter case.", protocol+"3.5.2; "+learn),
		row("patch-not-done", "changes are acknowledged and not made", plain(signature{method: `PATCH`, status: `2..`, actual: `^(is|are) accepted`}),
			"The handler reads attributes at the root of the body, as of a PUT, and not in Operations, or forgets to store.",
			unnoticed+" Leavers may still sign in.", "Carry out the operations, store the result, and answer with it.", protocol+"3.5.2", "D-079"),
		row("create-not-kept", "what was created is not there", plain(signature{method: `POST`, status: `2..`, actual: `^(is|are) accepted`}),
			"The id in the answer to the create is not the one that the resource is stored under, or nothing was stored.",
			"The log shows success; then InvalidAnchor, since the link to the resource is broken. Whether Entra ID creates it again is not documented.",
			"Store the resource before the create is answered, and return it by the id that the answer has.", protocol+"3.3 and 3.4.1"),
		row("delete-missing", "DELETE is not supported", plain(signature{method: `DELETE`, status: `404|405|501`}),
			"There is no route for DELETE.",
			"Users who are deleted in Entra ID, thirty days after the soft delete, and deleted groups stay; each delete fails and is tried again.",
			"Implement DELETE on users and groups, with 204.", protocol+"3.6; "+learn),
	}
}
