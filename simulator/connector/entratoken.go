package connector

import (
	"cmp"
	"context"
	"crypto"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/google/uuid"

	"github.com/entrasim/entrasim/simulator/clock"
)

// The claims of the token that Entra sends when the secret token is blank (Microsoft Learn,
// use-scim-to-provision-users-and-groups; the application's id is observed in the field, jelhub/scimgateway).
const (
	// EntraAudience is the audience for every custom application.
	EntraAudience = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621"
	// EntraAudienceBefore is that of older tokens, Azure AD Graph.
	EntraAudienceBefore = "00000002-0000-0000-c000-000000000000"
	// EntraAppID is Microsoft.Azure.SyncFabric.
	EntraAppID = "00000014-0000-0000-c000-000000000000"
)

// EntraTokenOptions describe the tenant whose token it is.
type EntraTokenOptions struct {
	// TenantID is a GUID; it is in iss and tid.
	TenantID string
	// Key signs, RS256; at least 2048 bits.
	Key *rsa.PrivateKey
	// Clock is that of the one who checks the token; nil is the real clock.
	Clock clock.Clock
	// Audience is EntraAudience unless given.
	Audience string
	// Lifetime is from nbf to exp, an hour by default. Entra's is not documented for this token; gallery applications must
	// keep to 60 to 360 minutes.
	Lifetime time.Duration
}

// EntraToken is the JWT that Entra makes itself. It has the claims that are known, and no others.
type EntraToken struct {
	options EntraTokenOptions
	signer  jose.Signer
	keySet  []byte

	mu      sync.Mutex
	header  string
	renewAt time.Time
}

// entraClaims are the claims in the order in which they are written.
type entraClaims struct {
	Audience  string           `json:"aud"`
	Issuer    string           `json:"iss"`
	IssuedAt  *jwt.NumericDate `json:"iat"`
	NotBefore *jwt.NumericDate `json:"nbf"`
	Expiry    *jwt.NumericDate `json:"exp"`
	AppID     string           `json:"appid"`
	TenantID  string           `json:"tid"`
}

// guidLength is that of the only form that Entra writes, without braces.
const guidLength = 36

// minKeyBits is RFC 7518's for RS256, section 3.3.
const minKeyBits = 2048

// NewEntraToken checks the options.
func NewEntraToken(options EntraTokenOptions) (*EntraToken, error) {
	switch {
	case uuid.Validate(options.TenantID) != nil || len(options.TenantID) != guidLength:
		return nil, fmt.Errorf("connector: tenant id: expected a GUID, found %q", options.TenantID)
	case options.Key == nil:
		return nil, errors.New("connector: key: expected an RSA key, found none")
	case options.Key.N.BitLen() < minKeyBits:
		return nil, fmt.Errorf("connector: key: expected at least %d bits, found %d", minKeyBits, options.Key.N.BitLen())
	case options.Lifetime < 0:
		return nil, fmt.Errorf("connector: lifetime: expected a duration above 0, found %s", options.Lifetime)
	}
	options.Clock = cmp.Or(options.Clock, clock.System())
	options.Audience = cmp.Or(options.Audience, EntraAudience)
	options.Lifetime = cmp.Or(options.Lifetime, time.Hour)

	public := jose.JSONWebKey{Key: options.Key.Public(), Algorithm: string(jose.RS256), Use: "sig"}
	thumbprint, err := public.Thumbprint(crypto.SHA256)
	if err != nil {
		return nil, fmt.Errorf("connector: key: %w", err)
	}
	public.KeyID = base64.RawURLEncoding.EncodeToString(thumbprint)
	keySet, err := json.Marshal(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{public}})
	if err != nil {
		return nil, fmt.Errorf("connector: key: %w", err)
	}
	private := jose.JSONWebKey{Key: options.Key, KeyID: public.KeyID}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: private}, (&jose.SignerOptions{}).WithType("JWT"))
	if err != nil {
		return nil, fmt.Errorf("connector: key: %w", err)
	}
	return &EntraToken{options: options, signer: signer, keySet: keySet}, nil
}

// Authorization implements Credential. The token is made anew five minutes before its end, or halfway if it is short; one
// that was refused is not, since it would be the same.
func (e *EntraToken) Authorization(context.Context, string) (string, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.options.Clock.Now()
	if e.header != "" && now.Before(e.renewAt) {
		return e.header, nil
	}
	end := now.Add(e.options.Lifetime)
	token, err := jwt.Signed(e.signer).Claims(entraClaims{
		Audience: e.options.Audience, Issuer: "https://sts.windows.net/" + e.options.TenantID + "/",
		IssuedAt: jwt.NewNumericDate(now), NotBefore: jwt.NewNumericDate(now), Expiry: jwt.NewNumericDate(end),
		AppID: EntraAppID, TenantID: e.options.TenantID,
	}).Serialize()
	if err != nil {
		return "", &credentialError{fmt.Errorf("sign Entra's token: %w", err)}
	}
	e.header = "Bearer " + token
	e.renewAt = end.Add(-min(5*time.Minute, e.options.Lifetime/2))
	return e.header, nil
}

// KeySet is the JWK Set (RFC 7517, section 5) with which the tokens can be checked, for a test server to load in the place
// of Entra's own at login.microsoftonline.com.
func (e *EntraToken) KeySet() []byte { return append([]byte(nil), e.keySet...) }
