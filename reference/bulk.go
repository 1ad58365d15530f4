package reference

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/schema"
)

// The URNs of a bulk request's body and of its answer's (RFC 7644 section 3.7).
const (
	bulkRequestMessage  = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
	bulkResponseMessage = "urn:ietf:params:scim:api:messages:2.0:BulkResponse"
)

// bulkMessage is the body of a bulk request.
type bulkMessage struct {
	Schemas []string
	// FailOnErrors is after how many errors to stop; nil for never.
	FailOnErrors *int
	Operations   []bulkOperation
}

// bulkOperation is one member of Operations as the client has sent it.
type bulkOperation struct {
	Method, BulkID, Version, Path string
	Data                          json.RawMessage
}

// bulk is POST on /Bulk (RFC 7644 section 3.7). Operations are done in the order in which they stand, but one that refers
// to a resource that a later one creates has that one done first. The answer is 200 even if all of them fail.
func (s *Server) bulk(r *http.Request) (*answer, error) {
	text, err := body(r)
	if err != nil {
		return nil, payloadLimit(err)
	}
	message, err := readBulkMessage(text)
	if err != nil {
		return nil, err
	}
	j, err := s.newBulkJob(r, message)
	if err != nil {
		return nil, err
	}
	j.run()
	return success(object{{"schemas", []string{bulkResponseMessage}}, {"Operations", j.results()}}), nil
}

// payloadLimit names the limit in the way in which the service provider configuration does (RFC 7644 section 3.7.4).
func payloadLimit(err error) error {
	var refused *Error
	if errors.As(err, &refused) && refused.Status == http.StatusRequestEntityTooLarge {
		return tooLarge("expected a bulk request of at most maxPayloadSize (%d) bytes, found more", maxBody)
	}
	return err
}

func readBulkMessage(text []byte) (bulkMessage, error) {
	var message bulkMessage
	if _, err := jsonObject(text); err != nil {
		return message, err
	}
	if err := json.Unmarshal(text, &message); err != nil {
		return message, invalidSyntax("expected a BulkRequest message in JSON: %s", schema.JSONFault(err))
	}
	if !slices.ContainsFunc(message.Schemas, func(urn string) bool { return schema.SameURN(urn, bulkRequestMessage) }) {
		return message, invalidSyntax("schemas: expected %s among them, found %q", bulkRequestMessage, message.Schemas)
	}
	switch n := len(message.Operations); {
	case n == 0:
		return message, invalidSyntax("Operations: expected one at least, found none")
	case n > maxBulkOperations:
		return message, tooLarge("expected a bulk request of at most maxOperations (%d), found %d", maxBulkOperations, n)
	}
	return message, nil
}

// check is what one can say about an operation by itself (RFC 7644 section 3.7).
func (o bulkOperation) check() error {
	switch o.Method {
	case http.MethodPost:
		if o.BulkID == "" {
			return invalidSyntax("bulkId: expected one, for the method is POST, found none")
		}
	case http.MethodPut, http.MethodPatch, http.MethodDelete:
	default:
		return invalidSyntax("method: expected POST, PUT, PATCH or DELETE, found %q", o.Method)
	}
	if o.Path == "" {
		return invalidSyntax("path: expected one, found none")
	}
	if o.Method != http.MethodDelete && o.Data == nil {
		return invalidSyntax("data: expected some, for the method is %s, found none", o.Method)
	}
	return nil
}

// bulkTarget is the endpoint of an operation. Only resources can be written in bulk.
func (s *Server) bulkTarget(method, path string) (handler, error) {
	segments, err := unescaped(pathSegments(path))
	isResource := err == nil && len(segments) > 0 && slices.ContainsFunc(s.types, func(t *resourceType) bool {
		return t.isAt(segments[0]) && !slices.Contains(segments, ".search")
	})
	if !isResource {
		return nil, notFound("path: expected that of a resource or of a resource type's endpoint, found %q", path)
	}
	handlers, err := s.endpoint(segments)
	if err != nil {
		return nil, err
	}
	handle := handlers[method]
	if handle == nil {
		return nil, methodNotAllowed(method, allowed(handlers))
	}
	return handle, nil
}

// bulkLocation is where an operation on an existing resource goes to, whether it succeeds or not.
func (s *Server) bulkLocation(r *http.Request, path string) string {
	return s.base(r) + "/" + strings.Join(pathSegments(path), "/")
}
