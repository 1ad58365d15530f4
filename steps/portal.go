package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/tidwall/gjson"

	"github.com/entrasim/entrasim/steps/internal/exchange"
)

func (w *world) portalChain() http.RoundTripper {
	p := w.endpoint.Portal
	return exchange.Authenticate(p.Credential, exchange.KeepLedger(w.run.ledger, w.run.guard, true, &w.created, exchange.NewNetwork(p.Network, w.run.limits)))
}

// askPortal sends a request to the portal and keeps the answer.
func (w *world) askPortal(ctx context.Context, method, path string, body any) (*answer, error) {
	if w.endpoint.Portal == nil {
		return nil, fmt.Errorf("the target has no portal that this run can reach")
	}
	text := ""
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		text = string(encoded)
	}
	w.run.redact.Add(w.endpoint.Portal.Credential.Token())
	client := noRedirects(w.recorder.ViaPortal(w.portalChain()))
	a, err := w.exchangeVia(ctx, client, method, w.endpoint.Portal.BaseURL+path, text, "application/json", "application/json")
	if err != nil {
		return nil, err
	}
	w.portal = a
	return a, nil
}

// expect is for requests that only arrange something.
func (a *answer) expect(status int) error {
	if a.status != status {
		return a.mismatch(fmt.Sprint(status), a.String())
	}
	return nil
}

// portalIDOf finds a person in the portal's list.
func (w *world) portalIDOf(ctx context.Context, name string) (string, error) {
	p, err := w.person(name)
	if err != nil || p.portalID != "" {
		return p.portalID, err
	}
	a, err := w.askPortal(ctx, http.MethodGet, "/api/users?userName="+url.QueryEscape(p.userName), nil)
	if err != nil {
		return "", err
	}
	users := gjson.Get(a.body, "users").Array()
	if len(users) != 1 {
		return "", w.because(a.mismatch("one user "+p.userName+" in the portal", fmt.Sprint(len(users))))
	}
	return users[0].Get("id").String(), nil
}

func (w *world) lastPortal() (*answer, error) {
	if w.portal == nil {
		return nil, fmt.Errorf("the feature asks for the portal's answer before it asks the portal for anything")
	}
	return w.portal, nil
}

func (w *world) generateToken(ctx context.Context) error {
	// The new token has to be known to the redactor before the recorder sees the answer that holds it, so that this one
	// request is sent without the recorder.
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.endpoint.Portal.BaseURL+"/api/provisioning/token", nil)
	if err != nil {
		return err
	}
	status, body, err := exchange.SendRequest(req, w.portalChain())
	if err != nil {
		return err
	}
	token := gjson.GetBytes(body, "token").String()
	if status != http.StatusCreated || token == "" {
		return w.mismatch("201 with a token", fmt.Sprintf("%d", status))
	}
	w.run.redact.Add(token)
	w.oldToken, w.newToken = w.endpoint.Credential.Token(), token
	w.endpoint.Credential.Set(token)
	return nil
}

// restoreAccount gives the account back as it was: with SCIM enabled. A new token stays; every later scenario has it.
func (w *world) restoreAccount(ctx context.Context) {
	if w.scenario.Exclusive {
		_ = w.switchSCIM(ctx, "enables")
	}
}
