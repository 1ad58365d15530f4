package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/control"
)

// simulateOptions are the flags of simulate.
type simulateOptions struct {
	target, tokenFile, tokenEnv, caFile string
	insecure, allowWrites               bool
	rate                                float64
	dialect, profile, schema            string
	settings, connectivity, keySet      string
	tenant                              string
	generate                            int
	seed                                uint64
	syncAll                             bool
	concurrent                          int

	speed            float64
	speedGiven       bool
	from, until      string
	state, log       string
	moved            bool
	writeTenant      string
	control          string
	controlTokenFile string
}

func newSimulateCommand() *cobra.Command {
	var o simulateOptions
	cmd := &cobra.Command{
		Use:   "simulate",
		Short: "Provision a tenant to a SCIM endpoint, in real time or faster",
		Long: `simulate is Microsoft Entra ID's provisioning service for one tenant and one application: an initial cycle, then one
every 40 minutes with what has changed. It runs in real time, faster with --speed, or by hand with --speed 0 and the
control listener; with --until it turns the clock as fast as it goes, and ends.

Without a secret token Entra ID's own token is sent, as when the field is left blank in the admin center; its public keys
are then those of --key-set. With --connectivity an access token is fetched, and renewed before its end.

With --state everything is in a file, also after the process was killed: it goes on where it stopped, and neither loses
nor repeats anything. The tenant and the schema are then those of the file.

Exit status: 0 ended as asked, 1 with --until when operations failed and wait, or the job is in quarantine, 2 not begun, or
stopped before the time of --until.`,
		Example: `  entrasim simulate --tenant contoso.yaml --target http://127.0.0.1:8080/scim/v2 --token-file token.txt --until 24h
  entrasim simulate --generate 500 --target https://scim.example.com/scim/v2 --token-file token.txt --allow-writes \
      --speed 60 --state contoso.db --control 127.0.0.1:8090`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.speedGiven = cmd.Flags().Changed("speed")
			return simulate(cmd.Context(), o, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.target, "target", "", "base URL of the endpoint, the tenant URL of the admin center")
	f.StringVar(&o.tokenFile, "token-file", "", "file that holds the secret token")
	f.StringVar(&o.tokenEnv, "token-env", "", "environment variable that holds the secret token")
	f.StringVar(&o.caFile, "ca-file", "", "PEM file with further certificate authorities")
	f.BoolVar(&o.insecure, "insecure", false, "go on when the certificate is not valid")
	f.BoolVar(&o.allowWrites, "allow-writes", false, "agree that users are created, changed and deleted; needed for any target but loopback")
	f.Float64Var(&o.rate, "rate", 0, "most requests a second (default: no limit)")
	f.IntVar(&o.concurrent, "concurrent-exports", 1, "how many objects are provisioned at a time")
	f.StringVar(&o.profile, "profile", "entra", "whose mapping and lanes: one that 'entrasim list profiles' names, or a YAML file")
	f.StringVar(&o.dialect, "dialect", "", "Entra ID's PATCH dialect, default or compliant (default: what the flag of the tenant URL says)")
	f.StringVar(&o.schema, "schema", "", "file with an exported synchronizationSchema (default: the profile's mapping)")
	f.StringVar(&o.settings, "settings", "", "YAML file with settings that 'entrasim list settings' explains (default: theirs)")
	f.StringVar(&o.connectivity, "connectivity", "", "JSON file with Microsoft Graph's connectivityParameters, for OAuth client credentials")
	f.StringVar(&o.keySet, "key-set", "", "file to write the public keys of Entra ID's own token to, which is sent when there is no secret token")
	f.StringVar(&o.tenant, "tenant", "", "file with users and groups, or a folder of such: YAML, Microsoft Graph's JSON, the admin center's CSV")
	f.IntVar(&o.generate, "generate", 0, "make a tenant of so many users instead, all of them assigned")
	f.Uint64Var(&o.seed, "seed", 0, "repeat a run: ids and generated people come from it (default: a new one)")
	f.BoolVar(&o.syncAll, "sync-all", false, "provision everybody, not only who is assigned")
	f.Float64Var(&o.speed, "speed", 1, "simulated seconds in a real one; 0 is a clock that only the control listener turns")
	f.StringVar(&o.from, "from", "", "simulated time at which a new tenant begins, as 2026-03-02T08:00:00Z (default: now)")
	f.StringVar(&o.until, "until", "", "turn the clock as fast as it goes to a time, or by a duration such as 24h, and end")
	f.StringVar(&o.state, "state", "", "file to keep everything in, made if it is not there (default: memory)")
	f.BoolVar(&o.moved, "moved", false, "the target of the state file has another address now: go on with what it has")
	f.StringVar(&o.log, "log", "", "file to write the provisioning log to at the end: lines of JSON, Graph's JSON if it ends with .json, with .csv the portal's three files")
	f.StringVar(&o.writeTenant, "write-tenant", "", "YAML file to write the tenant to at the end, as --tenant reads it")
	f.StringVar(&o.control, "control", "", "address of the control listener: directory, job, log, clock, metrics (default: none)")
	f.StringVar(&o.controlTokenFile, "control-token-file", "", "file that holds the control listener's token (default: one is made)")
	return cmd
}

func simulate(stopping context.Context, o simulateOptions, stdout, stderr io.Writer) (err error) {
	debug.SetGCPercent(garbage)
	ctx, cancel := secondSignal()
	defer cancel()
	s, err := o.begin(stopping, newProgress(stderr))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	defer oneProcessor()()
	users, groups := s.size()
	fmt.Fprintf(stdout, "target  %s\ntenant  %d users, %d groups, time %s\n", s.base, users, groups, s.clock.Now().Format(time.RFC3339))

	group, groupCtx := errgroup.WithContext(stopping)
	ended, end := context.WithCancel(groupCtx)
	defer end()
	if o.control != "" {
		if err := o.startControl(ended, group, s, stdout); err != nil {
			return err
		}
	}
	group.Go(func() error {
		<-ended.Done()
		if stopping.Err() != nil {
			s.progress.say("stopping when what is under way has been answered; Ctrl-C again breaks it off")
		}
		return nil
	})
	early := false // before the time of --until
	group.Go(func() (err error) {
		defer end()
		early, err = o.run(ctx, ended, s)
		return err
	})
	if err := group.Wait(); err != nil {
		return err
	}
	s.progress.end()
	if o.log != "" {
		if err := s.writeLog(o.log); err != nil {
			return err
		}
	}
	if o.writeTenant != "" {
		if err := writeFile(o.writeTenant, s.tenant.WriteYAML); err != nil {
			return fmt.Errorf("write-tenant: %w", err)
		}
	}
	state := s.driver.State()
	fmt.Fprintf(stdout, "ended   %s, job %s, %d linked, %d operations wait to be tried again\n",
		state.Now.Format(time.RFC3339), state.Status.Code, linked(state.Status), state.Escrows)
	if o.until != "" && (state.Escrows > 0 || state.Status.Quarantine != nil || state.Status.LastExecution.Error != nil) {
		return exitStatus(exitDoesNotConform)
	}
	if early {
		return exitStatus(exitNothingLearnt)
	}
	return nil
}

// run drives the simulator until it is stopped, or has come to the end that was asked for. Early says that it was stopped before
// that.
func (o simulateOptions) run(ctx, stopping context.Context, s *simulation) (early bool, err error) {
	if o.until == "" {
		return false, s.driver.Run(ctx, stopping)
	}
	until, err := o.end(s.clock.Now())
	if err != nil {
		return false, err
	}
	err = s.driver.Advance(ctx, stopping, until)
	if errors.Is(err, context.Canceled) || errors.Is(err, simulator.ErrInterrupted) {
		return true, nil
	}
	return false, err
}

// end is the time that --until means.
func (o simulateOptions) end(now time.Time) (time.Time, error) {
	if d, err := time.ParseDuration(o.until); err == nil && d >= 0 {
		return now.Add(d), nil
	}
	t, err := time.Parse(time.RFC3339, o.until)
	if err != nil || t.Before(now) {
		return t, fmt.Errorf("until: expected a duration such as 24h, or a time from %s on, found %q", now.Format(time.RFC3339), o.until)
	}
	return t, nil
}

// startControl opens the control listener.
func (o simulateOptions) startControl(ctx context.Context, group *errgroup.Group, s *simulation, stdout io.Writer) error {
	token, made, err := tokenOr(o.controlTokenFile)
	if err != nil {
		return err
	}
	listener, err := serveOptions{}.open(ctx, o.control)
	if err != nil {
		return err
	}
	c := control.New(control.Options{
		Driver: s.driver, Token: token, ServicePrincipalID: s.ids.principal, ApplicationID: s.ids.application, Schema: s.schema,
		NewJobID: func() string { return jobID(s.ids.tenant, s.newID()) },
		Template: s.template, SaveSchema: s.replaceSchema, BaseAddress: s.base, SecretToken: s.token, Expressions: s.job.Expressions(),
		Metrics: s.metrics.collectors(),
	})
	s.hide(token)
	serveOptions{}.start(ctx, group, listener, c)
	job := ""
	if s.job.Exists() {
		job = "/" + s.job.ID()
	}
	fmt.Fprintf(stdout, "control http://%s/v1.0/servicePrincipals/%s/synchronization/jobs%s\n", listener.Addr(), s.ids.principal, job)
	printToken(stdout, token, made, o.controlTokenFile)
	return nil
}

// secondSignal is a context that ends with the second request to stop: the first lets the objects under way finish.
func secondSignal() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for range 2 {
			select {
			case <-signals:
			case <-ctx.Done():
				return
			}
		}
		cancel()
	}()
	return ctx, func() { signal.Stop(signals); cancel() }
}
