// Package scim is the judge's own reading of what RFC 7643 and RFC 7644 say about attributes: paths, members of JSON objects and
// schema URNs. It shares no code with the simulator or the reference server, so that one's mistake cannot hide in another.
package scim

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// Attribute is an attribute path as an Entra mapping writes it: userName, name.givenName,
// emails[type eq "work"].value, urn:…:enterprise:2.0:User:department.
type Attribute struct {
	URN                      string // the extension's URN, empty for core attributes
	Name, Selector, Selected string // Selector and Selected are empty without a value path
	Sub                      string
}

// ParseAttribute reads a path. Errors are the feature's, not the service provider's.
func ParseAttribute(path string) (Attribute, error) {
	var a Attribute
	rest := path
	if strings.HasPrefix(strings.ToLower(rest), "urn:") {
		// The URN has dots of its own (…:2.0:User), so it ends at the last colon before a bracket (RFC 7644, 3.10).
		head, _, _ := strings.Cut(rest, "[")
		colon := strings.LastIndexByte(head, ':')
		a.URN, rest = rest[:colon], rest[colon+1:]
		if strings.EqualFold(a.URN, CoreUser) {
			a.URN = ""
		}
	}
	if name, filter, found := strings.Cut(rest, "["); found {
		condition, after, closed := strings.Cut(filter, "]")
		words := strings.SplitN(strings.TrimSpace(condition), " ", 3)
		if !closed || len(words) != 3 || words[1] != "eq" {
			return a, fmt.Errorf(`attribute %q: expected a value path such as emails[type eq "work"].value`, path)
		}
		value, err := strconv.Unquote(words[2])
		if err != nil {
			value = words[2]
		}
		a.Name, a.Selector, a.Selected = name, words[0], value
		a.Sub = strings.TrimPrefix(after, ".")
	} else {
		a.Name, a.Sub, _ = strings.Cut(rest, ".")
	}
	if a.Name == "" {
		return a, fmt.Errorf("attribute %q: expected a name, found none", path)
	}
	return a, nil
}

// In finds the attribute's value in a resource. The result does not exist when the resource has no such attribute, or
// has it as null, which SCIM treats alike (RFC 7643, 2.5). Of several elements that a value path selects it is the first;
// Candidates gives all.
func (a Attribute) In(resource gjson.Result) gjson.Result {
	for _, v := range a.Candidates(resource) {
		return v
	}
	return gjson.Result{}
}

// Candidates gives the values of all elements that a value path selects: a service provider may have added a second work
// e-mail of its own, and a list has no order (RFC 7643, 2.4).
func (a Attribute) Candidates(resource gjson.Result) []gjson.Result {
	at := resource
	if a.URN != "" {
		at = Member(at, a.URN)
	}
	at = Member(at, a.Name)
	found := []gjson.Result{at}
	if a.Selector != "" {
		found = ElementsWith(at, a.Selector, a.Selected)
	}
	var values []gjson.Result
	for _, v := range found {
		if a.Sub != "" {
			v = Member(v, a.Sub)
		}
		if v.Exists() && v.Type != gjson.Null {
			values = append(values, v)
		}
	}
	return values
}
