package store

// Configuration is what an administrator sets for a user after provisioning: roles, skills, queues, extension and phone
// preferences are never provisioned, so a user cannot work before an administrator has set a role. The source is Vonage's
// page "Vonage Contact Center and SCIM integration for user provisioning".
type Configuration struct {
	// Role is empty until an administrator has set one.
	Role Role `json:"role,omitempty"`
	// Skills are names of any kind: languages, customer support, billing.
	Skills []string `json:"skills,omitempty"`
	// Queues are the names of the queues that the user can handle.
	Queues []string `json:"queues,omitempty"`
	// Extension is the user's internal line, nil for none.
	Extension *Extension `json:"extension,omitempty"`
	// PhonePreferences are telephony settings by name. Values are strings, numbers and booleans.
	PhonePreferences map[string]any `json:"phonePreferences,omitempty"`
}

// Role is what a user may do in the contact centre.
type Role string

// The three roles that Vonage's page names.
const (
	Agent         Role = "Agent"
	Supervisor    Role = "Supervisor"
	Administrator Role = "Administrator"
)

// Extension is an internal line with its settings.
type Extension struct {
	Number string `json:"number"`
	// Settings are by name. Values are strings, numbers and booleans.
	Settings map[string]any `json:"settings,omitempty"`
}
