package reference

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// serials are the serials of the devices that a query lists, in its order.
func (h *harness) serials(query string) []string {
	h.t.Helper()
	var all []string
	for _, one := range answered(h.raw("/Devices", query), http.StatusOK).Value("Resources").Array().Iter() {
		all = append(all, one.Object().Value("serial").String().Raw())
	}
	return all
}

func TestSort(t *testing.T) {
	h := startWithDevices(t)
	for _, members := range []string{
		`"serial":"b","label":"Zebra","inventory":10,"weight":1e3,"bought":"2024-01-01T00:00:00Z","leased":true,"chip":{"maker":"x"}`,
		`"serial":"A"`,
		`"serial":"a","label":"apple","inventory":9,"weight":2.5,"bought":"2024-01-01T00:00:00+02:00","leased":false,"chip":{"maker":"Y"}`,
		`"serial":"B","label":"Apple","inventory":-1,"weight":-0.5,"bought":"2023-12-31T23:59:59Z","leased":false,"chip":{"firmware":"1"}`,
	} {
		answered(h.device(members), http.StatusCreated)
	}
	for _, c := range []struct {
		section, query string
		want           []string
	}{
		{"RFC 7644, 3.4.2.3: case exact", "sortBy=serial", []string{"A", "B", "a", "b"}},
		{"RFC 7644, 3.4.2.3", "sortBy=serial&sortOrder=descending", []string{"b", "a", "B", "A"}},
		{"RFC 7644, 3.4.2.3: without case, none last, equal ones as created", "sortBy=label", []string{"a", "B", "b", "A"}},
		{"RFC 7644, 3.4.2.3: none first", "sortBy=label&sortOrder=descending", []string{"A", "b", "a", "B"}},
		{"RFC 7644, 3.4.2.3: ascending is the default", "sortBy=label&sortOrder=ascending", []string{"a", "B", "b", "A"}},
		{"RFC 7644, 3.4.2.3: by type, numbers", "sortBy=inventory", []string{"B", "a", "b", "A"}},
		{"RFC 7644, 3.4.2.3: by type, numbers", "sortBy=weight", []string{"B", "a", "b", "A"}},
		{"RFC 7644, 3.4.2.3: by type, times", "sortBy=bought", []string{"a", "B", "b", "A"}},
		{"RFC 7644, 3.4.2.3: by type, booleans", "sortBy=leased", []string{"a", "B", "b", "A"}},
		{"RFC 7644, 3.4.2.3: a sub-attribute", "sortBy=chip.maker", []string{"b", "a", "A", "B"}},
		{"RFC 7644, 3.10: names without case, URN in front", "sortBy=" + deviceSchema + ":SERIAL", []string{"A", "B", "a", "b"}},
		{"meta", "sortBy=meta.created&sortOrder=descending", []string{"B", "a", "A", "b"}},
		{"with a filter", "sortBy=serial&filter=inventory+pr", []string{"B", "a", "b"}},
		{"with a page", "sortBy=serial&startIndex=2&count=2", []string{"B", "a"}},
		{"with a page behind the end", "sortBy=serial&startIndex=5", nil},
		{"with count 0", "sortBy=serial&count=0", nil},
		{"sortOrder alone sorts nothing", "sortOrder=descending", []string{"b", "A", "a", "B"}},
		{"an empty sortBy sorts nothing", "sortBy=", []string{"b", "A", "a", "B"}},
	} {
		assert.Equal(t, c.want, h.serials(c.query), "%s: %s", c.section, c.query)
	}
	answered(h.raw("/Devices", "sortBy=serial&startIndex=2&count=2"), http.StatusOK).Value("totalResults").Number().IsEqual(4)
}

func TestSortByAMultiValuedAttribute(t *testing.T) {
	h := startWithDevices(t)
	for _, members := range []string{
		`"serial":"1","addresses":[{"value":"d"},{"value":"a","primary":true}]`,
		`"serial":"2","addresses":[{"value":"c"},{"value":"b"}]`,
		`"serial":"3","addresses":[{"primary":true}]`,
		`"serial":"4","addresses":[{"value":"b","primary":false}]`,
	} {
		answered(h.device(members), http.StatusCreated)
	}
	for _, by := range []string{"addresses", "addresses.value"} { // RFC 7644, 3.4.2.3: the primary value, or else the first
		assert.Equal(t, []string{"1", "4", "2", "3"}, h.serials("sortBy="+by), by)
	}
}

// TestSortIsStable has more resources than a small sort moves one by one.
func TestSortIsStable(t *testing.T) {
	h := startWithDevices(t)
	var created []string
	for i := range 60 {
		serial := fmt.Sprintf("%02d", i)
		created = append(created, serial)
		answered(h.device(fmt.Sprintf(`"serial":"%s","leased":%t`, serial, i >= 30)), http.StatusCreated)
	}
	assert.Equal(t, created, h.serials("sortBy=leased"))
	assert.Equal(t, append(slices.Clone(created[30:]), created[:30]...), h.serials("sortBy=leased&sortOrder=descending"))
}

func TestSortOverResourceTypes(t *testing.T) {
	h := startWithDevices(t)
	h.create(`"userName":"ann","title":"m"`)
	answered(h.device(`"serial":"1","label":"x"`), http.StatusCreated)
	list := answered(h.raw("/", "sortBy=userName"), http.StatusOK).Value("Resources").Array()
	list.Value(0).Object().Value("userName").String().IsEqual("ann") // RFC 7644, 3.4.2.1: a device has none, and comes last
	list.Value(1).Object().Value("serial").String().IsEqual("1")
	list = answered(h.raw("/", "sortBy=meta.resourceType"), http.StatusOK).Value("Resources").Array()
	list.Value(0).Object().Value("serial").String().IsEqual("1")
}

func TestSortRefuses(t *testing.T) {
	h := startWithDevices(t)
	for query, said := range map[string]string{
		"sortBy=shoeSize":                "shoeSize",
		"sortBy=chip":                    "sub-attribute",
		"sortBy=chip.size":               "size",
		"sortBy=..":                      "sortBy",
		"sortBy=pin":                     "can be read",
		"sortBy=serial&sortOrder=upward": "upward",
		"sortOrder=upward":               "upward",
	} {
		fault(h.raw("/Devices", query), http.StatusBadRequest, "invalidValue").Value("detail").String().Contains(said)
	}
	fault(h.raw("/Users", "sortBy="+url.QueryEscape(enterpriseSchema)), http.StatusBadRequest, "invalidValue")
}

func TestSortHasALimit(t *testing.T) {
	h := startWithDevices(t)
	h.server.limits.sorted = 2
	for i := range 3 {
		answered(h.device(fmt.Sprintf(`"serial":"%d","leased":%t`, i, i < 2)), http.StatusCreated)
	}
	fault(h.raw("/Devices", "sortBy=serial"), http.StatusBadRequest, "tooMany") // RFC 7644, 3.4.2.1
	assert.Len(t, h.serials("sortBy=serial&filter=leased+eq+true"), 2)
	assert.Len(t, h.serials(""), 3)
}
