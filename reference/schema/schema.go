// Package schema is the reference server's reading of RFC 7643: attributes and their characteristics, resource types
// and their extensions, the notation of attribute paths, and what a client's JSON means under a schema. Everything
// comes from schema documents (RFC 7643 section 8.7 has the standard ones); no attribute of a User or a Group is known
// to this code, apart from the common attributes of section 3.1, which no document lists.
//
// It holds no resources and speaks no HTTP. Attributes, schemas and resource types are not modified once made, so they
// may be shared.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Schema is a schema document (RFC 7643 section 7): the attributes that its URN, ID, stands for.
type Schema struct {
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	Description string       `json:"description"`
	Attributes  []*Attribute `json:"attributes"`
}

// Parse reads a schema document. Characteristics that it leaves out get the defaults of RFC 7643 section 7. The error
// names the attribute that cannot be understood.
func Parse(document []byte) (*Schema, error) {
	var s Schema
	if err := json.NewDecoder(bytes.NewReader(document)).Decode(&s); err != nil {
		return nil, fmt.Errorf("schema document: %w", err)
	}
	if !strings.HasPrefix(strings.ToLower(s.ID), "urn:") {
		return nil, fmt.Errorf("schema document: expected a URN as id, found %q", s.ID)
	}
	if err := complete(s.Attributes); err != nil {
		return nil, fmt.Errorf("schema %s: %w", s.ID, err)
	}
	return &s, nil
}

// Attribute finds a top-level attribute by name, in any case (RFC 7643 section 2.1); nil when there is none.
func (s *Schema) Attribute(name string) *Attribute { return find(s.Attributes, name) }

// Narrow is the schema with only those of its attributes that keep accepts.
func (s *Schema) Narrow(keep func(*Attribute) bool) *Schema {
	narrowed := *s
	narrowed.Attributes = nil
	for _, a := range s.Attributes {
		if keep(a) {
			narrowed.Attributes = append(narrowed.Attributes, a)
		}
	}
	return &narrowed
}

// With is the schema with an attribute, or a sub-attribute when sub is not empty, as change makes it. A name that the
// schema lacks changes nothing.
func (s *Schema) With(name, sub string, change func(*Attribute)) *Schema {
	changed := *s
	changed.Attributes = with(s.Attributes, name, func(a *Attribute) {
		if sub == "" {
			change(a)
			return
		}
		a.SubAttributes = with(a.SubAttributes, sub, change)
	})
	return &changed
}

func with(attributes []*Attribute, name string, change func(*Attribute)) []*Attribute {
	changed := make([]*Attribute, len(attributes))
	for i, a := range attributes {
		if strings.EqualFold(a.Name, name) {
			one := *a
			change(&one)
			a = &one
		}
		changed[i] = a
	}
	return changed
}

// SameURN compares schema URNs, which have no letter case (RFC 8141 section 3.1, RFC 7644 section 3.10).
func SameURN(a, b string) bool { return strings.EqualFold(a, b) }
