package connector

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// AnswerType says which content types an answer may have.
type AnswerType uint8

const (
	// AnswerJSON takes application/scim+json and application/json (RFC 7644, section 3.1: a server may support both).
	AnswerJSON AnswerType = iota
	// AnswerSCIM takes application/scim+json only, as Microsoft Learn, use-scim-to-provision-users-and-groups demands.
	AnswerSCIM
	// AnswerAny takes whatever parses as JSON.
	AnswerAny
)

// answer is a response with its whole body.
type answer struct {
	request request
	url     *url.URL
	wire    *Wire
	status  int // 0 for none
	header  http.Header
	body    string
	secret  string // credential that the request carried
}

// list reads a ListResponse (RFC 7644, section 3.4.2). Resources may be absent or null when there are none.
func (a answer) list() ([]Object, error) {
	message, err := a.decode()
	if err != nil {
		return nil, err
	}
	total, err := a.total(message)
	if err != nil {
		return nil, err
	}
	list := message.Get("Resources")
	if !list.IsArray() && !isNull(list) {
		return nil, a.incompatible("expected Resources to be a list, found %s", nameOf(list))
	}
	resources := list.Array()
	if total > 1 && len(resources) == 1 {
		return nil, a.fault(CodeDuplicateTarget, "expected at most one match, found totalResults %d", total)
	}
	if total < len(resources) || total > 0 && len(resources) == 0 {
		return nil, a.incompatible("expected totalResults to be the number of Resources, found %d and %d", total, len(resources))
	}
	objects := make([]Object, len(resources))
	for i, resource := range resources {
		if objects[i], err = a.identified(resource, a.look(resource)); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

// total is the value of totalResults.
func (a answer) total(message gjson.Result) (int, error) {
	number := message.Get("totalResults")
	if number.Type != gjson.Number {
		return 0, a.incompatible("expected a ListResponse with totalResults, found none")
	}
	total, err := strconv.ParseInt(number.Raw, 10, 64)
	if err != nil || total < 0 {
		return 0, a.incompatible("expected totalResults to be a whole number, found %s", number.Raw)
	}
	return int(total), nil
}

// object reads a single resource.
func (a answer) object() (Object, error) {
	resource, err := a.decode()
	if err != nil {
		return Object{}, err
	}
	seen := a.look(resource)
	if !seen.id.Exists() && seen.resources.Exists() {
		return Object{}, a.fault(CodeMultipleEntries, "expected one resource, found a list")
	}
	return a.identified(resource, seen)
}

// located is a created resource of which nothing is known but its id: the last part of Location (RFC 7644, section 3.3).
func (a answer) located() (Object, error) {
	if location, err := url.Parse(a.header.Get("Location")); err == nil {
		path := location.EscapedPath()
		_, last, _ := strings.Cut(path[max(0, strings.LastIndex(path, a.request.path)):], a.request.path+"/")
		if id, err := url.PathUnescape(last); err == nil && id != "" && !strings.Contains(last, "/") {
			return Object{ID: id, resource: gjson.ParseBytes(encode(object{{"id", id}}))}, nil
		}
	}
	return Object{}, a.incompatible("expected a body, or a Location below %s, found neither", a.request.path)
}

// identified is the resource with its id, without which nothing can be done with it later.
func (a answer) identified(resource gjson.Result, seen sight) (Object, error) {
	id := seen.id
	if id.Type != gjson.String || id.Str == "" {
		found := "none"
		if id.Exists() {
			found = id.Raw
		}
		return Object{}, a.incompatible("expected a resource whose id is a text, found %s", found)
	}
	if err := a.checkShape(seen); err != nil {
		return Object{}, err
	}
	return Object{ID: strings.Clone(id.Str), resource: resource}, nil
}

// decode reads the body as one JSON object.
func (a answer) decode() (gjson.Result, error) {
	if strings.TrimSpace(a.body) == "" {
		return gjson.Result{}, a.incompatible("expected a JSON object, found no body")
	}
	if err := a.checkType(); err != nil {
		return gjson.Result{}, err
	}
	if !validJSON(a.body) {
		return gjson.Result{}, a.invalid()
	}
	value := gjson.Parse(a.body)
	if !value.IsObject() {
		return gjson.Result{}, a.incompatible("expected a JSON object, found %s", nameOf(value))
	}
	return value, nil
}

// mostBrackets is how many of them a text may have to be looked at by gjson, which goes down as deep as the text does.
const mostBrackets = 1000

// validJSON says whether the text is one JSON value. gjson finds out several times as fast as encoding/json, which bounds the
// depth.
func validJSON(text string) bool {
	if strings.Count(text, "{")+strings.Count(text, "[") <= mostBrackets {
		return gjson.Valid(text)
	}
	return json.Valid([]byte(text))
}

// invalid says what is wrong with a body that is no JSON.
func (a answer) invalid() *Error {
	var first any
	err := json.NewDecoder(strings.NewReader(a.body)).Decode(&first)
	switch {
	case err == nil:
		return a.incompatible("expected one JSON object, found more behind it")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return a.incompatible("expected a whole JSON object, found one cut off after %d bytes", len(a.body))
	case a.looksLikeHTML():
		return a.incompatible("expected JSON, found an HTML page")
	}
	return a.incompatible("expected JSON, found something else: %v", err)
}

// checkType applies the rule on content types.
func (a answer) checkType() error {
	given := a.header.Get("Content-Type")
	if given == MediaType {
		return nil
	}
	media, _, err := mime.ParseMediaType(given)
	if err != nil {
		media = given
	}
	switch {
	case a.wire.AnswerType == AnswerAny, media == MediaType, a.wire.AnswerType == AnswerJSON && media == "application/json":
		return nil
	case a.beginsLikeHTML():
		return a.incompatible("expected content type %s, found an HTML page", MediaType)
	case given == "":
		return a.incompatible("expected content type %s, found none", MediaType)
	}
	return a.incompatible("expected content type %s, found %q", MediaType, given)
}

func (a answer) looksLikeHTML() bool {
	return strings.HasPrefix(strings.ToLower(a.header.Get("Content-Type")), "text/html") || a.beginsLikeHTML()
}

func (a answer) beginsLikeHTML() bool { return strings.HasPrefix(strings.TrimSpace(a.body), "<") }

func nameOf(value gjson.Result) string {
	switch {
	case isNull(value):
		return "null"
	case value.IsArray():
		return "a list"
	case value.IsObject():
		return "an object"
	case value.IsBool():
		return "a boolean"
	case value.Type == gjson.String:
		return "a text"
	}
	return "a number"
}

func (a answer) incompatible(format string, args ...any) *Error {
	return a.fault(CodeServiceIncompatible, format, args...)
}

func (a answer) fault(code, format string, args ...any) *Error {
	return &Error{
		Code: code, Reason: a.redact(fmt.Sprintf(format, args...)), Method: a.request.method, Target: a.request.path,
		Status: a.status, Exchange: exchangeOf(a),
	}
}
