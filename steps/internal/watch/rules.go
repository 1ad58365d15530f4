package watch

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// Rule is what the standard says of every answer.
type Rule struct {
	// Phrase is how features name it, Expected how a report says it.
	Phrase, Expected string
	// breach says what is wrong with an answer; nothing if it is right, or none of the rule's business.
	breach func(seen, *history) string
}

const (
	listResponse = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
	scimError    = "urn:ietf:params:scim:api:messages:2.0:Error"
)

// history is what earlier answers of the same scenario said, by the resource's id.
type history struct {
	created  map[string]string
	versions map[string]gjson.Result
	state    func(gjson.Result) string
	schemas  []description
	most     int64
}

// Rules are the rules, in the order in which the feature has them.
func Rules() []Rule {
	each := func(check func(s seen, r scim.Object) string) func(seen, *history) string {
		return func(s seen, _ *history) string {
			for _, r := range s.resources {
				if fault := check(s, r); fault != "" {
					return fault
				}
			}
			return ""
		}
	}
	alone := func(check func(seen) string) func(seen, *history) string {
		return func(s seen, _ *history) string { return check(s) }
	}
	return []Rule{
		{"values have the types of their attributes", "texts, booleans, objects, lists and times where RFC 7643 has them", mistypedAnywhere(each(mistyped))},
		{"a resource is the one that was asked for", "the id of the request's URL", alone(misplaced)},
		{"a location is the resource's own", "meta.location, and the Location of a create, with the id of the resource", each(elsewhere)},
		{"values are as /Schemas describes them", "the type, and one value or many, that /Schemas says", undescribed},
		{"members are of the kind that they say", "type and $ref of the resource that the member's value names", mistaken},
		{"an id stands for one resource", "one time of creation for each id, and one version for each state", unstable},
		{"one element at most is primary", "primary true once in each attribute", each(manyPrimaries)},
		{"no element is there twice", "each type and value once", each(repeated)},
		{"a list is what it says", "totalResults, startIndex and count that fit the resources, each of them once", func(s seen, past *history) string {
			if n := int64(len(s.resources)); s.list && past.most > 0 && n > past.most {
				return fmt.Sprintf("%d resources, where /ServiceProviderConfig says %d at most", n, past.most)
			}
			return miscounted(s)
		}},
		{"a page says how many it has", "itemsPerPage the number of resources in the answer, or nothing", alone(unlikePage)},
		{"a filtered list has what matches", "resources that match the filter", alone(unmatched)},
		{"an error is a SCIM error", "a SCIM error with the status as a text (RFC 7644, 3.12)", alone(malformedError)},
		{"there is no breakdown", "an answer that is no 500", alone(brokenDown)},
		{"a success has the status of its verb", "201 to POST, 200 or 204 to PATCH, 204 to DELETE, 200 to GET, and a body with 200 and 201", alone(unusualSuccess)},
		{"what was created has a Location", "a header Location with 201", alone(unlocated)},
		{"schemas names what a resource has", "schemas with the core schema and each extension that is there", each(unnamed)},
		{"no password is shown", "no password", each(passwordShown)},
		{"the answer comes within a minute", "an answer within a minute, which is how long Entra ID waits", alone(late)},
		{"a refusal for now says for how long", "429 with a Retry-After of seconds or a date, and no other one with 503", alone(unforeseeable)},
		{"JSON is whole and labelled as JSON", "JSON in UTF-8, no name twice in one object, and a media type that says so", alone(malformed)},
	}
}

func misplaced(s seen) string {
	if len(s.path) != 2 || s.list || len(s.resources) == 0 || s.method == http.MethodPost {
		return ""
	}
	if id := s.resources[0].Member("id"); id.Exists() && id.String() != s.path[1] {
		return fmt.Sprintf("id %s for %s", describe(id), s.path[1])
	}
	return ""
}

// elsewhere looks for a location that has not the resource's id in it.
func elsewhere(s seen, r scim.Object) string {
	id := r.Member("id").String()
	for _, at := range []string{scim.Member(r.Member("meta"), "location").String(), s.header.Get("Location")} {
		plain, err := url.PathUnescape(at)
		if at == "" || err == nil && strings.Contains(plain, id) {
			continue
		}
		return fmt.Sprintf("the location %s for the id %s", cut(at), id)
	}
	return ""
}

// unstable looks for an id whose time of creation changes, and for two states of a user under one version. Who may not see
// everything, or asks for a part, compares nothing.
func unstable(s seen, past *history) string {
	for _, r := range s.resources {
		id, meta := s.path[0]+"/"+r.Member("id").String(), r.Member("meta")
		if created := scim.Member(meta, "created").String(); created != "" {
			if before, known := past.created[id]; known && !scim.SameInstant(before, created) {
				return fmt.Sprintf("meta.created %s, and before %s, of %s", created, before, id)
			}
			past.created[id] = created
		}
		version := scim.Member(meta, "version").String()
		if version == "" || s.projected() || s.list || s.kind() != "User" {
			continue
		}
		key := id + " " + version
		// One text is one state, and most answers about a version are the same text.
		if before, known := past.versions[key]; known && before.Raw != r.Raw && past.state(before) != past.state(r.Result) {
			return "the version " + version + " for two states of " + id
		}
		past.versions[key] = r.Result
	}
	return ""
}

func miscounted(s seen) string {
	if !s.list || s.status != http.StatusOK || !scim.Contains(s.body.Member("schemas"), listResponse) {
		return discoveryMiscounted(s)
	}
	total, start, items := s.body.Member("totalResults"), s.body.Member("startIndex"), s.body.Member("itemsPerPage")
	n := int64(len(s.resources))
	ids := map[string]bool{}
	for _, r := range s.resources {
		id := r.Member("id").String()
		if id == "" {
			return "a resource without an id"
		}
		if ids[id] {
			return id + " twice on one page"
		}
		ids[id] = true
	}
	asked, err := strconv.ParseInt(s.query.Get("startIndex"), 10, 64)
	most, errMost := strconv.ParseInt(s.query.Get("count"), 10, 64)
	switch {
	case total.Type != gjson.Number || total.Int() < n || strings.ContainsAny(total.Raw, ".eE"):
		return fmt.Sprintf("totalResults %s beside %d resources", describe(total), n)
	case start.Exists() && start.Type != gjson.Number || items.Exists() && items.Type != gjson.Number:
		return fmt.Sprintf("startIndex %s, itemsPerPage %s", start.Raw, items.Raw)
	case errMost == nil && n > max(most, 0):
		return fmt.Sprintf("%d resources, where count is %d", n, most)
	case err == nil && n > 0 && total.Int() < max(asked, 1)-1+n:
		return fmt.Sprintf("totalResults %s beside %d resources from %d", total.Raw, n, asked)
	case err == nil && n > 0 && start.Exists() && start.Int() != max(asked, 1):
		return fmt.Sprintf("startIndex %s, where %d was asked for", start.Raw, asked)
	}
	return ""
}

// unlikePage is a rule of its own, since no client is known to stumble over it, and so many servers repeat count instead.
func unlikePage(s seen) string {
	items, n := s.body.Member("itemsPerPage"), len(s.resources)
	if !s.list || s.status != http.StatusOK || n == 0 || items.Type != gjson.Number || items.Int() == int64(n) {
		return ""
	}
	return fmt.Sprintf("itemsPerPage %s beside %d resources", items.Raw, n)
}

// discoveryMiscounted is about the lists of discovery, which come whole (RFC 7644, 4).
func discoveryMiscounted(s seen) string {
	if len(s.path) != 1 || s.status != http.StatusOK || s.path[0] != "Schemas" && s.path[0] != "ResourceTypes" {
		return ""
	}
	total, all := s.body.Member("totalResults"), s.body.Member("Resources")
	switch n := len(all.Array()); {
	case !scim.Contains(s.body.Member("schemas"), listResponse) || !all.IsArray():
		return "/" + s.path[0] + " without a list's schema and Resources"
	case total.Exists() && (total.Type != gjson.Number || total.Int() != int64(n)):
		return fmt.Sprintf("totalResults %s beside %d resources of /%s", describe(total), n, s.path[0])
	}
	return ""
}

// unmatched looks at filters that compare one text: whatever is found has it, in some letter case.
func unmatched(s seen) string {
	m := plainFilter.FindStringSubmatch(s.query.Get("filter"))
	if m == nil || !s.list || s.status != http.StatusOK {
		return ""
	}
	var want string
	if json.Unmarshal([]byte(m[2]), &want) != nil {
		return ""
	}
	at, err := scim.ParseAttribute(m[1])
	if err != nil {
		return ""
	}
	for _, r := range s.resources {
		if got := at.In(r.Result); got.Exists() && got.Type == gjson.String && !strings.EqualFold(got.Str, want) {
			return fmt.Sprintf("a resource with %s %s, where %s was asked for", m[1], got.Raw, m[2])
		}
	}
	return ""
}

// infrastructure are statuses that often come from something in front of the service provider.
var infrastructure = []int{http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusRequestURITooLong, http.StatusMisdirectedRequest,
	http.StatusTooManyRequests, http.StatusRequestHeaderFieldsTooLarge, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}

func malformedError(s seen) string {
	if s.status < 400 || slices.Contains(infrastructure, s.status) || s.path[0] == "" { // the base URL is no endpoint (RFC 7644, 3.2)
		return ""
	}
	if !s.body.IsObject() {
		return fmt.Sprintf("%d without a JSON object as its body", s.status)
	}
	status := s.body.Member("status")
	for _, fault := range []struct {
		bad  bool
		text string
	}{
		{!scim.Contains(s.body.Member("schemas"), scimError), "schemas " + describe(s.body.Member("schemas"))},
		{status.Type != gjson.String || status.Str != strconv.Itoa(s.status), "status " + describe(status)},
		{s.body.Member("detail").Exists() && s.body.Member("detail").Type != gjson.String && s.body.Member("detail").Type != gjson.Null, "detail " + s.body.Member("detail").Raw},
		{s.body.Member("scimType").Exists() && s.body.Member("scimType").Type != gjson.String && s.body.Member("scimType").Type != gjson.Null, "scimType " + s.body.Member("scimType").Raw},
	} {
		if fault.bad {
			return fmt.Sprintf("%d with %s", s.status, fault.text)
		}
	}
	return ""
}

// patience is how long Entra ID waits for an answer (a program manager's answer, Microsoft Q&A 1151866). The time-out of a run
// may be longer.
const patience = time.Minute

func late(s seen) string {
	if s.took < patience {
		return ""
	}
	return fmt.Sprintf("%s to %s /%s", s.took.Round(time.Second), s.method, strings.Join(s.path, "/"))
}

// unforeseeable is about Retry-After, which has seconds or a date (RFC 9110, 10.2.3). RFC 6585 leaves it to the server whether
// a 429 has one; a job that is told nothing comes back with its next cycle.
func unforeseeable(s seen) string {
	text := s.header.Get("Retry-After")
	if s.status != http.StatusTooManyRequests && (s.status != http.StatusServiceUnavailable || text == "") {
		return ""
	}
	if _, err := strconv.ParseUint(text, 10, 31); err == nil {
		return ""
	}
	if _, err := http.ParseTime(text); err == nil {
		return ""
	}
	return fmt.Sprintf("%d with Retry-After %q", s.status, text)
}

func brokenDown(s seen) string {
	if s.status == http.StatusInternalServerError {
		return fmt.Sprintf("500 to %s /%s", s.method, strings.Join(s.path, "/"))
	}
	return ""
}

func unusualSuccess(s seen) string {
	if s.status >= 300 || !slices.Contains([]string{"Users", "Groups"}, s.path[0]) || s.path[len(s.path)-1] == ".search" {
		return ""
	}
	allowed := map[string][]int{http.MethodGet: {200}, http.MethodPost: {201}, http.MethodPut: {200, 204}, http.MethodPatch: {200, 204}, http.MethodDelete: {204}}[s.method]
	switch {
	case !slices.Contains(allowed, s.status):
		return fmt.Sprintf("%d to %s /%s", s.status, s.method, strings.Join(s.path, "/"))
	case s.status != http.StatusNoContent && !s.body.IsObject():
		return fmt.Sprintf("%d to %s without a JSON object as its body", s.status, s.method)
	}
	return ""
}

// unlocated is a rule of its own: Entra ID goes by the id in the body.
func unlocated(s seen) string {
	if s.status == http.StatusCreated && s.method == http.MethodPost && s.header.Get("Location") == "" {
		return "201 without a Location"
	}
	return ""
}

// malformed is about the answer's text. A body that is no JSON and does not say it was is judged where an object is due.
func malformed(s seen) string {
	media := s.labelled()
	labelled := media == "application/scim+json" || media == "application/json"
	switch {
	case strings.TrimSpace(s.raw) == "", slices.Contains(infrastructure, s.status):
		return ""
	case !s.isJSON:
		if labelled {
			return "a body that is no JSON, labelled " + media
		}
		return ""
	case !labelled && s.body.IsObject():
		return "JSON labelled " + strconv.Quote(s.header.Get("Content-Type"))
	case !utf8.ValidString(s.raw):
		return "bytes that are no UTF-8"
	}
	if name := twice(s.body.Result); name != "" {
		return "the name " + name + " twice in one object"
	}
	return ""
}

// twice finds a name that an object has twice. Names have no letter case (RFC 7643, 2.1).
func twice(v gjson.Result) string {
	if !v.IsObject() && !v.IsArray() {
		return ""
	}
	names, found := map[string]bool{}, ""
	v.ForEach(func(key, value gjson.Result) bool {
		if v.IsObject() {
			name := strings.ToLower(key.String())
			if names[name] {
				found = key.String()
			}
			names[name] = true
		}
		if found == "" {
			found = twice(value)
		}
		return found == ""
	})
	return found
}

// describe is a value as it stands in JSON.
func describe(v gjson.Result) string {
	if !v.Exists() {
		return "nothing"
	}
	return cut(v.Raw)
}

// cut keeps a report readable whatever an answer holds.
func cut(raw string) string {
	if r := []rune(raw); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return raw
}
