package reference

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference/store"
)

const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group"

func (h *harness) postGroup(members string) *httpexpect.Response {
	return h.send(http.MethodPost, "/Groups", `{"schemas":["`+groupSchema+`"],`+members+`}`)
}

// group posts a group with this displayName and these members, and returns its id.
func (h *harness) group(name string, ids ...string) string {
	h.t.Helper()
	return answered(h.postGroup(`"displayName":"`+name+`","members":[`+values(ids...)+`]`), http.StatusCreated).
		Value("id").String().Raw()
}

// values are members as Entra sends them.
func values(ids ...string) string {
	var all []string
	for _, id := range ids {
		all = append(all, `{"value":"`+id+`"}`)
	}
	return strings.Join(all, ",")
}

func (h *harness) getGroup(id string) *httpexpect.Object {
	return answered(h.GET("/Groups/"+id).Expect(), http.StatusOK)
}

// members are the ids of a group's members.
func (h *harness) members(id string) []string {
	h.t.Helper()
	return idsOf(h.getGroup(id).Value("members").Array())
}

func idsOf(list *httpexpect.Array) []string {
	ids := []string{}
	for _, value := range list.Iter() {
		ids = append(ids, value.Object().Value("value").String().Raw())
	}
	return ids
}

func (h *harness) patchGroup(id, operations string) *httpexpect.Response {
	return h.send(http.MethodPatch, "/Groups/"+id, patchOp(operations))
}

// people makes users a, b and c.
func (h *harness) people() (a, b, c string) {
	h.t.Helper()
	return h.create(`"userName":"ann","displayName":"Ann"`), h.create(`"userName":"ben"`), h.create(`"userName":"cem"`)
}

// The bodies of MS-SCIM's page and of Microsoft's gallery bot.
func TestCreateGroup(t *testing.T) {
	h := start(t, "entra")
	for i, body := range []string{
		`{"schemas":["` + groupSchema + `","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
			"externalId":"8aa1a0c0","displayName":"Sales %d","meta":{"resourceType":"Group"}}`, // D-044, D-045
		`{"schemas":["` + groupSchema + `"],"externalId":"8aa1a0c0","displayName":"Sales %d","members":[]}`,
		`{"schemas":["` + groupSchema + `"],"externalId":"8aa1a0c0","displayName":"Sales %d","members":null}`,
	} {
		r := h.send(http.MethodPost, "/Groups", fmt.Sprintf(body, i))
		created := answered(r, http.StatusCreated)
		created.Value("schemas").Array().IsEqual([]string{groupSchema})
		created.Value("displayName").String().IsEqual(fmt.Sprint("Sales ", i))
		created.Value("externalId").String().IsEqual("8aa1a0c0")
		created.Value("members").Array().IsEmpty()
		created.Value("meta").Object().Value("resourceType").String().IsEqual("Group")
		location := created.Value("meta").Object().Value("location").String().Raw()
		r.Header("Location").IsEqual(location)
		answered(h.GET(strings.TrimPrefix(location, h.base)).Expect(), http.StatusOK).IsEqual(created.Raw())
	}
}

func TestGroupNamesHaveAnyCharacter(t *testing.T) {
	h := start(t, "entra")
	for _, name := range []string{`Sales.EMEA #1`, `Test'GroupTwnbct`, `a, b`, `say \"hi\"`, `Ünï ☂`, `50% & more`} { // D-046
		id := h.group(name)
		found := answered(h.GET("/Groups").WithQuery("filter", `displayName eq "`+name+`"`).Expect(), http.StatusOK)
		found.Value("Resources").Array().Length().IsEqual(1)
		found.Value("Resources").Array().Value(0).Object().Value("id").String().IsEqual(id)
	}
}

func TestGroupWithMembersFilledIn(t *testing.T) {
	h := start(t, "entra")
	ann, ben, _ := h.people()
	inner := h.group("Inner")
	body := `"displayName":"Outer","members":[{"value":"` + ben + `","$ref":null,"type":"Printer","display":"Lies"},
		{"value":"` + ann + `"},{"value":"` + ann + `"},{"value":"` + inner + `"}]`
	outer := answered(h.postGroup(body), http.StatusCreated)
	outer.Value("members").Array().IsEqual([]map[string]any{
		{"value": ann, "type": "User", "display": "Ann", "$ref": h.base + "/Users/" + ann},
		{"value": ben, "type": "User", "display": "ben", "$ref": h.base + "/Users/" + ben},
		{"value": inner, "type": "Group", "display": "Inner", "$ref": h.base + "/Groups/" + inner},
	})
	h.getGroup(outer.Value("id").String().Raw()).IsEqual(outer.Raw())
}

func TestCreateGroupRefuses(t *testing.T) {
	h := start(t, "entra")
	ann, _, _ := h.people()
	fault(h.postGroup(`"displayName":""`), http.StatusBadRequest, "invalidValue").Value("detail").String().Contains("displayName")
	fault(h.postGroup(`"externalId":"x"`), http.StatusBadRequest, "invalidValue").Value("detail").String().Contains("displayName")
	fault(h.postGroup(`"displayName":"G","members":[{"display":"x"},{"type":"User"}]`), http.StatusBadRequest, "invalidValue")
	refused := h.postGroup(`"displayName":"G","members":[` + values(ann, "no.such-id", "nor this") + `]`)
	fault(refused, http.StatusBadRequest, "invalidValue").Value("detail").String().Contains(`"no.such-id", "nor this"`).NotContains(ann)
	answered(h.GET("/Groups").Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(0)
}

// MS-SCIM: displayName is unique. RFC 7643 section 8.7.1 says that it need not be.
func TestGroupNamesAreUniqueForEntra(t *testing.T) {
	h := start(t, "entra")
	h.group("Sales")
	fault(h.postGroup(`"displayName":"SALES"`), http.StatusConflict, "uniqueness").Value("detail").String().Contains("displayName")
	other := h.group("Marketing")
	fault(h.patchGroup(other, `{"op":"Replace","path":"displayName","value":"sales"}`), http.StatusConflict, "uniqueness")
	h.create(`"userName":"sales","displayName":"Sales"`)

	h = start(t, "rfc")
	h.group("Sales")
	h.group("Sales")
}

func TestGroupsWithoutMembers(t *testing.T) {
	h := start(t, "entra")
	ann, _, _ := h.people()
	id := h.group("Sales", ann)
	for _, r := range []*httpexpect.Request{
		h.GET("/Groups/"+id).WithQuery("excludedAttributes", "members"),
		h.GET("/Groups/"+id).WithQuery("attributes", "displayName"),
		h.GET("/Groups/"+id).WithQuery("excludedAttributes", groupSchema+":members"),
	} {
		answered(r.Expect(), http.StatusOK).NotContainsKey("members").ContainsKey("displayName")
	}
	// C37: Entra's order of the parameters, and the other.
	for _, query := range []string{
		`excludedAttributes=members&filter=displayName+eq+%22Sales%22`, `filter=displayName%20eq%20%22Sales%22&excludedAttributes=members`,
	} {
		list := answered(h.GET("/Groups").WithQueryString(query).Expect(), http.StatusOK).Value("Resources").Array()
		list.Length().IsEqual(1)
		list.Value(0).Object().NotContainsKey("members").ContainsKey("id")
	}
	answered(h.GET("/Groups").Expect(), http.StatusOK).Value("Resources").Array().Value(0).Object().IsEqual(h.getGroup(id).Raw()) // D-066
	only := answered(h.GET("/Groups/"+id).WithQuery("attributes", "members.value").Expect(), http.StatusOK)
	only.Value("members").Array().IsEqual([]map[string]any{{"value": ann}})
}

// What is not shown is not read either (D-173).
func TestExcludedMembersAreNotLoaded(t *testing.T) {
	h := start(t, "entra")
	ann, _, _ := h.people()
	id := h.group("Sales", ann)
	h.server.variants.newest.Load().store = unreadable{h.server.store}
	answered(h.GET("/Groups/"+id).WithQuery("excludedAttributes", "members").Expect(), http.StatusOK)
	answered(h.GET("/Groups").WithQuery("attributes", "displayName").Expect(), http.StatusOK)
	answered(h.GET("/Users").WithQuery("excludedAttributes", "groups").Expect(), http.StatusOK)
	h.patchGroup(id, `{"op":"Remove","path":"members","value":[`+values(ann)+`]}`).Status(http.StatusNoContent)
	query := `id eq "` + id + `" and members eq "` + ann + `"`
	answered(h.GET("/Groups").WithQuery("filter", query).WithQuery("attributes", "id").Expect(), http.StatusOK)
	fault(h.GET("/Groups/"+id).Expect(), http.StatusInternalServerError, "")
}

// unreadable is a store whose member lists are too long to be read.
type unreadable struct{ store.Store }

func (unreadable) Members(store.Ref, func(store.Record) bool) { panic("members were read") }

func TestFilterGroups(t *testing.T) {
	h := start(t, "entra")
	ann, ben, cem := h.people()
	sales := answered(h.postGroup(`"displayName":"Sales","externalId":"E1","members":[`+values(ann, ben)+`]`), http.StatusCreated).
		Value("id").String().Raw()
	inner := h.group("Inner", ben)
	outer := h.group("Outer", inner)
	for _, c := range []struct {
		filter string
		found  []string
	}{
		{`displayName eq "sALES"`, []string{sales}},
		{`displayName eq "Sal"`, nil},
		{`displayName sw "s"`, []string{sales}},
		{`externalId eq "E1"`, []string{sales}},
		{`externalId eq "e1"`, nil},
		{`members.value eq "` + ben + `"`, []string{sales, inner}},
		{`members eq "` + ben + `"`, []string{sales, inner}},
		{`members[value eq "` + ann + `"]`, []string{sales}},
		{groupSchema + `:members.value eq "` + inner + `"`, []string{outer}},
		{`members.value eq "` + cem + `"`, nil},
		{`members.value eq "nobody"`, nil},
		{`id eq "` + sales + `" and members eq "` + ann + `"`, []string{sales}}, // MS-SCIM, reference check
		{`members eq "` + ann + `" and id eq "` + sales + `"`, []string{sales}},
		{`id eq "` + sales + `" and members eq "` + cem + `"`, nil},
		{`not (members eq "` + ben + `")`, []string{outer}},
		{`members eq "` + ann + `" or members eq "` + inner + `"`, []string{sales, outer}},
		{`members.type eq "Group"`, []string{outer}},
		{`members[value eq "` + inner + `" and type eq "User"]`, nil},
		{`members[value eq "` + inner + `" and type eq "Group"]`, []string{outer}},
		{`members.value ne "` + ben + `"`, []string{sales, outer}},
		{`members pr`, []string{sales, inner, outer}},
		{`members.display co "nn"`, []string{sales, outer}},
		{`members.$ref ew "/Users/` + ann + `"`, []string{sales}},
	} {
		found := []string{}
		list := answered(h.GET("/Groups").WithQuery("filter", c.filter).WithQuery("excludedAttributes", "members").Expect(), http.StatusOK)
		for _, group := range list.Value("Resources").Array().Iter() {
			found = append(found, group.Object().Value("id").String().Raw())
		}
		assert.ElementsMatch(t, c.found, found, c.filter)
	}
}

func TestUserGroups(t *testing.T) {
	h := start(t, "entra")
	ann, ben, _ := h.people()
	inner := h.group("Inner", ann)
	outer := h.group("Outer", inner, ben)
	h.group("Other", ben)
	h.patchGroup(inner, `{"op":"Add","path":"members","value":[`+values(outer)+`]}`).Status(http.StatusNoContent) // a circle
	entry := func(id, name, kind string) map[string]any {
		return map[string]any{"value": id, "display": name, "type": kind, "$ref": h.base + "/Groups/" + id}
	}
	h.get(ann).Value("groups").Array().IsEqual([]map[string]any{entry(inner, "Inner", "direct"), entry(outer, "Outer", "indirect")})
	h.get(ben).Value("groups").Array().Length().IsEqual(3)
	h.find(`groups.value eq "` + outer + `"`).Length().IsEqual(2)
	h.find(`groups[value eq "` + outer + `" and type eq "direct"]`).Length().IsEqual(1)
	h.patchGroup(outer, `{"op":"Replace","path":"displayName","value":"Renamed"}`).Status(http.StatusNoContent)
	h.get(ann).Value("groups").Array().Value(1).Object().Value("display").String().IsEqual("Renamed")
	lonely := h.create(`"userName":"lonely"`)
	h.get(lonely).NotContainsKey("groups")
	// RFC 7643, 4.1.2: membership changes through the group alone.
	h.create(`"userName":"liar","groups":[{"value":"` + inner + `"}]`)
	assert.Len(t, h.members(inner), 2)
	fault(h.patch(ann, `{"op":"Remove","path":"groups"}`), http.StatusBadRequest, "mutability")
	assert.Equal(t, []string{ann, outer}, h.members(inner))
}

func TestMembershipAndLifeCycle(t *testing.T) {
	h := start(t, "entra")
	ann, ben, _ := h.people()
	inner := h.group("Inner", ann, ben)
	outer := h.group("Outer", inner, ben)
	h.patch(ann, `{"op":"Replace","path":"active","value":"False"}`).Status(http.StatusOK)
	assert.Equal(t, []string{ann, ben}, h.members(inner), "D-140: a disabled user stays a member")
	h.DELETE("/Users/" + ben).Expect().Status(http.StatusNoContent)
	assert.Equal(t, []string{ann}, h.members(inner))
	assert.Equal(t, []string{inner}, h.members(outer))
	h.DELETE("/Groups/" + inner).Expect().Status(http.StatusNoContent)
	fault(h.GET("/Groups/"+inner).Expect(), http.StatusNotFound, "")
	assert.Empty(t, h.members(outer))
	h.get(ann).NotContainsKey("groups")
	h.group("Inner") // the name is free
}

// Under a profile that archives, whoever is archived leaves the groups, and comes back without them; a group comes back
// with the members that it is created with.
func TestMembershipAndArchive(t *testing.T) {
	o := Options{Profile: profile(t, "entra")}
	o.Profile.Delete = fixtures.DeleteArchives
	h := startWith(t, o)
	ann := h.create(`"userName":"ann","externalId":"A"`)
	ben := h.create(`"userName":"ben","externalId":"B"`)
	body := `"displayName":"Sales","externalId":"S","members":[` + values(ann, ben) + `]`
	id := answered(h.postGroup(body), http.StatusCreated).Value("id").String().Raw()
	h.DELETE("/Users/" + ann).Expect().Status(http.StatusNoContent)
	assert.Equal(t, []string{ben}, h.members(id))
	fault(h.patchGroup(id, `{"op":"Add","path":"members","value":[`+values(ann)+`]}`), http.StatusBadRequest, "invalidValue")
	assert.Equal(t, ann, h.create(`"userName":"ann","externalId":"A"`))
	h.get(ann).NotContainsKey("groups")
	h.DELETE("/Groups/" + id).Expect().Status(http.StatusNoContent)
	h.get(ben).NotContainsKey("groups")
	answered(h.postGroup(body), http.StatusCreated).Value("id").String().IsEqual(id)
	assert.Equal(t, []string{ann, ben}, h.members(id))
}

func TestPutGroup(t *testing.T) {
	h := start(t, "entra")
	ann, ben, cem := h.people()
	id := h.group("Sales", ann, ben)
	put := func(members string) *httpexpect.Response {
		return h.send(http.MethodPut, "/Groups/"+id, `{"schemas":["`+groupSchema+`"],"displayName":"Sales"`+members+`}`)
	}
	answered(put(`,"members":[`+values(ben, cem)+`]`), http.StatusOK)
	assert.Equal(t, []string{ben, cem}, h.members(id))
	before := h.getGroup(id).Raw()
	answered(put(`,"members":[`+values(cem, ben)+`]`), http.StatusOK).IsEqual(before)
	fault(put(`,"members":[`+values(ann, "nobody")+`]`), http.StatusBadRequest, "invalidValue")
	h.getGroup(id).IsEqual(before)
	answered(put(``), http.StatusOK).Value("members").Array().IsEmpty()
}

// D-164, D-167: Entra sends them so.
func TestConcurrentMemberChangesAreNotLost(t *testing.T) {
	h := start(t, "entra")
	id := h.group("Sales")
	var want []string
	for i := range 16 {
		want = append(want, h.create(fmt.Sprintf(`"userName":"user %d"`, i)))
	}
	var group sync.WaitGroup
	for _, user := range append(want, want[0], want[0]) {
		group.Go(func() {
			h.patchGroup(id, `{"op":"Add","path":"members","value":[{"$ref":null,"value":"`+user+`"}]}`).Status(http.StatusNoContent)
		})
	}
	group.Wait()
	assert.Equal(t, want, h.members(id))
}

func TestGroupsOnlyWhereTheProfileHasThem(t *testing.T) {
	h := startWith(t, Options{Profile: profile(t, "vcc"), Token: token, PortalToken: "admin"})
	fault(h.GET("/Groups").Expect(), http.StatusNotFound, "")
	fault(h.GET("/ResourceTypes/Group").Expect(), http.StatusNotFound, "")
	h = start(t, "entra")
	answered(h.GET("/ResourceTypes/Group").Expect(), http.StatusOK).Value("endpoint").String().IsEqual("/Groups")
	schema := answered(h.GET("/Schemas/"+groupSchema).Expect(), http.StatusOK)
	schema.Path("$.attributes[0].uniqueness").IsEqual("server")
	answered(h.GET("/").Expect(), http.StatusOK).Value("totalResults").Number().IsEqual(0)
}
