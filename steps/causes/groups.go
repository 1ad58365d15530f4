package causes

const group = `/Groups/[^/]+`

func groupRows() []Row {
	return []Row{
		row("group-patch-missing", "a group cannot be changed with PATCH", signature{method: `PATCH`, path: group, status: `404|405|501`},
			"PATCH has no route, or only PUT is implemented.", "MethodNotAllowed or NotImplemented: groups stay without members.",
			"Implement PATCH on groups; Entra ID changes them in no other way.", protocol+"3.5.2; "+learn, "D-015"),
		row("rename-empties-group", "a change that names no members empties the group", signature{method: `PATCH`, path: group, status: `2..`, of: `displayName|externalId|-`, expected: `no other attribute|members`, actual: `members|^nobody|^$`, also: sparesMembers},
			"A replacement is treated as a replacement of the whole resource.", "The log shows success. Everybody loses what the group gives, and memberships are not sent again.",
			"Change the named attribute and nothing else.", protocol+"3.5.2.3", "D-117"),
		row("group-external-id-ignored", "a change of a group's attribute is acknowledged and not done", signature{method: `PATCH`, path: group, status: `2..`, of: `displayName|externalId`},
			"The attribute is not among those that PATCH writes.", repeated, "Store displayName and externalId of groups.", protocol+"3.5.2.3", "D-118"),
	}
}

func memberRows() []Row {
	return []Row{
		row("inactive-member", "somebody inactive cannot be a member", signature{path: group, requirement: `MS-GROUP-36`},
			"Members are looked for among active users alone.", "Where it is refused, "+badRequest+" Where it is not done, nothing is noticed, and access is missing when the user is enabled again.",
			"Take any user for a member, and show members whatever their state.", schema+"4.2"),
		row("member-unknown-fails-all", "one unknown member fails the others", signature{method: `PATCH`, path: group, expected: `does not name`},
			"Valid ids of the same request are refused and reported as unknown.", badRequest+" None of the memberships of the request is made.",
			"Name the unknown ids only, and say what was applied.", "fleetdm/fleet 52600", "D-125"),
		row("member-group-phantom", "a group as a member becomes something else", signature{method: `PATCH`, path: group, expected: `nested`},
			"The id of a member is taken for a user's without looking.", "The log shows success; the group has no effect or takes a licence.",
			"Keep nested groups, or answer 400.", schema+"4.2", "D-127"),
		row("members-race-500", "two changes of a group at a time collide", signature{method: `PATCH`, path: group, status: `409|412|5..`, requirement: `D-16[4-7]`},
			"The lock or the unique key of the database is answered as an error.", serverError, "Repeat the transaction inside, or serialise changes of one group; adding who is there already is a success.", "Captain-P-Goldfish/scim-for-keycloak 107", "D-166", "D-167"),
		row("members-race-lost", "of two changes of a group at a time one is lost", signature{method: `PATCH`, path: group, status: `2..`, requirement: `D-16[45]`},
			"Members are read, changed and written back whole, without a lock or from an old copy.", unnoticed,
			"Insert and delete single memberships, or lock the group while it is changed.", "scimmyjs/scimmy 79; fleetdm/fleet 50724", "D-164", "D-165"),
		row("member-twice", "a member is stored twice", signature{method: `PATCH`, path: group, status: `2..`, expected: `the members|nothing changes`, also: twice},
			"Members are kept as a list.", "The log shows success. A later removal leaves one behind, so that a leaver keeps access.",
			"Keep members as a set, with a unique key of group and member.", "AzureAD/SCIMReferenceCode 10", "D-120"),
		row("non-member-removal-error", "removing somebody who is no member is an error", signature{method: `PATCH`, path: group, status: `[45]..`, op: `(?i)remove`, answered: `(?i)no such member|not a member|noTarget|not found`},
			"A removal without effect is refused.", badRequest, "Answer with success: the state is what was asked for.", "Infisical/infisical 6471", "D-128"),
		row("remove-by-value-refused", "a removal of members by value is refused", signature{method: `PATCH`, path: group, status: `[45]..`, op: `(?i)remove`, of: `members`, value: `.`},
			"RFC 7644 knows no value with remove, and Entra ID's default dialect sends one.", badRequest+" Former members keep access.",
			"Remove the members that the value lists, and only those.", learn+"; Captain-P-Goldfish/SCIM-SDK 149", "D-113"),
		row("remove-by-filter-refused", "a removal of members by filter is refused", signature{method: `PATCH`, path: group, status: `[45]..`, op: `(?i)remove`, of: `members\[.*`},
			"A value path is not supported.", badRequest+" Former members keep access.", `Support members[value eq "ID"].`, protocol+"3.5.2.2"),
		row("remove-by-value-empties", "a removal of one member empties the group", signature{method: `PATCH`, path: group, status: `2..`, op: `(?i)remove`, of: `members`, value: `.`, actual: `^nobody|^members.* became nothing`},
			"The value is ignored, and remove without a filter removes all.", "The log shows success. Everybody loses what the group gives.",
			"Remove the members that the value lists, and only those.", "Captain-P-Goldfish/SCIM-SDK 167", "D-113"),
		row("remove-by-value-ignored", "a removal of members by value does nothing", signature{method: `PATCH`, path: group, status: `2..`, op: `(?i)remove`, of: `members`, value: `.`, also: wanted},
			"The value of a removal is not read.", "The log shows success, and former members keep access.", "Remove the members that the value lists.", learn, "D-114"),
		row("remove-filter-dots", "a member whose id has dots cannot be removed", signature{method: `PATCH`, path: group, status: `2..`, op: `(?i)remove`, of: `members\[.*"[^"]*\.[^"]*".*`},
			"The path is split at dots before its quoted value is read.", "The log shows success, and former members keep access.", "Parse the path by its grammar; what is quoted is opaque.", protocol+"3.5.2", "D-116"),
		row("remove-by-filter-ignored", "a removal of members by filter does nothing", signature{method: `PATCH`, path: group, status: `2..`, op: `(?i)remove`, of: `members\[.*`},
			"The filter does not find the member, or the effective membership is kept elsewhere.", "The log shows success, and former members keep access.", "Evaluate the filter on each member's value.", protocol+"3.5.2.2", "D-115"),
		row("member-added-again-error", "adding a member who is one already is an error", signature{method: `PATCH`, path: group, status: `4..`, op: `(?i)add`, of: `members|-`, answered: `(?i)uniq|already|exist|duplicate|conflict`},
			"The unique key's violation is answered.", conflict, "Answer with success, and change nothing.", protocol+"3.5.2.1", "D-119"),
		row("member-add-500", "an addition of members is answered 500", signature{method: `PATCH`, path: group, status: `5..`, op: `(?i)add|replace`, of: `members|-`},
			`Code reads display, type or $ref of the member; Entra ID sends value and "$ref": null. Or one of the two forms, with path and without, is not handled.`,
			serverError+" Users and groups exist, and nobody is in a group.", "Need value only, and handle path members and no path alike.", schema+"4.2; "+learn, "D-121", "D-122", "D-132"),
		row("member-add-refused", "an addition of members is refused", signature{method: `PATCH`, path: group, status: `4..`, op: `(?i)add|replace`, of: `members|-`},
			"The form of the addition is not understood.", badRequest+" Nobody gets into the group.", `Accept Add with path members and a list of {"value": "ID"}, in any case of op.`, learn),
		row("members-replace-adds", "a replacement of members only adds", signature{method: `PATCH|PUT`, path: group, status: `2..`, op: `(?i)replace`, of: `members`},
			"Replace is treated as Add.", "The log shows success, and former members keep access.", "Set the members to exactly those that are listed.", protocol+"3.5.2.3", "D-129"),
		row("groups-of-user-differ", "groups of a user and members of a group disagree", signature{expected: `^groups of|groups .* as the members`},
			"Membership is stored in two places.", unnoticed, "Derive the user's groups from the memberships.", schema+"4.1.2", "D-131"),
		row("members-lost", "members get lost at an addition", signature{method: `PATCH`, path: group, status: `2..`, op: `(?i)add`, of: `members|-`, also: missing},
			"The list is read up to a limit or from an old copy, and written back; or the addition is acknowledged and not done.", unnoticed,
			"Insert the new membership, and leave the others alone.", "FusionAuth/fusionauth-issues 2784", "D-133", "D-165"),
	}
}
