package schema

import (
	"fmt"
	"slices"
	"strings"
)

// Type is an attribute's data type (RFC 7643 section 2.3).
type Type string

// The data types.
const (
	String    Type = "string"
	Boolean   Type = "boolean"
	Decimal   Type = "decimal"
	Integer   Type = "integer"
	DateTime  Type = "dateTime"
	Binary    Type = "binary"
	Reference Type = "reference"
	Complex   Type = "complex"
)

// Mutability says when a value can be (re)defined (RFC 7643 section 7).
type Mutability string

// The mutabilities.
const (
	ReadOnly  Mutability = "readOnly"
	ReadWrite Mutability = "readWrite"
	Immutable Mutability = "immutable"
	WriteOnly Mutability = "writeOnly"
)

// Returned says when a value is part of an answer (RFC 7643 section 7).
type Returned string

// The kinds of returned.
const (
	Always    Returned = "always"
	Never     Returned = "never"
	Default   Returned = "default"
	OnRequest Returned = "request"
)

// Uniqueness says among which resources a value is unique (RFC 7643 section 7).
type Uniqueness string

// The kinds of uniqueness.
const (
	UniqueNone   Uniqueness = "none"
	UniqueServer Uniqueness = "server"
	UniqueGlobal Uniqueness = "global"
)

// Attribute is one attribute definition. Its JSON form is that of a schema document.
type Attribute struct {
	Name            string       `json:"name"`
	Type            Type         `json:"type"`
	MultiValued     bool         `json:"multiValued"`
	Description     string       `json:"description,omitempty"`
	Required        bool         `json:"required"`
	CanonicalValues []string     `json:"canonicalValues,omitempty"`
	CaseExact       bool         `json:"caseExact"`
	Mutability      Mutability   `json:"mutability"`
	Returned        Returned     `json:"returned"`
	Uniqueness      Uniqueness   `json:"uniqueness"`
	ReferenceTypes  []string     `json:"referenceTypes,omitempty"`
	SubAttributes   []*Attribute `json:"subAttributes,omitempty"`
}

// Sub finds a sub-attribute by name, in any case; nil when there is none.
func (a *Attribute) Sub(name string) *Attribute { return find(a.SubAttributes, name) }

// Simple is the attribute that holds the single values when a complex attribute is named without a sub-attribute: its
// value sub-attribute, as RFC 7644 section 3.4.2.2 does with emails co "example.com". It is the attribute itself when it
// is not complex, and nil when a complex attribute has no value.
func (a *Attribute) Simple() *Attribute {
	if a.Type == Complex {
		return a.Sub("value")
	}
	return a
}

// Unique reports whether no two resources may have the same value.
func (a *Attribute) Unique() bool {
	return a.Uniqueness == UniqueServer || a.Uniqueness == UniqueGlobal
}

// Kept reports whether values of the attribute are stored at all. A value that is never returned, such as a password, is
// accepted and forgotten: this server signs nobody in, and what it does not hold cannot leak.
func (a *Attribute) Kept() bool { return a.Returned != Never }

func find(attributes []*Attribute, name string) *Attribute {
	for _, a := range attributes {
		if a.Name == name {
			return a
		}
	}
	for _, a := range attributes {
		if strings.EqualFold(a.Name, name) {
			return a
		}
	}
	return nil
}

// complete checks definitions and fills in the defaults of RFC 7643 section 7.
func complete(attributes []*Attribute) error {
	for i, a := range attributes {
		if a == nil || !isName(a.Name) {
			return fmt.Errorf("attribute %d: expected a name of letters, digits, - and _", i)
		}
		if !slices.Contains([]Type{"", String, Boolean, Decimal, Integer, DateTime, Binary, Reference, Complex}, a.Type) {
			return fmt.Errorf("attribute %s: type %q is not known", a.Name, a.Type)
		}
		a.Type = orDefault(a.Type, String)
		a.Mutability = orDefault(a.Mutability, ReadWrite)
		a.Returned = orDefault(a.Returned, Default)
		a.Uniqueness = orDefault(a.Uniqueness, UniqueNone)
		if a.Type == Complex && len(a.SubAttributes) == 0 {
			return fmt.Errorf("attribute %s: expected subAttributes, for its type is complex", a.Name)
		}
		if err := complete(a.SubAttributes); err != nil {
			return fmt.Errorf("attribute %s: %w", a.Name, err)
		}
	}
	return nil
}

func orDefault[T ~string](value, fallback T) T {
	if value == "" {
		return fallback
	}
	return value
}
