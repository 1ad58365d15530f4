package portal

import (
	"net/http"
	"time"
)

// provisioning is what the page Account Settings › User Provisioning shows.
type provisioning struct {
	SCIMEnabled    bool   `json:"scimEnabled"`
	SCIMURL        string `json:"scimUrl"`
	TokenGenerated bool   `json:"tokenGenerated"`
	// TokenGeneratedAt is null when there is no token, and when it was given at the start instead of generated here.
	TokenGeneratedAt *time.Time `json:"tokenGeneratedAt"`
}

func (p *Portal) provisioning() provisioning {
	shown := provisioning{
		SCIMEnabled: p.account.Enabled(), SCIMURL: p.scimURL(), TokenGenerated: p.account.HasToken(),
	}
	if created := p.account.TokenCreated(); !created.IsZero() {
		created = created.UTC()
		shown.TokenGeneratedAt = &created
	}
	return shown
}

func (p *Portal) showProvisioning(w http.ResponseWriter, r *http.Request) {
	if err := allowQuery(r); err != nil {
		respondError(w, err)
		return
	}
	respond(w, http.StatusOK, p.provisioning())
}

// setProvisioning enables or disables SCIM. Disabling keeps token, users and configuration.
func (p *Portal) setProvisioning(r *http.Request, e *auditEntry) (answer, error) {
	e.Object = object{Type: "provisioning"}
	m, err := readMembers(r, "scimEnabled")
	if err != nil {
		return answer{}, err
	}
	var enabled bool
	if !m.has("scimEnabled") {
		return answer{}, invalidValue("scimEnabled: expected true or false, found nothing")
	}
	if err := m.read("scimEnabled", "true or false", &enabled); err != nil {
		return answer{}, err
	}
	e.Action = "disable SCIM"
	if enabled {
		e.Action = "enable SCIM"
	}
	if err := p.account.SetEnabled(enabled); err != nil {
		return answer{}, err
	}
	return answer{http.StatusOK, p.provisioning()}, nil
}

// generateToken makes a new secret token and shows it with the address, for the only time. The previous one is invalid
// at once. It takes no body.
func (p *Portal) generateToken(_ *http.Request, e *auditEntry) (answer, error) {
	e.Object = object{Type: "provisioning"}
	token, err := p.account.Rotate(p.newToken)
	if err != nil {
		return answer{}, err
	}
	return answer{http.StatusCreated, struct {
		Token   string `json:"token"`
		SCIMURL string `json:"scimUrl"`
	}{token, p.scimURL()}}, nil
}
