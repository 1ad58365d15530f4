package store

import "time"

// Record is one stored resource. The store keeps what it is given: it neither raises Version nor moves LastModified,
// because only the caller knows whether a change is one that a client can see.
type Record struct {
	// ID is the resource's id, unique within its type for as long as the record exists.
	ID string
	// Type is the name of the resource type, for instance User or Group.
	Type string
	// Attributes are the attributes by their SCIM names, as JSON values: string, bool, json.Number or float64,
	// []any, map[string]any. They are shared between the store and everyone who has read the record, so they are never
	// modified once stored: whoever changes one makes a new map.
	Attributes map[string]any
	// Created and LastModified are what meta says (RFC 7643 section 3.1).
	Created      time.Time
	LastModified time.Time
	// Version is the state that a client has seen, for entity tags (RFC 7644 section 3.14).
	Version uint64
	// Origin says who made the record.
	Origin Origin
	// Archived marks a record that was deleted over SCIM and is kept: SCIM no longer shows it, and its unique values
	// stay taken.
	Archived bool
	// Configuration is what an administrator has set after provisioning, nil until then. Like Attributes it is never
	// modified once stored. No SCIM request reads or changes it.
	Configuration *Configuration
}

// Origin says who made a record.
type Origin uint8

const (
	// SCIM is the origin of what a provisioning client has created. It is the zero value.
	SCIM Origin = iota
	// Portal is the origin of what an administrator has made in the service provider's own portal. Such a record is
	// invisible over SCIM and yet takes part in uniqueness.
	Portal
)

// String is the word that the portal shows: scim or portal.
func (o Origin) String() string {
	if o == Portal {
		return "portal"
	}
	return "scim"
}

// Key is one value under which a record can be found.
type Key struct {
	// Name says which index, for instance userName or emails.value.
	Name string
	// Value is compared byte for byte: a caller that compares without case folds it first.
	Value string
	// Unique refuses the write if another record of the type has the same name and value, whatever its origin and
	// whether it is archived or not.
	Unique bool
}
