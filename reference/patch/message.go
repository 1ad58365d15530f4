package patch

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/schema"
)

// Message is the URN of a PATCH request's body (RFC 7644 section 3.5.2).
const Message = "urn:ietf:params:scim:api:messages:2.0:PatchOp"

// Op is what an operation does, in lower case.
type Op string

// The operations of RFC 7644 section 3.5.2.
const (
	Add     Op = "add"
	Remove  Op = "remove"
	Replace Op = "replace"
)

// Operation is one member of a PatchOp message.
type Operation struct {
	Op Op
	// Path is as sent; empty when the operation has none.
	Path string
	// Value is JSON as encoding/json decodes it with UseNumber; nil for null and for none.
	Value any
}

// Decode reads a PatchOp message and checks its structure; paths and values are Apply's to judge. The error is a
// *schema.Error.
func (d Dialect) Decode(body []byte) ([]Operation, error) {
	var message struct {
		Schemas    []string
		Operations []struct {
			Op    string
			Path  *string
			Value json.RawMessage
		}
	}
	if err := json.Unmarshal(body, &message); err != nil {
		return nil, schema.Errorf(schema.InvalidSyntax, "expected a PatchOp message in JSON: %s", schema.JSONFault(err))
	}
	if !slices.ContainsFunc(message.Schemas, func(urn string) bool { return schema.SameURN(urn, Message) }) {
		return nil, schema.Errorf(schema.InvalidSyntax, "schemas: expected %s among them, found %q", Message, message.Schemas)
	}
	if len(message.Operations) == 0 {
		return nil, schema.Errorf(schema.InvalidSyntax, "Operations: expected one at least, found none")
	}
	operations := make([]Operation, len(message.Operations))
	for i, m := range message.Operations {
		op := Op(m.Op)
		if d.AnyCase {
			op = Op(strings.ToLower(m.Op))
		}
		if op != Add && op != Remove && op != Replace {
			return nil, schema.Errorf(schema.InvalidSyntax, "Operations[%d].op: expected add, remove or replace, found %q", i, m.Op)
		}
		if m.Path != nil && *m.Path == "" {
			return nil, schema.Errorf(schema.InvalidPath, "Operations[%d].path: expected an attribute path, found an empty string", i)
		}
		if m.Value == nil && op != Remove {
			return nil, schema.Errorf(schema.InvalidValue, "Operations[%d].value: expected a value to %s, found none", i, op)
		}
		value, err := decodeValue(m.Value)
		if err != nil {
			return nil, schema.Errorf(schema.InvalidSyntax, "Operations[%d].value: %v", i, err)
		}
		operations[i] = Operation{Op: op, Value: value}
		if m.Path != nil {
			operations[i].Path = *m.Path
		}
	}
	return operations, nil
}

// decodeValue keeps numbers as they were written.
func decodeValue(text json.RawMessage) (any, error) {
	if text == nil {
		return nil, nil
	}
	if bytes.HasPrefix(text, []byte{'"'}) { // as most are: a decoder of its own would cost more than all the rest of the message
		var value string
		err := json.Unmarshal(text, &value)
		return value, err
	}
	var value any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	err := decoder.Decode(&value)
	return value, err
}
