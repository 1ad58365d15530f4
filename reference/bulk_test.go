package reference

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/gavv/httpexpect/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tidwall/gjson"
)

const noSuchID = "00000000-0000-4000-8000-999999999999"

// bulk sends operations, in which USER and ENT stand for the URNs of the schemas. Members stand beside Operations.
func (h *harness) bulk(members, operations string) *httpexpect.Response {
	operations = strings.NewReplacer("USER", userSchema, "ENT", enterpriseSchema).Replace(operations)
	return h.send(http.MethodPost, "/Bulk", `{"schemas":["`+bulkRequestMessage+`"],`+members+`"Operations":[`+operations+`]}`)
}

// done are the results of a bulk request, which must be answered with 200.
func (h *harness) done(members, operations string) gjson.Result {
	h.t.Helper()
	answer := answered(h.bulk(members, operations), http.StatusOK)
	answer.Value("schemas").Array().IsEqual([]string{bulkResponseMessage})
	text, err := json.Marshal(answer.Value("Operations").Raw())
	require.NoError(h.t, err)
	return gjson.ParseBytes(text)
}

func postUser(bulkID, members string) string {
	return fmt.Sprintf(`{"method":"POST","path":"/Users","bulkId":%q,"data":{"schemas":["USER"],%s}}`, bulkID, members)
}

func reportsTo(bulkID string) string { return `"ENT":{"manager":{"value":"bulkId:` + bulkID + `"}}` }

// statuses are those of all results.
func statuses(results gjson.Result) (all []string) {
	for _, status := range results.Get("#.status").Array() {
		all = append(all, status.String())
	}
	return all
}

// TestBulk is the example of RFC 7644 section 3.7.3, with each kind of operation.
func TestBulk(t *testing.T) {
	h := start(t, "rfc")
	changed, patched, deleted := h.create(`"userName":"a"`), h.create(`"userName":"b","nickName":"B"`), h.create(`"userName":"c"`)
	results := h.done("", postUser("qwerty", `"userName":"Alice"`)+`,
		{"method":"PUT","path":"/Users/`+changed+`","version":"W/\"1\"","data":{"schemas":["USER"],"userName":"Bob"}},
		{"method":"PATCH","path":"/Users/`+patched+`","data":`+patchOp(`{"op":"remove","path":"nickName"},{"op":"add","path":"userName","value":"Dave"}`)+`},
		{"method":"DELETE","path":"/Users/`+deleted+`"}`)
	alice := h.find(`userName eq "Alice"`).Value(0).Object()
	want := []map[string]any{
		{"method": "POST", "bulkId": "qwerty", "status": "201", "version": version(alice), "location": h.base + "/Users/" + alice.Value("id").String().Raw()},
		{"method": "PUT", "status": "200", "version": version(h.get(changed)), "location": h.base + "/Users/" + changed},
		{"method": "PATCH", "status": "200", "version": version(h.get(patched)), "location": h.base + "/Users/" + patched},
		{"method": "DELETE", "status": "204", "location": h.base + "/Users/" + deleted},
	}
	text, err := json.Marshal(want)
	require.NoError(t, err)
	assert.JSONEq(t, string(text), results.Raw)
	h.get(changed).Value("userName").String().IsEqual("Bob")
	h.get(patched).NotContainsKey("nickName").Value("userName").String().IsEqual("Dave")
	fault(h.GET("/Users/"+deleted).Expect(), http.StatusNotFound, "")
}

func TestBulkFailures(t *testing.T) {
	h := start(t, "rfc")
	id := h.create(`"userName":"ann"`)
	for _, c := range []struct {
		section, operation, status, scimType string
		location                             string
	}{
		{"RFC 7644, 3.7.3", postUser("q", `"userName":"ANN"`), "409", "uniqueness", ""},
		{"RFC 7644, 3.7.3", postUser("q", `"title":"Dr"`), "400", "invalidValue", ""},
		{"RFC 7644, 3.7.3: 412", `{"method":"PUT","path":"/Users/` + id + `","version":"W/\"9\"","data":{"schemas":["USER"],"userName":"x"}}`, "412", "", "/Users/" + id},
		{"RFC 7644, 3.7.3: 412", `{"method":"PATCH","path":"/Users/` + id + `","version":"W/\"9\"","data":` + patchOp(`{"op":"remove","path":"title"}`) + `}`, "412", "", "/Users/" + id},
		{"RFC 7644, 3.7: version", `{"method":"DELETE","path":"/Users/` + id + `","version":"W/\"9\""}`, "412", "", "/Users/" + id},
		{"RFC 7644, 3.7.3: 404", `{"method":"DELETE","path":"/Users/` + noSuchID + `"}`, "404", "", "/Users/" + noSuchID},
		{"RFC 7644, 3.7: bulkId", `{"method":"POST","path":"/Users","data":{"schemas":["USER"],"userName":"x"}}`, "400", "invalidSyntax", ""},
		{"RFC 7644, 3.7: method", `{"method":"GET","path":"/Users/` + id + `"}`, "400", "invalidSyntax", "/Users/" + id},
		{"RFC 7644, 3.7: method", `{"path":"/Users/` + id + `"}`, "400", "invalidSyntax", "/Users/" + id},
		{"RFC 7644, 3.7: path", `{"method":"DELETE"}`, "400", "invalidSyntax", ""},
		{"RFC 7644, 3.7: data", `{"method":"POST","path":"/Users","bulkId":"q"}`, "400", "invalidSyntax", ""},
		{"RFC 7644, 3.7: data", `{"method":"PUT","path":"/Users/` + id + `"}`, "400", "invalidSyntax", "/Users/" + id},
		{"RFC 7644, 3.7: data", `{"method":"PUT","path":"/Users/` + id + `","data":null}`, "400", "invalidSyntax", "/Users/" + id},
		{"RFC 7644, 3.7: a resource's path", `{"method":"DELETE","path":"/Users"}`, "405", "", "/Users"},
		{"RFC 7644, 3.7: an endpoint's path", `{"method":"POST","path":"/Users/` + id + `","bulkId":"q","data":{}}`, "405", "", ""},
		{"no bulk within bulk", `{"method":"POST","path":"/Bulk","bulkId":"q","data":{}}`, "404", "", ""},
		{"no search", `{"method":"POST","path":"/Users/.search","bulkId":"q","data":{}}`, "404", "", ""},
		{"nothing but resources", `{"method":"PATCH","path":"/Schemas/x","data":{}}`, "404", "", "/Schemas/x"},
		{"nothing but resources", `{"method":"DELETE","path":"/%zz"}`, "404", "", "/%zz"},
		{"an unknown bulkId", postUser("q", `"userName":"x",`+reportsTo("nobody")), "400", "invalidValue", ""},
		{"an unknown bulkId in a path", `{"method":"DELETE","path":"/Users/bulkId:nobody"}`, "400", "invalidValue", "/Users/bulkId:nobody"},
	} {
		result := h.done("", c.operation).Get("0")
		assert.Equal(t, c.status, result.Get("status").String(), "%s: %s", c.section, c.operation)
		assert.Equal(t, gjson.String, result.Get("status").Type, c.section)
		assert.Equal(t, c.scimType, result.Get("response.scimType").String(), c.section)
		assert.Equal(t, c.status, result.Get("response.status").String(), c.section)
		assert.Equal(t, errorMessage, result.Get("response.schemas.0").String(), c.section)
		assert.NotEmpty(t, result.Get("response.detail").String(), c.section)
		if c.location == "" {
			assert.False(t, result.Get("location").Exists(), "%s: %s", c.section, c.operation)
		} else {
			assert.Equal(t, h.base+c.location, result.Get("location").String(), c.section)
		}
	}
	h.find("userName pr").Length().IsEqual(1)
}

func TestBulkReferences(t *testing.T) {
	for _, c := range []struct {
		section, operations string
		// want maps userNames to those of their managers.
		want map[string]string
	}{
		{"RFC 7644, 3.7.2", postUser("b", `"userName":"boss"`) + "," + postUser("a", `"userName":"ann",`+reportsTo("b")),
			map[string]string{"ann": "boss"}},
		{"RFC 7644, 3.7: in any order", postUser("a", `"userName":"ann",`+reportsTo("b")) + "," + postUser("b", `"userName":"boss"`),
			map[string]string{"ann": "boss"}},
		{"a chain against the order", postUser("a", `"userName":"ann",`+reportsTo("b")) + "," + postUser("b", `"userName":"boss",`+reportsTo("c")) + "," + postUser("c", `"userName":"ceo"`),
			map[string]string{"ann": "boss", "boss": "ceo"}},
		{"RFC 7644, 3.7.1: a circle", postUser("a", `"userName":"ann",`+reportsTo("b")) + "," + postUser("b", `"userName":"boss",`+reportsTo("a")),
			map[string]string{"ann": "boss", "boss": "ann"}},
		{"RFC 7644, 3.7.1: a circle of three", postUser("a", `"userName":"ann",`+reportsTo("b")) + "," + postUser("b", `"userName":"boss",`+reportsTo("c")) + "," + postUser("c", `"userName":"ceo",`+reportsTo("a")),
			map[string]string{"ann": "boss", "boss": "ceo", "ceo": "ann"}},
		{"a circle of one", postUser("a", `"userName":"ann",`+reportsTo("a")), map[string]string{"ann": "ann"}},
		{"in the data of a PATCH", postUser("a", `"userName":"ann"`) + "," + postUser("b", `"userName":"boss"`) +
			`,{"method":"PATCH","path":"/Users/bulkId:a","data":` + patchOp(`{"op":"add","path":"ENT:manager.value","value":"bulkId:b"}`) + `}`,
			map[string]string{"ann": "boss"}},
		{"in the path of a PUT, ahead of its POST", `{"method":"PUT","path":"/Users/bulkId:a","data":{"schemas":["USER"],"userName":"ann",` + reportsTo("b") + `}},` +
			postUser("a", `"userName":"x"`) + "," + postUser("b", `"userName":"boss"`), map[string]string{"ann": "boss"}},
		{"a bulkId of unusual characters", postUser("b oss/1 ü", `"userName":"boss"`) + "," + postUser("a", `"userName":"ann",`+reportsTo("b oss/1 ü")),
			map[string]string{"ann": "boss"}},
		{"and in a path", postUser("a b", `"userName":"x"`) + "," + postUser("b", `"userName":"boss"`) +
			`,{"method":"PUT","path":"Users/bulkId:a%20b/","data":{"schemas":["USER"],"userName":"ann",` + reportsTo("b") + `}}`, map[string]string{"ann": "boss"}},
		{"what follows a circle keeps its order", postUser("a", `"userName":"ann",`+reportsTo("b")) + "," + postUser("b", `"userName":"boss",`+reportsTo("a")) +
			`,{"method":"PATCH","path":"/Users/bulkId:b","data":` + patchOp(`{"op":"replace","path":"userName","value":"chief"}`) + `}`,
			map[string]string{"ann": "chief", "chief": "ann"}},
	} {
		h := start(t, "rfc")
		results := h.done("", c.operations)
		for i, result := range results.Array() {
			assert.Regexp(t, `^20[01]$`, result.Get("status").String(), "%s: %s", c.section, result.Raw)
			o := httpexpect.NewObject(t, result.Value().(map[string]any))
			shown := h.get(result.Get("location").String()[len(h.base+"/Users/"):])
			if i == len(results.Array())-1 || o.Value("method").String().Raw() == http.MethodPost && !strings.Contains(c.operations, `"PUT"`) && !strings.Contains(c.operations, `"PATCH"`) {
				assert.Equal(t, version(shown), result.Get("version").String(), "%s: the last version", c.section)
			}
		}
		for name, manager := range c.want {
			id := h.find(`userName eq "` + manager + `"`).Value(0).Object().Value("id").String().Raw()
			h.find(`userName eq "` + name + `"`).Value(0).Object().Value(enterpriseSchema).Object().Value("manager").Object().
				Value("value").String().IsEqual(id)
		}
	}
}

func TestBulkReferencesToWhatFails(t *testing.T) {
	h := start(t, "rfc")
	h.create(`"userName":"taken"`)
	for _, c := range []struct {
		section, operations string
		want                []string
	}{
		{"RFC 7644, 3.7.1: 409", postUser("b", `"userName":"taken"`) + "," + postUser("a", `"userName":"ann",`+reportsTo("b")), []string{"409", "409"}},
		{"against the order", postUser("a", `"userName":"ann",`+reportsTo("b")) + "," + postUser("b", `"userName":"taken"`), []string{"409", "409"}},
		{"a circle: what was created goes again", postUser("a", `"userName":"taken",`+reportsTo("b")) + "," + postUser("b", `"userName":"boss",`+reportsTo("a")), []string{"409", "409"}},
		{"nothing else is done without the reference", postUser("b", `"userName":"taken"`) + "," + postUser("e", `"userName":"eve"`) +
			`,{"method":"PATCH","path":"/Users/bulkId:e","data":` + patchOp(`{"op":"add","value":{"nickName":"E","title":"bulkId:b"}}`) + `}`,
			[]string{"409", "201", "409"}},
		{"the rest goes on", postUser("b", `"userName":"taken"`) + "," + postUser("c", `"userName":"carol"`), []string{"409", "201"}},
		{"a word is no reference", postUser("d", `"userName":"dora","title":"see bulkId:nobody"`), []string{"201"}},
	} {
		results := h.done("", c.operations)
		assert.Equal(t, c.want, statuses(results), "%s: %s", c.section, results.Raw)
	}
	h.find(`userName eq "ann" or userName eq "boss"`).IsEmpty()
	h.find(`title eq "see bulkId:nobody"`).Length().IsEqual(1)
	h.find(`userName eq "eve" and not (nickName pr)`).Length().IsEqual(1)
}

// TestBulkCircleThatCannotBeCompleted has a user whose badge is taken when it could be given its own id as the number.
func TestBulkCircleThatCannotBeCompleted(t *testing.T) {
	h := startWithDevices(t)
	badge := `,"` + badgeSchema + `":{"number":"bulkId:a"}`
	results := h.done("", postUser("a", `"userName":"ann",`+reportsTo("b")+badge)+","+postUser("b", `"userName":"boss"`+badge))
	assert.Equal(t, []string{"409", "201"}, statuses(results), results.Raw)
	assert.Equal(t, "uniqueness", results.Get("0.response.scimType").String())
	assert.False(t, results.Get("0.location").Exists())
	h.find(`userName eq "ann"`).IsEmpty()
}

func TestBulkReferenceWithinAText(t *testing.T) {
	h := start(t, "rfc")
	h.done("", postUser("a", `"userName":"ann","profileUrl":"https://x.test/bulkId:a/photo","emails":[{"value":"x@x.test"}]`))
	ann := h.find(`userName eq "ann"`).Value(0).Object()
	ann.Value("profileUrl").String().IsEqual("https://x.test/" + ann.Value("id").String().Raw() + "/photo") // RFC 7644, 3.7.2
}

func TestBulkFailOnErrors(t *testing.T) {
	for _, c := range []struct {
		section, members string
		want             []string
	}{
		{"RFC 7644, 3.7.3: goes on", "", []string{"201", "400", "201", "400", "201"}},
		{"RFC 7644, 3.7.3: null is none", `"failOnErrors":null,`, []string{"201", "400", "201", "400", "201"}},
		{"RFC 7644, 3.7.3: stops", `"failOnErrors":1,`, []string{"201", "400"}},
		{"RFC 7644, 3.7", `"failOnErrors":2,`, []string{"201", "400", "201", "400"}},
		{"RFC 7644, 3.7", `"failOnErrors":3,`, []string{"201", "400", "201", "400", "201"}},
		{"none is accepted", `"failOnErrors":0,`, []string{"201", "400"}},
	} {
		h := start(t, "rfc")
		results := h.done(c.members, strings.Join([]string{postUser("1", `"userName":"a"`), postUser("2", `"x":1`),
			postUser("3", `"userName":"b"`), postUser("4", `"x":1`), postUser("5", `"userName":"c"`)}, ","))
		assert.Equal(t, c.want, statuses(results), c.section)
	}
	h := start(t, "rfc")
	results := h.done(`"failOnErrors":1,`, postUser("a", `"userName":"ann",`+reportsTo("b"))+","+postUser("b", `"x":1`))
	assert.Equal(t, []string{"400"}, statuses(results), "what waits for the one that fails is not done")
	results = h.done(`"failOnErrors":1,`, postUser("a", `"userName":"ann",`+reportsTo("b")+`,"title":"bulkId:c"`)+","+
		postUser("b", `"userName":"boss",`+reportsTo("a"))+","+postUser("c", `"x":1`))
	assert.Equal(t, []string{"409", "400"}, statuses(results), "what a circle has left incomplete goes again")
	h.find("userName pr").IsEmpty()
}

func TestBulkRefuses(t *testing.T) {
	h := start(t, "rfc")
	for _, body := range []string{``, `[]`, `{}`, `{"schemas":["` + bulkRequestMessage + `"]}`, `{"schemas":["` + bulkRequestMessage + `"],"Operations":[]}`,
		`{"schemas":["x"],"Operations":[{"method":"DELETE","path":"/Users/x"}]}`,
		`{"schemas":["` + bulkRequestMessage + `"],"Operations":{}}`, `{"schemas":["` + bulkRequestMessage + `"],"Operations":[1]}`,
		`{"schemas":["` + bulkRequestMessage + `"],"failOnErrors":"1","Operations":[{"method":"DELETE","path":"/Users/x"}]}`} {
		fault(h.send(http.MethodPost, "/Bulk", body), http.StatusBadRequest, "invalidSyntax") // RFC 7644, 3.7
	}
	assert.Equal(t, []string{"400", "400"}, statuses(h.done("", postUser("", `"userName":"a"`)+","+postUser("", `"userName":"b"`))), "each for itself")
	fault(h.bulk("", postUser("q", `"userName":"a"`)+","+postUser("q", `"userName":"b"`)), http.StatusBadRequest, "invalidSyntax")
	h.find("userName pr").IsEmpty()
}

func TestBulkLimits(t *testing.T) {
	h := start(t, "rfc")
	const operation = `{"method":"DELETE","path":"/Users/x"}`
	assert.Len(t, h.done("", operation+strings.Repeat(","+operation, maxBulkOperations-1)).Array(), maxBulkOperations)
	for limit, operations := range map[string]string{ // RFC 7644, 3.7.4
		fmt.Sprintf("maxOperations (%d)", maxBulkOperations): operation + strings.Repeat(","+operation, maxBulkOperations),
		fmt.Sprintf("maxPayloadSize (%d)", maxBody):          postUser("q", `"userName":"`+strings.Repeat("x", maxBody)+`"`),
	} {
		fault(h.bulk("", operations), http.StatusRequestEntityTooLarge, "").Value("detail").String().Contains(limit)
	}
}

func TestBulkSurvivesAPanic(t *testing.T) {
	h := start(t, "rfc")
	h.server.behaviour.creating = append(h.server.behaviour.creating, func(c *creation) {
		if c.attributes["userName"] == "bug" {
			panic("a bug")
		}
	})
	results := h.done("", postUser("1", `"userName":"a"`)+","+postUser("2", `"userName":"bug"`)+","+postUser("3", `"userName":"c"`))
	assert.Equal(t, []string{"201", "500", "201"}, statuses(results))
	assert.NotContains(t, results.Raw, "a bug")
}
