package steps

import (
	"net/http"

	"github.com/tidwall/gjson"
)

// fitBulk is a bulk request (RFC 7644, 3.7) whose operations are fitted as each would be if it came alone: what they create
// or replace by fitBody, what they change by fitPatch. All else keeps every byte.
func (w *World) fitBulk(text string) (string, error) {
	if !gjson.Valid(text) {
		return text, nil
	}
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
