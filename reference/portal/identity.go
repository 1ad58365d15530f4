package portal

import (
	"maps"
	"slices"
	"strings"
)

// identityFields are the fields that Microsoft Entra ID owns in a user that it provisions.
var identityFields = []string{"userName", "displayName", "email", "phoneNumber"}

// identity is the identity fields that a request gives.
type identity map[string]string

func readIdentity(m members) (identity, error) {
	id := identity{}
	for _, name := range identityFields {
		if !m.has(name) {
			continue
		}
		var value string
		if err := m.read(name, "a string", &value); err != nil {
			return nil, err
		}
		id[name] = value
	}
	return id, nil
}

// names are the fields given, in a fixed order.
func (id identity) names() []string {
	given := []string{}
	for _, name := range identityFields {
		if _, found := id[name]; found {
			given = append(given, name)
		}
	}
	return given
}

// apply is a copy of the attributes with the fields set as SCIM has them. An empty field takes the attribute away;
// whether that may be is for Options.Validate to say, except that nobody is without a userName.
func (id identity) apply(attributes map[string]any) map[string]any {
	after := maps.Clone(attributes)
	for name, value := range id {
		switch name {
		case "email":
			setWorkValue(after, "emails", value)
		case "phoneNumber":
			setWorkValue(after, "phoneNumbers", value)
		default:
			if after[name] = value; value == "" {
				delete(after, name)
			}
		}
	}
	return after
}

// check refuses attributes that a user cannot have.
func (p *Portal) check(attributes map[string]any) error {
	if strings.TrimSpace(text(attributes, "userName")) == "" {
		return invalidValue("userName: expected a name, found nothing")
	}
	if err := p.validate(attributes); err != nil {
		return invalidValue("%v", err)
	}
	return nil
}

// text is a string attribute, or empty.
func text(attributes map[string]any, name string) string {
	s, _ := attributes[name].(string)
	return s
}

// workValue is name[type eq "work"].value, or empty.
func workValue(attributes map[string]any, name string) string {
	elements, _ := attributes[name].([]any)
	if i := slices.IndexFunc(elements, isWork); i >= 0 {
		return text(elements[i].(map[string]any), "value")
	}
	return ""
}

// setWorkValue sets name[type eq "work"].value, and removes the element if the value is empty. It replaces the list in
// attributes and the element in the list, which are shared with the stored record.
func setWorkValue(attributes map[string]any, name, value string) {
	before, _ := attributes[name].([]any)
	elements := slices.Clone(before)
	i := slices.IndexFunc(elements, isWork)
	switch {
	case value == "" && i >= 0:
		elements = slices.Delete(elements, i, i+1)
	case value == "":
		// Nothing was there and nothing is wanted.
	case i >= 0:
		element := maps.Clone(elements[i].(map[string]any))
		element["value"] = value
		elements[i] = element
	default:
		elements = append(elements, map[string]any{"type": "work", "value": value})
	}
	attributes[name] = elements
	if len(elements) == 0 {
		delete(attributes, name)
	}
}

// isWork says whether the element of a multi-valued attribute has the type work, which is compared without case
// (RFC 7643 section 8.7.1: emails.type is not caseExact).
func isWork(element any) bool {
	e, isObject := element.(map[string]any)
	return isObject && strings.EqualFold(text(e, "type"), "work")
}
