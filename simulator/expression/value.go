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
	KindRole
)

// String gives the kind in words: "null", "string", "boolean", "number", "list" or "role".
func (k Kind) String() string {
	return [...]string{"null", "string", "boolean", "number", "list", "role"}[k]
}

// Value is what an attribute holds and what an expression evaluates to. It is immutable; the zero Value is Null. Compare
// with Equal, not with ==.
type Value struct {
	kind   Kind
	flag   bool
	number float64
	text   string
	items  []Value // the elements of a list, the three parts of a role

	redacted bool // by Redact
	ignored  bool // by IgnoreFlowIfNullOrEmpty
	roles    RoleFlow
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
func (v Value) Items() []Value {
	if v.kind != KindList {
		return nil
	}
	return slices.Clone(v.items)
}

// elements gives the elements of a list in a slice of their own, any other value as the one element, and none for Null.
func (v Value) elements() []Value {
	switch v.kind {
	case KindNull:
		return nil
	case KindList:
		return slices.Clone(v.items)
	}
	return []Value{v}
}

// size is about how many bytes the text forms have together.
func (v Value) size() int {
	size := len(v.text)
	for _, item := range v.items {
		size += 1 + item.size()
	}
	return size
}

// Text gives the value in Entra's text form: "True" or "False" for a boolean, the shortest decimal notation for a number,
// "" for Null, the name for a role. A list has no text form in the documentation; here its elements are joined by commas.
func (v Value) Text() string {
	switch v.kind {
	case KindString, KindRole:
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

// Equal tells whether both values are of the same kind and hold the same, lists in the same order, marks aside. The text
// "True" and the boolean are not equal here, though they are to Switch and IIF.
func (v Value) Equal(other Value) bool {
	return v.kind == other.kind && v.flag == other.flag && v.number == other.number && v.text == other.text &&
		slices.EqualFunc(v.items, other.items, Value.Equal)
}

// String gives the value for logs and error messages, as the language would write it: "text" in quotes, True, 5,
// ["a", "b"], and null. What is redacted is not shown. For the bare text use Text.
func (v Value) String() string {
	switch {
	case v.redacted:
		return RedactedText
	case v.kind == KindNull:
		return "null"
	case v.kind == KindString, v.kind == KindRole:
		return quote(v.text)
	case v.kind == KindList:
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
	case KindRole:
		return fmt.Sprintf("expression.Role(%#v)", v.role())
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
