package portal

import "github.com/entrasim/entrasim/reference/store"

// userType is the resource type that the portal works on. VCC has no other.
const userType = "User"

// The two states of readiness: a user cannot work before an administrator has set a role.
const (
	notReady = "provisioned, not ready"
	ready    = "ready"
)

// user is a user as the page User Admin › Users shows it.
type user struct {
	ID          string `json:"id"`
	UserName    string `json:"userName"`
	DisplayName string `json:"displayName"`
	Email       string `json:"email"`
	PhoneNumber string `json:"phoneNumber"`
	Active      bool   `json:"active"`
	// Origin is scim or portal.
	Origin    string `json:"origin"`
	Archived  bool   `json:"archived"`
	Readiness string `json:"readiness"`
	// Configuration is null until an administrator has set one.
	Configuration *store.Configuration `json:"configuration"`
}

func show(r store.Record) user {
	u := user{
		ID: r.ID, UserName: text(r.Attributes, "userName"), DisplayName: text(r.Attributes, "displayName"),
		Email: workValue(r.Attributes, "emails"), PhoneNumber: workValue(r.Attributes, "phoneNumbers"),
		Origin: r.Origin.String(), Archived: r.Archived, Readiness: notReady, Configuration: r.Configuration,
	}
	u.Active, _ = r.Attributes["active"].(bool)
	if r.Configuration != nil && r.Configuration.Role != "" {
		u.Readiness = ready
	}
	return u
}
