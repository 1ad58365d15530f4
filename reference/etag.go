package reference

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/entrasim/entrasim/reference/store"
)

// entityTag is a record's version as a weak entity tag (RFC 7644 section 3.14). It is weak because one version has many
// representations: attributes may be left out, and what is worked out from other resources, such as the groups of a user,
// changes without it.
func entityTag(record store.Record) string {
	return `W/"` + strconv.FormatUint(record.Version, 10) + `"`
}

// tagged is the answer with the entity tag of the resource that it shows or has changed.
func (a *answer) tagged(record store.Record) *answer {
	a.header.Set("ETag", entityTag(record))
	return a
}

// precondition checks If-Match and If-None-Match of a request that writes to an existing resource (RFC 9110 sections
// 13.1.1 and 13.1.2). Tags are compared weakly, although RFC 9110 wants If-Match strong: RFC 7644 section 3.14 sends weak
// tags in it, and a strong comparison would refuse them all.
func precondition(r *http.Request) func(store.Record) error {
	match, noneMatch := r.Header.Values("If-Match"), r.Header.Values("If-None-Match")
	if len(match) == 0 && len(noneMatch) == 0 {
		return nil
	}
	return func(record store.Record) error {
		if len(match) > 0 && !namesVersion(match, record) {
			return preconditionFailed("expected If-Match to name the present version %s, found %s",
				entityTag(record), strings.Join(match, ", "))
		}
		if len(noneMatch) > 0 && namesVersion(noneMatch, record) {
			return preconditionFailed("expected If-None-Match not to name the present version %s", entityTag(record))
		}
		return nil
	}
}

// unmodified is the 304 for a client that has the present version already, or nil (RFC 7644 section 3.14). A failed
// If-Match is an error for a read, too.
func unmodified(r *http.Request, record store.Record) (*answer, error) {
	if match := r.Header.Values("If-Match"); len(match) > 0 && !namesVersion(match, record) {
		return nil, preconditionFailed("expected If-Match to name the present version %s, found %s",
			entityTag(record), strings.Join(match, ", "))
	}
	if !namesVersion(r.Header.Values("If-None-Match"), record) {
		return nil, nil
	}
	a := noContent().tagged(record)
	a.status = http.StatusNotModified
	return a, nil
}

// namesVersion reports whether a list of entity tags, or the asterisk, names the version of a record.
func namesVersion(lists []string, record store.Record) bool {
	present := strings.TrimPrefix(entityTag(record), "W/")
	for _, list := range lists {
		for tag := range strings.SplitSeq(list, ",") {
			tag = strings.TrimSpace(tag)
			if tag == "*" || strings.TrimPrefix(tag, "W/") == present {
				return true
			}
		}
	}
	return false
}

func preconditionFailed(format string, args ...any) *Error {
	e := badRequest("", format, args...)
	e.Status = http.StatusPreconditionFailed
	return e
}
