package steps

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/tidwall/gjson"
)

// bulkBase gives the base URL of a bulk request (RFC 7644, 3.7), and whether the URL is that of one.
func bulkBase(u *url.URL) (string, bool) {
	return strings.CutSuffix(strings.TrimRight(withoutQuery(u), "/"), "/Bulk")
}

// bulk writes what the operations of a bulk request are going to create into the ledger. Their ids are not taken from the
// answer, which may be wrong: clean-up looks each of them up by its name.
func (l *ledger) bulk(req *http.Request, base string, own *createdThings) error {
	body, err := readBody(req)
	if err != nil {
		return err
	}
	for _, o := range member(gjson.ParseBytes(body), "Operations").Array() {
		if !strings.EqualFold(member(o, "method").String(), http.MethodPost) {
			continue
		}
		e := ledgerEntry{Collection: base + member(o, "path").String()}
		e.Name = member(member(o, "data"), nameAttribute(e.Collection)).String()
		entry, err := l.add(e)
		if err != nil {
			return err
		}
		own.add(entry)
	}
	return nil
}

// lookAtBulk looks at everything that the operations of a bulk request are about to change, as protect does for a single
// change. What the request itself creates is not there yet.
func (g *guard) lookAtBulk(req *http.Request, base string, next http.RoundTripper) error {
	body, err := readBody(req)
	if err != nil {
		return err
	}
	looked := map[string]bool{}
	for _, o := range member(gjson.ParseBytes(body), "Operations").Array() {
		path := member(o, "path").String()
		if strings.EqualFold(member(o, "method").String(), http.MethodPost) || strings.Contains(path, "bulkId:") {
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
