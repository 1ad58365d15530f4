package connector

import (
	"context"
	"sync/atomic"
)

// Replaceable is a credential that another can take the place of while requests are sent: an administrator enters a new
// secret token. It is safe for concurrent use.
type Replaceable struct{ current atomic.Pointer[Credential] }

// NewReplaceable begins with a credential.
func NewReplaceable(c Credential) *Replaceable {
	r := &Replaceable{}
	r.Replace(c)
	return r
}

// Replace gives the credential that was there before.
func (r *Replaceable) Replace(c Credential) (before Credential) {
	if old := r.current.Swap(&c); old != nil {
		before = *old
	}
	return before
}

// Authorization implements Credential.
func (r *Replaceable) Authorization(ctx context.Context, refused string) (string, error) {
	return (*r.current.Load()).Authorization(ctx, refused)
}
