package control

import (
	"context"
	"net/http"
	"strings"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
)

// Keys of Graph's synchronization/secrets that mean something here. The collection has the credential, and settings of the
// provisioning beside it (Microsoft Learn, application-provisioning-configuration-api, skip-out-of-scope-deletions).
const (
	keyBaseAddress     = "BaseAddress"
	keySecretToken     = "SecretToken"
	keySyncAll         = "SyncAll"
	keySkipOutOfScope  = "SkipOutOfScopeDeletions"
	secretTokenIsShown = "*" // in its place
)

// secret is Graph's synchronizationSecretKeyStringValuePair.
type secret struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

func (c *Control) routeSecrets() {
	path := "/v1.0/servicePrincipals/" + c.options.ServicePrincipalID + "/synchronization/secrets"
	c.mux.HandleFunc("GET "+path, handle(http.StatusOK, func(*http.Request) (body any, err error) {
		err = c.options.Driver.Do(func(j *simulator.Job) error { body = map[string]any{"value": c.secrets(j)}; return nil })
		return body, err
	}))
	c.mux.HandleFunc("PUT "+path, handle(http.StatusNoContent, func(r *http.Request) (any, error) {
		var body struct {
			Value []secret `json:"value"`
		}
		if err := read(r, &body); err != nil {
			return nil, err
		}
		return nil, c.options.Driver.Do(func(j *simulator.Job) error { return c.saveSecrets(j, body.Value) })
	}))
}

// secrets are what PUT takes, without the credential.
func (c *Control) secrets(j *simulator.Job) []secret {
	all := []secret{{keyBaseAddress, c.options.BaseAddress}}
	if c.options.SecretToken != nil {
		all = append(all, secret{keySecretToken, secretTokenIsShown})
	}
	return append(all, secret{keySyncAll, connector.Text(j.SyncAll())}, secret{keySkipOutOfScope, connector.Text(j.SkipOutOfScopeDeletions())})
}

// saveSecrets saves all of them, or none and says why. A key that is left out stays as it is; whether Graph would forget it is
// not documented, and a token that was forgotten would be a trap.
func (c *Control) saveSecrets(j *simulator.Job, secrets []secret) error {
	var changes []func()
	for _, s := range secrets {
		change, err := c.secretChange(j, s)
		if err != nil {
			return err
		}
		changes = append(changes, change)
	}
	for _, change := range changes {
		change()
	}
	return nil
}

func (c *Control) secretChange(j *simulator.Job, s secret) (func(), error) {
	switch s.Key {
	case keyBaseAddress:
		if strings.TrimRight(s.Value, "/") != strings.TrimRight(c.options.BaseAddress, "/") {
			return nil, badRequest("%s: expected %s, the target that this simulation was started with, found %s", s.Key, c.options.BaseAddress, s.Value)
		}
		return func() {}, nil
	case keySecretToken:
		token, err := c.secretToken(s.Value)
		return func() {
			c.options.Driver.Log().Hide(s.Value)
			c.options.SecretToken.Replace(token)
		}, err
	case keySyncAll:
		yes, err := truth(s)
		return func() { j.SetSyncAll(yes) }, err
	case keySkipOutOfScope:
		yes, err := truth(s)
		return func() { j.SetSkipOutOfScopeDeletions(yes) }, err
	}
	return nil, badRequest("key: expected one of %s, %s, %s, %s, found %q", keyBaseAddress, keySecretToken, keySyncAll, keySkipOutOfScope, s.Key)
}

// truth is a setting's value: the page has True and False, and writes 1 and 0, too.
func truth(s secret) (bool, error) {
	switch strings.ToLower(s.Value) {
	case "true", "1":
		return true, nil
	case "false", "0":
		return false, nil
	}
	return false, badRequest("%s: expected True or False, found %q", s.Key, s.Value)
}

// secretToken is a token that an administrator enters. No error shows it.
func (c *Control) secretToken(text string) (connector.Credential, error) {
	token := connector.SecretToken(text, nil)
	switch {
	case c.options.SecretToken == nil:
		return nil, badRequest("%s: expected none, since the target is given another credential than a secret token, found one", keySecretToken)
	case text == secretTokenIsShown:
		return nil, badRequest("%s: expected the token, found what is shown in its place; a key that is left out stays as it is", keySecretToken)
	}
	if _, err := token.Authorization(context.Background(), ""); err != nil {
		return nil, badRequest("%s", strings.TrimPrefix(err.Error(), "connector: "))
	}
	return token, nil
}

// validateCredentials tests the connection with the credential that is saved or, before it is, with that of the body (Graph:
// synchronizationJob validateCredentials).
func (c *Control) validateCredentials(r *http.Request, j *simulator.Job) (any, error) {
	var body struct {
		ApplicationIdentifier string   `json:"applicationIdentifier"`
		TemplateID            string   `json:"templateId"`
		UseSavedCredentials   bool     `json:"useSavedCredentials"`
		Credentials           []secret `json:"credentials"`
	}
	if r.ContentLength != 0 {
		if err := read(r, &body); err != nil {
			return nil, err
		}
	}
	if body.UseSavedCredentials {
		body.Credentials = nil
	}
	for _, s := range body.Credentials {
		if s.Key != keySecretToken {
			if _, err := c.secretChange(j, s); err != nil {
				return nil, err
			}
			continue
		}
		token, err := c.secretToken(s.Value)
		if err != nil {
			return nil, err
		}
		saved := c.options.SecretToken.Replace(token)
		defer c.options.SecretToken.Replace(saved)
	}
	return nil, j.TestConnection(r.Context())
}
