// Package containertest starts the container image of a SCIM server for a go test, to be judged by steps.Run. It needs a
// Docker engine, which testcontainers finds; where none answers, the test is skipped with the reason.
//
// The executable does not link it: a vendor's test imports it, entrasim verify is given a URL.
package containertest

import (
	"context"
	"fmt"
	"net"
	"testing"

	"github.com/moby/moby/client"
	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"

	"github.com/entrasim/entrasim/steps"
)

// Options say which image to start, and how it is reached.
type Options struct {
	// Image is the name of an image that the engine has or can pull. It is empty when With has a Dockerfile.
	Image string
	// Port is the SCIM server's in the container, such as "8080/tcp"; Path is its base path, such as "/scim/v2".
	Port, Path string
	// Token is the secret token that the server accepts, bare. It stands in no log and no report.
	Token string
	// CAFile is a PEM file with the authority that signed the server's certificate. With it the URL is https.
	CAFile string
	// With are further options of testcontainers: command, environment, files, what to wait for. Without any, the container
	// counts as ready when Port is open.
	With []testcontainers.ContainerCustomizer
}

// Server is a running container. Its methods fail the test on errors of the engine.
type Server struct {
	t         testing.TB
	options   Options
	container testcontainers.Container
	engine    *testcontainers.DockerClient
}

// Start starts a container, which is removed when the test ends.
func Start(t testing.TB, o Options) *Server {
	t.Helper()
	NeedEngine(t)
	ctx := t.Context()
	with := append([]testcontainers.ContainerCustomizer{
		testcontainers.WithExposedPorts(o.Port),
		testcontainers.WithWaitStrategy(wait.ForListeningPort(o.Port).SkipInternalCheck()),
	}, o.With...)
	c, err := testcontainers.Run(ctx, o.Image, with...)
	if c != nil {
		testcontainers.CleanupContainer(t, c)
	}
	if err != nil {
		t.Fatalf("containertest: start %s: %v", o.Image, err)
	}
	engine, err := testcontainers.NewDockerClientWithOpts(ctx)
	if err != nil {
		t.Fatalf("containertest: %v", err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	return &Server{t: t, options: o, container: c, engine: engine}
}

// NeedEngine skips a test where no Docker engine answers, with the reason.
func NeedEngine(t testing.TB) {
	t.Helper()
	provider, err := testcontainers.ProviderDefault.GetProvider()
	if err == nil {
		defer provider.Close()
		err = provider.Health(t.Context())
	}
	if err != nil {
		t.Skipf("containertest: no Docker engine answers: %v", err)
	}
}

// URL is the base URL under which the server is reached now. A container that is started again may have another port.
func (s *Server) URL() string {
	s.t.Helper()
	host, err := s.container.Host(context.Background())
	if err != nil {
		s.t.Fatalf("containertest: host: %v", err)
	}
	port, err := s.container.MappedPort(context.Background(), s.options.Port)
	if err != nil {
		s.t.Fatalf("containertest: port: %v", err)
	}
	scheme := "http"
	if s.options.CAFile != "" {
		scheme = "https"
	}
	return fmt.Sprintf("%s://%s%s", scheme, net.JoinHostPort(host, fmt.Sprint(port.Num())), s.options.Path)
}

// Target is the server as steps.Run judges it.
func (s *Server) Target() steps.Target {
	s.t.Helper()
	target, err := steps.NewExternal(steps.ExternalOptions{URL: s.URL(), Token: s.options.Token, CAFile: s.options.CAFile, AllowWrites: true})
	if err != nil {
		s.t.Fatalf("containertest: %v", err)
	}
	return target
}

// Pause stops the server's processor: connections stay open, nothing is answered. Resume lets it go on.
func (s *Server) Pause() {
	s.t.Helper()
	_, err := s.engine.ContainerPause(context.Background(), s.container.GetContainerID(), client.ContainerPauseOptions{})
	s.must("pause", err)
}

// Resume ends a Pause.
func (s *Server) Resume() {
	s.t.Helper()
	_, err := s.engine.ContainerUnpause(context.Background(), s.container.GetContainerID(), client.ContainerUnpauseOptions{})
	s.must("resume", err)
}

// Kill ends the server as a power cut does. What it has written to its files is there when Restart starts it again.
func (s *Server) Kill() {
	s.t.Helper()
	_, err := s.engine.ContainerKill(context.Background(), s.container.GetContainerID(), client.ContainerKillOptions{Signal: "KILL"})
	s.must("kill", err)
}

// Restart starts a killed or stopped container again and returns when it answers. What else the container waits for may be in
// its log already, from the first start.
func (s *Server) Restart() {
	s.t.Helper()
	s.must("restart", s.container.Start(context.Background()))
	answers := wait.ForHTTP(s.options.Path).WithPort(s.options.Port).WithStatusCodeMatcher(func(int) bool { return true })
	if s.options.CAFile != "" {
		answers = answers.WithTLS(true).WithAllowInsecure(true)
	}
	s.must("restart", answers.WaitUntilReady(context.Background(), s.container))
}

// Health is what the image's own HEALTHCHECK says: starting, healthy, unhealthy, or none.
func (s *Server) Health() string {
	s.t.Helper()
	state, err := s.container.State(context.Background())
	s.must("state", err)
	if state.Health == nil {
		return "none"
	}
	return string(state.Health.Status)
}

func (s *Server) must(what string, err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatalf("containertest: %s: %v", what, err)
	}
}
