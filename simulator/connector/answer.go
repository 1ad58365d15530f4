package connector

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
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
	url     string
	wire    Wire
	status  int // 0 for none
	header  http.Header
	body    []byte
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
	resources, isList := message["Resources"].([]any)
	if !isList && message["Resources"] != nil {
		return nil, a.incompatible("expected Resources to be a list, found %T", message["Resources"])
	}
	if total > 1 && len(resources) == 1 {
		return nil, a.fault(CodeDuplicateTarget, "expected at most one match, found totalResults %d", total)
	}
	if total < len(resources) || total > 0 && len(resources) == 0 {
		return nil, a.incompatible("expected totalResults to be the number of Resources, found %d and %d", total, len(resources))
	}
	objects := make([]Object, len(resources))
	for i, r := range resources {
		resource, _ := r.(map[string]any)
		if objects[i], err = a.identified(resource); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

// total is the value of totalResults.
func (a answer) total(message map[string]any) (int, error) {
	number, ok := message["totalResults"].(json.Number)
	if !ok {
		return 0, a.incompatible("expected a ListResponse with totalResults, found none")
	}
	total, err := number.Int64()
	if err != nil || total < 0 {
		return 0, a.incompatible("expected totalResults to be a whole number, found %s", number)
	}
	return int(total), nil
}

// object reads a single resource.
func (a answer) object() (Object, error) {
	resource, err := a.decode()
	if err != nil {
		return Object{}, err
	}
	if _, several := resource["Resources"]; several {
		return Object{}, a.fault(CodeMultipleEntries, "expected one resource, found a list")
	}
	return a.identified(resource)
}

// located is a created resource of which nothing is known but its id: the last part of Location (RFC 7644, section 3.3).
func (a answer) located() (Object, error) {
	if location, err := url.Parse(a.header.Get("Location")); err == nil {
		path := location.EscapedPath()
		_, last, _ := strings.Cut(path[max(0, strings.LastIndex(path, a.request.path)):], a.request.path+"/")
		if id, err := url.PathUnescape(last); err == nil && id != "" && !strings.Contains(last, "/") {
			return Object{ID: id, resource: map[string]any{"id": id}}, nil
		}
	}
	return Object{}, a.incompatible("expected a body, or a Location below %s, found neither", a.request.path)
}

// identified is the resource with its id, without which nothing can be done with it later.
func (a answer) identified(resource map[string]any) (Object, error) {
	id, _ := resource["id"].(string)
	if id == "" {
		found := "none"
		if value, given := resource["id"]; given {
			found = string(encode(value))
		}
		return Object{}, a.incompatible("expected a resource whose id is a text, found %s", found)
	}
	if err := a.checkShape(resource); err != nil {
		return Object{}, err
	}
	return Object{ID: id, resource: resource}, nil
}

// decode reads the body as one JSON object.
func (a answer) decode() (map[string]any, error) {
	if len(bytes.TrimSpace(a.body)) == 0 {
		return nil, a.incompatible("expected a JSON object, found no body")
	}
	if err := a.checkType(); err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(a.body))
	decoder.UseNumber()
	var value any
	err := decoder.Decode(&value)
	if err == nil {
		_, err = decoder.Token()
		if err == io.EOF {
			object, ok := value.(map[string]any)
			if !ok {
				return nil, a.incompatible("expected a JSON object, found %s", nameOf(value))
			}
			return object, nil
		}
		return nil, a.incompatible("expected one JSON object, found more behind it")
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, a.incompatible("expected a whole JSON object, found one cut off after %d bytes", len(a.body))
	}
	if a.looksLikeHTML() {
		return nil, a.incompatible("expected JSON, found an HTML page")
	}
	return nil, a.incompatible("expected JSON, found something else: %v", err)
}

// checkType applies the rule on content types.
func (a answer) checkType() error {
	given := a.header.Get("Content-Type")
	media, _, err := mime.ParseMediaType(given)
	if err != nil {
		media = given
	}
	switch {
	case a.wire.AnswerType == AnswerAny, media == MediaType, a.wire.AnswerType == AnswerJSON && media == "application/json":
		return nil
	case a.looksLikeHTML():
		return a.incompatible("expected content type %s, found an HTML page", MediaType)
	case given == "":
		return a.incompatible("expected content type %s, found none", MediaType)
	}
	return a.incompatible("expected content type %s, found %q", MediaType, given)
}

func (a answer) looksLikeHTML() bool {
	media := strings.ToLower(a.header.Get("Content-Type"))
	return strings.HasPrefix(media, "text/html") || bytes.HasPrefix(bytes.TrimSpace(a.body), []byte("<"))
}

func nameOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case []any:
		return "a list"
	case string:
		return "a text"
	case bool:
		return "a boolean"
	case map[string]any:
		return "an object"
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
