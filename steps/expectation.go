package steps

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// Cells of a table that stand for something else than their text.
const (
	cellAbsent  = "(absent)"
	cellPresent = "(present)"
	orAbsent    = " or absent)" // (1 or absent)
	with        = "(with "      // (with urn:…): a list that has this among others
)

// expectation is what one cell of a table asks of a value.
type expectation struct {
	text     string
	optional bool
}

func newExpectation(cell string) expectation {
	if inner, found := strings.CutSuffix(cell, orAbsent); found && strings.HasPrefix(inner, "(") {
		return expectation{text: inner[1:], optional: true}
	}
	return expectation{text: cell}
}

// String is what reports say was expected.
func (e expectation) String() string {
	if e.optional {
		return e.text + ", or nothing"
	}
	if e.text == cellAbsent {
		return "nothing"
	}
	if e.text == cellPresent {
		return "a value"
	}
	return e.text
}

// metBy compares by type: true and false in a table mean JSON booleans, a number means a JSON number or the same text in
// a string, anything else a string. Without case, so that a name which has no case may come back in another one, only
// where the caller says so.
func (e expectation) metBy(v gjson.Result, caseless bool) bool {
	missing := !v.Exists() || v.Type == gjson.Null
	switch {
	case e.optional && missing:
		return true
	case e.text == cellAbsent:
		return missing || v.Type == gjson.String && v.Str == "" || v.IsArray() && len(v.Array()) == 0
	case missing:
		return false
	case strings.HasPrefix(e.text, with):
		return v.IsArray() && scim.Contains(v, strings.TrimSuffix(strings.TrimPrefix(e.text, with), ")"))
	case e.text == cellPresent: // an empty list or text is no value (RFC 7643, 2.5)
		return (!v.IsArray() || len(v.Array()) > 0) && (v.Type != gjson.String || v.Str != "")
	case e.text == "true" || e.text == "false":
		return v.IsBool() && strconv.FormatBool(v.Bool()) == e.text
	case v.Type == gjson.Number:
		return v.Raw == e.text
	case v.Type != gjson.String:
		return v.Raw == e.text
	case caseless:
		return strings.EqualFold(v.Str, e.text)
	default:
		return v.Str == e.text
	}
}

// metByAny is metBy for a value path that may select several elements: one of them has to do. Nothing must be there where
// nothing is expected.
func (e expectation) metByAny(candidates []gjson.Result, caseless bool) bool {
	if len(candidates) == 0 {
		return e.metBy(gjson.Result{}, caseless)
	}
	if e.text == cellAbsent {
		return !slices.ContainsFunc(candidates, func(v gjson.Result) bool { return !e.metBy(v, caseless) })
	}
	return slices.ContainsFunc(candidates, func(v gjson.Result) bool { return e.metBy(v, caseless) })
}

// describe is how reports say a value: as JSON, so that "False" and false look as different as they are.
func describe(v gjson.Result) string {
	switch {
	case !v.Exists():
		return "nothing"
	case v.Type == gjson.String && !strings.EqualFold(v.Str, "true") && !strings.EqualFold(v.Str, "false") && v.Str != "":
		return v.Str
	default:
		return v.Raw
	}
}

// caseless says which attributes have no case (RFC 7643, 4.1.1), so that a service provider may return them in another.
func caseless(path string) bool {
	return strings.EqualFold(path, "userName")
}

// samePhone says whether two spellings are of one number: RFC 7643, 4.1.2 lets a service provider write numbers as
// tel: URIs, while Microsoft wants them back as they were sent.
func samePhone(a, b string) bool {
	plain := strings.NewReplacer("tel:", "", " ", "", "-", "", "(", "", ")", "", ".", "")
	return plain.Replace(strings.ToLower(a)) == plain.Replace(strings.ToLower(b))
}
