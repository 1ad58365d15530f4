package main

import (
	"strings"

	"github.com/google/uuid"
)

// identity are the GUIDs by which Entra ID would know what is simulated. They come from the target's base URL, so that a
// command that is repeated has them again.
type identity struct {
	tenant      string
	application string // the registration's, which Graph calls appId
	principal   string // the service principal's: the application in the tenant
	job         string // scim.<tenant without dashes>.<guid>
}

func identify(base string) identity {
	of := func(text string) string { return uuid.NewSHA1(uuid.NameSpaceURL, []byte(text)).String() }
	i := identity{tenant: of("tenant " + base), application: of("application " + base), principal: of("servicePrincipal " + base)}
	i.job = jobID(i.tenant, of(base))
	return i
}

// jobID is the id of a job in a tenant, as Graph's samples have it.
func jobID(tenant, id string) string { return "scim." + strings.ReplaceAll(tenant, "-", "") + "." + id }
