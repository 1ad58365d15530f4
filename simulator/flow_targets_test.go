package simulator_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
)

// A schema whose targets have no form that a request could have is refused with every one of them, and where it stands.
func TestTargetsWithoutAFormAreNamed(t *testing.T) {
	s := silent(newStory(t))
	s.loadMapping("entra")
	s.schema.Users().AttributeMappings[3].TargetAttributeName = "emails[type eq work].value"
	s.schema.Groups().AttributeMappings[0].TargetAttributeName = "displayName[]"
	_, err := simulator.NewJob(simulator.Config{
		ID: "scim.1", Tenant: s.tenant, Connector: &connector.Client{}, Schema: s.schema, Now: s.clock.Now, NewID: s.newID,
	})
	assert.ErrorContains(t, err, `$.synchronizationRules[0].objectMappings[0].attributeMappings[3].targetAttributeName: target attribute "emails[type eq work].value"`)
	assert.ErrorContains(t, err, `.attributeMappings[0].targetAttributeName: target attribute "displayName[]"`)
}
