package features

// microsoftCycles is what holds over several cycles, of which one or more went wrong.
func microsoftCycles() []Requirement {
	return []Requirement{
		{ID: "MS-PROV-23", Authority: Microsoft, Section: "application-provisioning-quarantine-status", Level: Must,
			Text: "What a job has missed while it was refused arrives once it is answered again, and nobody else is touched."},
		{ID: "MS-PROV-24", Authority: Microsoft, Section: pageHow, Level: Must,
			Text: "A change that is sent again, since its answer was lost, ends as it does when it is sent once."},
		{ID: "MS-PROV-25", Authority: Field, Section: "https://learn.microsoft.com/answers/questions/1151866", Level: Must,
			Text: "What is answered within a minute is done once, and what is answered later is found done when it is sent again."},
		{ID: "MS-PROV-26", Authority: Field, Section: "https://learn.microsoft.com/answers/questions/2284725", Level: Must,
			Text: "What was put off with Retry-After is done when it is sent again, and once."},
		{ID: "MS-PROV-27", Authority: Field, Section: "https://learn.microsoft.com/answers/questions/1151866", Level: Must,
			Text: "An answer comes within a minute, after which Entra ID has given up."},
		{ID: "MS-PROV-28", Authority: Field, Section: "https://learn.microsoft.com/answers/questions/2284725", Level: Should,
			Text: "A 429 says with Retry-After when to come back, in seconds or as a date, and so does a 503 that says it at all."},
		{ID: "MS-GROUP-32", Authority: Microsoft, Section: pageHow, Level: Must, Levels: notUnderVCC(), Capability: Groups,
			Text: "A change of members that is sent again, since its answer was lost, ends as it does when it is sent once."},
	}
}
