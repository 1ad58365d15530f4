package reference

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
)

func postGroup(bulkID, name, kind, member string) string {
	return `{"method":"POST","path":"/Groups","bulkId":"` + bulkID + `","data":{"schemas":["` + groupSchema + `"],"displayName":"` + name +
		`","members":[{"type":"` + kind + `","value":"bulkId:` + member + `"}]}}`
}

// TestBulkWithMembers is the example of RFC 7644 section 3.7.2, in either order.
func TestBulkWithMembers(t *testing.T) {
	user, group := postUser("qwerty", `"userName":"Alice"`), postGroup("ytrewq", "Tour Guides", "User", "qwerty")
	for _, operations := range []string{user + "," + group, group + "," + user} {
		h := start(t, "rfc")
		assert.Equal(t, []string{"201", "201"}, statuses(h.done("", operations)))
		alice := h.find(`userName eq "Alice"`).Value(0).Object().Value("id").String().Raw()
		guides := answered(h.GET("/Groups").WithQuery("filter", `displayName eq "Tour Guides"`).Expect(), http.StatusOK).Value("Resources").Array().Value(0).Object()
		guides.Value("members").Array().Length().IsEqual(1)
		member := guides.Value("members").Array().Value(0).Object()
		member.Value("value").String().IsEqual(alice)
		member.Value("$ref").String().IsEqual(h.base + "/Users/" + alice)
	}
}

// TestBulkWithGroupsOfEachOther is the example of RFC 7644 section 3.7.1.
func TestBulkWithGroupsOfEachOther(t *testing.T) {
	h := start(t, "rfc")
	results := h.done("", postGroup("qwerty", "Group A", "Group", "ytrewq")+","+postGroup("ytrewq", "Group B", "Group", "qwerty"))
	assert.Equal(t, []string{"201", "201"}, statuses(results))
	list := answered(h.GET("/Groups").WithQuery("filter", `displayName sw "Group"`).Expect(), http.StatusOK).Value("Resources").Array()
	list.Length().IsEqual(2)
	ids := map[string]string{}
	for _, one := range list.Iter() {
		ids[one.Object().Value("displayName").String().Raw()] = one.Object().Value("id").String().Raw()
	}
	for _, one := range list.Iter() {
		other := map[string]string{"Group A": "Group B", "Group B": "Group A"}[one.Object().Value("displayName").String().Raw()]
		members := one.Object().Value("members").Array()
		members.Length().IsEqual(1)
		members.Value(0).Object().Value("value").String().IsEqual(ids[other])
	}
	for _, result := range results.Array() {
		shown := answered(h.GET(result.Get("location").String()[len(h.base):]).Expect(), http.StatusOK)
		assert.Equal(t, version(shown), result.Get("version").String())
	}
}

// TestPutOfAGroup replaces the members as a whole (RFC 7644 section 3.5.1).
func TestPutOfAGroup(t *testing.T) {
	h := start(t, "rfc")
	ann, bob := h.create(`"userName":"ann"`), h.create(`"userName":"bob"`)
	send := func(method, path, members string) string {
		shown := answered(h.send(method, path, `{"schemas":["`+groupSchema+`"],"displayName":"G"`+members+`}`), map[string]int{http.MethodPost: 201, http.MethodPut: 200}[method])
		return shown.Value("id").String().Raw()
	}
	members := func(id string) (all []any) {
		list, _ := answered(h.GET("/Groups/"+id).Expect(), http.StatusOK).Raw()["members"].([]any)
		for _, one := range list {
			all = append(all, one.(map[string]any)["value"])
		}
		return all
	}
	id := send(http.MethodPost, "/Groups", `,"members":[{"value":"`+ann+`"}]`)
	send(http.MethodPut, "/Groups/"+id, `,"members":[{"value":"`+bob+`"}]`)
	assert.Equal(t, []any{bob}, members(id))
	tag := version(answered(h.GET("/Groups/"+id).Expect(), http.StatusOK))
	send(http.MethodPut, "/Groups/"+id, `,"members":[{"value":"`+bob+`"}]`)
	assert.Equal(t, tag, version(answered(h.GET("/Groups/"+id).Expect(), http.StatusOK)), "nothing has changed")
	send(http.MethodPut, "/Groups/"+id, ``)
	assert.Empty(t, members(id))
}
