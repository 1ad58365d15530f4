package causes

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/reports"
)

// Symptom is what a row is recognised by.
type Symptom struct {
	// Exchange is the one that shows the fault; its zero value if there is none.
	Exchange reports.Exchange
	// Expected and Actual are those of the finding.
	Expected, Actual string
	// Requirements are the ids on the scenario: what it was looking for.
	Requirements []string
}

// signature says what a symptom has to look like: regular expressions, of which the empty one fits everything. Path ends
// with what it is compared to; method, status, op and of are compared whole, the others anywhere.
type signature struct {
	method, path, query, status string
	// op, of and value are of one operation of a PATCH: Replace, active, "False". The path of an operation without one is -.
	op, of, value string
	// sent and answered are the bodies; unsent must not be found in what was sent, nor unanswered in what came.
	sent, unsent, answered, unanswered string
	expected, actual                   string
	// requirement is one of the scenario's.
	requirement string
	// also decides where no expression can.
	also func(view) bool
}

// view is a symptom, taken apart.
type view struct {
	Symptom
	path, query, status string
	operations          []operation
	answer              string
}

type operation struct{ op, path, value string }

// bodyLimit keeps the JSON reader, which recurses, away from bodies that no SCIM message has.
const bodyLimit = 64 << 10

func (s Symptom) view() view {
	v := view{Symptom: s, status: "none"}
	if u, err := url.Parse(s.Exchange.Request.URL); err == nil {
		v.path = u.Path
		if q, err := url.QueryUnescape(u.RawQuery); err == nil {
			v.query = q
		}
	}
	if r := s.Exchange.Response; r != nil {
		v.status, v.answer = strconv.Itoa(r.Status), r.Body
	}
	sent := s.Exchange.Request.Body
	if s.Exchange.Request.Method != http.MethodPatch || len(sent) > bodyLimit || !gjson.Valid(sent) {
		return v
	}
	for _, o := range gjson.Get(sent, "Operations").Array() {
		path := o.Get("path").String()
		if path == "" {
			path = "-"
		}
		v.operations = append(v.operations, operation{o.Get("op").String(), path, o.Get("value").Raw})
	}
	return v
}

// matcher is a signature that is ready to compare.
type matcher struct {
	method, path, query, status, op, of, value, sent, unsent, answered, unanswered, expected, actual, requirement *regexp.Regexp

	also func(view) bool
}

func (s signature) compile() matcher {
	anywhere := func(text string) *regexp.Regexp {
		if text == "" {
			return nil
		}
		return regexp.MustCompile(text)
	}
	whole := func(text string) *regexp.Regexp {
		if text == "" {
			return nil
		}
		return regexp.MustCompile("^(?:" + text + ")$")
	}
	m := matcher{method: whole(s.method), query: anywhere(s.query), status: whole(s.status), op: whole(s.op), of: whole(s.of),
		value: anywhere(s.value), sent: anywhere(s.sent), unsent: anywhere(s.unsent), answered: anywhere(s.answered),
		unanswered: anywhere(s.unanswered), expected: anywhere(s.expected), actual: anywhere(s.actual),
		requirement: whole(s.requirement), also: s.also}
	if s.path != "" {
		m.path = regexp.MustCompile("(?:" + s.path + ")$")
	}
	return m
}

func fits(e *regexp.Regexp, text string) bool { return e == nil || e.MatchString(text) }

func (m matcher) matches(v view) bool {
	request := v.Exchange.Request
	return fits(m.method, request.Method) && fits(m.path, v.path) && fits(m.query, v.query) && fits(m.status, v.status) &&
		fits(m.expected, v.Expected) && fits(m.actual, v.Actual) && fits(m.sent, request.Body) && fits(m.answered, v.answer) &&
		(m.unsent == nil || !m.unsent.MatchString(request.Body)) && (m.unanswered == nil || !m.unanswered.MatchString(v.answer)) &&
		(m.requirement == nil || m.required(v)) && m.operates(v) && (m.also == nil || m.also(v))
}

func (m matcher) required(v view) bool {
	for _, id := range v.Requirements {
		if m.requirement.MatchString(id) {
			return true
		}
	}
	return false
}

func (m matcher) operates(v view) bool {
	if m.op == nil && m.of == nil && m.value == nil {
		return true
	}
	for _, o := range v.operations {
		if fits(m.op, o.op) && fits(m.of, o.path) && fits(m.value, o.value) {
			return true
		}
	}
	return false
}

// notJSON says that the answer's body is something else: a framework's page, or plain text.
func notJSON(v view) bool {
	return len(v.answer) <= bodyLimit && strings.TrimSpace(v.answer) != "" && !gjson.Valid(v.answer)
}

// twice says that a list of names in what was found has one of them again, or that a change made a second of one member.
func twice(v view) bool {
	if again.MatchString(v.Actual) {
		return true
	}
	if !strings.HasPrefix(v.Expected, "the members") {
		return false
	}
	seen := map[string]bool{}
	for _, name := range strings.Split(v.Actual, ", ") {
		if seen[name] {
			return true
		}
		seen[name] = true
	}
	return false
}

// again is how a comparison names what an addition added once more.
var again = regexp.MustCompile(`^members\[[^]]*\]\[no\. \d+\]\.value: nothing became `)

// sentJSON says that the request's body can be read.
func sentJSON(v view) bool {
	sent := v.Exchange.Request.Body
	return len(sent) <= bodyLimit && gjson.Valid(sent)
}

// equalOnly says that a filter has no operator but eq, and nothing but and between.
func equalOnly(v view) bool { return !otherOperators.MatchString(v.query) }

var otherOperators = regexp.MustCompile(`(?i) (?:ne|co|sw|ew|gt|ge|lt|le|pr|or|not)\b`)

// sparesMembers says that no operation of a PATCH is about the members of a group.
func sparesMembers(v view) bool {
	return !slices.ContainsFunc(v.operations, func(o operation) bool { return strings.HasPrefix(strings.ToLower(o.path), "members") })
}

// takesName says that what came of a request is about a name that is taken: two users of it, or a rename that was done.
func takesName(v view) bool {
	switch {
	case strings.HasPrefix(v.Expected, "one user "):
		n, err := strconv.Atoi(v.Actual)
		return v.Exchange.Request.Method == http.MethodPost && err == nil && n > 1
	case v.Expected == "nothing changes" && !strings.HasPrefix(v.Actual, "userName: "):
		return false
	case v.Exchange.Request.Method == http.MethodPatch:
		return len(v.operations) == 1 && strings.EqualFold(v.operations[0].path, "userName")
	}
	return true
}

// missing says whether somebody of "the members ann, bob" was not found. Who is found besides was not lost. Any other
// expectation is left to the rest of the signature.
func missing(v view) bool {
	names, members := strings.CutPrefix(v.Expected, "the members ")
	if !members {
		return true
	}
	found := strings.Split(v.Actual, ", ")
	return slices.ContainsFunc(strings.Split(names, ", "), func(name string) bool { return !slices.Contains(found, name) })
}

// repeatedPath says that two operations of the PATCH are about one attribute.
func repeatedPath(v view) bool {
	seen := map[string]bool{}
	for _, o := range v.operations {
		if seen[o.path] {
			return true
		}
		seen[o.path] = true
	}
	return false
}

// long says that a PATCH has more than ten operations, or takes more than ten members out, and that something of it is missing.
func long(v view) bool {
	const most = 10
	return wanted(v) && (len(v.operations) > most && !sameValue(v) || slices.ContainsFunc(v.operations, func(o operation) bool {
		return strings.EqualFold(o.op, "remove") && len(gjson.Parse(o.value).Array()) > most
	}))
}

// sameValue says that all operations of the PATCH write one value.
func sameValue(v view) bool {
	return !slices.ContainsFunc(v.operations, func(o operation) bool { return o.value != v.operations[0].value })
}

// rowsRepeated says that a list has a resource twice, or counts more than the resources that are all of it.
func rowsRepeated(v view) bool {
	if len(v.answer) > bodyLimit || !gjson.Valid(v.answer) {
		return false
	}
	seen := map[string]bool{}
	for _, r := range gjson.Get(v.answer, "Resources").Array() {
		id := r.Get("id").String()
		if seen[id] {
			return true
		}
		seen[id] = true
	}
	return len(seen) == 1 && gjson.Get(v.answer, "totalResults").Int() > 1 && !strings.Contains(v.query, "count=")
}

// refusesRename says that a PATCH was refused for its userName: for nothing else was in it, or because the answer names it
// and none of the other attributes. A name that somebody else has is another matter.
func refusesRename(v view) bool {
	const name = "username"
	answer, renames, alone := strings.ToLower(v.answer), false, true
	if v.status == strconv.Itoa(http.StatusConflict) || strings.Contains(answer, "uniqueness") {
		return false
	}
	others := strings.ReplaceAll(answer, name, "")
	for _, o := range v.operations {
		paths := []string{o.path}
		if o.path == "-" {
			paths = nil
			gjson.Parse(o.value).ForEach(func(key, _ gjson.Result) bool {
				paths = append(paths, key.String())
				return true
			})
		}
		for _, p := range paths {
			p = strings.ToLower(p[strings.LastIndexByte(p, ':')+1:])
			plain, _, _ := strings.Cut(p, "[")
			plain, _, _ = strings.Cut(plain, ".")
			switch {
			case plain == name:
				renames = true
			case plain != "" && strings.Contains(others, plain):
				return false
			default:
				alone = false
			}
		}
	}
	return renames && (alone || strings.Contains(answer, name))
}

// neverSent says of a user's own feature that the attribute that it misses was not in the request. What comes with entrasim
// only misses what was sent, or what the service provider itself has to add.
func neverSent(v view) bool {
	if len(v.Requirements) == 0 || slices.ContainsFunc(v.Requirements, ours.MatchString) {
		return false
	}
	path, _, _ := strings.Cut(v.Actual, " nothing")
	path, _, _ = strings.Cut(path, "[")
	leaf := path[strings.LastIndexAny(path, ":.")+1:]
	return !slices.Contains([]string{"", "id", "meta", "schemas", "groups"}, strings.Split(path, ".")[0]) &&
		!strings.Contains(v.Exchange.Request.Body, `"`+leaf+`"`)
}

// ours are the ids of the catalogue's requirements.
var ours = regexp.MustCompile(`^(RFC\d|MS-|D-\d|VCC-\d|GALLERY-|VALIDATOR-)`)

// wanted says that an effect was looked for, and not that there is none beyond it: what was refused, or not changed, would
// have been right.
func wanted(v view) bool { return !unwanted.MatchString(v.Expected) }

var unwanted = regexp.MustCompile(`^(nothing changes|no other attribute|a change of .* alone|a SCIM error|4\d\d)`)
