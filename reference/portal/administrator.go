package portal

import (
	"maps"
	"slices"

	"github.com/entrasim/entrasim/reference/account"
)

// administrator is somebody who may use the portal: the name that the audit gives, and what is kept of the credential.
type administrator struct {
	name       string
	credential account.Credential
}

// administrators are those of the options, by name. The one credential without a name is the administrator's.
func administrators(o Options) []administrator {
	var all []administrator
	if o.AdminToken != "" {
		all = append(all, administrator{"administrator", account.NewCredential(o.AdminToken)})
	}
	for _, name := range slices.Sorted(maps.Keys(o.Administrators)) {
		all = append(all, administrator{name, account.NewCredential(o.Administrators[name])})
	}
	return all
}

// administratorOf is the name of the administrator whose credential it is. Every one is compared, so that the time taken does not
// tell whose was nearly right.
func (p *Portal) administratorOf(credential string) (name string, found bool) {
	for _, a := range p.administrators {
		if a.credential.Accepts(credential) {
			name, found = a.name, true
		}
	}
	return name, found
}
