package reference

// messageDefects break the form of answers.
func messageDefects() []Defect {
	return []Defect{
		{
			ID:     "D-156",
			Title:  "status of an error is a number",
			Source: "https://github.com/Captain-P-Goldfish/SCIM-SDK/issues/834",
			spoil: func(b *behaviour) {
				b.failed = append(b.failed, func(e *Error, body *object) { body.set("status", e.Status) })
			},
		},
		{
			ID:     "D-163",
			Title:  "answers are not labelled application/scim+json",
			Source: "https://github.com/MicrosoftDocs/azure-docs/issues/104859",
			spoil:  func(b *behaviour) { b.contentType = "application/json" },
		},
	}
}
