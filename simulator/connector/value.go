package connector

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Attribute is a target attribute and the value that it is to have: a string, a Boolean, a json.Number, a []string, a
// Reference, References or Roles.
type Attribute struct {
	Target Target
	Value  any
}

// Change is one attribute of a PATCH.
type Change struct {
	Attribute
	// Add says that the target had no value: Entra sends Add then, and Replace otherwise (limosa-io/laravel-scim-server#34).
	Add bool
	// Remove takes the value away instead, or the attribute if Value is nil. It goes before Add.
	Remove bool
}

// Boolean is a truth value with the text that the mapping made for it. Which of the two goes on the wire is a matter of
// request and dialect; the text is kept because a mapping may write it otherwise than "True" and "False".
type Boolean struct {
	Value bool
	Text  string
}

// ParseBoolean reads "True" and "False" in any letter case.
func ParseBoolean(text string) (b Boolean, ok bool) {
	switch {
	case strings.EqualFold(text, "true"):
		return Boolean{Value: true, Text: text}, true
	case strings.EqualFold(text, "false"):
		return Boolean{Value: false, Text: text}, true
	}
	return Boolean{}, false
}

// Text is a value for people: of an Attribute, or of a resource as Object.Value gives it. Absence is "".
func Text(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case Reference:
		return string(v)
	case Boolean:
		return v.Text
	case bool:
		if v {
			return "True"
		}
		return "False"
	case json.Number:
		return v.String()
	}
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return string(text)
}

// Same says whether a resource's value, as Object.Value gives it, already is the one wanted. Booleans and their texts are
// compared by meaning, numbers by value, lists without regard to order, references by their ids and roles by their values;
// texts exactly if exact, else without case.
func Same(wanted, found any, exact bool) bool {
	switch w := wanted.(type) {
	case Boolean:
		f, ok := ParseBoolean(Text(found))
		return ok && f.Value == w.Value
	case Reference:
		return sameReferences([]string{string(w)}, found)
	case References:
		return sameReferences(w, found)
	case Roles:
		return w.same(found)
	case []string:
		list, ok := found.([]any)
		if !ok || len(list) != len(w) {
			return false
		}
		texts := make([]string, len(list))
		for i, item := range list {
			texts[i] = Text(item)
		}
		slices.Sort(texts)
		return slices.Equal(slices.Sorted(slices.Values(w)), texts)
	case json.Number:
		a, errA := strconv.ParseFloat(w.String(), 64)
		b, errB := strconv.ParseFloat(Text(found), 64)
		return errA == nil && errB == nil && a == b
	}
	if exact {
		return Text(wanted) == Text(found)
	}
	return strings.EqualFold(Text(wanted), Text(found))
}
