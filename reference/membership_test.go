package reference

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// patchMembers is one PATCH of a group that has the members ANN and BEN. CEM is no member; INNER is another group.
type patchMembers struct {
	rule, operations string
	// want are the names of the members afterwards, in the order in which the four were created.
	want string
	// unchanged says that lastModified stays.
	unchanged bool
}

// both are for every dialect: they are what RFC 7644 section 3.5.2 says, in lower case.
var both = []patchMembers{
	{"3.5.2.1 add", `{"op":"add","path":"members","value":[{"value":"CEM"}]}`, "ANN BEN CEM", false},
	{"3.5.2.1 one value may stand alone", `{"op":"add","path":"members","value":{"value":"CEM"}}`, "ANN BEN CEM", false},
	{"3.5.2.1 add without path (D-122)", `{"op":"add","value":{"members":[{"value":"CEM"}]}}`, "ANN BEN CEM", false},
	{"3.5.2.1 what is there already (D-119, D-120)", `{"op":"add","path":"members","value":[{"value":"ANN"}]}`, "ANN BEN", true},
	{"3.5.2.1 some are there already", `{"op":"add","path":"members","value":[{"value":"ANN"},{"value":"CEM"},{"value":"CEM"}]}`, "ANN BEN CEM", false},
	{"3.5.2.1 a group (D-127)", `{"op":"add","path":"members","value":[{"value":"INNER"}]}`, "ANN BEN INNER", false},
	{"3.5.2.1 nothing", `{"op":"add","path":"members","value":[]}`, "ANN BEN", true},
	{"$ref null (D-121)", `{"op":"add","path":"members","value":[{"$ref":null,"value":"CEM"}]}`, "ANN BEN CEM", false},
	{"3.10 names without case, URN", `{"op":"add","path":"` + groupSchema + `:MEMBERS","value":[{"value":"CEM"}]}`, "ANN BEN CEM", false},
	{"3.5.2.2 value path (D-115)", `{"op":"remove","path":"members[value eq \"ANN\"]"}`, "BEN", false},
	{"3.5.2.2 value path with or", `{"op":"remove","path":"members[value eq \"ANN\" or value eq \"CEM\"]"}`, "BEN", false},
	{"3.5.2.2 value path by type", `{"op":"remove","path":"members[type eq \"User\"]"}`, "", false},
	{"3.5.2.2 value path by display", `{"op":"remove","path":"members[display sw \"a\"]"}`, "BEN", false},
	{"3.5.2.2 value path with not", `{"op":"remove","path":"members[not (value eq \"ANN\")]"}`, "ANN", false},
	{"3.5.2.2 no match", `{"op":"remove","path":"members[value eq \"CEM\"]"}`, "ANN BEN", true},
	{"3.5.2.2 unknown id with dots (D-116)", `{"op":"remove","path":"members[value eq \"a.b.c\"]"}`, "ANN BEN", true},
	{"3.5.2.2 all", `{"op":"remove","path":"members"}`, "", false},
	{"3.5.2.3 replace (D-129)", `{"op":"replace","path":"members","value":[{"value":"CEM"},{"value":"BEN"}]}`, "BEN CEM", false},
	{"3.5.2.3 replace by the same", `{"op":"replace","path":"members","value":[{"value":"BEN"},{"value":"ANN"}]}`, "ANN BEN", true},
	{"3.5.2.3 replace by nobody", `{"op":"replace","path":"members","value":[]}`, "", false},
	{"3.5.2.3 replace without path", `{"op":"replace","value":{"members":[{"value":"CEM"}],"displayName":"N"}}`, "CEM", false},
	{"3.5.2.3 replace one member", `{"op":"replace","path":"members[value eq \"ANN\"]","value":{"value":"CEM"}}`, "BEN CEM", false},
	{"3.5.2.3 replace one member by itself", `{"op":"replace","path":"members[value eq \"ANN\"]","value":{"value":"ANN","display":"x"}}`, "ANN BEN", true},
	{"names no members (D-117)", `{"op":"replace","path":"externalId","value":"G2"}`, "ANN BEN", false},
	{"names no members, without path (D-117)", `{"op":"replace","value":{"displayName":"N"}}`, "ANN BEN", false},
	{"3.5.2 in order", `{"op":"remove","path":"members"},{"op":"add","path":"members","value":[{"value":"ANN"}]},
		{"op":"replace","path":"displayName","value":"N"},{"op":"remove","path":"members[value eq \"ANN\"]"},
		{"op":"add","path":"members","value":[{"value":"CEM"}]}`, "CEM", false},
	{"3.5.2 there and back", `{"op":"remove","path":"members"},{"op":"add","path":"members","value":[{"value":"ANN"},{"value":"BEN"}]}`, "ANN BEN", true},
	{"add, then replace", `{"op":"add","path":"members","value":[{"value":"CEM"}]},{"op":"replace","path":"members","value":[{"value":"BEN"}]}`, "BEN", false},
	{"add to one member itself", `{"op":"add","path":"members[value eq \"ANN\"]","value":{"value":"ANN","display":"x"}}`, "ANN BEN", true},
	{"filter after add", `{"op":"add","path":"members","value":[{"value":"INNER"}]},{"op":"remove","path":"members[type eq \"Group\"]"}`, "ANN BEN", true},
}

// entra are for Entra's dialects only.
var entra = []patchMembers{
	{"Add (D-075)", `{"op":"Add","path":"members","value":[{"$ref":null,"value":"CEM"}]}`, "ANN BEN CEM", false},
	{"Remove (D-113)", `{"op":"Remove","path":"members","value":[{"$ref":null,"value":"ANN"}]}`, "BEN", false},
	{"removal by value (D-113, D-114)", `{"op":"remove","path":"members","value":[{"value":"ANN"}]}`, "BEN", false},
	{"removal by value with $ref null", `{"op":"remove","path":"members","value":[{"$ref":null,"value":"ANN"},{"$ref":null,"value":"BEN"}]}`, "", false},
	{"removal of a stranger (D-128)", `{"op":"remove","path":"members","value":[{"value":"CEM"},{"value":"nobody"}]}`, "ANN BEN", true},
	{"removal of nobody", `{"op":"remove","path":"members","value":[]}`, "ANN BEN", true},
	{"Remove of all", `{"op":"Remove","path":"members","value":null}`, "", false},
	{"Replace", `{"op":"Replace","path":"members","value":[{"value":"CEM"}]}`, "CEM", false},
	{"Replace without a match (D-088)", `{"op":"Replace","path":"members[value eq \"CEM\"]","value":{"value":"CEM"}}`, "ANN BEN CEM", false},
	{"Add without a match (D-088)", `{"op":"Add","path":"members[value eq \"CEM\"]","value":{"value":"CEM"}}`, "ANN BEN CEM", false},
	{"a bare id", `{"op":"Add","path":"members","value":["CEM"]}`, "ANN BEN CEM", false},
	{"a URN as key", `{"op":"Add","value":{"` + groupSchema + `:members":[{"value":"CEM"}]}}`, "ANN BEN CEM", false},
	{"rename, Add and Remove in one body", `{"op":"Replace","path":"displayName","value":"N"},{"op":"Add","path":"members","value":[{"value":"CEM"}]},
		{"op":"Remove","path":"members","value":[{"value":"ANN"}]}`, "BEN CEM", false},
}

// letter are for the RFC's letter only.
var letter = []patchMembers{
	{"3.5.2.2 a value means nothing", `{"op":"remove","path":"members","value":[{"value":"ANN"}]}`, "", false},
}

func TestPatchMembers(t *testing.T) {
	for _, p := range []struct {
		profile string
		rows    []patchMembers
	}{{"rfc", both}, {"rfc", letter}, {"entra", both}, {"entra", entra}} {
		h := start(t, p.profile)
		ann, ben, cem := h.people()
		inner := h.group("Inner")
		ids := strings.NewReplacer("ANN", ann, "BEN", ben, "CEM", cem, "INNER", inner)
		names := strings.NewReplacer(ann, "ANN", ben, "BEN", cem, "CEM", inner, "INNER")
		for i, row := range p.rows {
			t.Run(p.profile+"/"+row.rule, func(t *testing.T) {
				id := h.group(fmt.Sprintf("Group %d", i), ann, ben)
				before := h.getGroup(id)
				h.patchGroup(id, strings.ReplaceAll(ids.Replace(row.operations), `"N"`, fmt.Sprintf(`"New %d"`, i))).
					Status(http.StatusNoContent).NoContent()
				assert.Equal(t, row.want, names.Replace(strings.Join(h.members(id), " ")))
				after := h.getGroup(id)
				assert.Equal(t, row.unchanged, before.Path("$.meta.lastModified").Raw() == after.Path("$.meta.lastModified").Raw(), "lastModified")
				assert.Equal(t, row.unchanged, before.Path("$.meta.version").Raw() == after.Path("$.meta.version").Raw(), "version")
				for name, user := range map[string]string{"ANN": ann, "BEN": ben, "CEM": cem} {
					in := strings.Contains(h.GET("/Users/"+user).Expect().Body().Raw(), id)
					assert.Equal(t, strings.Contains(row.want, name), in, "D-131: groups of %s", name)
				}
			})
		}
	}
}

func TestPatchMembersRefuses(t *testing.T) {
	h := start(t, "rfc")
	ann, ben, cem := h.people()
	id := h.group("Sales", ann, ben)
	before := h.getGroup(id).Raw()
	ids := strings.NewReplacer("ANN", ann, "BEN", ben, "CEM", cem)
	for _, c := range []struct{ rule, operations, scimType, said string }{
		{"an unknown id is named", `{"op":"add","path":"members","value":[{"value":"CEM"},{"value":"no.body"}]}`, "invalidValue", `"no.body"`},
		{"also when replacing", `{"op":"replace","path":"members","value":[{"value":"no.body"}]}`, "invalidValue", `"no.body"`},
		{"all or nothing", `{"op":"remove","path":"members"},{"op":"replace","path":"displayName","value":""}`, "invalidValue", "displayName"},
		{"all or nothing", `{"op":"replace","path":"displayName","value":"N"},{"op":"add","path":"members","value":[{"value":"x"}]}`, "invalidValue", `"x"`},
		{"a member without value", `{"op":"add","path":"members","value":[{"display":"x","type":"User"}]}`, "invalidValue", "members"},
		{"not an object", `{"op":"add","path":"members","value":"CEM"}`, "invalidValue", "members"},
		{"8.7.1 immutable", `{"op":"replace","path":"members[value eq \"ANN\"].value","value":"CEM"}`, "mutability", "members.value"},
		{"8.7.1 immutable", `{"op":"remove","path":"members.value"}`, "mutability", "members.value"},
		{"8.7.1 immutable", `{"op":"add","path":"members[value eq \"ANN\"]","value":{"value":"CEM"}}`, "mutability", "members.value"},
		{"3.5.2.3 no match", `{"op":"replace","path":"members[value eq \"CEM\"]","value":{"value":"CEM"}}`, "noTarget", "members"},
		{"3.5.2 in order", `{"op":"remove","path":"members"},{"op":"replace","path":"members[value eq \"ANN\"]","value":{"value":"ANN"}}`, "noTarget", "members"},
		{"3.5.2 in order", `{"op":"remove","path":"members"},{"op":"replace","path":"members[display eq \"ben\"]","value":{"value":"CEM"}}`, "noTarget", "members"},
		{"several for one", `{"op":"replace","path":"members[value eq \"ANN\"]","value":[{"value":"ANN"},{"value":"CEM"}]}`, "invalidValue", "found 2"},
		{"3.5.2.2 no path", `{"op":"remove","value":{"members":[{"value":"ANN"}]}}`, "noTarget", "path"},
		{"table 9", `{"op":"remove","path":"members[value eq]"}`, "invalidFilter", "filter"},
		{"table 9", `{"op":"remove","path":"members[shoeSize eq \"4\"]"}`, "invalidFilter", "shoeSize"},
		{"table 9", `{"op":"remove","path":"members.shoeSize"}`, "invalidPath", "shoeSize"},
		{"table 9", `{"op":"add","path":"shoeSize","value":4}`, "invalidPath", "shoeSize"},
		{"letter case of op", `{"op":"Add","path":"members","value":[{"value":"CEM"}]}`, "invalidSyntax", "op"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			fault(h.patchGroup(id, ids.Replace(c.operations)), http.StatusBadRequest, c.scimType).
				Value("detail").String().Contains(c.said)
			h.getGroup(id).IsEqual(before)
		})
	}
	fault(h.patchGroup("nobody", `{"op":"remove","path":"members"}`), http.StatusNotFound, "")
}

// The status is the profile's to set; whoever asks for attributes gets them (RFC 7644 section 3.5.2).
func TestGroupPatchAnswer(t *testing.T) {
	o := Options{Profile: profile(t, "entra")}
	h := startWith(t, o)
	ann, _, _ := h.people()
	id := h.group("Sales")
	r := h.PATCH("/Groups/"+id).WithQuery("attributes", "displayName").WithHeader("Content-Type", mediaType).
		WithBytes([]byte(patchOp(`{"op":"Add","path":"members","value":[` + values(ann) + `]}`))).Expect()
	answered(r, http.StatusOK).Keys().ContainsOnly("schemas", "id", "displayName")

	o.Profile.GroupPatchAnswer = http.StatusOK
	h = startWith(t, o)
	ann, _, _ = h.people()
	id = h.group("Sales")
	patched := answered(h.patchGroup(id, `{"op":"Add","path":"members","value":[`+values(ann)+`]}`), http.StatusOK)
	patched.Value("members").Array().Length().IsEqual(1)
	h.getGroup(id).IsEqual(patched.Raw())
}

// An id is opaque: it may have dots, quotes and brackets (D-116).
func TestMemberIDsAreOpaque(t *testing.T) {
	o := Options{Profile: profile(t, "entra")}
	h := startWith(t, o)
	ids := []string{"a.b", "a[0]", "x]y", "semi;colon"}
	next := 0
	h.server.variants.newest.Load().newID = func() string { next++; return append(ids, "group")[next-1] }
	for _, id := range ids {
		require.Equal(t, id, h.create(`"userName":"user `+id+`"`))
	}
	id := h.group("Sales", ids...)
	for i, user := range ids {
		h.patchGroup(id, `{"op":"remove","path":"members[value eq \"`+user+`\"]"}`).Status(http.StatusNoContent)
		assert.Len(t, h.members(id), len(ids)-1-i, user)
	}
}
