package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
)

// serveOptions are the flags of serve.
type serveOptions struct {
	listen, portal, profile, tokenFile, portalTokenFile, baseURL, tlsCert, tlsKey string
	defects                                                                       []string
}

func newServeCommand() *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the reference SCIM server",
		Long: `serve runs the reference SCIM server: right by the letter, and wrong on purpose on request.

It keeps everything in memory, and is a server to test against, not one to keep accounts in. A token is made and printed
once when none is given; the same holds for the portal's, under a profile that has a portal.`,
		Example: `  entrasim serve
  entrasim serve --profile vcc --listen 127.0.0.1:8080 --portal 127.0.0.1:8081 --defect D-078`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return serve(cmd.Context(), o, cmd.OutOrStdout())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.listen, "listen", "127.0.0.1:8080", "address of the SCIM endpoint")
	f.StringVar(&o.portal, "portal", "127.0.0.1:8081", "address of the administration portal, under a profile that has one")
	f.StringVar(&o.profile, "profile", "entra", "kind of service provider, one of those that `entrasim list profiles` names")
	f.StringVar(&o.tokenFile, "token-file", "", "file that holds the token to accept")
	f.StringVar(&o.portalTokenFile, "portal-token-file", "", "file that holds the portal administrator's token")
	f.StringVar(&o.baseURL, "base-url", "", "URL under which clients reach the server, for Location (default: the request's Host)")
	f.StringVar(&o.tlsCert, "tls-cert", "", "PEM file with the certificate; with --tls-key")
	f.StringVar(&o.tlsKey, "tls-key", "", "PEM file with the certificate's key")
	f.StringArrayVar(&o.defects, "defect", nil, "be wrong on purpose, one of those that `entrasim list defects` names; repeatable")
	return cmd
}

func serve(ctx context.Context, o serveOptions, stdout io.Writer) error {
	profile, err := fixtures.LoadProfile(o.profile)
	if err != nil {
		return err
	}
	if (o.tlsCert == "") != (o.tlsKey == "") {
		return errors.New("expected --tls-cert and --tls-key together, found one of them")
	}
	token, made, err := tokenOr(o.tokenFile)
	if err != nil {
		return err
	}
	portalToken, portalMade, err := tokenOr(o.portalTokenFile)
	if err != nil {
		return err
	}
	server, err := reference.New(reference.Options{Profile: profile, Token: token, PortalToken: portalToken,
		BaseURL: o.baseURL, Defects: o.defects})
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	address, err := o.start(ctx, group, o.listen, server)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "SCIM    %s%s\n", address, profile.BasePath)
	printToken(stdout, token, made, o.tokenFile)
	if portal := server.Portal(); portal != nil {
		address, err := o.start(ctx, group, o.portal, portal)
		if err != nil {
			return err
		}
		fmt.Fprintf(stdout, "portal  %s/api\n", address)
		printToken(stdout, portalToken, portalMade, o.portalTokenFile)
	}
	return group.Wait()
}

// start listens and serves until the context ends, and then lets requests finish for a few seconds.
func (o serveOptions) start(ctx context.Context, group *errgroup.Group, address string, h http.Handler) (string, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return "", err
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	scheme := "http"
	run := func() error { return server.Serve(listener) }
	if o.tlsCert != "" {
		scheme = "https"
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
		return server.Shutdown(grace)
	})
	return scheme + "://" + listener.Addr().String(), nil
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
