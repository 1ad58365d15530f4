package connector

import "github.com/tidwall/gjson"

// sight is what is asked of every resource, seen at one look: walking through it once for each is slow.
type sight struct {
	id, resources gjson.Result // as they are written: JSON's names have a case (RFC 8259, section 4)
	enterprise    gjson.Result // the extension, whatever its case
	excluded      gjson.Result // what the query asked to leave out
}

func (a answer) look(resource gjson.Result) (seen sight) {
	enterprise, excluded := search{name: enterpriseUser}, search{name: a.request.excluded}
	if resource.IsObject() {
		resource.ForEach(func(key, value gjson.Result) bool {
			switch {
			case key.Str == "id" && !seen.id.Exists():
				seen.id = value
			case key.Str == "Resources" && !seen.resources.Exists():
				seen.resources = value
			}
			enterprise.meet(key.Str, value)
			if a.request.excluded != "" {
				excluded.meet(key.Str, value)
			}
			return true
		})
	}
	seen.enterprise, seen.excluded = enterprise.value, excluded.value
	return seen
}

// checkShape refuses a resource that Entra is known to stumble over: a manager that is no object, and members that it had
// asked to leave out.
func (a answer) checkShape(seen sight) error {
	if err := a.checkManager(seen.enterprise); err != nil && !a.wire.LenientManager {
		return err
	}
	if a.request.excluded == "" || a.wire.LenientMembers {
		return nil
	}
	switch found := seen.excluded; {
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
func (a answer) checkManager(enterprise gjson.Result) error {
	manager := member(enterprise, managerAttribute)
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
