package connector

// checkShape refuses a resource that Entra is known to stumble over: a manager that is no object, and members that it had
// asked to leave out.
func (a answer) checkShape(resource map[string]any) error {
	if err := a.checkManager(resource); err != nil && !a.wire.LenientManager {
		return err
	}
	if a.request.excluded == "" || a.wire.LenientMembers {
		return nil
	}
	switch found := member(resource, a.request.excluded).(type) {
	case nil:
	case []any:
		if len(found) > 0 {
			return a.fault(CodeMultipleEntries, "expected no %s, as asked for with excludedAttributes, found %d",
				a.request.excluded, len(found))
		}
	default:
		return a.fault(CodeMultipleEntries, "expected no %s, as asked for with excludedAttributes, found %s",
			a.request.excluded, nameOf(found))
	}
	return nil
}

// checkManager expects the shape that Entra can deserialize: {"manager": {"value": "id"}} in the enterprise extension
// (Microsoft Q&A 188003, Budibase/budibase#15369, Broadcom KB 389788). No manager, and one without a value, are none.
func (a answer) checkManager(resource map[string]any) error {
	extension, _ := member(resource, enterpriseUser).(map[string]any)
	switch manager := member(extension, managerAttribute).(type) {
	case nil:
		return nil
	case map[string]any:
		switch value := member(manager, "value").(type) {
		case nil, string:
			return nil
		default:
			return a.incompatible("expected manager to be an object whose value is a text, found %s as the value", nameOf(value))
		}
	default:
		return a.incompatible("expected manager to be an object with a value, found %s", nameOf(manager))
	}
}
