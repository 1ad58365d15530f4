package connector

import "github.com/tidwall/gjson"

// checkShape refuses a resource that Entra is known to stumble over: a manager that is no object, and members that it had
// asked to leave out.
func (a answer) checkShape(resource gjson.Result) error {
	if err := a.checkManager(resource); err != nil && !a.wire.LenientManager {
		return err
	}
	if a.request.excluded == "" || a.wire.LenientMembers {
		return nil
	}
	switch found := member(resource, a.request.excluded); {
	case isNull(found):
	case found.IsArray():
		if n := found.Get("#").Int(); n > 0 {
			return a.fault(CodeMultipleEntries, "expected no %s, as asked for with excludedAttributes, found %d", a.request.excluded, n)
		}
	default:
		return a.fault(CodeMultipleEntries, "expected no %s, as asked for with excludedAttributes, found %s",
			a.request.excluded, nameOf(found))
	}
	return nil
}

// checkManager expects the shape that Entra can deserialize: {"manager": {"value": "id"}} in the enterprise extension
// (Microsoft Q&A 188003, Budibase/budibase#15369, Broadcom KB 389788). No manager, and one without a value, are none.
func (a answer) checkManager(resource gjson.Result) error {
	manager := member(member(resource, enterpriseUser), managerAttribute)
	if isNull(manager) {
		return nil
	}
	if !manager.IsObject() {
		return a.incompatible("expected manager to be an object with a value, found %s", nameOf(manager))
	}
	if value := member(manager, "value"); !isNull(value) && value.Type != gjson.String {
		return a.incompatible("expected manager to be an object whose value is a text, found %s as the value", nameOf(value))
	}
	return nil
}

// isNull says that there is nothing, or null, which means the same (RFC 7643, section 2.5).
func isNull(found gjson.Result) bool { return found.Type == gjson.Null }
