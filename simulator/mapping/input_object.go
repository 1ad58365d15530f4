package mapping

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/entrasim/entrasim/simulator/expression"
)

// ParseInputObject reads Graph's expressionInputObject, the object that parseExpression evaluates for:
//
//	{"properties": [{"key": "mail", "value": "ann@contoso.com"}, {"key": "otherMails", "value": ["a", "b"]}]}
//
// A value is a text, true or false, a number, an app role ({"id", "value", "displayName"}) or a list of these; null is
// none. An object without properties is read as the attributes themselves, {"mail": "ann@contoso.com"}, since that is how
// people write one. The error joins all faults, each with its JSON path.
func ParseInputObject(text []byte) (Source, error) {
	root, err := readDocument(text)
	if err != nil {
		return nil, fmt.Errorf("expressionInputObject: %w", err)
	}
	values := map[string]expression.Value{}
	switch {
	case !root.object():
	case root.value.member("properties") == nil:
		for _, m := range root.value.members {
			if !strings.HasPrefix(m.name, "@odata.") {
				values[m.name] = root.member(m.name).attribute()
			}
		}
	default:
		for _, property := range root.member("properties").list() {
			property.object()
			values[property.member("key").name()] = property.member("value").attribute()
		}
	}
	root.found.place(text)
	if len(root.found.faults) > 0 {
		return nil, fmt.Errorf("expressionInputObject: %w", root.found.faults)
	}
	return func(name string) (expression.Value, bool) {
		v, ok := values[name]
		return v, ok
	}, nil
}

// attribute is the value of an attribute of a source object.
func (n node) attribute() expression.Value {
	switch v := n.scalar().(type) {
	case string:
		return expression.String(v)
	case bool:
		return expression.Bool(v)
	case json.Number:
		if f, err := v.Float64(); err == nil && expression.Number(f).Text() == v.String() {
			return expression.Number(f)
		}
		return expression.String(v.String()) // a Number would round it
	}
	switch {
	case n.value.isNull():
	case n.value.kind == '[':
		var items []expression.Value
		for _, item := range n.list() {
			items = append(items, item.attribute())
		}
		return expression.List(items...)
	case n.value.kind == '{':
		return expression.Role(expression.AppRole{
			ID: n.member("id").text(), Value: n.member("value").text(), DisplayName: n.member("displayName").text(),
		})
	}
	return expression.Null()
}

// scalar is a text, a truth value or a number; nil for everything else.
func (n node) scalar() any {
	if n.value == nil || n.value.kind != 0 {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(n.value.raw))
	decoder.UseNumber()
	var v any
	if decoder.Decode(&v) != nil {
		return nil // the document was read as a whole before
	}
	return v
}
