package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/reference/account"
	"github.com/entrasim/entrasim/reference/control"
	"github.com/entrasim/entrasim/reference/store"
	"github.com/entrasim/entrasim/reference/store/sqlite"
)

// serveOptions are the flags of serve.
type serveOptions struct {
	listen, portal, profile, data, tokenFile, portalTokenFile, baseURL, tlsCert, tlsKey string
	defects                                                                             []string
	// control and controlTokenFile are about the control listener, administrators are NAME=FILE.
	control, controlTokenFile string
	administrators            []string
	hostile                   bool
	seed                      int64
	lateLists                 int
	// me is the userName of the token's user, log where the requests are logged, all of them or those that fail inside.
	me          string
	logRequests bool
	log         slog.Handler
}

func newServeCommand() *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the reference SCIM server",
		Long: `serve runs the reference SCIM server: right by the letter, and wrong on purpose on request.

It is a server to test against, not one to keep accounts in. Without --data it keeps everything in memory and forgets it
with the process. With --data everything that was answered is in the file, also after the process was killed, and so is
the token, as a hash.

A token is made and printed once when none is given and the data file has none; the same holds for the portal's, under a
profile that has a portal.`,
		Example: `  entrasim serve --data contoso.db
  entrasim serve --profile vcc --listen 127.0.0.1:8080 --portal 127.0.0.1:8081 --defect D-078`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			level := slog.LevelError
			if o.logRequests {
				level = slog.LevelInfo
			}
			o.log = slog.NewTextHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: level})
			return serve(cmd.Context(), o, cmd.OutOrStdout())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.listen, "listen", "127.0.0.1:8080", "address of the SCIM endpoint")
	f.StringVar(&o.portal, "portal", "127.0.0.1:8081", "address of the administration portal, under a profile that has one")
	f.StringVar(&o.profile, "profile", "entra", "kind of service provider: one that 'entrasim list profiles' names, or a YAML file")
	f.StringVar(&o.data, "data", "", "file to keep everything in, made if it is not there (default: memory)")
	f.StringVar(&o.tokenFile, "token-file", "", "file that holds the token to accept")
	f.StringVar(&o.portalTokenFile, "portal-token-file", "", "file that holds the portal administrator's token")
	f.StringArrayVar(&o.administrators, "portal-administrator", nil,
		"further administrator of the portal, as NAME=FILE with the token in the file; repeatable")
	f.StringVar(&o.baseURL, "base-url", "", "URL under which clients reach the server, for Location (default: the request's Host)")
	f.StringVar(&o.tlsCert, "tls-cert", "", "PEM file with the certificate; with --tls-key")
	f.StringVar(&o.tlsKey, "tls-key", "", "PEM file with the certificate's key")
	f.StringArrayVar(&o.defects, "defect", nil, "be wrong on purpose, one of those that 'entrasim list defects' names; repeatable")
	f.StringVar(&o.control, "control", "",
		"address of the control listener, which switches defects while the server runs (default: none)")
	f.StringVar(&o.controlTokenFile, "control-token-file", "", "file that holds the control listener's token")
	f.BoolVar(&o.hostile, "hostile", false, "do to clients whatever the standard allows: odd ids, small pages, any order")
	f.Int64Var(&o.seed, "seed", 0, "with --hostile, what is left to chance")
	f.IntVar(&o.lateLists, "late-lists", 0, "with --hostile, for how many look-ups lists do not yet show a write")
	f.StringVar(&o.me, "me", "", "userName of the user whom the token belongs to, for /Me (default: none, /Me answers 501)")
	f.BoolVar(&o.logRequests, "log-requests", false, "log every request to standard error, without query, body and headers")
	return cmd
}

// garbage is how much memory may be waiting to be collected, in percent of what is used: more than Go's 100, since a server,
// a tenant with ten thousand users or a run of the judge spends a fifth of its time on going through what it has.
const garbage = 300

func serve(ctx context.Context, o serveOptions, stdout io.Writer) (err error) {
	debug.SetGCPercent(garbage)
	profile, err := fixtures.LoadProfile(o.profile)
	if err != nil {
		return err
	}
	if (o.tlsCert == "") != (o.tlsKey == "") {
		return errors.New("expected --tls-cert and --tls-key together, found one of them")
	}
	if err := checkBaseURL(o.baseURL); err != nil {
		return err
	}
	data, closeData, err := o.openData(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeData()) }()
	var token string
	var made bool
	if o.tokenFile != "" || !account.IsKept(data) {
		if token, made, err = tokenOr(o.tokenFile); err != nil {
			return err
		}
	}
	portalToken, portalMade, err := tokenOr(o.portalTokenFile)
	if err != nil {
		return err
	}
	administrators, err := readAdministrators(o.administrators)
	if err != nil {
		return err
	}
	listener, err := o.open(ctx, o.listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	server, err := reference.New(reference.Options{Profile: profile, Store: data, Token: token, PortalToken: portalToken,
		PortalAdministrators: administrators,
		Me:                   o.me, Log: o.log,
		BaseURL: o.baseURL, Address: o.urlOf(listener) + profile.BasePath, Defects: o.defects, Hostility: reference.Hostility{Enabled: o.hostile, Seed: o.seed, LateLists: o.lateLists}})
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	scim, err := o.startControl(ctx, group, server, stdout)
	if err != nil {
		return err
	}
	o.start(ctx, group, listener, scim)
	fmt.Fprintf(stdout, "SCIM    %s%s\n", o.urlOf(listener), profile.BasePath)
	if token == "" {
		fmt.Fprintln(stdout, "token   as before, known to the data file by its hash")
	} else {
		printToken(stdout, token, made, o.tokenFile)
	}
	if portal := server.Portal(); portal != nil {
		listener, err := o.open(ctx, o.portal)
		if err != nil {
			return err
		}
		o.start(ctx, group, listener, portal)
		fmt.Fprintf(stdout, "portal  %s/api\n", o.urlOf(listener))
		printToken(stdout, portalToken, portalMade, o.portalTokenFile)
	}
	return group.Wait()
}

// checkBaseURL says what is wrong with a base URL that is given.
func checkBaseURL(text string) error {
	if u, err := url.Parse(text); text != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
		return fmt.Errorf("--base-url: expected a URL such as https://scim.example.com, found %q", text)
	}
	return nil
}

// openData is the store that the flags ask for, and what to close it with.
func (o serveOptions) openData(ctx context.Context) (store.Store, func() error, error) {
	if o.data == "" {
		return store.NewMemory(), func() error { return nil }, nil
	}
	s, err := sqlite.Open(ctx, o.data)
	if err != nil {
		return nil, nil, err
	}
	return s, s.Close, nil
}

// startControl starts the control listener, if there is to be one, and returns the server as the control sees it.
func (o serveOptions) startControl(ctx context.Context, group *errgroup.Group, server *reference.Server,
	stdout io.Writer) (http.Handler, error) {
	if o.control == "" {
		return server, nil
	}
	token, made, err := tokenOr(o.controlTokenFile)
	if err != nil {
		return nil, err
	}
	switches := control.New(server, control.Options{Token: token})
	listener, err := o.open(ctx, o.control)
	if err != nil {
		return nil, err
	}
	o.start(ctx, group, listener, switches)
	fmt.Fprintf(stdout, "control %s/control\n", o.urlOf(listener))
	printToken(stdout, token, made, o.controlTokenFile)
	return switches.Record(server), nil
}

// readAdministrators reads NAME=FILE, each, into tokens by name.
func readAdministrators(given []string) (map[string]string, error) {
	tokens := map[string]string{}
	for _, text := range given {
		name, file, ok := strings.Cut(text, "=")
		if !ok || name == "" || file == "" {
			return nil, fmt.Errorf("expected --portal-administrator NAME=FILE, found %q", text)
		}
		token, err := readToken(file, "")
		if err != nil {
			return nil, err
		}
		tokens[name] = token
	}
	return tokens, nil
}

// open listens at an address.
func (o serveOptions) open(ctx context.Context, address string) (net.Listener, error) {
	return new(net.ListenConfig).Listen(ctx, "tcp", address)
}

// urlOf is where clients reach a listener.
func (o serveOptions) urlOf(listener net.Listener) string {
	if o.tlsCert != "" {
		return "https://" + listener.Addr().String()
	}
	return "http://" + listener.Addr().String()
}

// start serves until the context ends, then lets requests finish for a few seconds and ends those that do not.
func (o serveOptions) start(ctx context.Context, group *errgroup.Group, listener net.Listener, h http.Handler) {
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	run := func() error { return server.Serve(listener) }
	if o.tlsCert != "" {
		run = func() error { return server.ServeTLS(listener, o.tlsCert, o.tlsKey) }
	}
	group.Go(func() error {
		if err := run(); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if err := server.Shutdown(grace); !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		return server.Close()
	})
}

// tokenOr reads a token from a file, or makes one.
func tokenOr(file string) (token string, made bool, err error) {
	if file == "" {
		return rand.Text(), true, nil
	}
	token, err = readToken(file, "")
	return token, false, err
}

func printToken(w io.Writer, token string, made bool, file string) {
	if made {
		fmt.Fprintf(w, "token   %s  (made for this run, not shown again)\n", token)
		return
	}
	fmt.Fprintf(w, "token   in %s\n", file)
}
