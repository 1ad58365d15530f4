package features_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/features"
)

// pitfall is one thing that servers get wrong under Entra ID, with the rows that judge it, or the reason why none can.
type pitfall struct{ id, about, rows, reason string }

// pitfalls are the 68 that the documents and threads about Entra ID as a SCIM client add up to.
var pitfalls = []pitfall{
	{"C01", "a look-up without a match", "MS-SCIM-01 RFC7644-3.4.2-b", ""},
	{"C02", "Resources of an empty list", "D-002 D-059", ""},
	{"C03", "a look-up in another letter case", "D-048 VALIDATOR-05", ""},
	{"C04", "the encodings of a query", "MS-SCIM-40", ""},
	{"C05", "special characters in a filter's value", "D-057 MS-GROUP-20", ""},
	{"C06", "the work e-mail as the matching attribute", "MS-SCIM-16", ""},
	{"C07", "the check of a manager", "MS-SCIM-21", ""},
	{"C08", "a filter's value without quotes", "MS-SCIM-41", ""},
	{"C09", "inactive users are found", "MS-SCIM-08 D-136", ""},
	{"C10", "ids are there and stay", "MS-SCIM-14", ""},
	{"C11", "the body of a create with the default mapping", "MS-SCIM-03 D-110", ""},
	{"C12", "a create that names the core schema alone", "MS-SCIM-03 VALIDATOR-01", ""},
	{"C13", "a manager as text in a create", "MS-SCIM-42", ""},
	{"C14", "null members in a create", "MS-SCIM-43", ""},
	{"C15", "an extension that schemas does not name", "MS-SCIM-44", ""},
	{"C16", "a duplicate user", "RFC7644-3.3-c D-024 D-026", ""},
	{"C17", "a create whose answer was lost", "MS-PROV-16", ""},
	{"C18", "the letter case of op", "MS-SCIM-06 D-075", ""},
	{"C19", "active as text", "MS-SCIM-12 D-077 D-078", ""},
	{"C20", "Add on active", "D-080", ""},
	{"C21", "a value path without a match", "MS-SCIM-15", ""},
	{"C22", "two sub-attributes of one new element", "MS-SCIM-15 D-088", ""},
	{"C23", "dotted and URN-prefixed keys", "MS-SCIM-07 D-083 D-084 D-085", ""},
	{"C24", "active beside a dotted key", "MS-SCIM-47", ""},
	{"C25", "the path of an extension's attribute", "D-148 D-149 D-183", ""},
	{"C26", "a URN with dots in a path", "D-182", ""},
	{"C27", "a manager set as a bare id", "D-153", ""},
	{"C28", "a manager replaced and cleared", "D-154 GALLERY-25", ""},
	{"C29", "a manager whom nobody knows", "D-154", ""},
	{"C30", "an attribute that the server lacks", "D-101", ""},
	{"C31", "a PATCH without operations", "D-101", ""},
	{"C32", "the answer to a PATCH", "MS-SCIM-19 D-097", ""},
	{"C33", "Microsoft's own schema in a group", "MS-GROUP-02 D-045", ""},
	{"C34", "a group without members", "MS-GROUP-01 D-044", ""},
	{"C35", "special characters in a group's name", "D-046 MS-GROUP-20", ""},
	{"C36", "two groups of one name", "MS-GROUP-21 VALIDATOR-20", ""},
	{"C37", "excludedAttributes in either place", "MS-GROUP-23 D-065", ""},
	{"C38", "members with a null $ref, and twice", "MS-GROUP-07 D-119 D-120", ""},
	{"C39", "a removal of members by value", "MS-GROUP-08 D-113 D-114", ""},
	{"C40", "a removal of members by filter", "MS-GROUP-08 D-115", ""},
	{"C41", "the removal of somebody who is no member", "D-128", ""},
	{"C42", "an unknown member", "D-125", ""},
	{"C43", "additions and removals in one request", "MS-GROUP-09", ""},
	{"C44", "the answer to a PATCH of a group", "MS-GROUP-09 MS-GROUP-07", ""},
	{"C45", "renames of groups and users", "MS-GROUP-22 MS-SCIM-14 D-054", ""},
	{"C46", "values come back as sent", "MS-SCIM-10 D-141", ""},
	{"C47", "several e-mails of one user", "D-147", ""},
	{"C48", "an update that changes nothing", "RFC7644-3.5.2.1-a D-095", ""},
	{"C49", "a role as JSON in text, and primary as text", "D-143 D-144", ""},
	{"C50", "the name of a role's display", "MS-SCIM-45", ""},
	{"C51", "after a DELETE", "RFC7644-3.6-a RFC7644-3.6-b MS-SCIM-13", ""},
	{"C52", "a user who is restored", "MS-PROV-13 MS-SCIM-09", ""},
	{"C53", "a user who is created again", "RFC7644-3.6-c D-138", ""},
	{"C54", "the media type of answers", "MS-SCIM-18 D-163", ""},
	{"C55", "the media type of requests", "MS-SCIM-20", ""},
	{"C56", "a query parameter that is not known", "MS-SCIM-17", ""},
	{"C57", "25 requests a second", "D-176", ""},
	{"C58", "when to come back after a 429", "D-176", ""},
	{"C59", "every answer within a minute", "", "no scenario is needed: the time-out of every request is the one after which Entra ID gives up, and a later answer fails whatever asked for it"},
	{"C60", "a missing or wrong token", "MS-SCIM-02 D-017 D-018", ""},
	{"C61", "the body of an error", "RFC7644-3.12-a", ""},
	{"C62", "startIndex and count", "RFC7644-3.4.2.4-a GALLERY-23", ""},
	{"C63", "/Schemas", "RFC7644-4-c D-006 GALLERY-15", ""},
	{"C64", "TLS", "", "no scenario is needed: the client speaks what Entra ID speaks and checks the chain, so that a run against a server with less does not begin"},
	{"C65", "a PATCH is done as a whole or not at all", "RFC7644-3.5.2-a", ""},
	{"C66", "a second cycle sends nothing", "MS-PROV-05 MS-PROV-21", ""},
	{"C67", "a deactivation together with a change", "MS-SCIM-47", ""},
	{"C68", "primary of an address", "MS-SCIM-48", ""},
}

// needs are what Microsoft's page about SCIM wants of an endpoint, in its order.
var needs = []pitfall{
	{"N01", "/Users, /Groups and the discovery documents", "MS-SCIM-03 MS-GROUP-01 RFC7644-4-a RFC7644-4-b RFC7644-4-c", ""},
	{"N02", "create, change, read and query", "MS-SCIM-03 MS-SCIM-04 MS-SCIM-05 MS-SCIM-06 MS-GROUP-03", ""},
	{"N03", "excludedAttributes=members", "MS-GROUP-23 D-065", ""},
	{"N04", "lists and pages", "RFC7644-3.4.2-a RFC7644-3.4.2.4-c", ""},
	{"N05", "soft delete and restore", "MS-SCIM-08 MS-SCIM-09", ""},
	{"N06", "an id in every resource", "MS-SCIM-14", ""},
	{"N07", "values exactly as sent", "MS-SCIM-10", ""},
	{"N08", "a ListResponse for every query", "D-059", ""},
	{"N09", "eq and and", "MS-SCIM-04 D-060", ""},
	{"N10", "filters on any matching attribute", "MS-SCIM-16 D-051 MS-GROUP-05", ""},
	{"N11", "op without letter case", "MS-SCIM-06", ""},
	{"N12", "a PATCH need not answer with the resource", "MS-SCIM-19", ""},
	{"N13", "at most two sub-attributes flow, type is unique", "", "a limit of the client, which asks nothing of the endpoint"},
	{"N14", "no entitlements", "", "a limit of the client, which asks nothing of the endpoint"},
	{"N15", "PATCH of groups, unique names", "MS-GROUP-09 MS-GROUP-21", ""},
	{"N16", "members need not be returned", "RFC7643-4.2-a", ""},
}

func TestEveryPitfallIsJudged(t *testing.T) {
	assert.Len(t, pitfalls, 68)
	for i, p := range pitfalls {
		assert.Equal(t, fmt.Sprintf("C%02d", i+1), p.id)
	}
	for _, p := range append(pitfalls, needs...) {
		assert.True(t, (p.rows == "") != (p.reason == ""), "%s, %s: expected rows or else a reason", p.id, p.about)
		for _, id := range strings.Fields(p.rows) {
			row, found := features.Find(id)
			assert.True(t, found, "%s, %s: no row %s", p.id, p.about, id)
			assert.Empty(t, row.Untestable, "%s, %s: %s is judged by no scenario", p.id, p.about, id)
		}
	}
}
