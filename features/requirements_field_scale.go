package features

// fieldScale is what was seen to fail with many users, members or requests.
func fieldScale() []Requirement {
	row := func(id string, level Level, thread, text string) Requirement {
		return Requirement{ID: id, Authority: Field, Section: "https://github.com/" + thread, Level: level, Text: text}
	}
	// What needs a thousand members is shown on a group.
	ofGroups := func(r Requirement) Requirement { r.Capability, r.Levels = Groups, notUnderVCC(); return r }
	timed := func(r Requirement) Requirement {
		r.Untestable = "shows in time only, which a test on a busy machine would judge by chance"
		return r
	}
	return []Requirement{
		ofGroups(row("D-062", Must, "kortix-ai/suna/pull/7297",
			"A look-up finds users beyond the first thousand.")),
		ofGroups(row("D-170", Must, "wso2/product-is/issues/8876",
			"A group with a thousand members can be read.")),
		ofGroups(row("D-171", Must, "FusionAuth/fusionauth-issues/issues/3307",
			"A group with a thousand members can be listed.")),
		timed(ofGroups(row("D-173", Should, "wso2/product-is/issues/8498",
			"Members that are excluded cost no time."))),
		ofGroups(row("D-174", Must, "Captain-P-Goldfish/scim-for-keycloak/issues/78",
			"A look-up that finds nobody is answered among a thousand users.")),
		ofGroups(row("D-175", Should, "jelhub/scimgateway/issues/71",
			"The groups of a user do not list their members.")),
		row("D-176", Should, "va360labs/didacta-io/pull/54",
			"A cycle's worth of requests is served, or told when to come back."),
	}
}
