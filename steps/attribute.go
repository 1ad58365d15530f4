package steps

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

const coreUser = "urn:ietf:params:scim:schemas:core:2.0:User"

// attribute is the judge's own reading of an attribute path as an Entra mapping writes it: userName, name.givenName,
// emails[type eq "work"].value, urn:…:enterprise:2.0:User:department. It shares no code with the simulator or the
// reference server, so that one's mistake cannot hide in another.
type attribute struct {
	urn                      string // the extension's URN, empty for core attributes
	name, selector, selected string // selector and selected are empty without a value path
	sub                      string
}

// parseAttribute reads a path. Errors are the feature's, not the service provider's.
func parseAttribute(path string) (attribute, error) {
	var a attribute
	rest := path
	if strings.HasPrefix(strings.ToLower(rest), "urn:") {
		// The URN has dots of its own (…:2.0:User), so it ends at the last colon before a bracket (RFC 7644, 3.10).
		head, _, _ := strings.Cut(rest, "[")
		colon := strings.LastIndexByte(head, ':')
		a.urn, rest = rest[:colon], rest[colon+1:]
		if strings.EqualFold(a.urn, coreUser) {
			a.urn = ""
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
		a.name, a.selector, a.selected = name, words[0], value
		a.sub = strings.TrimPrefix(after, ".")
	} else {
		a.name, a.sub, _ = strings.Cut(rest, ".")
	}
	if a.name == "" {
		return a, fmt.Errorf("attribute %q: expected a name, found none", path)
	}
	return a, nil
}

// in finds the attribute's value in a resource. The result does not exist when the resource has no such attribute, or
// has it as null, which SCIM treats alike (RFC 7643, 2.5). Of several elements that a value path selects it is the first;
// candidates gives all.
func (a attribute) in(resource gjson.Result) gjson.Result {
	for _, v := range a.candidates(resource) {
		return v
	}
	return gjson.Result{}
}

// candidates gives the values of all elements that a value path selects: a service provider may have added a second work
// e-mail of its own, and a list has no order (RFC 7643, 2.4).
func (a attribute) candidates(resource gjson.Result) []gjson.Result {
	at := resource
	if a.urn != "" {
		at = member(at, a.urn)
	}
	at = member(at, a.name)
	found := []gjson.Result{at}
	if a.selector != "" {
		found = elementsWith(at, a.selector, a.selected)
	}
	var values []gjson.Result
	for _, v := range found {
		if a.sub != "" {
			v = member(v, a.sub)
		}
		if v.Exists() && v.Type != gjson.Null {
			values = append(values, v)
		}
	}
	return values
}

// member finds an object's member; names have no case (RFC 7643, 2.1).
func member(object gjson.Result, name string) gjson.Result {
	var found gjson.Result
	if !object.IsObject() {
		return found
	}
	object.ForEach(func(key, value gjson.Result) bool {
		if strings.EqualFold(key.String(), name) {
			found = value
			return false
		}
		return true
	})
	return found
}

// elementsWith finds the elements of an array whose member has a value; type and primary are compared without case.
func elementsWith(array gjson.Result, name, value string) []gjson.Result {
	var found []gjson.Result
	if !array.IsArray() {
		return nil
	}
	array.ForEach(func(_, e gjson.Result) bool {
		if m := member(e, name); m.Exists() && strings.EqualFold(m.String(), value) {
			found = append(found, e)
		}
		return true
	})
	return found
}

// quoteFilterValue writes a string as a filter's value: JSON's rules (RFC 7644, 3.4.2.2).
func quoteFilterValue(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
