package expression

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Kind says what a Value holds.
type Kind uint8

const (
	KindNull Kind = iota
	KindString
	KindBool
	KindNumber
	KindList
)

// String gives the kind in words: "null", "string", "boolean", "number" or "list".
func (k Kind) String() string {
	return [...]string{"null", "string", "boolean", "number", "list"}[k]
}

// Value is what an attribute holds and what an expression evaluates to. It is immutable; the zero Value is Null. Compare
// with Equal, not with ==.
type Value struct {
	kind   Kind
	flag   bool
	number float64
	text   string
	items  []Value
}

// Null is the absence of a value: the page expresses a null attribute by its absence.
func Null() Value { return Value{} }

// String is a text, which may be empty. The empty text is not Null.
func String(s string) Value { return Value{kind: KindString, text: s} }

// Bool is a truth value.
func Bool(b bool) Value { return Value{kind: KindBool, flag: b} }

// Number is a number. Whole numbers are exact up to 2^53.
func Number(f float64) Value { return Value{kind: KindNumber, number: f} }

// List is the value of a multi-valued attribute. Lists among the items are expanded and nulls left out; a list of nothing
// is Null, because a multi-valued attribute without values is an absent one.
func List(items ...Value) Value {
	var flat []Value
	for _, item := range items {
		switch item.kind {
		case KindNull:
		case KindList:
			flat = append(flat, item.items...)
		default:
			flat = append(flat, item)
		}
	}
	if len(flat) == 0 {
		return Null()
	}
	return Value{kind: KindList, items: flat}
}

// Strings is a List of texts.
func Strings(texts ...string) Value {
	items := make([]Value, len(texts))
	for i, text := range texts {
		items[i] = String(text)
	}
	return List(items...)
}

// Kind says what the value holds.
func (v Value) Kind() Kind { return v.kind }

// IsNull tells whether there is no value.
func (v Value) IsNull() bool { return v.kind == KindNull }

// IsEmpty tells whether the value is Null or the empty text, which much of the language treats alike.
func (v Value) IsEmpty() bool { return v.kind == KindNull || v.kind == KindString && v.text == "" }

// Bool gives the truth value of a boolean; ok = false for any other kind, the texts "True" and "False" included.
func (v Value) Bool() (b, ok bool) { return v.flag, v.kind == KindBool }

// Number gives the number; ok = false for any other kind, texts that look like a number included.
func (v Value) Number() (f float64, ok bool) { return v.number, v.kind == KindNumber }

// Items gives a copy of the elements of a list, and nil for any other kind.
func (v Value) Items() []Value { return slices.Clone(v.items) }

// Text gives the value in Entra's text form: "True" or "False" for a boolean, the shortest decimal notation for a number,
// "" for Null. A list has no text form in the documentation; here its elements are joined by commas.
func (v Value) Text() string {
	switch v.kind {
	case KindString:
		return v.text
	case KindBool:
		if v.flag {
			return "True"
		}
		return "False"
	case KindNumber:
		return strconv.FormatFloat(v.number, 'f', -1, 64)
	case KindList:
		return joinTexts(v.items, ",", Value.Text)
	}
	return ""
}

// Equal tells whether both values are of the same kind and hold the same, lists in the same order. The text "True" and
// the boolean are not equal here, though they are to Switch and IIF.
func (v Value) Equal(other Value) bool {
	return v.kind == other.kind && v.flag == other.flag && v.number == other.number && v.text == other.text &&
		slices.EqualFunc(v.items, other.items, Value.Equal)
}

// String gives the value for logs and error messages, as the language would write it: "text" in quotes, True, 5,
// ["a", "b"], and null. For the bare text use Text.
func (v Value) String() string {
	switch v.kind {
	case KindNull:
		return "null"
	case KindString:
		return quote(v.text)
	case KindList:
		return "[" + joinTexts(v.items, ", ", Value.String) + "]"
	}
	return v.Text()
}

// GoString gives the value as Go would build it, for %#v.
func (v Value) GoString() string {
	switch v.kind {
	case KindString:
		return fmt.Sprintf("expression.String(%q)", v.text)
	case KindBool:
		return fmt.Sprintf("expression.Bool(%t)", v.flag)
	case KindNumber:
		return "expression.Number(" + v.Text() + ")"
	case KindList:
		return "expression.List(" + joinTexts(v.items, ", ", Value.GoString) + ")"
	}
	return "expression.Null()"
}

func joinTexts(values []Value, separator string, text func(Value) string) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = text(v)
	}
	return strings.Join(texts, separator)
}

// mapTexts applies f to the text of a value, and to each element of a list: the page describes its text functions for one
// value only, and element by element is the one reading that keeps a multi-valued attribute multi-valued. Null stays Null
// and does not reach f.
func mapTexts(v Value, f func(string) (Value, error)) (Value, error) {
	switch v.kind {
	case KindNull:
		return v, nil
	case KindList:
		results := make([]Value, len(v.items))
		for i, item := range v.items {
			result, err := f(item.Text())
			if err != nil {
				return Null(), err
			}
			results[i] = result
		}
		return List(results...), nil
	}
	return f(v.Text())
}
