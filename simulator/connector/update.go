package connector

// patchBody is the body of PATCH /Users/{id}. Operations are in the order of the changes, except as compliant says.
func patchBody(options Options, changes []Change) []byte {
	operations := defaultOperations
	if options.Dialect == DialectCompliant {
		operations = compliantOperations
	}
	return encode(object{{"schemas", []string{patchOp}}, {"Operations", operations(options, changes)}})
}

// defaultOperations is one operation for each attribute, each with a path, booleans as texts (Microsoft Learn,
// application-provisioning-config-problem-scim-compatibility, first of each pair of samples).
func defaultOperations(options Options, changes []Change) []any {
	operations := make([]any, len(changes))
	for i, c := range changes {
		op := "Replace"
		if c.Add {
			op = "Add"
		}
		value := c.Value
		if b, ok := value.(Boolean); ok && !options.JSONBooleans {
			value = b.Text
		}
		operations[i] = object{{"op", op}, {"path", c.Target.String()}, {"value", value}}
	}
	return operations
}

// compliantOperations is what the flag selects (same page, second of each pair): an operation each for value paths, which
// come first in the sample, and for attributes that are added; all other replacements merged into one operation without a
// path, whose keys are dotted or have the URN in front. A single replacement keeps its path, as in the sample for active.
// Whether adds are ever merged is not known.
func compliantOperations(options Options, changes []Change) []any {
	var operations []any
	var merged object
	for _, c := range changes {
		switch {
		case c.Add:
			operations = append(operations, object{{"op", "add"}, {"path", c.Target.String()}, {"value", c.Value}})
		case c.Target.typed():
			operations = append(operations, object{{"op", "replace"}, {"path", c.Target.String()}, {"value", c.Value}})
		default:
			merged = append(merged, field{c.Target.String(), c.Value})
		}
	}
	switch {
	case len(merged) == 1 && !options.PathlessSingle:
		operations = append(operations, object{{"op", "replace"}, {"path", merged[0].name}, {"value", merged[0].value}})
	case len(merged) > 0:
		operations = append(operations, object{{"op", "replace"}, {"value", merged}})
	}
	return operations
}
