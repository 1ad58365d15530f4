package steps

import (
	"cmp"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/features"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps/causes"
)

// root is an operation that does not work at all with the plainest of requests. Nothing can be said of what builds on it:
// one scenario reports it, and the others are blocked by it.
type root struct {
	// operations are what operationOf gives; none for all of them, or for all of the collection, where one is given.
	operations []string
	collection string
	// answer is what brokenBy gives.
	answer   string
	sentence string
	// advice is what the values file might be lacking, if anything.
	advice string
	// exchange shows it.
	exchange reports.Exchange
}

// Answers that look right and are not: only what was done before tells.
const (
	findsNobody    = "finds nobody, not even what GET by id shows"
	changesNothing = "is accepted and changes nothing"
	keepsNothing   = "is accepted, and nothing is there at the id that it gives"
	// labelled is followed by a media type.
	labelled = "the media type "
)

// operationOf is what an exchange asks for, without what differs from one request to the next: GET /Users/{id},
// GET /Users?filter.
func operationOf(x reports.Exchange) string {
	shape, filter, found := strings.Cut(pathShape(x.Request.URL), "?filter")
	if found && filter != "" {
		shape += "?filter"
	}
	return x.Request.Method + " " + shape
}

// brokenBy says in which way an answer is none: a status, no JSON, no answer at all. It is empty for one that may do.
func brokenBy(x reports.Exchange) string {
	switch {
	case x.Response == nil:
		return "no answer"
	case x.Response.Status >= 300:
		return strconv.Itoa(x.Response.Status)
	case x.Request.Method == http.MethodDelete || x.Response.Body == "":
		return ""
	case !x.Response.Truncated && !gjson.Valid(x.Response.Body):
		return strconv.Itoa(x.Response.Status) + " and no JSON"
	}
	return mislabelled(x)
}

// mislabelled names the media type of an answer that says of itself that it is no JSON.
func mislabelled(x reports.Exchange) string {
	if kind, _, err := mime.ParseMediaType(x.Response.Header.Get("Content-Type")); err == nil && !strings.Contains(kind, "json") {
		return labelled + kind
	}
	return ""
}

// shows says whether an exchange is one of those that the root spoils.
func (r root) shows(x reports.Exchange) bool {
	asked := operationOf(x)
	if len(r.operations) > 0 && !slices.Contains(r.operations, asked) || !strings.Contains(asked, " "+r.collection) {
		return false
	}
	switch {
	case r.answer == findsNobody:
		return brokenBy(x) == "" && !listsAny(x.Response.Body)
	case r.answer == changesNothing, r.answer == keepsNothing:
		return x.Response != nil && x.Response.Status < 300
	case strings.HasPrefix(r.answer, labelled):
		return x.Response != nil && x.Response.Body != "" && r.answer == mislabelled(x)
	}
	return r.answer == brokenBy(x)
}

// listsAny says whether a ListResponse lists anything.
func listsAny(body string) bool {
	return gjson.Get(body, "totalResults").Int() > 0 || len(gjson.Get(body, "Resources").Array()) > 0
}

// diagnosis is the row of the table of causes that fits, with the advice before its fix.
func (r root) diagnosis() *reports.Diagnosis {
	symptom := causes.Symptom{Exchange: r.exchange, Expected: causes.Plainest, Actual: r.answer}
	switch {
	case r.exchange.Response == nil:
		symptom.Actual = r.exchange.Error
	case len(r.operations) == 0:
		symptom.Actual += causes.Everywhere
	}
	row, found := probableCauses().Find(symptom)
	if !found {
		return nil
	}
	if r.advice != "" {
		row.Fix = r.advice + " Otherwise: " + row.Fix
	}
	return &row.Diagnosis
}

// said is what an exchange asked and was told: POST /Users is answered with 400 "…".
func said(x reports.Exchange, operations string, broken string) string {
	verb, finds := " is ", broken
	if strings.Contains(operations, " and ") {
		verb, finds = " are ", strings.NewReplacer("finds ", "find ", "is ", "are ", "changes ", "change ").Replace(broken)
	}
	switch {
	case x.Response == nil:
		_, after, _ := strings.Cut(x.Error, "://") // method and URL stand in front
		_, why, _ := strings.Cut(after, ": ")
		return operations + verb + "not answered: " + cmp.Or(why, x.Error)
	case broken == findsNobody, broken == changesNothing, broken == keepsNothing:
		return operations + " " + finds
	case x.Response.Status < 300:
		return operations + verb + "answered with " + broken
	}
	text := operations + verb + "answered with " + broken
	if t := gjson.Get(x.Response.Body, "scimType"); gjson.Valid(x.Response.Body) && t.Type == gjson.String && t.Str != "" {
		text += " " + t.Str
	}
	if detail := gjson.Get(x.Response.Body, "detail"); gjson.Valid(x.Response.Body) && detail.Type == gjson.String && detail.Str != "" {
		const most = 200
		words := []rune(detail.Str)
		text += " " + strconv.Quote(string(words[:min(most, len(words))]))
	}
	return text
}

// leads are the requirements whose scenarios say best that an operation does not work.
var leads = map[string][]string{
	"GET /Users?filter":   {"MS-SCIM-01", "MS-SCIM-04"},
	"POST /Users":         {"MS-SCIM-03", "RFC7644-3.3-a"},
	"GET /Users/{id}":     {"RFC7644-3.3-b"},
	"PATCH /Users/{id}":   {"MS-SCIM-06"},
	"DELETE /Users/{id}":  {"RFC7644-3.6-a"},
	"POST /Groups":        {"MS-GROUP-01"},
	"GET /Groups?filter":  {"MS-GROUP-03"},
	"DELETE /Groups/{id}": {"MS-GROUP-06"},
	"PATCH /Groups/{id}":  {"MS-GROUP-09"},
}

// about are the requirements that are to speak for the root.
func (r root) about() []string {
	switch {
	case strings.HasPrefix(r.answer, labelled):
		return []string{"RFC7644-3.8-d"}
	case r.answer == keepsNothing:
		return []string{"RFC7644-3.3-b"}
	case r.answer == findsNobody && len(r.operations) > 0 && strings.Contains(r.operations[0], "/Users"):
		return []string{"MS-SCIM-04", "D-054"}
	case len(r.operations) > 0:
		return leads[r.operations[0]]
	case r.collection == "/Groups":
		return leads["POST /Groups"]
	}
	return leads["GET /Users?filter"]
}

// unfitness is how badly a result speaks for the root. That what was asked for should have succeeded, and did not, is the
// point; a request that should have been refused tells less, and so does a scenario that is about something else.
func (r root) unfitness(x reports.Result) int {
	const refused, unshown, otherRequirement, otherwise = 4, 8, 16, 32
	about := r.about()
	best := otherwise
	for _, f := range x.Findings {
		bad := 0
		switch i := slices.IndexFunc(x.Exchanges, func(e reports.Exchange) bool { return e.Number == f.Exchange }); {
		case i < 0 || !r.shows(x.Exchanges[i]):
			bad += unshown
		case strings.HasPrefix(r.answer, labelled) && x.Exchanges[i].Response.Status >= http.StatusMultipleChoices:
			bad += refused
		}
		if !slices.Contains(about, f.Requirement) {
			bad += otherRequirement
		}
		if refusalWanted.MatchString(f.Expected) {
			bad = otherwise
		}
		best = min(best, bad)
	}
	for _, id := range about {
		if !slices.Contains(x.Requirements, id) {
			best++
		}
	}
	return best
}

// refusalWanted fits what is expected of a request that is to be refused.
var refusalWanted = regexp.MustCompile(`^(a SCIM error with status )?[45]\d\d|fails`)

// blameRoots leaves one failure for each root, and makes what else met it blocked. The one that stays is the one that says
// best what is wrong, and among those the simplest: that with the fewest requests, first in the order of the features.
func (r *run) blameRoots(roots []root) {
	for _, root := range roots {
		var met []int
		lead := -1
		for i, x := range r.results {
			if x.Outcome != reports.Failed && x.Outcome != reports.Blocked && x.Outcome != reports.Warned ||
				!slices.ContainsFunc(x.Exchanges, root.shows) {
				continue
			}
			met = append(met, i)
			if x.Outcome == reports.Failed && len(x.Findings) > 0 && (lead < 0 || root.before(x, r.results[lead])) {
				lead = i
			}
		}
		diagnosis := root.diagnosis()
		for _, i := range met {
			x := &r.results[i]
			if x.Outcome == reports.Warned && lead < 0 {
				continue // nothing that counts came of it
			}
			for j := range x.Findings {
				x.Findings[j].Cause, x.Findings[j].Diagnosis = root.sentence, diagnosis
			}
			if i != lead {
				x.Outcome, x.Reason = reports.Blocked, root.sentence
			}
		}
	}
}

func (r root) before(a, b reports.Result) bool {
	return cmp.Or(cmp.Compare(r.unfitness(a), r.unfitness(b)), cmp.Compare(len(a.Exchanges), len(b.Exchanges)),
		strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) < 0
}

// claimsNot says that the target says of itself that it lacks a capability.
func (r *run) claimsNot(c features.Capability) bool {
	return slices.ContainsFunc(r.claims, func(x reports.Claim) bool { return x.Name == string(c) && !x.Claimed })
}
