package directory

import (
	"slices"
	"time"
)

// normalise is the value as it is kept: a string, bool, int64 or []string, and nil for an absent one, which the empty text
// and the empty list are too. The error says what the attribute takes.
func (a Attribute) normalise(value any) (any, error) {
	if a.Derived {
		return nil, &Error{Code: InvalidValue, Attribute: a.Name, Value: value, Expected: "an attribute that can be set",
			Found: "one that the directory derives"}
	}
	kept, ok := a.convert(value)
	if !ok {
		return nil, &Error{Code: InvalidValue, Attribute: a.Name, Value: value, Expected: a.expects()}
	}
	return kept, sane(a.Name, kept)
}

// expects says what values the attribute takes.
func (a Attribute) expects() string {
	switch {
	case a.MultiValued:
		return "a list of texts"
	case a.Type == TypeBoolean:
		return "true or false"
	case a.Type == TypeDateTime:
		return "a date and time such as 2026-03-01T00:00:00Z (RFC 3339)"
	case a.Type == TypeReference:
		return "the object id of a user"
	case a.Type == typeAnyScalar:
		return "a text, a whole number, true or false"
	}
	return aText
}

// aText is what most attributes take.
const aText = "a text"

func (a Attribute) convert(value any) (kept any, ok bool) {
	switch v := value.(type) {
	case nil:
		return nil, true
	case string:
		return a.convertText(v)
	case bool:
		return v, a.Type == TypeBoolean || a.Type == typeAnyScalar
	case int:
		return int64(v), a.Type == typeAnyScalar
	case int64:
		return v, a.Type == typeAnyScalar
	case time.Time:
		return v.UTC().Format(time.RFC3339), a.Type == TypeDateTime || a.Type == typeAnyScalar
	case []string:
		if len(v) == 0 {
			return nil, a.MultiValued
		}
		return slices.Clone(v), a.MultiValued
	}
	return nil, false
}

func (a Attribute) convertText(v string) (kept any, ok bool) {
	switch {
	case a.MultiValued || a.Type == TypeBoolean:
		return nil, false
	case v == "":
		return nil, true
	case a.Type == TypeDateTime:
		_, err := time.Parse(time.RFC3339, v)
		return v, err == nil
	}
	return v, true
}
