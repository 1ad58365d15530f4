package patch

import (
	"testing"

	"github.com/entrasim/entrasim/reference/schema"
)

// TestEntra has what Entra sends beyond RFC 7644 (Microsoft Learn, "Known issues and resolutions with SCIM 2.0 protocol
// compliance"), and the defects that servers had with it.
func TestEntra(t *testing.T) {
	run(t, Entra(), []row{
		{section: "D-075: capitalised op", before: `{}`,
			operations: `{"op":"Replace","path":"displayName","value":"X"}`, after: `{"displayName":"X"}`},
		{section: "D-077, D-078: active as a string", before: `{"active":true}`,
			operations: `{"op":"Replace","path":"active","value":"False"}`, after: `{"active":false}`},
		{section: "D-081: and back", before: `{"active":false}`,
			operations: `{"op":"Replace","path":"active","value":"True"}`, after: `{"active":true}`},
		{section: "D-077: in lower case", before: `{}`,
			operations: `{"op":"Replace","path":"active","value":"false"}`, after: `{"active":false}`},
		{section: "D-080: Add on active", before: `{"active":true}`,
			operations: `{"op":"Add","path":"active","value":"False"}`, after: `{"active":false}`},
		{section: "primary as a string", before: `{"emails":[{"type":"work","value":"a"}]}`,
			operations: `{"op":"Replace","path":"emails[type eq \"work\"].primary","value":"True"}`, after: `{"emails":[{"type":"work","value":"a","primary":true}]}`},
		{section: "D-083: dotted keys", before: `{"name":{"givenName":"A"}}`,
			operations: `{"op":"replace","value":{"displayName":"B","name.givenName":"K","name.familyName":"U"}}`,
			after:      `{"displayName":"B","name":{"givenName":"K","familyName":"U"}}`},
		{section: "D-085: URN-prefixed keys", before: `{"ENT:":{"department":"S"}}`,
			operations: `{"op":"replace","value":{"ENT:employeeNumber":"1111"}}`,
			after:      `{"ENT:":{"department":"S","employeeNumber":"1111"}}`},
		{section: "D-184: the core URN in a key", before: `{}`,
			operations: `{"op":"replace","value":{"urn:ietf:params:scim:schemas:core:2.0:User:name.givenName":"K"}}`,
			after:      `{"name":{"givenName":"K"}}`},
		{section: "active beside dotted keys", before: `{}`,
			operations: `{"op":"replace","value":{"active":"True","name.givenName":"K"}}`,
			after:      `{"active":true,"name":{"givenName":"K"}}`},
		{section: "a value path as a key", before: `{}`,
			operations: `{"op":"add","value":{"emails[type eq \"work\"].value":"a@x.test"}}`,
			after:      `{"emails":[{"type":"work","value":"a@x.test"}]}`},
		{section: "D-088: Add without a match", before: `{}`,
			operations: `{"op":"Add","path":"emails[type eq \"work\"].value","value":"n@x.test"}`,
			after:      `{"emails":[{"type":"work","value":"n@x.test"}]}`},
		{section: "D-088: Replace without a match, primary left alone", before: `{"emails":[{"type":"home","value":"h@x.test","primary":true}]}`,
			operations: `{"op":"Replace","path":"emails[type eq \"work\"].value","value":"n@x.test"}`,
			after:      `{"emails":[{"type":"home","value":"h@x.test","primary":true},{"type":"work","value":"n@x.test"}]}`},
		{section: "several operations on one new value", before: `{}`,
			operations: `{"op":"Add","path":"addresses[type eq \"work\"].locality","value":"L"},{"op":"Add","path":"addresses[type eq \"work\"].country","value":"UK"}`,
			after:      `{"addresses":[{"type":"work","locality":"L","country":"UK"}]}`},
		{section: "the whole value without a match", before: `{}`,
			operations: `{"op":"Add","path":"phoneNumbers[type eq \"mobile\"]","value":{"value":"5"}}`,
			after:      `{"phoneNumbers":[{"type":"mobile","value":"5"}]}`},
		{section: "a filter with two demands", before: `{}`,
			operations: `{"op":"Add","path":"emails[type eq \"work\" and display eq \"D\"].value","value":"a"}`,
			after:      `{"emails":[{"type":"work","display":"D","value":"a"}]}`},
		{section: "D-143: roles[primary eq \"True\"]", before: `{}`,
			operations: `{"op":"Add","path":"roles[primary eq \"True\"].value","value":"Admin"}`,
			after:      `{"roles":[{"primary":true,"value":"Admin"}]}`},
		{section: "D-143: with a match", before: `{"roles":[{"primary":true,"value":"User"}]}`,
			operations: `{"op":"Replace","path":"roles[primary eq \"True\"].value","value":"Admin"}`, after: `{"roles":[{"primary":true,"value":"Admin"}]}`},
		{section: "D-144: roles in a string", before: `{}`,
			operations: `{"op":"Add","path":"roles","value":[{"value":"{\"id\":\"1\",\"value\":\"Admin\",\"displayName\":\"Administrator\"}"}]}`,
			after:      `{"roles":[{"value":"Admin","display":"Administrator"}]}`},
		{section: "a filter that leaves a choice creates nothing", before: `{}`,
			operations: `{"op":"Add","path":"emails[type eq \"a\" or type eq \"b\"].value","value":"x"}`,
			scimType:   schema.NoTarget, said: "emails"},
		{section: "nor does one that excludes", before: `{}`,
			operations: `{"op":"Add","path":"emails[type ne \"a\"].value","value":"x"}`, scimType: schema.NoTarget, said: "emails"},
		{section: "nor does null", before: `{}`,
			operations: `{"op":"Replace","path":"emails[type eq \"work\"].value","value":null}`, after: `{}`},
		{section: "a value of the wrong type creates nothing", before: `{}`,
			operations: `{"op":"Replace","path":"emails[type eq \"work\"].value","value":7}`,
			scimType:   schema.InvalidValue, said: "value: expected a string"},
		{section: "D-153: a bare manager", before: `{}`,
			operations: `{"op":"Add","path":"ENT:manager","value":"M1"}`, after: `{"ENT:":{"manager":{"value":"M1"}}}`},
		{section: "a new manager is wholly new", before: `{"ENT:":{"manager":{"value":"M1","$ref":"../Users/M1"}}}`,
			operations: `{"op":"Replace","path":"ENT:manager","value":"M2"}`, after: `{"ENT:":{"manager":{"value":"M2"}}}`},
		{section: "MS-SCIM: a manager in an array, without URN", before: `{}`,
			operations: `{"op":"Add","path":"manager","value":[{"$ref":"http://x/Users/M1","value":"M1"}]}`,
			after:      `{"ENT:":{"manager":{"value":"M1","$ref":"http://x/Users/M1"}}}`},
		{section: "D-154: an empty manager", before: `{"ENT:":{"manager":{"value":"M1"},"department":"S"}}`,
			operations: `{"op":"Replace","path":"ENT:manager","value":""}`, after: `{"ENT:":{"department":"S"}}`},
		{section: "D-154: an empty value of one", before: `{"ENT:":{"manager":{"value":"M1"}}}`,
			operations: `{"op":"remove","path":"ENT:manager[value eq \"M1\"]"}`, after: `{}`},
		{section: "D-150: an empty string is kept", before: `{}`,
			operations: `{"op":"Replace","path":"ENT:costCenter","value":""}`, after: `{"ENT:":{"costCenter":""}}`},
		{section: "an unknown extension", before: `{}`,
			operations: `{"op":"Add","path":"urn:example:other:2.0:User:a","value":"x"}`,
			scimType:   schema.InvalidPath, said: "urn:example:other"},
		{section: "an unknown dotted key", before: `{}`,
			operations: `{"op":"replace","value":{"name.shoeSize":"x"}}`, scimType: schema.InvalidPath, said: "shoeSize"},
	})
}

// TestLetter has what is an error by the letter of RFC 7644 although Entra sends it.
func TestLetter(t *testing.T) {
	run(t, Dialect{}, []row{
		{section: "3.5.2: add, remove, replace", before: `{}`,
			operations: `{"op":"Replace","path":"title","value":"x"}`, scimType: schema.InvalidSyntax, said: `found "Replace"`},
		{section: "RFC 7643, 2.3.2", before: `{}`,
			operations: `{"op":"replace","path":"active","value":"False"}`,
			scimType:   schema.InvalidValue, said: "active: expected true or false"},
		{section: "3.5.2.3: a value path without a match", before: `{}`,
			operations: `{"op":"replace","path":"emails[type eq \"work\"].value","value":"x"}`,
			scimType:   schema.NoTarget, said: "emails[type eq"},
		{section: "3.12: a value path without a match", before: `{}`,
			operations: `{"op":"add","path":"emails[type eq \"work\"].value","value":"x"}`,
			scimType:   schema.NoTarget, said: "emails[type eq"},
		{section: "3.5.2.3: attributes, not paths", before: `{}`,
			operations: `{"op":"replace","value":{"name.givenName":"K"}}`, scimType: schema.InvalidValue, said: "name.givenName"},
		{section: "RFC 7643, 2.3.8", before: `{}`,
			operations: `{"op":"add","path":"ENT:manager","value":"M1"}`,
			scimType:   schema.InvalidValue, said: "manager: expected an object"},
		{section: "RFC 7643, 2.3.8", before: `{}`,
			operations: `{"op":"add","path":"ENT:manager","value":[{"value":"M1"}]}`, scimType: schema.InvalidValue, said: "manager"},
		{section: "3.4.2.2", before: `{"roles":[{"primary":true}]}`,
			operations: `{"op":"add","path":"roles[primary eq \"True\"].value","value":"A"}`,
			scimType:   schema.InvalidFilter, said: "primary"},
	})
}

// TestIgnoreUnknown is for profiles that keep some attributes only: others are passed over, malformed paths are not.
func TestIgnoreUnknown(t *testing.T) {
	d := Entra()
	d.IgnoreUnknown = true
	run(t, d, []row{
		{section: "an unknown path", before: `{}`,
			operations: `{"op":"Add","path":"shoeSize","value":"44"},{"op":"Add","path":"title","value":"Dr"}`,
			after:      `{"title":"Dr"}`},
		{section: "an unknown value path", before: `{}`,
			operations: `{"op":"Add","path":"shoes[size eq \"44\"].value","value":"x"}`, after: `{}`},
		{section: "unknown keys", before: `{}`,
			operations: `{"op":"replace","value":{"shoeSize":44,"shoe.size":44,"urn:example:x:2.0:Y:z":1,"title":"Dr"}}`,
			after:      `{"title":"Dr"}`},
		{section: "an unknown one to remove", before: `{"title":"Dr"}`,
			operations: `{"op":"Remove","path":"shoeSize"}`, after: `{"title":"Dr"}`},
		{section: "a malformed path", before: `{}`,
			operations: `{"op":"Add","path":"shoe size","value":"44"}`, scimType: schema.InvalidPath, said: "shoe size"},
	})
}
