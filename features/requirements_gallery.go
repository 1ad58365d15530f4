package features

const pageGallery = "validate-user-provisioning-app-gallery"

// gallery is Microsoft's onboarding test of an application for its gallery: a template of Logic Apps that drives the real
// provisioning service and reads its log (AzureAD/SCIMReferenceCode, SCIM-Validation-Test-Overview.md). The order and the
// names are the template's. The group tests have no capability: where /Schemas has no Group they fail and are not skipped.
func gallery() []Requirement {
	row := func(id, test string, class Class, text string) Requirement {
		return Requirement{ID: id, Authority: Gallery, Section: pageGallery, Level: class.level(), Test: test, Class: class, Text: text}
	}
	// Without the enterprise extension no manager can be mapped, and the template leaves these two out.
	ofManager := func(r Requirement) Requirement { r.Capability = Enterprise; return r }
	unseen := func(r Requirement, why string) Requirement { r.Untestable = why; return r }
	return []Requirement{
		row("GALLERY-01", "Create_User_Test", Mandatory,
			"A created user is found by userName, and the log has the creation as a success."),
		row("GALLERY-02", "Update_User_Test", Mandatory,
			"Every attribute that changed in the directory has its new value at the service provider, and the log has an update."),
		row("GALLERY-03", "Disable_User_Test", Mandatory,
			"A user disabled in the directory is inactive, and the log has a disabling: soft delete is needed."),
		row("GALLERY-04", "Delete_User_Test", Optional,
			"A user purged from the directory is found no more, and the log has a deletion."),
		ofManager(row("GALLERY-05", "User_Update_Manager_Test", Skippable,
			"A manager is set, changed and removed, and each shows in the log's modified properties.")),
		row("GALLERY-06", "Restore_User_Test", Mandatory,
			"A user who was unassigned is gone or inactive, and is back after a new assignment."),
		row("GALLERY-07", "POD_User_Test", Mandatory,
			"A user provisioned on demand is there without waiting for a cycle."),
		row("GALLERY-08", "Create_Group_Test", Mandatory,
			"A created group is found by displayName, and the log has the creation as a success."),
		row("GALLERY-09", "Update_Group_Test", Mandatory,
			"A group renamed in the directory has its new name, and the log has an update."),
		row("GALLERY-10", "Delete_Group_Test", Optional,
			"A group deleted in the directory is found no more, and the log has a deletion."),
		row("GALLERY-11", "Group_Update_Add_Member_Test", Mandatory,
			"A member who joins is added, and the log has the id as the new value of members."),
		row("GALLERY-12", "Group_Update_Remove_Member_Test", Mandatory,
			"A member who leaves is removed, and the log has the id as the old value of members."),
		row("GALLERY-13", "POD_Group_Test", Mandatory,
			"A group provisioned on demand is there with its members."),
		row("GALLERY-14", "Restore_Group_Test", Optional,
			"A group that was unassigned is back after a new assignment."),
		row("GALLERY-15", "Schema_Discoverability_Test", Mandatory,
			"/Schemas answers 200 with Resources, and names every mapped attribute."),
		row("GALLERY-16", "SCIM_Null_Update_Test", Mandatory,
			"Optional attributes can be set to an empty text and to null, and have no value afterwards."),
		row("GALLERY-17", "SCIM_User_Create_Test", Mandatory,
			"POST of a user answers 201 with an id, and the userName comes back as it was sent."),
		row("GALLERY-18", "SCIM_User_Update_Test", Mandatory,
			"PATCH of all single-valued attributes of a user answers 200 or 204, and a read gives the new values."),
		row("GALLERY-19", "SCIM_Group_Create_Test", Mandatory,
			"POST of a group answers 201 with an id, and the displayName comes back as it was sent."),
		row("GALLERY-20", "SCIM_Group_Update_Test", Mandatory,
			"PATCH of all single-valued attributes of a group answers 200 or 204, and a read gives the new values."),
		unseen(row("GALLERY-21", "Validate_Credentials_Test", OneOf,
			"Client credentials get a token that lives 60 to 360 minutes and opens the endpoint."),
			"the token endpoint, the client id and its secret are the application's own, and verify is given a token only"),
		unseen(row("GALLERY-22", "Federated_Identity_Test", OneOf,
			"A token of Entra ID is exchanged for one that opens the endpoint."),
			"the exchange begins with a token that only Entra ID can sign"),
		row("GALLERY-23", "SCIM_User_Pagination_Test", Mandatory,
			"Users come in pages of five, and each page says where it begins."),
		row("GALLERY-24", "SCIM_Group_Pagination_Test", Optional,
			"Groups come in pages of five, and each page says where it begins."),
		ofManager(row("GALLERY-25", "SCIM_Update_Manager_Test", Skippable,
			"A manager is added, replaced and removed by an empty text with PATCH, and a read confirms each.")),
	}
}
