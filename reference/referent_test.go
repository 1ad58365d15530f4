package reference

import (
	"net/http"
	"testing"

	"github.com/entrasim/entrasim/fixtures"
)

func TestAManagerIsDescribed(t *testing.T) {
	h := start(t, "rfc")
	boss := h.create(`"userName":"boss","displayName":"The Boss"`)
	ann := h.create(`"userName":"ann","` + enterpriseSchema + `":{"manager":{"value":"` + boss + `","$ref":"https://evil.test/","displayName":"Nobody"}}`)
	want := map[string]any{"value": boss, "$ref": h.base + "/Users/" + boss, "displayName": "The Boss"} // RFC 7643, 4.3
	h.get(ann).Value(enterpriseSchema).Object().Value("manager").Object().IsEqual(want)
	h.find(enterpriseSchema + `:manager.displayName eq "the boss"`).Length().IsEqual(1)

	h.patch(boss, `{"op":"replace","path":"displayName","value":"Ms Boss"}`).Status(http.StatusOK)
	want["displayName"] = "Ms Boss"
	h.get(ann).Value(enterpriseSchema).Object().Value("manager").Object().IsEqual(want)

	h.patch(boss, `{"op":"remove","path":"displayName"}`).Status(http.StatusOK)
	delete(want, "displayName")
	h.get(ann).Value(enterpriseSchema).Object().Value("manager").Object().IsEqual(want)
}

func TestAManagerWhoIsNotThere(t *testing.T) {
	h := start(t, "rfc")
	ann := h.create(`"userName":"ann","` + enterpriseSchema + `":{"manager":{"value":"nobody"}}`)
	h.get(ann).Value(enterpriseSchema).Object().Value("manager").Object().IsEqual(map[string]any{"value": "nobody"})
}

func TestAManagerWhoIsArchived(t *testing.T) {
	o := Options{Profile: profile(t, "entra")}
	o.Profile.Delete = fixtures.DeleteArchives
	h := startWith(t, o)
	boss := h.create(`"userName":"boss","displayName":"The Boss"`)
	ann := h.create(`"userName":"ann","` + enterpriseSchema + `":{"manager":{"value":"` + boss + `"}}`)
	h.DELETE("/Users/" + boss).Expect().Status(http.StatusNoContent)
	h.get(ann).Value(enterpriseSchema).Object().Value("manager").Object().IsEqual(map[string]any{"value": boss})
}

func TestAReferenceToSeveralResourceTypes(t *testing.T) {
	h := startWithDevices(t)
	ann := h.create(`"userName":"ann","displayName":"Ann"`)
	keeper := answered(h.device(`"serial":"1"`), http.StatusCreated).Value("id").String().Raw()
	for id, endpoint := range map[string]string{ann: "/Users/", keeper: "/Devices/"} {
		device := answered(h.device(`"serial":"of `+id+`","keeper":{"value":"`+id+`"}`), http.StatusCreated)
		device.Value("keeper").Object().Value("$ref").String().IsEqual(h.base + endpoint + id)
	}
}
