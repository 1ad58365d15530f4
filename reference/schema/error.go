package schema

import "fmt"

// Error is a request that does not fit the schema.
type Error struct {
	// Type is the scimType of RFC 7644 table 9: InvalidValue, InvalidSyntax, …
	Type string
	// Detail names the attribute, what was expected and what was found.
	Detail string
}

// The scimTypes of RFC 7644 table 9 that a request can earn by what it says about attributes.
const (
	InvalidFilter   = "invalidFilter"
	MutabilityFault = "mutability"
	InvalidSyntax   = "invalidSyntax"
	InvalidPath     = "invalidPath"
	NoTarget        = "noTarget"
	InvalidValue    = "invalidValue"
)

// Error is the detail with its type in front.
func (e *Error) Error() string { return e.Type + ": " + e.Detail }

// Errorf makes an Error of a type.
func Errorf(scimType, format string, args ...any) *Error {
	return &Error{Type: scimType, Detail: fmt.Sprintf(format, args...)}
}
