package main

import (
	"archive/tar"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	dockerbuild "github.com/moby/moby/api/types/build"
	docker "github.com/moby/moby/client"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/steps"
	"github.com/entrasim/entrasim/steps/containertest"
)

// image is made once for all tests of containers.
var image = sync.OnceValues(func() (string, error) { return makeImage(context.Background()) })

// contents is the image that stands for the Dockerfile's build stage, on machines that reach no registry: the same folder
// /out, with an executable of this working tree.
const contents = "FROM scratch\nCOPY . /out/\n"

// makeImage builds the image of the Dockerfile from the working tree.
func makeImage(ctx context.Context) (string, error) {
	dir, err := os.MkdirTemp("", "entrasim-image")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	executable := filepath.Join(dir, "entrasim")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", executable, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	archive, err := contentsArchive(executable)
	if err != nil {
		return "", err
	}
	provider, err := testcontainers.NewDockerProvider()
	if err != nil {
		return "", err
	}
	defer provider.Close()
	stage, err := provider.BuildImage(ctx, &testcontainers.ContainerRequest{FromDockerfile: testcontainers.FromDockerfile{
		ContextArchive: archive, Dockerfile: "Dockerfile", Repo: "entrasim-contents", Tag: "test", KeepImage: true}})
	if err != nil {
		return "", fmt.Errorf("the stage: %w", err)
	}
	return provider.BuildImage(ctx, &testcontainers.ContainerRequest{FromDockerfile: testcontainers.FromDockerfile{
		Context: ".", Repo: "entrasim", Tag: "test", KeepImage: true, BuildArgs: map[string]*string{"EXECUTABLE": &stage},
		// BuildKit leaves out the stages that nothing needs.
		BuildOptionsModifier: func(o *docker.ImageBuildOptions) { o.Version = dockerbuild.BuilderBuildKit },
	}})
}

// contentsArchive is a build context with what the Dockerfile's build stage puts below /out.
func contentsArchive(executable string) (*bytes.Reader, error) {
	program, err := os.ReadFile(executable)
	if err != nil {
		return nil, err
	}
	authorities, err := os.ReadFile("/etc/ssl/certs/ca-certificates.crt")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range []struct {
		name string
		mode int64
		text []byte
	}{
		{"Dockerfile", 0o644, []byte(contents)}, {"entrasim", 0o755, program},
		{"etc/ssl/certs/ca-certificates.crt", 0o644, authorities}, {"work/", 0o1777, nil}, {"tmp/", 0o1777, nil},
	} {
		if err := w.WriteHeader(&tar.Header{Name: f.name, Mode: f.mode, Size: int64(len(f.text))}); err != nil {
			return nil, err
		}
		if _, err := w.Write(f.text); err != nil {
			return nil, err
		}
	}
	return bytes.NewReader(b.Bytes()), w.Close()
}

// contained starts serve in a container, with files and further flags.
func contained(t *testing.T, caFile string, files map[string]string, flags ...string) *containertest.Server {
	t.Helper()
	containertest.NeedEngine(t)
	name, err := image()
	require.NoError(t, err)
	with := []testcontainers.ContainerCustomizer{
		testcontainers.WithCmd(append([]string{"serve", "--listen", "0.0.0.0:8080", "--token-file", "/token"}, flags...)...),
		testcontainers.WithFiles(testcontainers.ContainerFile{Reader: bytes.NewReader([]byte(interruptToken)), ContainerFilePath: "/token", FileMode: 0o444}),
		testcontainers.WithWaitStrategy(wait.ForLog("token")),
	}
	for path, file := range files {
		with = append(with, testcontainers.WithFiles(testcontainers.ContainerFile{HostFilePath: file, ContainerFilePath: path, FileMode: 0o444}))
	}
	return containertest.Start(t, containertest.Options{Image: name, Port: "8080/tcp", Path: "/scim/v2", Token: interruptToken, CAFile: caFile, With: with})
}

// judged runs the whole suite against a container.
func judged(t *testing.T, s *containertest.Server) *reports.Report {
	t.Helper()
	profile, err := fixtures.LoadProfile("entra")
	require.NoError(t, err)
	report, err := steps.Run(t.Context(), steps.Config{Target: s.Target(), Profile: profile, Seed: 1, Parallel: 4})
	require.NoError(t, err)
	return report
}

func TestContainerOverTCP(t *testing.T) {
	s := contained(t, "", nil)
	report := judged(t, s)
	assert.True(t, report.Conforms(), failures(report))
	assert.Empty(t, report.Cleanup.Left)
	assert.NotEqual(t, "unhealthy", s.Health())
	assert.NotEqual(t, "none", s.Health())
}

func TestContainerOverTLS(t *testing.T) {
	certificate, key := selfSigned(t)
	s := contained(t, certificate.file, map[string]string{"/cert.pem": certificate.file, "/key.pem": key}, "--tls-cert", "/cert.pem", "--tls-key", "/key.pem")
	report := judged(t, s)
	assert.True(t, report.Conforms(), failures(report))
}

// The image has the three commands as its entry, and judges the server inside it without any flag.
func TestContainerVerifies(t *testing.T) {
	containertest.NeedEngine(t)
	name, err := image()
	require.NoError(t, err)
	c, err := testcontainers.Run(t.Context(), name, testcontainers.WithCmd("verify", "--run", "deactivation"),
		testcontainers.WithWaitStrategy(wait.ForExit()))
	testcontainers.CleanupContainer(t, c)
	require.NoError(t, err)
	state, err := c.State(t.Context())
	require.NoError(t, err)
	assert.Zero(t, state.ExitCode)
}

func failures(r *reports.Report) string {
	var b bytes.Buffer
	_ = r.WriteConsole(&b, reports.ConsoleOptions{})
	return b.String()
}
