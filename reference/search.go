package reference

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/entrasim/entrasim/reference/schema"
)

// searchMessage is the URN of a search's body (RFC 7644 section 3.4.3).
const searchMessage = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"

// search is POST on .search, at the base URL or behind a resource type's endpoint: a query whose parameters stand in the
// body (RFC 7644 section 3.4.3), where neither logs nor proxies keep them.
func (s *Server) search(r *http.Request, types ...*resourceType) (*answer, error) {
	text, err := body(r)
	if err != nil {
		return nil, err
	}
	parameters, err := searchParameters(text)
	if err != nil {
		return nil, err
	}
	q, err := s.query(parameters)
	if err != nil {
		return nil, err
	}
	return s.answerQuery(r, q, types)
}

// searchParameters are the members of a search message as the query string would have them. Members that are null count
// as left out (RFC 7643 section 2.5).
func searchParameters(text []byte) (map[string]string, error) {
	var message struct {
		Schemas, Attributes, ExcludedAttributes []string
		Filter, SortBy, SortOrder, Cursor       *string
		StartIndex, Count                       *json.Number
	}
	if _, err := jsonObject(text); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &message); err != nil {
		return nil, invalidSyntax("expected a SearchRequest message in JSON: %s", schema.JSONFault(err))
	}
	if !slices.ContainsFunc(message.Schemas, func(urn string) bool { return schema.SameURN(urn, searchMessage) }) {
		return nil, invalidSyntax("schemas: expected %s among them, found %q", searchMessage, message.Schemas)
	}
	parameters := map[string]string{
		"attributes":         strings.Join(message.Attributes, ","),
		"excludedAttributes": strings.Join(message.ExcludedAttributes, ","),
	}
	for name, value := range map[string]*string{
		"filter": message.Filter, "sortBy": message.SortBy, "sortOrder": message.SortOrder, "cursor": message.Cursor,
	} {
		if value != nil {
			parameters[name] = *value
		}
	}
	for name, value := range map[string]*json.Number{"startIndex": message.StartIndex, "count": message.Count} {
		if value != nil {
			parameters[name] = value.String()
		}
	}
	return parameters, nil
}
