package connector

import (
	"context"
	"fmt"
	"strings"
)

// Credential is what goes into the Authorization header. It is safe for concurrent use.
type Credential interface {
	// Authorization is the header's value. Refused is empty, or the value that the target has just answered with 401: a
	// credential that can be renewed gives another one then, once for all callers; one that cannot gives the same again.
	// The error is an *Error when a token endpoint is at fault. No error holds a secret.
	Authorization(ctx context.Context, refused string) (string, error)
}

// Bearer is a token that never changes, as Entra's Secret Token field takes it: without a scheme, which Entra adds
// (Microsoft Learn, use-scim-to-provision-users-and-groups). With one that cannot be sent every request fails.
func Bearer(token string) Credential {
	visible := func(r rune) bool { return r > ' ' && r < 0x7f }
	if token == "" || strings.ContainsFunc(token, func(r rune) bool { return !visible(r) }) {
		return bearer{err: &credentialError{fmt.Errorf("secret token: expected one or more visible ASCII characters, found %d bytes "+
			"with a blank, a control character or another letter among them, or none", len(token))}}
	}
	return bearer{authorization: "Bearer " + token}
}

type bearer struct {
	authorization string
	err           error
}

// Authorization implements Credential.
func (b bearer) Authorization(context.Context, string) (string, error) { return b.authorization, b.err }

// String does not show the token.
func (b bearer) String() string { return "Bearer " + redacted }

// GoString does not show the token.
func (b bearer) GoString() string { return b.String() }

// SecretToken is the credential that Entra uses for what an administrator enters as Secret Token: the text itself, or, when
// it is blank, a token of Entra's own.
func SecretToken(text string, own *EntraToken) Credential {
	if text = strings.TrimSpace(text); text == "" && own != nil {
		return own
	}
	return Bearer(text)
}

// credentialError is a credential that cannot be used; the target has not been asked.
type credentialError struct{ cause error }

func (e *credentialError) Error() string { return "connector: " + e.cause.Error() }
func (e *credentialError) Unwrap() error { return e.cause }
