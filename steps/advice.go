package steps

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/reports"
)

var (
	domainWord   = regexp.MustCompile(`(?i)\bdomains?\b`)
	domainName   = regexp.MustCompile(`(?i)\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b`)
	userNameWord = regexp.MustCompile(`(?i)\buserName\b`)
)

// advice says for a refused create what belongs into the values file, as far as the answer tells.
func (p *probe) advice(x reports.Exchange) string {
	if x.Request.Method != http.MethodPost || x.Response == nil ||
		x.Response.Status != http.StatusBadRequest && x.Response.Status != http.StatusUnprocessableEntity {
		return ""
	}
	return "If this is a demand of the service provider, name it in the file of --values: " + p.demanded(x) + "."
}

func (p *probe) demanded(x reports.Exchange) string {
	kind, d := "users", &p.w.run.demands.Users
	if strings.Contains(operationOf(x), "/Groups") {
		kind, d = "groups", &p.w.run.demands.Groups
	}
	detail := gjson.Get(x.Response.Body, "detail").String()
	if domainWord.MatchString(detail) {
		for _, name := range domainName.FindAllString(detail, -1) {
			if !strings.Contains(x.Request.Body, "@"+name) { // the one that was refused
				return "domains: [" + name + "]"
			}
		}
		return "domains: [example.com]"
	}
	if userNameWord.MatchString(detail) {
		return "userName: plain, or userName: email with domains: [example.com]"
	}
	names := []string{"externalId"}
	for _, a := range d.Attributes {
		names = append(names, a.Path)
	}
	names = append(names, strings.Fields("title nickName department costCenter employeeNumber division organization userType locale")...)
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	for _, n := range names {
		short := n[strings.LastIndexByte(n, ':')+1:]
		if len(short) > 3 && regexp.MustCompile(`(?i)\b`+regexp.QuoteMeta(short)+`\b`).MatchString(detail) {
			if strings.HasSuffix(short, ".type") {
				return fmt.Sprintf("%s: {allowed: {%s: [work]}}", kind, n)
			}
			return fmt.Sprintf("%s: {required: {%s: %q}}", kind, n, "{{unique}}")
		}
	}
	return kind + `: {required: {ATTRIBUTE: TEMPLATE}}, domains: [example.com], userName: plain`
}
