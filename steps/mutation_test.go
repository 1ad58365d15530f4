package steps_test

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// spoil does to an answer what the kind of mutation says, and notes what.
func (m *mutation) spoil(resp *http.Response) error {
	switch m.kind {
	case "status":
		was := resp.StatusCode
		for resp.StatusCode/100 == was/100 {
			resp.StatusCode = []int{200, 400, 404, 429, 500}[m.random.IntN(5)]
		}
		resp.Status = strconv.Itoa(resp.StatusCode) + " " + http.StatusText(resp.StatusCode)
		m.done = strconv.Itoa(was) + " became " + strconv.Itoa(resp.StatusCode)
		return nil
	case "header":
		names := slices.DeleteFunc([]string{"Content-Type", "Location", "Etag", "Www-Authenticate"}, func(n string) bool { return resp.Header.Get(n) == "" })
		if len(names) > 0 {
			name := names[m.random.IntN(len(names))]
			resp.Header.Set(name, "text/mutant")
			m.done = name
		}
		return nil
	}
	body, err := takeBody(resp)
	if err != nil {
		return err
	}
	if document := decode(body); document != nil {
		fields := fieldsOf(document, "")
		switch list := listIn(document); {
		case slices.Contains(listKinds, m.kind):
			m.done = m.relist(document, list)
		case len(fields) > 0 && m.field > 0:
			m.done = m.change(fields[(m.field-1)%len(fields)])
		case len(fields) > 0:
			m.done = m.change(fields[m.random.IntN(len(fields))])
		}
		body = encode(document)
	}
	putBody(resp, body)
	return nil
}

func takeBody(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func putBody(resp *http.Response, body []byte) {
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	resp.Header.Del("Content-Length")
}

// listIn gives the resources of a list; nil for anything else.
func listIn(document any) []any {
	o, _ := document.(object)
	list, _ := o["Resources"].([]any)
	return list
}

// relist spoils a list as a whole.
func (m *mutation) relist(document any, list []any) string {
	if len(list) == 0 {
		return ""
	}
	body := document.(object)
	switch m.kind {
	case "empty":
		body["Resources"], body["totalResults"] = []any{}, 0
	case "double":
		list = append(slices.Clone(list), list[0])
		body["Resources"], body["totalResults"] = list, len(list)
	case "reverse":
		if len(list) < 2 {
			return ""
		}
		slices.Reverse(list)
	}
	return "a list of " + strconv.Itoa(len(list))
}

// field is a member of an object in an answer.
type field struct {
	of   map[string]any
	name string
	path string
}

func fieldsOf(document any, path string) []field {
	var all []field
	switch v := document.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			all = append(all, field{v, name, path + "." + name})
			all = append(all, fieldsOf(v[name], path+"."+name)...)
		}
	case []any:
		for _, e := range v {
			all = append(all, fieldsOf(e, path)...)
		}
	}
	return all
}

// change spoils a field, and says which; nothing if it cannot be done in this way.
func (m *mutation) change(f field) string {
	value := f.of[f.name]
	switch m.kind {
	case "delete":
		delete(f.of, f.name)
	case "rename":
		delete(f.of, f.name)
		f.of[f.name+"X"] = value
	case "retype":
		switch v := value.(type) {
		case string:
			f.of[f.name] = []any{v}
		case json.Number:
			f.of[f.name] = v.String()
		case bool:
			f.of[f.name] = strconv.FormatBool(v)
		default:
			f.of[f.name] = "mutant"
		}
	case "alter":
		switch v := value.(type) {
		case string:
			f.of[f.name] = v + " mutant"
		case json.Number:
			f.of[f.name] = json.Number(v.String() + "1")
		case []any:
			f.of[f.name] = append(v, map[string]any{"id": "mutant", "userName": "mutant", "value": "mutant"})
		default:
			f.of[f.name] = "mutant"
		}
	case "blank":
		if m.random.IntN(3) == 0 {
			f.of[f.name] = nil
			break
		}
		switch v := value.(type) {
		case string:
			f.of[f.name] = ""
		case json.Number:
			f.of[f.name] = json.Number("0")
		case bool:
			f.of[f.name] = !v
		case []any:
			f.of[f.name] = []any{}
		default:
			f.of[f.name] = map[string]any{}
		}
	}
	return strings.TrimPrefix(f.path, ".")
}

// legal says that an answer may as well look like that: what is not returned by everybody, and what tells something about
// the resource rather than being it. Such mutations do not count.
func (m *mutation) legal() bool {
	for _, optional := range []string{"itemsPerPage", "startIndex", "meta", "$ref", "display", "detail", "documentationUri", "description"} {
		if strings.Contains("."+m.done+".", "."+optional) {
			return true
		}
	}
	return m.kind == "reverse" || m.done == "Etag" || m.done == "Www-Authenticate"
}
