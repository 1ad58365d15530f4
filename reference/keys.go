package reference

import (
	"encoding/json"
	"errors"

	"github.com/entrasim/entrasim/reference/schema"
	"github.com/entrasim/entrasim/reference/store"
)

// key is a value under which a resource is found, or that must be its alone.
type key struct {
	store.Key
	// attribute and value are as an error calls them: the path, and the text as given.
	attribute, value string
}

// keys are a resource's keys: its indexed attributes and what a constraint wants unique.
func (s *Server) keys(t *resourceType, attributes map[string]any) []key {
	keys := make([]key, 0, len(t.indexed)+len(t.constraints))
	for _, target := range t.indexed {
		leaf := target.Leaf()
		for _, text := range texts(attributes, target) {
			keys = append(keys, key{
				Key:       store.Key{Name: target.Name(), Value: leaf.Comparable(text), Unique: leaf.Unique()},
				attribute: target.Name(), value: text,
			})
		}
	}
	for _, c := range t.constraints {
		if !c.Unique || c.selected == nil {
			continue // declared in the schema, hence indexed
		}
		for _, value := range c.values(attributes) {
			if text, ok := value.(string); ok {
				keys = append(keys, key{
					Key:       store.Key{Name: c.Attribute, Value: schema.Fold(text), Unique: true},
					attribute: c.Attribute, value: text,
				})
			}
		}
	}
	for _, hook := range s.behaviour.keys {
		keys = hook(keys)
	}
	return keys
}

// storedKeys are the keys under which a record of the resource type is stored.
func (s *Server) storedKeys(typ string, attributes map[string]any) []store.Key {
	return storeKeys(s.keys(s.resourceType(typ), attributes))
}

func storeKeys(keys []key) []store.Key {
	plain := make([]store.Key, len(keys))
	for i, k := range keys {
		plain[i] = k.Key
	}
	return plain
}

// texts are the strings and numbers that an attribute, or its sub-attribute, has.
func texts(attributes map[string]any, target schema.Target) []string {
	if target.Extension != "" {
		attributes, _ = attributes[target.Extension].(map[string]any)
	}
	var found []string
	visit := func(value any) {
		if target.Sub != nil {
			object, _ := value.(map[string]any)
			value = object[target.Sub.Name]
		}
		switch v := value.(type) {
		case string:
			if v != "" {
				found = append(found, v)
			}
		case json.Number:
			found = append(found, v.String())
		}
	}
	if list, ok := attributes[target.Attribute.Name].([]any); ok {
		for _, element := range list {
			visit(element)
		}
	} else {
		visit(attributes[target.Attribute.Name])
	}
	return found
}

// taken turns the store's conflict into the answer for the client: it names the attribute and the value as given, not the
// resource that has it, which the client may not be allowed to see.
func taken(err error, keys []key) error {
	var c *store.Conflict
	if !errors.As(err, &c) {
		return err
	}
	for _, k := range keys {
		if k.Name == c.Key.Name && k.Value == c.Key.Value {
			return conflict(k.attribute, k.value)
		}
	}
	return internalError(err)
}
