package schema

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Leniency is what is accepted beyond RFC 7643 because Microsoft Entra ID sends it. The zero value is the RFC's letter.
type Leniency struct {
	// StringBooleans takes "True" and "False", in any case, for a boolean; it is stored as one (D-033, D-077, D-078).
	StringBooleans bool
	// BareValues takes a string for a complex value and means its value sub-attribute by it; an empty one means none.
	// Entra sets and clears the manager so (D-153, D-154).
	BareValues bool
	// PackedValues takes a JSON object written into the string of a value sub-attribute for the sub-attributes
	// themselves. Entra sends app roles so (D-144).
	PackedValues bool
	// AnyReference takes any text for a reference: the robots that judge gallery applications send random words, and one
	// attribute must not fail the whole user (D-042).
	AnyReference bool
	// AnySchemas takes URNs in schemas that the resource type does not have: for groups Entra sends a URI of its own (D-045).
	AnySchemas bool
}

// Entra is everything that Entra needs.
func Entra() Leniency {
	return Leniency{StringBooleans: true, BareValues: true, PackedValues: true, AnyReference: true, AnySchemas: true}
}

// Read checks a client's JSON value for the attribute as a whole, an array if it is multi-valued, and returns it in
// canonical form: names as the schema spells them, nothing that is unassigned, read-only or unknown. It returns nil for a
// value that leaves the attribute unassigned: null, an empty array, an object without known members (RFC 7643 section
// 2.5). The error is an *Error that names the attribute.
func (a *Attribute) Read(value any, l Leniency) (any, error) {
	if !a.MultiValued {
		return a.readOne(value, l, a.Name)
	}
	if value == nil {
		return nil, nil
	}
	list, ok := value.([]any)
	if !ok {
		return nil, mismatch(a.Name, "an array", value)
	}
	elements := make([]any, 0, len(list))
	for i, v := range list {
		element, err := a.readOne(v, l, fmt.Sprintf("%s[%d]", a.Name, i))
		if err != nil {
			return nil, err
		}
		if element != nil {
			elements = append(elements, element)
		}
	}
	if elements = a.distinct(elements); len(elements) == 0 {
		return nil, nil
	}
	if err := a.onePrimary(elements); err != nil {
		return nil, err
	}
	return elements, nil
}

// distinct leaves out values whose type and value are those of an earlier one (RFC 7643 section 2.4).
func (a *Attribute) distinct(elements []any) []any {
	value, kind := a.Sub("value"), a.Sub("type")
	if value == nil || kind == nil {
		return elements
	}
	seen := make(map[[2]string]bool, len(elements))
	return slices.DeleteFunc(elements, func(element any) bool {
		object, _ := element.(map[string]any)
		text, ok := object["value"].(string)
		if !ok {
			return false
		}
		of, _ := object["type"].(string)
		key := [2]string{value.Comparable(text), kind.Comparable(of)}
		again := seen[key]
		seen[key] = true
		return again
	})
}

// MaxValues is how many values a multi-valued attribute may have; members of groups, which are kept elsewhere, apart.
const MaxValues = 1000

// TooMany refuses more than that.
func TooMany(name string, count int) *Error {
	return Errorf(InvalidValue, "%s: expected at most %d values, found %d", name, MaxValues, count)
}

// ReadElement checks one value of a multi-valued attribute, or the value of a singular one.
func (a *Attribute) ReadElement(value any, l Leniency) (any, error) {
	return a.readOne(value, l, a.Name)
}

func (a *Attribute) readOne(value any, l Leniency, name string) (any, error) {
	switch {
	case value == nil:
		return nil, nil
	case a.Type == Complex:
		return a.readComplex(value, l, name)
	default:
		return a.readSimple(value, l, name)
	}
}

func (a *Attribute) readComplex(value any, l Leniency, name string) (any, error) {
	if text, ok := value.(string); ok && l.BareValues && a.Sub("value") != nil {
		if text == "" {
			return nil, nil
		}
		value = map[string]any{"value": text}
	}
	object, ok := value.(map[string]any)
	if !ok {
		return nil, mismatch(name, "an object", value)
	}
	if l.PackedValues {
		object = unpack(object)
	}
	read := make(map[string]any, len(object))
	for _, key := range slices.Sorted(maps.Keys(object)) {
		sub := a.Sub(key)
		if sub == nil || sub.Mutability == ReadOnly && a.Mutability != ReadOnly {
			continue
		}
		if _, twice := read[sub.Name]; twice {
			return nil, Errorf(InvalidSyntax, "%s.%s: expected once, found twice, in different letter case", name, sub.Name)
		}
		one, err := sub.readNamed(object[key], l, name+"."+sub.Name)
		if err != nil {
			return nil, err
		}
		if one != nil && sub.Kept() {
			read[sub.Name] = one
		}
	}
	if len(read) == 0 || l.BareValues && !a.MultiValued && read["value"] == "" {
		return nil, nil // an empty manager is none (D-154)
	}
	return read, checkRequired(a.SubAttributes, read, name+".")
}

// readNamed is Read with the full name of a sub-attribute in its errors.
func (a *Attribute) readNamed(value any, l Leniency, name string) (any, error) {
	if a.MultiValued {
		return a.Read(value, l)
	}
	return a.readOne(value, l, name)
}

// unpack takes a JSON object out of the string of a value member, as in {"value": "{\"value\": \"Admin\", …}"}. Entra
// calls the readable name displayName there, the schema display.
func unpack(object map[string]any) map[string]any {
	text, ok := object["value"].(string)
	if !ok || !strings.HasPrefix(text, "{") {
		return object
	}
	var packed map[string]any
	if json.Unmarshal([]byte(text), &packed) != nil || packed["value"] == nil {
		return object
	}
	unpacked := maps.Clone(object)
	maps.Copy(unpacked, packed)
	if name, ok := unpacked["displayName"]; ok && unpacked["display"] == nil {
		unpacked["display"] = name
	}
	return unpacked
}

func (a *Attribute) readSimple(value any, l Leniency, name string) (any, error) {
	if text, ok := value.(string); ok {
		return a.readString(text, l, name)
	}
	switch v := value.(type) {
	case bool:
		if a.Type == Boolean {
			return v, nil
		}
	case json.Number:
		if a.Type == Decimal || a.Type == Integer && wholeNumber.MatchString(v.String()) {
			return v, nil
		}
	}
	return nil, mismatch(name, a.expectation(), value)
}

// readString is for the types whose JSON form is a string (RFC 7643 table 1), and for booleans in Entra's dialect.
func (a *Attribute) readString(text string, l Leniency, name string) (any, error) {
	ok := false
	switch a.Type {
	case String:
		ok = true
	case Reference:
		// An empty text leads nowhere: the attribute has no value then.
		if text == "" {
			return nil, nil
		}
		ok = l.AnyReference || isReference(text)
	case DateTime:
		_, ok = ParseDateTime(text)
	case Binary:
		ok = isBase64(text)
	case Boolean:
		if b, is := boolean(text); is && l.StringBooleans {
			return b, nil
		}
	}
	if !ok {
		return nil, mismatch(name, a.expectation(), text)
	}
	return text, nil
}

// isReference accepts URIs, absolute or relative (RFC 7643 section 2.3.7), and what RFC 3987 allows beyond ASCII.
func isReference(text string) bool {
	_, err := url.Parse(text)
	return err == nil && !strings.ContainsAny(text, " \"<>\\^`{|}")
}

// wholeNumber is an integer without fraction and exponent (RFC 7643 section 2.3.4).
var wholeNumber = regexp.MustCompile(`^-?[0-9]+$`)

func boolean(text string) (value, ok bool) {
	switch {
	case strings.EqualFold(text, "true"):
		return true, true
	case strings.EqualFold(text, "false"):
		return false, true
	}
	return false, false
}

// isBase64 accepts both alphabets, padded or not (RFC 7643 section 2.3.6).
func isBase64(text string) bool {
	text = strings.TrimRight(text, "=")
	_, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		_, err = base64.RawURLEncoding.DecodeString(text)
	}
	return err == nil
}

// expectation is what a value of the type is called in an error.
func (a *Attribute) expectation() string {
	switch a.Type {
	case Boolean:
		return "true or false"
	case Integer:
		return "an integer"
	case Decimal:
		return "a number"
	case DateTime:
		return "a date and time such as 2008-01-23T04:56:22Z"
	case Binary:
		return "base64"
	case Reference:
		return "a URI"
	case Complex:
		return "an object"
	default:
		return "a string"
	}
}

// onePrimary checks that primary is true once at most (RFC 7643 section 2.4).
func (a *Attribute) onePrimary(elements []any) error {
	primaries := 0
	for _, e := range elements {
		if object, ok := e.(map[string]any); ok && object["primary"] == true {
			primaries++
		}
	}
	if primaries > 1 {
		return Errorf(InvalidValue, "%s: expected primary to be true at most once, found it %d times", a.Name, primaries)
	}
	return nil
}

// found is how much of a client's value an error repeats, in characters.
const found = 100

func mismatch(name, expected string, value any) *Error {
	return Errorf(InvalidValue, "%s: expected %s, found %s", name, expected, Quote(value))
}

// Quote is a client's value as an error repeats it: as JSON, and not all of a long one.
func Quote(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return "a value that is not JSON"
	}
	if runes := []rune(string(text)); len(runes) > found {
		return string(runes[:found]) + "…"
	}
	return string(text)
}
