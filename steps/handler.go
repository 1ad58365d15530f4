package steps

import (
	"context"
	"net/http"
)

// handlerOrigin is the origin under which a handler is reached. No name server knows it.
const handlerOrigin = "http://handler.invalid"

// handlerTarget is a vendor's server as an http.Handler of this process.
type handlerTarget struct {
	server   *Embedded
	basePath string
}

// NewHandler makes a target of a service provider in this process, such as a vendor's own in its go test. Requests reach
// the handler by real HTTP over connections in memory, with their whole path: basePath, such as "/scim/v2", included.
// The token is what the handler accepts as bearer. One handler serves all scenarios.
func NewHandler(h http.Handler, basePath, token string) Target {
	return handlerTarget{basePath: basePath, server: NewShared(func() (Service, error) {
		return Service{SCIM: h, Origin: handlerOrigin, BasePath: basePath, Token: token}, nil
	})}
}

// Open implements Target.
func (h handlerTarget) Open(ctx context.Context) (*Endpoint, func(), error) {
	return h.server.Open(ctx)
}

// URL implements Target.
func (h handlerTarget) URL() string { return handlerOrigin + h.basePath }

// Embedded implements Target: nobody has agreed to a thousand users, and reports call it by its URL.
func (h handlerTarget) Embedded() bool { return false }
