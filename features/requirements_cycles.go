package features

// microsoftCycles is what holds over several cycles, of which one or more went wrong.
func microsoftCycles() []Requirement {
	return []Requirement{
		{ID: "MS-PROV-23", Authority: Microsoft, Section: "application-provisioning-quarantine-status", Level: Must,
			Text: "What a job has missed while it was refused arrives once it is answered again, and nobody else is touched."},
		{ID: "MS-PROV-24", Authority: Microsoft, Section: pageHow, Level: Must,
			Text: "A change that is sent again, since its answer was lost, ends as it does when it is sent once."},
		{ID: "MS-GROUP-32", Authority: Microsoft, Section: pageHow, Level: Must, Levels: notUnderVCC(), Capability: Groups,
			Text: "A change of members that is sent again, since its answer was lost, ends as it does when it is sent once."},
	}
}
