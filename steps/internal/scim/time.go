package scim

import (
	"regexp"
	"time"

	"github.com/tidwall/gjson"
)

// DateTime is a date and a time, the zone being optional (RFC 7643, 2.3.5 and the xsd:dateTime that it names).
var DateTime = regexp.MustCompile(`^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$`)

// MetaTime gives meta.created or meta.lastModified of a resource as it stands there; empty where there is none.
func MetaTime(resource gjson.Result, name string) string {
	return Member(Member(resource, "meta"), name).String()
}

// SameInstant compares two values of type dateTime, which may be written in several ways (RFC 7643, 2.3.5). What cannot
// be read is compared as it stands.
func SameInstant(a, b string) bool {
	x, errX := time.Parse(time.RFC3339Nano, a)
	y, errY := time.Parse(time.RFC3339Nano, b)
	if errX != nil || errY != nil {
		return a == b
	}
	return x.Equal(y)
}
