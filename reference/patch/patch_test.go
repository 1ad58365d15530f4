package patch

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference/schema"
)

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

// custom is an extension with characteristics that no standard User attribute has.
const custom = `{"id": "urn:example:schemas:2.0:Custom", "attributes": [
	{"name": "badge", "mutability": "immutable"}, {"name": "tags", "multiValued": true}, {"name": "level", "required": true},
	{"name": "keys", "type": "complex", "multiValued": true, "subAttributes": [
		{"name": "value", "mutability": "immutable"}, {"name": "label"}]}]}`

func document(t testing.TB, name string) *schema.Schema {
	t.Helper()
	text, err := fixtures.FS.ReadFile("schemas/" + name + ".json")
	require.NoError(t, err)
	s, err := schema.Parse(text)
	require.NoError(t, err)
	return s
}

func userType(t testing.TB) *schema.ResourceType {
	t.Helper()
	extension, err := schema.Parse([]byte(custom))
	require.NoError(t, err)
	return &schema.ResourceType{Name: "User", Endpoint: "/Users", Core: document(t, "user"),
		Extensions: []schema.Extension{{Schema: document(t, "enterprise-user")}, {Schema: extension}}}
}

func object(t testing.TB, text string) map[string]any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value map[string]any
	require.NoError(t, decoder.Decode(&value), text)
	return value
}

func encode(t testing.TB, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return string(text)
}

// row is one rule: what a user is before, the operations, and what it is after; or the error.
type row struct {
	section            string
	before, operations string
	after              string
	scimType, said     string
}

// message wraps operations into a PatchOp.
func message(operations string) []byte {
	operations = strings.ReplaceAll(operations, "ENT:", enterprise+":")
	operations = strings.ReplaceAll(operations, "CUS:", "urn:example:schemas:2.0:Custom:")
	return []byte(`{"schemas":["` + Message + `"],"Operations":[` + operations + `]}`)
}

// run tries the rows in a dialect, and that none of them modifies what it was given.
func run(t *testing.T, d Dialect, rows []row) {
	t.Helper()
	user := userType(t)
	for _, c := range rows {
		before := object(t, strings.ReplaceAll(c.before, "ENT:", enterprise))
		untouched := encode(t, before)
		operations, err := d.Decode(message(c.operations))
		var got map[string]any
		if err == nil {
			got, err = d.Apply(user, before, operations)
		}
		assert.Equal(t, untouched, encode(t, before), "%s: %s modified the original", c.section, c.operations)
		if c.scimType != "" {
			var fault *schema.Error
			if assert.ErrorAs(t, err, &fault, "%s: %s gave %v", c.section, c.operations, got) {
				assert.Equal(t, c.scimType, fault.Type, "%s: %s: %s", c.section, c.operations, fault.Detail)
				assert.Contains(t, fault.Detail, c.said, "%s: %s", c.section, c.operations)
			}
			continue
		}
		if assert.NoError(t, err, "%s: %s", c.section, c.operations) {
			assert.JSONEq(t, strings.ReplaceAll(c.after, "ENT:", enterprise), encode(t, got), "%s: %s", c.section, c.operations)
		}
	}
}

// TestRFC has the rules of RFC 7644 section 3.5.2, which hold in both dialects.
func TestRFC(t *testing.T) {
	rows := []row{
		// 3.5.2.1
		{section: "3.5.2.1: single-valued, new", before: `{}`,
			operations: `{"op":"add","path":"title","value":"Dr"}`, after: `{"title":"Dr"}`},
		{section: "3.5.2.1: single-valued, replaced", before: `{"title":"Mr"}`,
			operations: `{"op":"add","path":"title","value":"Dr"}`, after: `{"title":"Dr"}`},
		{section: "3.5.2.1: no path", before: `{"title":"Mr","emails":[{"value":"a@x.test"}]}`,
			operations: `{"op":"add","value":{"emails":[{"value":"b@x.test","type":"home"}],"nickname":"Babs"}}`,
			after:      `{"title":"Mr","nickName":"Babs","emails":[{"value":"a@x.test"},{"value":"b@x.test","type":"home"}]}`},
		{section: "3.5.2.1: complex, a set of sub-attributes", before: `{"name":{"givenName":"A"}}`,
			operations: `{"op":"add","path":"name","value":{"familyName":"B"}}`, after: `{"name":{"givenName":"A","familyName":"B"}}`},
		{section: "3.5.2.1: a sub-attribute", before: `{}`,
			operations: `{"op":"add","path":"name.familyName","value":"B"}`, after: `{"name":{"familyName":"B"}}`},
		{section: "3.5.2.1: multi-valued, one more", before: `{"emails":[{"value":"a@x.test"}]}`,
			operations: `{"op":"add","path":"emails","value":[{"value":"b@x.test"}]}`, after: `{"emails":[{"value":"a@x.test"},{"value":"b@x.test"}]}`},
		{section: "3.5.2.1: the value may be an object", before: `{}`,
			operations: `{"op":"add","path":"emails","value":{"value":"b@x.test"}}`, after: `{"emails":[{"value":"b@x.test"}]}`},
		{section: "3.5.2.1: already there", before: `{"emails":[{"value":"a@x.test","type":"work"}]}`,
			operations: `{"op":"add","path":"emails","value":[{"value":"A@X.test","type":"Work"}]}`,
			after:      `{"emails":[{"value":"A@X.test","type":"Work"}]}`},
		{section: "RFC 7643, 2.4: the same value of another type", before: `{"emails":[{"value":"a@x.test","type":"work"}]}`,
			operations: `{"op":"add","path":"emails","value":[{"value":"a@x.test","type":"home"}]}`,
			after:      `{"emails":[{"value":"a@x.test","type":"work"},{"value":"a@x.test","type":"home"}]}`},
		{section: "3.5.2.1: simple values are a set", before: `{"urn:example:schemas:2.0:Custom":{"tags":["red"]}}`,
			operations: `{"op":"add","path":"CUS:tags","value":["RED","blue"]}`, after: `{"urn:example:schemas:2.0:Custom":{"tags":["red","blue"]}}`},
		{section: "3.5.2.1: values without value are a set", before: `{"addresses":[{"type":"work","locality":"Y"}]}`,
			operations: `{"op":"add","path":"addresses","value":[{"type":"work","locality":"Y"},{"type":"work","locality":"Z"}]}`,
			after:      `{"addresses":[{"type":"work","locality":"Y"},{"type":"work","locality":"Z"}]}`},
		{section: "3.5.2.1: a value path with a match", before: `{"emails":[{"type":"work","value":"a@x.test"},{"type":"home","value":"h@x.test"}]}`,
			operations: `{"op":"add","path":"emails[type eq \"work\"].display","value":"Ann"}`,
			after:      `{"emails":[{"type":"work","value":"a@x.test","display":"Ann"},{"type":"home","value":"h@x.test"}]}`},
		{section: "3.5.2.1: a whole selected value", before: `{"emails":[{"type":"work","value":"a@x.test"}]}`,
			operations: `{"op":"add","path":"emails[type eq \"work\"]","value":{"display":"Ann"}}`,
			after:      `{"emails":[{"type":"work","value":"a@x.test","display":"Ann"}]}`},
		{section: "3.5.2: schemas follow from the attributes", before: `{}`,
			operations: `{"op":"add","path":"ENT:employeeNumber","value":"7"}`,
			after:      `{"ENT:":{"employeeNumber":"7"}}`},
		{section: "RFC 7643, 2.5: null adds nothing", before: `{"emails":[{"value":"a@x.test"}]}`,
			operations: `{"op":"add","path":"emails","value":null}`, after: `{"emails":[{"value":"a@x.test"}]}`},
		{section: "3.5.2.1: value is needed", before: `{}`,
			operations: `{"op":"add","path":"title"}`, scimType: schema.InvalidValue, said: "expected a value to add"},

		// 3.5.2.2
		{section: "3.5.2.2: no path", before: `{}`,
			operations: `{"op":"remove"}`, scimType: schema.NoTarget, said: "expected a path"},
		{section: "3.5.2.2: single-valued", before: `{"title":"Dr","nickName":"B"}`,
			operations: `{"op":"remove","path":"title"}`, after: `{"nickName":"B"}`},
		{section: "3.5.2.2: a sub-attribute", before: `{"name":{"givenName":"A","familyName":"B"}}`,
			operations: `{"op":"remove","path":"name.givenName"}`, after: `{"name":{"familyName":"B"}}`},
		{section: "RFC 7643, 2.5: the last sub-attribute", before: `{"name":{"givenName":"A"}}`,
			operations: `{"op":"remove","path":"name.givenName"}`, after: `{}`},
		{section: "3.5.2.2: multi-valued", before: `{"emails":[{"value":"a@x.test"},{"value":"b@x.test"}]}`,
			operations: `{"op":"remove","path":"emails"}`, after: `{}`},
		{section: "3.5.2.2: selected values", before: `{"emails":[{"value":"a@x.test","type":"work"},{"value":"b@y.test","type":"work"}]}`,
			operations: `{"op":"remove","path":"emails[type eq \"work\" and value ew \"x.test\"]"}`, after: `{"emails":[{"value":"b@y.test","type":"work"}]}`},
		{section: "3.5.2.2: the last value", before: `{"emails":[{"value":"a@x.test","type":"work"}]}`,
			operations: `{"op":"remove","path":"emails[type eq \"work\"]"}`, after: `{}`},
		{section: "3.5.2.2: a sub-attribute of selected values", before: `{"emails":[{"value":"a@x.test","display":"A","type":"work"}]}`,
			operations: `{"op":"remove","path":"emails[type eq \"work\"].display"}`, after: `{"emails":[{"value":"a@x.test","type":"work"}]}`},
		{section: "3.5.2.2: a sub-attribute of every value", before: `{"emails":[{"value":"a@x.test","display":"A"},{"value":"b@x.test","display":"B"}]}`,
			operations: `{"op":"remove","path":"emails.display"}`, after: `{"emails":[{"value":"a@x.test"},{"value":"b@x.test"}]}`},
		{section: "3.5.2.2: nobody to remove is success", before: `{"title":"Dr"}`,
			operations: `{"op":"remove","path":"emails[type eq \"work\"]"}`, after: `{"title":"Dr"}`},
		{section: "3.5.2.2: nothing to remove is success", before: `{"title":"Dr"}`,
			operations: `{"op":"remove","path":"nickName"}`, after: `{"title":"Dr"}`},
		{section: "3.5.2.2: nor there", before: `{"title":"Dr"}`,
			operations: `{"op":"remove","path":"emails[type eq \"work\"].value"}`, after: `{"title":"Dr"}`},
		{section: "3.5.2.2: required", before: `{"userName":"ann"}`,
			operations: `{"op":"remove","path":"userName"}`, scimType: schema.MutabilityFault, said: "userName"},
		{section: "3.5.2.2: read-only", before: `{}`,
			operations: `{"op":"remove","path":"groups"}`, scimType: schema.MutabilityFault, said: "groups"},
		{section: "3.5.2.2: id", before: `{}`,
			operations: `{"op":"remove","path":"id"}`, scimType: schema.MutabilityFault, said: "id"},
		{section: "3.5.2.2: schemas are required", before: `{}`,
			operations: `{"op":"remove","path":"schemas"}`, scimType: schema.MutabilityFault, said: "schemas"},
		{section: "a whole extension", before: `{"ENT:":{"department":"S","costCenter":"1"}}`,
			operations: `{"op":"remove","path":"` + enterprise + `"}`, after: `{}`},

		// 3.5.2.3
		{section: "3.5.2.3: no path", before: `{"nickName":"B","emails":[{"value":"a@x.test"}]}`,
			operations: `{"op":"replace","value":{"emails":[{"value":"b@x.test","primary":true},{"value":"c@x.test"}],"title":"Dr"}}`,
			after:      `{"nickName":"B","title":"Dr","emails":[{"value":"b@x.test","primary":true},{"value":"c@x.test"}]}`},
		{section: "3.5.2.3: single-valued", before: `{"title":"Mr"}`,
			operations: `{"op":"replace","path":"title","value":"Dr"}`, after: `{"title":"Dr"}`},
		{section: "3.5.2.3: multi-valued", before: `{"emails":[{"value":"a@x.test"}]}`,
			operations: `{"op":"replace","path":"emails","value":[{"value":"b@x.test"}]}`, after: `{"emails":[{"value":"b@x.test"}]}`},
		{section: "3.5.2.3: what does not exist is added", before: `{}`,
			operations: `{"op":"replace","path":"emails","value":[{"value":"b@x.test"}]}`,
			after:      `{"emails":[{"value":"b@x.test"}]}`},
		{section: "3.5.2.3: a sub-attribute of what does not exist", before: `{}`,
			operations: `{"op":"replace","path":"emails.value","value":"b@x.test"}`,
			after:      `{"emails":[{"value":"b@x.test"}]}`},
		{section: "3.5.2.3: complex, others left unchanged", before: `{"name":{"givenName":"A","familyName":"B"}}`,
			operations: `{"op":"replace","path":"name","value":{"givenName":"C"}}`, after: `{"name":{"givenName":"C","familyName":"B"}}`},
		{section: "RFC 7643, 2.5: a null among them", before: `{"name":{"givenName":"A","familyName":"B"}}`,
			operations: `{"op":"replace","path":"name","value":{"givenName":null}}`, after: `{"name":{"familyName":"B"}}`},
		{section: "3.5.2.3: all selected records", before: `{"emails":[{"value":"a","type":"work"},{"value":"b","type":"work"},{"value":"c","type":"home"}]}`,
			operations: `{"op":"replace","path":"emails[type eq \"work\"].display","value":"D"}`,
			after:      `{"emails":[{"value":"a","type":"work","display":"D"},{"value":"b","type":"work","display":"D"},{"value":"c","type":"home"}]}`},
		{section: "3.5.2.3: an entire work address", before: `{"addresses":[{"type":"work","locality":"Y","region":"CA"},{"type":"home","locality":"Z","primary":true}]}`,
			operations: `{"op":"replace","path":"addresses[type eq \"work\"]","value":{"type":"work","locality":"Hollywood","primary":true}}`,
			after:      `{"addresses":[{"type":"work","locality":"Hollywood","primary":true},{"type":"home","locality":"Z","primary":false}]}`},
		{section: "3.5.2.3: it stays what the filter selects", before: `{"emails":[{"type":"work","value":"a@x.test","display":"A"}]}`,
			operations: `{"op":"replace","path":"emails[type eq \"work\"]","value":{"value":"b@x.test"}}`, after: `{"emails":[{"type":"work","value":"b@x.test"}]}`},
		{section: "RFC 7643, 2.5: null is removal", before: `{"emails":[{"type":"work","value":"a@x.test"}]}`,
			operations: `{"op":"replace","path":"emails[type eq \"work\"]","value":null}`, after: `{}`},
		{section: "RFC 7643, 2.5: null", before: `{"title":"Dr"}`,
			operations: `{"op":"replace","path":"title","value":null}`, after: `{}`},
		{section: "RFC 7643, 2.5: an empty array", before: `{"emails":[{"value":"a"}]}`,
			operations: `{"op":"replace","path":"emails","value":[]}`, after: `{}`},
		{section: "RFC 7643, 2.5: null in a sub-attribute", before: `{"name":{"givenName":"A","familyName":"B"}}`,
			operations: `{"op":"replace","path":"name.givenName","value":null}`, after: `{"name":{"familyName":"B"}}`},
		{section: "D-110: null of an extension", before: `{"ENT:":{"department":"S"}}`,
			operations: `{"op":"replace","value":{"` + enterprise + `":null}}`, after: `{}`},
		{section: "required cannot be unassigned", before: `{"userName":"ann"}`,
			operations: `{"op":"replace","path":"userName","value":null}`,
			scimType:   schema.MutabilityFault, said: "userName"},
		{section: "RFC 7643, 3.3: an extension's object", before: `{"ENT:":{"department":"S","costCenter":"1"}}`,
			operations: `{"op":"replace","value":{"` + enterprise + `":{"department":"T"}}}`, after: `{"ENT:":{"department":"T","costCenter":"1"}}`},
		{section: "D-102: the id is read-only", before: `{}`,
			operations: `{"op":"replace","path":"id","value":"x"}`, scimType: schema.MutabilityFault, said: "id"},
		{section: "D-102: without path, too", before: `{}`,
			operations: `{"op":"replace","value":{"id":"x"}}`, scimType: schema.MutabilityFault, said: "id"},
		{section: "D-102: meta.created", before: `{}`,
			operations: `{"op":"replace","path":"meta.created","value":"x"}`, scimType: schema.MutabilityFault, said: "meta.created"},
		{section: "D-102: groups", before: `{}`,
			operations: `{"op":"add","path":"groups","value":[{"value":"g"}]}`, scimType: schema.MutabilityFault, said: "groups"},
		{section: "RFC 7643, 4.3: manager.displayName", before: `{}`,
			operations: `{"op":"add","path":"ENT:manager.displayName","value":"B"}`,
			scimType:   schema.MutabilityFault, said: "manager.displayName"},
		{section: "RFC 7643, 3.1: meta in a body is ignored", before: `{}`,
			operations: `{"op":"replace","value":{"schemas":["x"],"meta":{"created":"x"},"title":"Dr"}}`, after: `{"title":"Dr"}`},

		// 3.5.2
		{section: "3.5.2: in order", before: `{}`,
			operations: `{"op":"add","path":"title","value":"A"},{"op":"replace","path":"title","value":"B"}`,
			after:      `{"title":"B"}`},
		{section: "3.5.2: in order", before: `{"emails":[{"value":"a"}]}`,
			operations: `{"op":"remove","path":"emails"},{"op":"add","path":"emails","value":[{"value":"b"}]}`, after: `{"emails":[{"value":"b"}]}`},
		{section: "3.5.2: atomic", before: `{"title":"A"}`,
			operations: `{"op":"replace","path":"title","value":"B"},{"op":"replace","path":"active","value":"perhaps"}`,
			scimType:   schema.InvalidValue, said: "active"},
		{section: "3.5.2: the new primary", before: `{"emails":[{"value":"a","primary":true}]}`,
			operations: `{"op":"add","path":"emails","value":[{"value":"b","primary":true}]}`,
			after:      `{"emails":[{"value":"a","primary":false},{"value":"b","primary":true}]}`},
		{section: "3.5.2: the new primary by a value path", before: `{"emails":[{"value":"a","primary":true},{"value":"b","type":"home"}]}`,
			operations: `{"op":"replace","path":"emails[type eq \"home\"].primary","value":true}`,
			after:      `{"emails":[{"value":"a","primary":false},{"value":"b","type":"home","primary":true}]}`},
		{section: "RFC 7643, 2.4: not two at once", before: `{"emails":[{"value":"a"},{"value":"b"}]}`,
			operations: `{"op":"replace","path":"emails.primary","value":true}`, scimType: schema.InvalidValue, said: "primary"},
		{section: "RFC 7643, 7: immutable without a value", before: `{}`,
			operations: `{"op":"add","path":"CUS:badge","value":"1"}`,
			after:      `{"urn:example:schemas:2.0:Custom":{"badge":"1"}}`},
		{section: "RFC 7643, 7: immutable, the same value", before: `{"urn:example:schemas:2.0:Custom":{"badge":"1"}}`,
			operations: `{"op":"replace","path":"CUS:badge","value":"1"}`, after: `{"urn:example:schemas:2.0:Custom":{"badge":"1"}}`},
		{section: "RFC 7643, 7: immutable", before: `{"urn:example:schemas:2.0:Custom":{"badge":"1"}}`,
			operations: `{"op":"replace","path":"CUS:badge","value":"2"}`,
			scimType:   schema.MutabilityFault, said: "badge"},
		{section: "RFC 7643, 7: immutable", before: `{"urn:example:schemas:2.0:Custom":{"badge":"1"}}`,
			operations: `{"op":"remove","path":"CUS:badge"}`,
			scimType:   schema.MutabilityFault, said: "badge"},
		{section: "RFC 7643, 7: an immutable sub-attribute", before: `{"urn:example:schemas:2.0:Custom":{"keys":[{"value":"1"}]}}`,
			operations: `{"op":"replace","path":"CUS:keys[value eq \"1\"].value","value":"2"}`, scimType: schema.MutabilityFault, said: "keys.value"},
		{section: "an extension's required attribute", before: `{"urn:example:schemas:2.0:Custom":{"level":"1"}}`,
			operations: `{"op":"remove","path":"urn:example:schemas:2.0:Custom"}`, scimType: schema.MutabilityFault, said: "level"},
		{section: "a password is accepted and not kept", before: `{}`,
			operations: `{"op":"replace","path":"password","value":"s3cret"}`, after: `{}`},
		{section: "schemas are worked out", before: `{"title":"A"}`,
			operations: `{"op":"add","path":"schemas","value":["` + enterprise + `"]}`, after: `{"title":"A"}`},

		// 3.10
		{section: "3.10: no case", before: `{"name":{"givenName":"A"}}`,
			operations: `{"op":"replace","path":"NAME.GIVENNAME","value":"B"}`, after: `{"name":{"givenName":"B"}}`},
		{section: "D-184: the core URN", before: `{"userName":"a"}`,
			operations: `{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:userName","value":"n@x.test"}`, after: `{"userName":"n@x.test"}`},
		{section: "D-182: the URN first, then the dot", before: `{}`,
			operations: `{"op":"replace","path":"ENT:employeeNumber","value":"7"}`, after: `{"ENT:":{"employeeNumber":"7"}}`},
		{section: "3.10: URN, attribute, sub-attribute", before: `{}`,
			operations: `{"op":"add","path":"ENT:manager.value","value":"M1"}`, after: `{"ENT:":{"manager":{"value":"M1"}}}`},
		{section: "D-116: a dot in a quoted value", before: `{"emails":[{"value":"a.b"},{"value":"c"}]}`,
			operations: `{"op":"remove","path":"emails[value eq \"a.b\"]"}`, after: `{"emails":[{"value":"c"}]}`},
		{section: "D-116: a bracket in a quoted value", before: `{"emails":[{"value":"a].x"},{"value":"c"}]}`,
			operations: `{"op":"remove","path":"emails[value eq \"a].x\"]"}`, after: `{"emails":[{"value":"c"}]}`},

		// 3.12, table 9
		{section: "3.12: invalidPath", before: `{}`,
			operations: `{"op":"add","path":"name..x","value":"1"}`, scimType: schema.InvalidPath, said: `path "name..x"`},
		{section: "3.12: invalidPath", before: `{}`,
			operations: `{"op":"add","path":"","value":"1"}`, scimType: schema.InvalidPath, said: "empty"},
		{section: "3.12: invalidPath", before: `{}`,
			operations: `{"op":"remove","path":"emails[type eq \"work\""}`, scimType: schema.InvalidPath, said: "expected ]"},
		{section: "3.12: invalidPath", before: `{}`,
			operations: `{"op":"remove","path":"emails.value[type eq \"work\"]"}`,
			scimType:   schema.InvalidPath, said: "in front of ["},
		{section: "3.12: invalidPath, an unknown attribute", before: `{}`,
			operations: `{"op":"add","path":"shoeSize","value":44}`, scimType: schema.InvalidPath, said: "shoeSize"},
		{section: "3.12: invalidPath, an unknown sub-attribute", before: `{}`,
			operations: `{"op":"add","path":"name.shoeSize","value":44}`, scimType: schema.InvalidPath, said: "shoeSize"},
		{section: "3.12: invalidPath, not complex", before: `{}`,
			operations: `{"op":"add","path":"title[value eq \"x\"]","value":"1"}`, scimType: schema.InvalidPath, said: "complex"},
		{section: "3.12: invalidFilter", before: `{}`,
			operations: `{"op":"remove","path":"emails[type is \"work\"]"}`, scimType: schema.InvalidFilter, said: "operator"},
		{section: "3.12: invalidFilter", before: `{}`,
			operations: `{"op":"remove","path":"emails[shoeSize eq \"44\"]"}`, scimType: schema.InvalidFilter, said: "shoeSize"},
		{section: "3.12: invalidValue", before: `{}`,
			operations: `{"op":"replace","path":"title","value":7}`,
			scimType:   schema.InvalidValue, said: "title: expected a string, found 7"},
		{section: "3.12: invalidValue", before: `{"emails":[{"type":"work","value":"a"}]}`,
			operations: `{"op":"replace","path":"emails[type eq \"work\"].value","value":7}`,
			scimType:   schema.InvalidValue, said: "value: expected a string"},
		{section: "3.12: invalidValue, no object", before: `{}`,
			operations: `{"op":"replace","value":"Dr"}`, scimType: schema.InvalidValue, said: "expected an object"},
		{section: "3.12: invalidValue, an unknown member", before: `{}`,
			operations: `{"op":"replace","value":{"shoeSize":44}}`, scimType: schema.InvalidValue, said: "shoeSize"},
		{section: "3.12: invalidSyntax", before: `{}`,
			operations: ``, scimType: schema.InvalidSyntax, said: "Operations: expected one at least"},
		{section: "3.12: invalidSyntax", before: `{}`,
			operations: `{"op":"move","path":"title","value":"x"}`, scimType: schema.InvalidSyntax, said: `found "move"`},
		{section: "3.12: invalidSyntax", before: `{}`,
			operations: `{"op":7,"path":"title"}`, scimType: schema.InvalidSyntax, said: "PatchOp"},
		{section: "3.12: invalidSyntax", before: `{}`, operations: `{`, scimType: schema.InvalidSyntax, said: "PatchOp"},
	}
	t.Run("letter", func(t *testing.T) { run(t, Dialect{}, rows) })
	t.Run("entra", func(t *testing.T) { run(t, Entra(), rows) })
}
