package steps

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// fitBulk is a bulk request (RFC 7644, 3.7) whose operations are fitted as each would be if it came alone: what they create
// or replace by fitBody, what they change by fitPatch. All else keeps every byte.
func (w *world) fitBulk(text string) (string, error) {
	if !gjson.Valid(text) {
		return text, nil
	}
	text = escapeBulkPaths(text)
	operations := gjson.Get(text, "Operations").Array()
	for i := len(operations) - 1; i >= 0; i-- { // from the end, so that the places before stay where they are
		data, path := operations[i].Get("data"), operations[i].Get("path").String()
		var fitted string
		var err error
		switch method := operations[i].Get("method").String(); {
		case !data.IsObject() || data.Index == 0:
			continue
		case method == http.MethodPost || method == http.MethodPut:
			fitted, err = w.fitBody(path, data.Raw)
		case method == http.MethodPatch:
			fitted, err = w.fitPatch(w.demandsOf(path), data.Raw)
		default:
			continue
		}
		if err != nil {
			return text, err
		}
		text = text[:data.Index] + fitted + text[data.Index+len(data.Raw):]
	}
	return text, nil
}

// escapeBulkPaths writes the ids in the paths of a bulk request as URLs have them.
func escapeBulkPaths(text string) string {
	operations := gjson.Get(text, "Operations").Array()
	for i := len(operations) - 1; i >= 0; i-- {
		path := operations[i].Get("path")
		collection, id, ofOne := strings.Cut(strings.TrimPrefix(path.String(), "/"), "/")
		if escaped := url.PathEscape(id); ofOne && escaped != id && path.Index > 0 && !strings.HasPrefix(id, "bulkId:") {
			text = text[:path.Index] + strconv.Quote("/"+collection+"/"+escaped) + text[path.Index+len(path.Raw):]
		}
	}
	return text
}
