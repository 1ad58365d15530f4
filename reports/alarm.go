package reports

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// Alarm is a known false alarm of the SCIM Validator for which the target gives cause.
type Alarm struct {
	// Complaint is what the validator will say or do, Evidence what was seen at the target, Source who saw it happen.
	Complaint string `json:"complaint"`
	Evidence  string `json:"evidence"`
	Source    string `json:"source"`
}

const (
	validatorReport   = "https://github.com/pranems/SCIMServer/blob/main/docs/archive/SCIM_VALIDATOR_FALSE_POSITIVES_REPORT.md"
	validatorTutorial = "https://learn.microsoft.com/entra/identity/app-provisioning/scim-validator-tutorial"
)

// alarms gives the false alarms in a fixed order. Each is drawn from what the target says of itself in /Schemas or answered
// in the run, not from a list for everybody.
func alarms(r *Report, schemas string) []Alarm {
	all := []Alarm{}
	add := func(evidence, complaint, source string) {
		if evidence != "" {
			all = append(all, Alarm{complaint, evidence, source})
		}
	}
	d := described(schemas)
	add(d.naming("advertises as never returned", func(a advertised) bool {
		return strings.EqualFold(a.of.Get("mutability").String(), "writeOnly") || slices.Contains([]string{"never", "request"}, a.of.Get("returned").String())
	}), "a created or changed user does not come back with everything that was sent", validatorReport)
	add(d.naming("advertises", func(a advertised) bool { return strings.EqualFold(a.path, "roles.primary") }),
		`a user with roles is refused: it sends roles[].primary as the text "True"`, validatorReport)
	add(d.naming("advertises", func(a advertised) bool {
		return strings.EqualFold(a.path, "emails.display") || strings.EqualFold(a.path, "emails.primary")
	}), "the schema is refused before any test", "https://github.com/scimmyjs/scimmy-routers/issues/10")
	add(d.naming("advertises", func(a advertised) bool { return strings.EqualFold(a.path, "timezone") }),
		"random text as a time zone, which a server that checks time zones refuses", validatorTutorial)
	add(d.naming("requires", func(a advertised) bool {
		return a.of.Get("required").Bool() && !strings.Contains(a.path, ".") && !strings.EqualFold(a.path, "userName") &&
			!strings.EqualFold(a.path, "displayName")
	}), "a removal is refused: its test of removal takes away required attributes, too", validatorTutorial)
	add(d.naming("has canonical values for", func(a advertised) bool {
		return len(a.of.Get("canonicalValues").Array()) > 0 && !strings.HasSuffix(a.path, ".type")
	}), "random words where the target takes certain values only", validatorTutorial)
	add(plainJSON(r), "the run is aborted at the first answer that is labelled application/json",
		"https://github.com/MicrosoftDocs/azure-docs/issues/104859")
	add(refusedMember(r), "a group test sends random text as a member's value, and wants it taken", validatorReport)
	add(conflict(r), "a creation meets 409 when a test before it renamed its user: its own state leaks", validatorReport)
	return all
}

// advertised is an attribute of /Schemas: name, or name and sub-attribute with a dot between.
type advertised struct {
	path string
	of   gjson.Result
}

type advertisement []advertised

// described lists the attributes of a /Schemas document; none of one that cannot be read.
func described(schemas string) advertisement {
	var all advertisement
	if depth(schemas) > deepest || !gjson.Valid(schemas) { // gjson recurses
		return nil
	}
	for _, s := range gjson.Get(schemas, "Resources").Array() {
		if strings.Contains(s.Get("id").String(), ":core:2.0:") && !strings.HasSuffix(s.Get("id").String(), ":User") {
			continue // of users and their extensions only
		}
		for _, a := range s.Get("attributes").Array() {
			name := a.Get("name").String()
			all = append(all, advertised{name, a})
			for _, sub := range a.Get("subAttributes").Array() {
				all = append(all, advertised{name + "." + sub.Get("name").String(), sub})
			}
		}
	}
	return all
}

// naming gives the attributes of a kind as evidence; empty for none.
func (d advertisement) naming(verb string, which func(advertised) bool) string {
	var names []string
	for _, a := range d {
		if which(a) {
			names = append(names, a.path)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return verb + " " + strings.Join(names, ", ")
}

// seen looks for an exchange with an answer and tells it.
func seen(r *Report, as string, which func(Exchange) bool) string {
	for _, result := range r.sorted() {
		for _, e := range result.Exchanges {
			if e.Response != nil && which(e) {
				return fmt.Sprintf("answered %s %s with %d%s", e.Request.Method, pathOf(e.Request.URL), e.Response.Status, as)
			}
		}
	}
	return ""
}

func plainJSON(r *Report) string {
	return seen(r, " as application/json", func(e Exchange) bool {
		return strings.HasPrefix(strings.ToLower(e.Response.Header.Get("Content-Type")), "application/json")
	})
}

func refusedMember(r *Report) string {
	return seen(r, " for a member whom it does not know", func(e Exchange) bool {
		return e.Request.Method == http.MethodPatch && strings.Contains(e.Request.URL, "/Groups/") &&
			strings.Contains(e.Request.Body, `"members"`) && strings.Contains(e.Request.Body, "-unknown") &&
			e.Response.Status >= 400 && e.Response.Status < 500
	})
}

func conflict(r *Report) string {
	return seen(r, "", func(e Exchange) bool {
		return e.Request.Method == http.MethodPost && strings.HasSuffix(e.Request.URL, "/Users") && e.Response.Status == http.StatusConflict
	})
}

// pathOf is a URL without its origin and query.
func pathOf(url string) string {
	if _, rest, found := strings.Cut(url, "://"); found {
		_, url, _ = strings.Cut(rest, "/")
		url = "/" + url
	}
	url, _, _ = strings.Cut(url, "?")
	return url
}
