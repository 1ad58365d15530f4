package connector_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/entrasim/entrasim/simulator/connector"
)

// What one POST was like says nothing about the next: whatever a client has sent before, a body is the one that a new client
// sends.
func TestBodiesOfSeveralUsers(t *testing.T) {
	admin := connector.Roles{List: []connector.Role{{ID: "1", Value: "Admin", DisplayName: "\x00<Admin>"}}}
	several := [][]connector.Attribute{
		{wanted(t, "userName", "ann"), wanted(t, "active", true), wanted(t, enterprise+"department", "R&D")},
		{wanted(t, "userName", "bob\x00"), wanted(t, "active", false), wanted(t, enterprise+"department", "\"")},
		{wanted(t, "active", false), wanted(t, "userName", "cem"), wanted(t, enterprise+"department", "S")},
		{wanted(t, "userName", "dan"), wanted(t, "active", "maybe"), wanted(t, enterprise+"department", json.Number("7"))},
		{wanted(t, "userName", "eve"), wanted(t, "active", true)},
		{wanted(t, "userName", "fay"), wanted(t, `roles[primary eq "True"].value`, "Admin")},
		{wanted(t, "userName", "gus"), wanted(t, `roles[primary eq "True"].value`, admin)},
		{wanted(t, "userName", "hal"), wanted(t, `roles[primary eq "True"].value`, connector.Roles{})},
		{wanted(t, "userName", "ida"), wanted(t, enterprise+"manager", connector.Reference("1"))},
		{wanted(t, "userName", "joe"), wanted(t, enterprise+"manager", connector.Reference("2"))},
	}
	made := reply{status: 201, body: `{"id":"7"}`}
	client1, script1 := client(t, connector.Options{}, made)
	for round := range 2 {
		for i, attributes := range several {
			fresh, alone := client(t, connector.Options{}, made)
			for _, c := range []*connector.Client{client1, fresh} {
				_, err := c.Create(context.Background(), attributes)
				require.NoError(t, err)
			}
			assert.Equal(t, alone.asked[0], script1.asked[round*len(several)+i])
		}
	}
}
