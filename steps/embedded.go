package steps

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"
)

// Service is a service provider that lives in this process.
type Service struct {
	// SCIM serves BasePath and accepts Token.
	SCIM     http.Handler
	BasePath string
	Token    string
	// Origin is what clients call the host of SCIM; empty means EmbeddedOrigin.
	Origin string
	// Portal is nil, or the administration portal, which accepts PortalToken.
	Portal      http.Handler
	PortalToken string
}

// Embedded is a target in this process, reached by real HTTP over in-memory connections.
type Embedded struct {
	start  func() (Service, error)
	shared bool

	once     sync.Once
	endpoint *Endpoint
	err      error
}

// EmbeddedOrigin is the origin under which an embedded service provider is reached. No name server knows it.
const EmbeddedOrigin = "http://reference.invalid"

// NewEmbedded makes a target that starts a new, empty service provider for each scenario.
func NewEmbedded(start func() (Service, error)) *Embedded { return &Embedded{start: start} }

// NewShared makes a target with one service provider for all scenarios, as a vendor's is.
func NewShared(start func() (Service, error)) *Embedded { return &Embedded{start: start, shared: true} }

// Open implements Target.
func (e *Embedded) Open(context.Context) (*Endpoint, func(), error) {
	if e.shared {
		e.once.Do(func() { e.endpoint, _, e.err = e.serve() })
		return e.endpoint, func() {}, e.err
	}
	return e.serve()
}

func (e *Embedded) serve() (*Endpoint, func(), error) {
	service, err := e.start()
	if err != nil {
		return nil, nil, err
	}
	scim := newPipe(service.SCIM)
	endpoint := &Endpoint{
		BaseURL:    cmp.Or(service.Origin, EmbeddedOrigin) + service.BasePath,
		Network:    scim.transport,
		Credential: NewCredential(service.Token),
	}
	if service.Portal == nil {
		return endpoint, scim.close, nil
	}
	portal := newPipe(service.Portal)
	endpoint.Portal = &PortalEndpoint{
		BaseURL:    "http://portal.invalid",
		Network:    portal.transport,
		Credential: NewCredential(service.PortalToken),
	}
	return endpoint, func() { scim.close(); portal.close() }, nil
}

// URL implements Target.
func (e *Embedded) URL() string { return "the embedded reference server" }

// Embedded implements Target.
func (e *Embedded) Embedded() bool { return true }

// pipe is a net/http server whose connections never leave memory. It is a whole server, not a handler called in place:
// status lines, lengths and header rules are net/http's on both sides.
type pipe struct {
	connections chan net.Conn
	closed      chan struct{}
	shut        sync.Once
	server      *http.Server
	transport   *http.Transport
}

func newPipe(h http.Handler) *pipe {
	p := &pipe{connections: make(chan net.Conn), closed: make(chan struct{})}
	p.server = &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	p.transport = &http.Transport{DialContext: p.dial, MaxIdleConnsPerHost: 8}
	go func() { _ = p.server.Serve(p) }() // ends with close
	return p
}

func (p *pipe) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case p.connections <- server:
		return client, nil
	case <-p.closed:
		return nil, errors.New("the embedded server is closed")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept implements net.Listener.
func (p *pipe) Accept() (net.Conn, error) {
	select {
	case c := <-p.connections:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (p *pipe) Close() error {
	p.shut.Do(func() { close(p.closed) })
	return nil
}

// Addr implements net.Listener.
func (p *pipe) Addr() net.Addr { return &net.UnixAddr{Name: "memory", Net: "unix"} }

func (p *pipe) close() {
	p.transport.CloseIdleConnections()
	_ = p.server.Close()
}
