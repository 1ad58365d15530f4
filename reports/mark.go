package reports

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// marker knows what findings complain of, and finds the lines of an exchange that show it.
type marker struct {
	// names are what expected and actual begin with, and other words in them that can be an attribute or a header.
	names []string
	// texts are quoted values of what was found.
	texts []string
	// numbers are the statuses that were found.
	numbers []string
}

var (
	// subject is an attribute as findings name it: active, name.givenName, emails[type eq "work"].value, urn:…:User:x,
	// Content-Type.
	subject = regexp.MustCompile(`(?:urn:[\w.:-]+|[A-Za-z$][\w$-]*)(?:\[[^\]]*\])?(?:\.[A-Za-z$][\w$]*)*`)
	quoted  = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)
	status  = regexp.MustCompile(`\b[1-5][0-9][0-9]\b`)
	aside   = regexp.MustCompile(`\([^)]*\)`)
)

// most bounds the work that one finding may make.
const most = 40

func newMarker(findings ...Finding) marker {
	var m marker
	for _, f := range findings {
		for _, text := range []string{f.Actual, f.Expected} {
			text = aside.ReplaceAllString(cut(text, longLimit), "")
			bare := quoted.ReplaceAllStringFunc(text, func(q string) string {
				if strings.Contains(text, "eq "+q) { // part of a value path
					return q
				}
				return ""
			})
			m.names = append(m.names, subject.FindAllString(bare, most)...)
		}
		for _, q := range quoted.FindAllStringSubmatch(cut(f.Actual, longLimit), most) {
			if len(q[1]) > 1 {
				m.texts = append(m.texts, q[1])
			}
		}
		m.numbers = append(m.numbers, status.FindAllString(f.Actual, most)...)
	}
	return m
}

// commonWords are words that are no subject of a complaint although a SCIM message has members of that name.
var commonWords = []string{"id", "value", "type", "status", "detail", "schemas", "meta", "path", "op", "error", "User", "user", "Users"}

// body marks the lines of a body that show what is wrong.
func (m marker) body(all []bodyLine) {
	found := false
	for i := range all {
		all[i].Marked = slices.ContainsFunc(all[i].paths, m.named)
		found = found || all[i].Marked
	}
	if found {
		m.narrow(all)
		return
	}
	for i := range all {
		if all[i].Text == "" {
			continue
		}
		all[i].Marked = slices.ContainsFunc(m.texts, func(t string) bool { return strings.Contains(all[i].Text, t) })
	}
}

// narrow takes the mark from a line around others that are marked: of emails, one e-mail, its value only the value.
func (m marker) narrow(all []bodyLine) {
	for i := range all {
		if all[i].Marked && i+1 < len(all) && all[i+1].Indent > all[i].Indent {
			for j := i + 1; j < len(all) && all[j].Indent > all[i].Indent; j++ {
				if all[j].Marked && len(all[j].paths) > 0 && all[j].Key != "" {
					all[i].Marked = false
					break
				}
			}
		}
	}
}

func (m marker) named(path string) bool {
	return slices.ContainsFunc(m.names, func(name string) bool {
		return strings.EqualFold(name, path) && !slices.Contains(commonWords, name)
	})
}

// header says whether a finding is about a header.
func (m marker) header(name string) bool {
	return slices.ContainsFunc(m.names, func(n string) bool { return strings.EqualFold(n, name) })
}

// status says whether the status is part of what is wrong.
func (m marker) status(code int) bool {
	return code >= http.StatusBadRequest || slices.Contains(m.numbers, strconv.Itoa(code))
}

// complaint marks what an error answer says of itself (RFC 7644 section 3.12).
func (m marker) complaint(code int, all []bodyLine) {
	for i, line := range all {
		if code >= http.StatusBadRequest && line.Indent == 1 && (line.Key == `"scimType": ` || line.Key == `"detail": `) {
			all[i].Marked = true
		}
	}
}
