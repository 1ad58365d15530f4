package scim

import (
	"strings"

	"github.com/tidwall/gjson"
)

// Object is a JSON object taken apart once, for those who ask for many of its members: Member of a gjson.Result reads the
// text anew each time. It has no members where the value is no object.
type Object struct {
	gjson.Result
	members []member
}

type member struct {
	name  string
	value gjson.Result
}

// ReadObject takes a value apart.
func ReadObject(v gjson.Result) Object {
	o := Object{Result: v}
	if v.IsObject() {
		v.ForEach(func(key, value gjson.Result) bool {
			o.members = append(o.members, member{key.String(), value})
			return true
		})
	}
	return o
}

// Member finds a member; names have no case (RFC 7643, 2.1). Of two of one name it is the first.
func (o Object) Member(name string) gjson.Result {
	for _, m := range o.members {
		if strings.EqualFold(m.name, name) {
			return m.value
		}
	}
	return gjson.Result{}
}

// Each goes through the members in their order, until the function says that it has seen enough.
func (o Object) Each(f func(name string, value gjson.Result) bool) {
	for _, m := range o.members {
		if !f(m.name, m.value) {
			return
		}
	}
}
