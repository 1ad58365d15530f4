package scim

import (
	"strings"

	"github.com/tidwall/gjson"
)

// Member finds an object's member; names have no case (RFC 7643, 2.1).
func Member(object gjson.Result, name string) gjson.Result {
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

// ElementsWith finds the elements of an array whose member has a value; type and primary are compared without case.
func ElementsWith(array gjson.Result, name, value string) []gjson.Result {
	var found []gjson.Result
	if !array.IsArray() {
		return nil
	}
	array.ForEach(func(_, e gjson.Result) bool {
		if m := Member(e, name); m.Exists() && strings.EqualFold(m.String(), value) {
			found = append(found, e)
		}
		return true
	})
	return found
}

// Contains says whether an array has a text, in any letter case: one of schemas (RFC 7643, 2.1).
func Contains(array gjson.Result, text string) bool {
	for _, e := range array.Array() {
		if strings.EqualFold(e.String(), text) {
			return true
		}
	}
	return false
}
