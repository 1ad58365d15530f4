package schema

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// decode reads JSON as the server does.
func decode(t *testing.T, text string) any {
	t.Helper()
	var value any
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	require.NoError(t, decoder.Decode(&value), text)
	return value
}

func encode(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return string(text)
}

// sampler has an attribute of every type.
func sampler(t *testing.T) *Schema {
	t.Helper()
	s, err := Parse([]byte(`{"id": "urn:example:schemas:1.0:Sampler", "attributes": [
		{"name": "text"}, {"name": "flag", "type": "boolean"}, {"name": "whole", "type": "integer"},
		{"name": "real", "type": "decimal"}, {"name": "when", "type": "dateTime"}, {"name": "bytes", "type": "binary"},
		{"name": "link", "type": "reference"}, {"name": "tags", "multiValued": true},
		{"name": "boss", "type": "complex", "subAttributes": [{"name": "value"}, {"name": "title", "mutability": "readOnly"}]},
		{"name": "box", "type": "complex", "subAttributes": [{"name": "size", "required": true}, {"name": "colour"}]},
		{"name": "parts", "type": "complex", "multiValued": true, "subAttributes": [
			{"name": "value"}, {"name": "display"}, {"name": "type"}, {"name": "primary", "type": "boolean"}]}]}`))
	require.NoError(t, err)
	return s
}

func TestRead(t *testing.T) {
	rfc, entra := Leniency{}, Entra()
	s := sampler(t)
	for _, c := range []struct {
		section, attribute, given string
		leniency                  Leniency
		want                      string
	}{
		{"RFC 7643, 2.3.1", "text", `"Grüße"`, rfc, `"Grüße"`},
		{"RFC 7643, 2.3.1: an empty string is a value", "text", `""`, rfc, `""`},
		{"RFC 7643, 2.3.2", "flag", `false`, rfc, `false`},
		{"RFC 7643, 2.3.4: digits are kept", "whole", `9007199254740993`, rfc, `9007199254740993`},
		{"RFC 7643, 2.3.3", "real", `1.50`, rfc, `1.50`},
		{"RFC 7643, 2.3.5", "when", `"2008-01-23T04:56:22Z"`, rfc, `"2008-01-23T04:56:22Z"`},
		{"RFC 7643, 2.3.6: padded", "bytes", `"Zg=="`, rfc, `"Zg=="`},
		{"RFC 7643, 2.3.6: padding may be omitted", "bytes", `"Zg"`, rfc, `"Zg"`},
		{"RFC 7643, 2.3.6: URL alphabet", "bytes", `"_-8"`, rfc, `"_-8"`},
		{"RFC 7643, 2.3.7", "link", `"../Users/1"`, rfc, `"../Users/1"`},
		{"RFC 7643, 2.4", "tags", `["a", "b"]`, rfc, `["a","b"]`},
		{"RFC 7643, 2.5: null", "text", `null`, rfc, `null`},
		{"RFC 7643, 2.5: null in an array", "tags", `["a", null]`, rfc, `["a"]`},
		{"RFC 7643, 2.5: an empty array", "tags", `[]`, rfc, `null`},
		{"RFC 7643, 2.5: an object of nulls", "boss", `{"value": null}`, rfc, `null`},
		{"RFC 7643, 2.1: names have no case", "parts", `[{"VALUE": "x", "Primary": true}]`, rfc, `[{"primary":true,"value":"x"}]`},
		{"RFC 7644, 3.3: read-only is ignored", "boss", `{"value": "1", "title": "Dr"}`, rfc, `{"value":"1"}`},
		{"D-042: unknown is ignored", "boss", `{"value": "1", "shoeSize": 44}`, rfc, `{"value":"1"}`},
		{"D-033: a string boolean", "flag", `"True"`, entra, `true`},
		{"D-077: in any case", "flag", `"false"`, entra, `false`},
		{"MS-SCIM: primary as a string", "parts", `[{"value": "x", "primary": "True"}]`, entra, `[{"primary":true,"value":"x"}]`},
		{"D-153: a bare manager", "boss", `"M1"`, entra, `{"value":"M1"}`},
		{"D-154: an empty manager", "boss", `""`, entra, `null`},
		{"D-144: a role packed into a string", "parts", `[{"value": "{\"id\":\"7\",\"value\":\"Admin\",\"displayName\":\"Boss\"}"}]`,
			entra, `[{"display":"Boss","value":"Admin"}]`},
		{"D-144: other JSON in a string is a text", "parts", `[{"value": "{\"a\":1}"}]`, entra, `[{"value":"{\"a\":1}"}]`},
		{"D-144: so is what only begins like JSON", "parts", `[{"value": "{x"}]`, entra, `[{"value":"{x"}]`},
		{"by the RFC it is a text", "parts", `[{"value": "{\"value\":\"Admin\"}"}]`, rfc, `[{"value":"{\"value\":\"Admin\"}"}]`},
	} {
		got, err := s.Attribute(c.attribute).Read(decode(t, c.given), c.leniency)
		require.NoError(t, err, "%s: %s %s", c.section, c.attribute, c.given)
		assert.Equal(t, c.want, encode(t, got), "%s: %s %s", c.section, c.attribute, c.given)
	}
}

func TestReadRefuses(t *testing.T) {
	rfc, entra := Leniency{}, Entra()
	s := sampler(t)
	for _, c := range []struct {
		section, attribute, given string
		leniency                  Leniency
		scimType, said            string
	}{
		{"RFC 7643, 2.3.1", "text", `1`, entra, InvalidValue, "text: expected a string, found 1"},
		{"RFC 7643, 2.3.1", "text", `["a"]`, entra, InvalidValue, `text: expected a string, found ["a"]`},
		{"RFC 7643, 2.3.2: no string by the letter", "flag", `"true"`, rfc, InvalidValue, `flag: expected true or false, found "true"`},
		{"RFC 7643, 2.3.2", "flag", `"yes"`, entra, InvalidValue, "flag: expected true or false"},
		{"RFC 7643, 2.3.2", "flag", `1`, entra, InvalidValue, "flag: expected true or false"},
		{"RFC 7643, 2.3.4: no fraction", "whole", `1.0`, entra, InvalidValue, "whole: expected an integer"},
		{"RFC 7643, 2.3.4: no exponent", "whole", `1e3`, entra, InvalidValue, "whole: expected an integer"},
		{"RFC 7643, 2.3.3", "real", `"1.5"`, entra, InvalidValue, "real: expected a number"},
		{"RFC 7643, 2.3.5: a date is not enough", "when", `"2008-01-23"`, entra, InvalidValue, "when: expected a date and time"},
		{"RFC 7643, 2.3.6", "bytes", `"%%%"`, entra, InvalidValue, "bytes: expected base64"},
		{"RFC 7643, 2.4: an array", "tags", `"a"`, entra, InvalidValue, `tags: expected an array, found "a"`},
		{"RFC 7643, 2.4", "parts", `[{"value": "x", "type": 1}]`, entra, InvalidValue, "parts[0].type: expected a string, found 1"},
		{"RFC 7643, 2.4: primary once", "parts", `[{"value": "x", "primary": true}, {"value": "y", "primary": true}]`, rfc,
			InvalidValue, "parts: expected primary to be true at most once, found it 2 times"},
		{"RFC 7643, 2.3.8: an object", "boss", `"M1"`, rfc, InvalidValue, `boss: expected an object, found "M1"`},
		{"bare values need a value sub-attribute", "box", `"big"`, entra, InvalidValue, `box: expected an object, found "big"`},
		{"RFC 7643, 7: required in a complex value", "box", `{"colour": "red"}`, rfc, InvalidValue, "box.size: expected a value"},
		{"RFC 7643, 2.1: one name in two cases", "boss", `{"value": "a", "Value": "b"}`, rfc, InvalidSyntax, "boss.value: expected once"},
	} {
		_, err := s.Attribute(c.attribute).Read(decode(t, c.given), c.leniency)
		var fault *Error
		require.ErrorAs(t, err, &fault, "%s: %s %s", c.section, c.attribute, c.given)
		assert.Equal(t, c.scimType, fault.Type, c.section)
		assert.Contains(t, fault.Detail, c.said, c.section)
	}
}

func TestAnErrorDoesNotRepeatAllOfAValue(t *testing.T) {
	_, err := sampler(t).Attribute("flag").Read(strings.Repeat("ü", 5000), Leniency{})
	assert.Less(t, len(err.Error()), 400)
}

// A reference is a URI (RFC 7643 section 2.3.7), and an empty text is none: it leaves the attribute without a value.
func TestReadReference(t *testing.T) {
	a := &Attribute{Name: "profileUrl", Type: Reference}
	for _, text := range []string{"https://x.test/a?b=c#d", "urn:a:b", "../Users/1", "/a", "Qjjqzp", "https://x.test/é", "mailto:a@x.test"} {
		read, err := a.Read(text, Leniency{})
		require.NoError(t, err, text)
		assert.Equal(t, text, read)
	}
	read, err := a.Read("", Leniency{})
	require.NoError(t, err)
	assert.Nil(t, read)
	for _, text := range []string{"two words", "https://x.test/%zz", "<a>", "://", "a\nb", `c:\d`} {
		_, err := a.Read(text, Leniency{})
		assert.ErrorContains(t, err, "profileUrl: expected a URI, found", text)
		read, err := a.Read(text, Entra())
		require.NoError(t, err, text)
		assert.Equal(t, text, read)
	}
}
