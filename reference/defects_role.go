package reference

// roleDefects break app roles, which Entra writes in ways of its own.
func roleDefects() []Defect {
	return []Defect{
		{
			ID:     "D-143",
			Title:  `roles[primary eq "True"] does not match the boolean`,
			Source: "https://github.com/buildbuddy-io/buildbuddy/pull/10578",
			spoil:  func(b *behaviour) { b.patch.Semantics.StringBooleans = false },
		},
		{
			ID:     "D-144",
			Title:  "a role that is sent as JSON in a string is stored as that text",
			Source: "https://github.com/Captain-P-Goldfish/SCIM-SDK/issues/516",
			spoil:  func(b *behaviour) { b.leniency.PackedValues, b.patch.Leniency.PackedValues = false, false },
		},
	}
}
