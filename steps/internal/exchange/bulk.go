package exchange

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/scim"
)

// bulkBase gives the base URL of a bulk request (RFC 7644, 3.7), and whether the URL is that of one.
func bulkBase(u *url.URL) (string, bool) {
	return strings.CutSuffix(strings.TrimRight(withoutQuery(u), "/"), "/Bulk")
}

// bulk writes what the operations of a bulk request are going to create into the ledger. Their ids are not taken from the
// Answer, which may be wrong: clean-up looks each of them up by its name.
func (l *Ledger) bulk(req *http.Request, base string, own *CreatedThings) error {
	body, err := requestBody(req)
	if err != nil {
		return err
	}
	for _, o := range scim.Member(gjson.ParseBytes(body), "Operations").Array() {
		if !strings.EqualFold(scim.Member(o, "method").String(), http.MethodPost) {
			continue
		}
		e := Entry{Collection: base + scim.Member(o, "path").String()}
		e.Name = scim.Member(scim.Member(o, "data"), NameAttribute(e.Collection)).String()
		entry, err := l.add(e)
		if err != nil {
			return err
		}
		own.Add(entry)
	}
	return nil
}

// lookAtBulk looks at everything that the operations of a bulk request are about to change, as protect does for a single
// change. What the request itself creates is not there yet.
func (g *Guard) lookAtBulk(req *http.Request, base string, next http.RoundTripper) error {
	body, err := requestBody(req)
	if err != nil {
		return err
	}
	looked := map[string]bool{}
	for _, o := range scim.Member(gjson.ParseBytes(body), "Operations").Array() {
		path := scim.Member(o, "path").String()
		if strings.EqualFold(scim.Member(o, "method").String(), http.MethodPost) || strings.Contains(path, "bulkId:") {
			continue
		}
		target, err := url.Parse(base + path)
		if err != nil {
			return err
		}
		at := withoutQuery(target)
		if g.owns(at) || looked[at] {
			continue
		}
		looked[at] = true
		one := req.Clone(req.Context())
		one.URL = target
		if err := g.look(one, at, next); err != nil {
			return err
		}
	}
	return nil
}
