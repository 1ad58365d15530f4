package reference

import (
	"maps"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// bulkPrefix stands in front of a bulkId where it stands for the id of the resource that is created under it (RFC 7644
// section 3.7.2).
const bulkPrefix = "bulkId:"

// embeddedReference is a reference within a longer text, such as members[value eq "bulkId:qwerty"]. A text that is nothing
// but a reference may have other characters in it.
var embeddedReference = regexp.MustCompile(regexp.QuoteMeta(bulkPrefix) + `[A-Za-z0-9._~-]+`)

// findReferences finds out what an operation refers to. A reference within a longer text to what this request does not
// create is none, but a word like any other.
func (j *bulkJob) findReferences(t *bulkTask) {
	found := map[string]bool{}
	visit := func(text string) {
		if id, is := strings.CutPrefix(text, bulkPrefix); is {
			found[id] = true
			return
		}
		for _, reference := range embeddedReference.FindAllString(text, -1) {
			if id := strings.TrimPrefix(reference, bulkPrefix); j.creating[id] != nil {
				found[id] = true
			}
		}
	}
	eachText(t.data, visit)
	// A path that cannot be unescaped has no endpoint, whatever is in it.
	if segments, err := unescaped(pathSegments(t.Path)); err == nil {
		for _, segment := range segments {
			visit(segment)
		}
	}
	t.references = slices.Sorted(maps.Keys(found))
}

// unresolved are a task's references to resources that are still to be created, which can only be because of a circle.
// The error says that one cannot be resolved at all: nothing in the request creates it, or what would have has failed.
func (j *bulkJob) unresolved(t *bulkTask) ([]string, error) {
	var missing []string
	for _, reference := range t.references {
		switch referred := j.creating[reference]; {
		case referred == nil:
			return nil, invalidValue("expected a bulkId of this request, found %s%s", bulkPrefix, reference)
		case referred.id != "":
		case referred.failure != nil:
			return nil, conflictingReference(reference)
		default:
			missing = append(missing, reference)
		}
	}
	return missing, nil
}

// eachText visits every text in a JSON value but the names of members.
func eachText(value any, visit func(string)) {
	switch v := value.(type) {
	case string:
		visit(v)
	case []any:
		for _, element := range v {
			eachText(element, visit)
		}
	case map[string]any:
		for _, member := range v {
			eachText(member, visit)
		}
	}
}

// conflictingReference is the answer when a reference, circular or not, leads to a resource that could not be created
// (RFC 7644 section 3.7.1).
func conflictingReference(reference string) *Error {
	return &Error{Status: http.StatusConflict,
		Detail: "expected the resource of " + bulkPrefix + reference + " to be created, found that it has not been"}
}

// resolved is the data with ids in place of references to resources that exist. What it is given is not modified.
func (j *bulkJob) resolved(value any) any {
	switch v := value.(type) {
	case string:
		return j.resolvedText(v)
	case []any:
		list := make([]any, len(v))
		for i, element := range v {
			list[i] = j.resolved(element)
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(v))
		for name, member := range v {
			object[name] = j.resolved(member)
		}
		return object
	default:
		return value
	}
}

func (j *bulkJob) resolvedText(text string) string {
	replace := func(reference string) string {
		if referred := j.creating[strings.TrimPrefix(reference, bulkPrefix)]; referred != nil && referred.id != "" {
			return referred.id
		}
		return reference
	}
	if strings.HasPrefix(text, bulkPrefix) {
		return replace(text)
	}
	return embeddedReference.ReplaceAllStringFunc(text, replace)
}

// resolvedPath is a path with ids in place of segments that are references.
func (j *bulkJob) resolvedPath(path string) string {
	segments := pathSegments(path)
	for i, segment := range segments {
		if text, err := url.PathUnescape(segment); err == nil && strings.HasPrefix(text, bulkPrefix) {
			segments[i] = url.PathEscape(j.resolvedText(text))
		}
	}
	return "/" + strings.Join(segments, "/")
}

// without is the data less what refers to the bulkIds: a value whose value sub-attribute does goes as a whole, so that no
// member without a value stays. Keep is false when nothing is left. What it is given is not modified.
func without(value any, ids []string) (rest any, keep bool) {
	switch v := value.(type) {
	case string:
		references := embeddedReference.FindAllString(v, -1)
		if strings.HasPrefix(v, bulkPrefix) {
			references = []string{v}
		}
		return v, !slices.ContainsFunc(references, func(reference string) bool {
			return slices.Contains(ids, strings.TrimPrefix(reference, bulkPrefix))
		})
	case []any:
		list := []any{}
		for _, element := range v {
			if rest, keep := without(element, ids); keep {
				list = append(list, rest)
			}
		}
		return list, true
	case map[string]any:
		object := make(map[string]any, len(v))
		for name, member := range v {
			rest, keep := without(member, ids)
			switch {
			case keep:
				object[name] = rest
			case strings.EqualFold(name, "value"):
				return nil, false
			}
		}
		return object, true
	default:
		return value, true
	}
}

// createdID is the id in the location of a new resource.
func createdID(location string) string {
	id, err := url.PathUnescape(path.Base(location))
	if err != nil {
		return path.Base(location) // not one of this server's locations, which are escaped
	}
	return id
}
