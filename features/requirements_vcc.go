package features

// vcc is what Vonage publishes about the SCIM adapter of Vonage Contact Center ("Vonage Contact Center and SCIM
// integration for user provisioning"), and what the profile makes of it.
func vcc() []Requirement {
	row := func(id string, c Capability, text string) Requirement {
		return Requirement{ID: id, Authority: VCC, Section: "Vonage Contact Center and SCIM integration for user provisioning",
			Level: Must, Capability: c, Text: text}
	}
	return []Requirement{
		row("VCC-01", "", "A user is created when assigned in Entra ID."),
		row("VCC-02", "", "A user is deactivated at once when unassigned or disabled in Entra ID."),
		row("VCC-03", "", "Name, e-mail and phone follow Entra ID."),
		row("VCC-04", "", "Nothing that is changed in VCC flows back."),
		row("VCC-05", Portal, "Users made in the portal are never linked: the create fails with a duplicate-userName error."),
		row("VCC-06", Portal, "Deprovisioning archives the user: the record and its configuration stay."),
		row("VCC-07", "", "Whoever leaves is out within 1 minute, whoever joins is in within 10, an update takes 40 at most."),
		row("VCC-08", "", "Provisioning begins immediately and then goes on every 40 minutes."),
		row("VCC-09", Portal, "Roles, skills, queues and extensions are never provisioned; without a role the user is not ready."),
		row("VCC-10", "", "A phone number with spaces is refused, so that the mapping strips them."),
		row("VCC-11", Portal, "The portal does not change userName, e-mail, display name and phone number of a SCIM user."),
		row("VCC-12", Portal, "The portal does not clone a SCIM user."),
		row("VCC-13", "", "Default mappings that VCC does not need are not in the job."),
		row("VCC-14", Portal, "The token is shown once, and a new one makes the old one useless at once."),
		row("VCC-15", "", "Without SCIM enabled, or with a wrong token, nothing is served."),
		// What the vendor's page leaves open, as the profile has it.
		row("VCC-16", "", "A value that breaks a rule of the eight attributes answers 400 invalidValue with attribute, rule and value."),
		row("VCC-17", "", "Attributes outside of the eight are ignored and not returned; groups are not offered."),
	}
}
