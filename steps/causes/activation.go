package causes

func activationRows() []Row {
	const user = `/Users/[^/]+`
	return []Row{
		row("inactive-user-frozen", "an inactive user cannot be changed", signature{method: `PATCH`, path: user, status: `[45]..`, expected: `disable success.*(update|enable|disable) success`},
			"Changes are refused while the account is disabled.", "The log shows a failure for the user in each cycle, until somebody changes the account by hand.",
			"Apply a PATCH to inactive users as to others.", "grokability/snipe-it 14597", "D-082"),
		row("active-add-refused", "Add on active is refused", signature{method: `PATCH`, path: user, status: `[45]..`, op: `(?i)add`, of: `active`, unanswered: `(?i)bool|true or false`},
			"Only Replace is handled for active.", badRequest+" Leavers stay active.", "Treat Add on a single-valued attribute as Replace.", protocol+"3.5.2.1", "D-080"),
		row("boolean-as-text", `the text "False" is not taken for a boolean`, signature{method: `PATCH`, path: user, status: `[45]..`, of: `active`, value: `^"(?i:true|false)"`, answered: `(?i)bool|string|true or false|\btype\b|^\s*$`},
			`active is read as a JSON boolean, and Entra ID sends the texts "True" and "False".`, badRequest+" Leavers stay active.",
			`Accept "True", "False" and their lower case beside true and false; store and return a boolean.`, learn+"; Microsoft Learn, application-provisioning-config-problem-scim-compatibility", "D-077"),
		row("reactivation-refused", "a user cannot be activated again", signature{method: `PATCH`, path: user, status: `[45]..`, of: `active`, value: `^"?(?i:true)"?$`},
			"Only deactivation is handled.", badRequest+" People who come back stay locked out.", "Set active to true on the same account, whose id stays.", learn, "D-081"),
		row("deactivation-refused", "a user cannot be deactivated", signature{method: `PATCH`, path: user, status: `[45]..`, of: `active`, value: `^"?(?i:false)"?$`},
			"A change of active is refused in this form.", badRequest+" Leavers stay active.",
			`Accept Replace and Add of active, with a path and without, as a boolean and as the text "False".`, learn, "D-077"),
		row("active-stored-as-text", `active is stored as the text "False"`, signature{status: `2..`, actual: `active "(?i:true|false)"|active: (true|false) became "(?i:true|false)"`},
			"The value is stored as it came, and a text that is not empty counts as true in many languages.", "The log shows success, and the leaver may still sign in.",
			"Turn the text into a boolean before it is stored.", schema+"2.3.2", "D-078"),
		row("deactivation-deletes", "deactivation deletes the user", signature{method: `PATCH`, path: user, status: `2..`, of: `active`, actual: `^404|^no |^0$|nothing$`, expected: `user|200`},
			"active false is treated as DELETE.", "The next change of the user fails with InvalidAnchor; somebody who comes back gets a new account and has lost the content of the old one.",
			"Keep the user, with active false, and return it by id and by filter.", learn, "D-134"),
		row("reactivation-loses-groups", "an inactive user loses memberships", signature{method: `PATCH`, path: user, status: `2..`, of: `active`, expected: `members`},
			"Memberships are removed on deactivation.", "The log shows success. Entra ID does not send them again, since nothing has changed on its side.",
			"Keep memberships while a user is inactive.", "kortix-ai/suna 7298", "D-140"),
		row("user-change-leaves-groups", "a change of a user costs memberships", signature{method: `PATCH|PUT`, path: user, status: `2..`, expected: `^the members`},
			"The user is written anew, or memberships hang on the userName and not on the id.", "The log shows success. Entra ID does not send memberships again, since nothing has changed on its side.",
			"Keep memberships by the user's id.", protocol+"3.5.2"),
		row("tombstone-name", "a change of userName changes the e-mail, too", signature{method: `PATCH`, path: user, status: `2..`, of: `userName`, expected: `no other attribute`},
			"userName and e-mail are one field. When a user is deleted, Entra ID puts the object id in front of the name.",
			"The log shows success. The real address is gone, single sign-on makes a second account, and restoring ends in Conflict.",
			"Keep userName and e-mail apart, and allow the name to be changed back.", "onyx-dot-app/onyx 14074", "D-106"),
		row("deactivation-not-done", "a change of active is acknowledged and not done", signature{method: `PATCH`, path: user, status: `2..`, of: `active`, expected: `active (true|false)`},
			"The handler reads active at the root of the body and not in Operations.", "The log shows success, and the leaver may still sign in.",
			"Carry out the operations, and answer with what is stored then.", protocol+"3.5.2.3", "D-079"),
	}
}
