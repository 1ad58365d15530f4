package portal

import (
	"net/http"

	"github.com/entrasim/entrasim/reference/store"
)

// cloneUser makes a portal user from another: the fields given, everything else including the configuration from the
// other. It is disabled for users that Microsoft Entra ID provisions.
func (p *Portal) cloneUser(r *http.Request, e *auditEntry) (answer, error) {
	m, err := readMembers(r, identityFields...)
	if err != nil {
		return answer{}, err
	}
	id, err := readIdentity(m)
	if err != nil {
		return answer{}, err
	}
	source, found := p.store.Get(userType, r.PathValue("id"))
	if !found {
		return answer{}, store.ErrNotFound
	}
	e.Object = objectOf(source)
	if source.Origin == store.SCIM {
		return answer{}, scimManaged("a user provisioned over SCIM cannot be cloned in the portal: " +
			"Microsoft Entra ID owns its identity; assign another user there")
	}
	if !m.has("userName") {
		return answer{}, invalidValue("userName: expected one for the clone, found nothing")
	}
	return p.insert(id.apply(source.Attributes), source.Configuration, e)
}
