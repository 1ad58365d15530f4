package connector

import (
	"fmt"
	"strings"
)

// The schemas that requests name (RFC 7643, section 8.7.1; RFC 7644, sections 3.4.2 and 3.5.2).
const (
	coreUser       = "urn:ietf:params:scim:schemas:core:2.0:User"
	enterpriseUser = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
	patchOp        = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
	coreGroup      = "urn:ietf:params:scim:schemas:core:2.0:Group"
	// microsoftGroup is no URN of the RFC; the sample of POST /Groups has it (Microsoft Learn,
	// use-scim-to-provision-users-and-groups).
	microsoftGroup = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"
)

// Target is a target attribute as an Entra mapping names it. It is small, since there is one in each value that is sent: its copies share
// what the name was taken apart into.
type Target struct{ *path }

// path is a target attribute, taken apart. It never changes.
type path struct {
	text      string
	schema    string // URN in front, "" for none and for the core schemas
	attribute string
	sub       string // after the dot, or ""
	// filterName and filterValue are the condition in brackets, or "".
	filterName, filterValue string
}

// ParseTarget reads a target attribute name: userName, name.givenName, emails[type eq "work"].value,
// urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department. Entra supports neither deeper paths nor other
// conditions (Microsoft Learn, use-scim-to-provision-users-and-groups: no complex attributes of three or more levels).
func ParseTarget(text string) (Target, error) {
	t := Target{&path{text: text}}
	fail := func(expected string) (Target, error) {
		return Target{}, fmt.Errorf("target attribute %q: expected %s", text, expected)
	}
	head, condition, filtered := strings.Cut(text, "[")
	if len(head) > 4 && strings.EqualFold(head[:4], "urn:") {
		colon := strings.LastIndexByte(head, ':')
		if schema := head[:colon]; !strings.EqualFold(schema, coreUser) && !strings.EqualFold(schema, coreGroup) {
			t.schema = schema
		}
		head = head[colon+1:]
	}
	if !filtered {
		var dotted bool
		t.attribute, t.sub, dotted = strings.Cut(head, ".")
		if !isName(t.attribute) || dotted && !isName(t.sub) {
			return fail("an attribute, or attribute.subattribute, of letters, digits, - and _")
		}
		return t, nil
	}
	t.attribute = head
	condition, sub, closed := strings.Cut(condition, "].")
	name, value, compared := strings.Cut(condition, " eq ")
	t.sub, t.filterName = sub, name
	t.filterValue = strings.TrimSuffix(strings.TrimPrefix(value, `"`), `"`)
	if !closed || !compared || value != `"`+t.filterValue+`"` || strings.ContainsAny(t.filterValue, `"\`) ||
		!isName(t.attribute) || !isName(name) || !isName(sub) {
		return fail(`the form attribute[name eq "value"].subattribute`)
	}
	return t, nil
}

// String is the name as the mapping writes it; it is also the path of a PATCH operation.
func (t Target) String() string { return t.text }

// typed says that the target is a sub-attribute of one element of a multi-valued attribute.
func (t Target) typed() bool { return t.filterName != "" }

// whole is the path of the attribute as a whole, without sub-attribute or condition.
func (t Target) whole() string {
	if t.schema != "" {
		return t.schema + ":" + t.attribute
	}
	return t.attribute
}

func isName(s string) bool {
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '$':
		default:
			return false
		}
	}
	return s != ""
}
