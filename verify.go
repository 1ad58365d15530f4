package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/reference"
	"github.com/entrasim/entrasim/reports"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/steps"
)

// verifyOptions are the flags of verify, and by the same names the keys of its configuration file.
type verifyOptions struct {
	Target       string        `yaml:"target"`
	TokenFile    string        `yaml:"token-file"`
	TokenEnv     string        `yaml:"token-env"`
	Profile      string        `yaml:"profile"`
	Dialect      string        `yaml:"dialect"`
	Run          []string      `yaml:"run"`
	Skip         []string      `yaml:"skip"`
	KnownFailing []string      `yaml:"known-failing"`
	Values       string        `yaml:"values"`
	Features     string        `yaml:"features"`
	Report       string        `yaml:"report"`
	Seed         int64         `yaml:"seed"`
	Shuffle      bool          `yaml:"shuffle"`
	Parallel     int           `yaml:"parallel"`
	Rate         float64       `yaml:"rate"`
	Timeout      time.Duration `yaml:"timeout"`
	CAFile       string        `yaml:"ca-file"`
	Insecure     bool          `yaml:"insecure"`
	AllowWrites  bool          `yaml:"allow-writes"`
	Strict       bool          `yaml:"strict"`

	config string
	dryRun bool
	// updateKnown writes the list of known failures anew.
	updateKnown bool
	verbose     int
}

func newVerifyCommand() *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Judge a SCIM endpoint as Microsoft Entra ID would use it",
		Long: `verify runs the features against a SCIM endpoint and says what an administrator would live through.

Without --target it judges the reference server inside this executable. Everything that a run creates has the run's
prefix in its name, and is removed again.

Results go to standard output, progress to standard error, the report in six formats to the report folder.
Exit status: 0 conforms, 1 does not, 2 nothing learnt.`,
		Example: `  entrasim verify
  entrasim verify --target https://scim.example.com/scim/v2 --token-file token.txt --allow-writes`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			places, err := readConfig(cmd.Flags(), o.config, &o)
			if err != nil {
				return err
			}
			return places.of(verify(cmd.Context(), o, cmd.OutOrStdout(), cmd.ErrOrStderr()))
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Target, "target", "", "base URL of the endpoint to judge, the tenant URL of the admin center")
	f.StringVar(&o.TokenFile, "token-file", "", "file that holds the secret token")
	f.StringVar(&o.TokenEnv, "token-env", "", "environment variable that holds the secret token")
	f.StringVar(&o.config, "config", "", "YAML file with these flags as keys; flags win (default: entrasim.yaml, if it is there)")
	f.StringVar(&o.Profile, "profile", "entra", "what to judge by: "+strings.Join(fixtures.ProfileNames(), ", "))
	f.StringVar(&o.Dialect, "dialect", "both", "Entra ID's PATCH dialect: default, compliant or both")
	f.StringArrayVar(&o.Run, "run", nil, "run only these: pattern over ids, areas, paths and titles, or @file; repeatable")
	f.StringArrayVar(&o.Skip, "skip", nil, "leave these out: as --run")
	f.StringArrayVar(&o.KnownFailing, "known-failing", nil, "failures that are no news: as --run; one that passes is a failure")
	f.BoolVar(&o.updateKnown, "known-failing-update", false, "bring the one file of --known-failing up to date with this run; reasons beside lines that stay are kept")
	f.StringVar(&o.Features, "features", "", "folder of your own features, which run instead of those inside; same steps")
	f.StringVar(&o.Values, "values", "", "YAML file of what the target demands of users and groups: domains, userName, required, allowed, unsupported")
	f.StringVar(&o.Report, "report", "reports/out", "folder for report.html and the other reports, and the ledger of created users")
	f.Int64Var(&o.Seed, "seed", 0, "repeat a run: ids, names and times come from it (default: a new one)")
	f.BoolVar(&o.Shuffle, "shuffle", false, "run the scenarios in an order that the seed gives")
	f.IntVar(&o.Parallel, "parallel", 0, "scenarios at once (default: 1, for the embedded server the number of processors)")
	f.Float64Var(&o.Rate, "rate", 0, "most requests a second (default: no limit)")
	f.DurationVar(&o.Timeout, "timeout", time.Minute, "how long one answer may take; Entra ID gives up after about 60s")
	f.StringVar(&o.CAFile, "ca-file", "", "PEM file with further certificate authorities")
	f.BoolVar(&o.Insecure, "insecure", false, "go on when the certificate is not valid")
	f.BoolVar(&o.AllowWrites, "allow-writes", false, "agree that users are created, changed and deleted; needed for any target but loopback")
	f.BoolVar(&o.Strict, "strict", false, "a warning is a failure")
	f.BoolVar(&o.dryRun, "dry-run", false, "list the scenarios that would run, and send nothing")
	f.CountVarP(&o.verbose, "verbose", "v", "show the exchanges of failures; -vv those of everything")
	return cmd
}

func verify(ctx context.Context, o verifyOptions, stdout, stderr io.Writer) error {
	debug.SetGCPercent(garbage)
	config, err := o.suite()
	if err != nil {
		return err
	}
	if o.dryRun {
		return listScenarios(stdout, config)
	}
	if err := os.MkdirAll(o.Report, 0o755); err != nil { // before the work, whose results would have no place
		return fmt.Errorf("report: %w", err)
	}
	if o.Target != "" {
		config.ReportDir = o.Report
	}
	end := showProgress(&config, stderr, terminal(stderr))
	if o.updateKnown {
		defer end()
		return updateKnownFailing(ctx, o, config, stdout)
	}
	report, runErr := steps.Run(ctx, config)
	end()
	if report == nil {
		return runErr
	}
	report.Strict = o.Strict
	options := reports.ConsoleOptions{Color: colourful(stdout), Verbosity: o.verbose, Strict: o.Strict, ReportDir: o.Report}
	if err := report.WriteConsole(stdout, options); err != nil {
		return err
	}
	if _, err := reports.Write(o.Report, report); err != nil {
		return err
	}
	if runErr != nil {
		return runErr
	}
	if status := report.ExitStatus(o.Strict); status != exitConforms {
		return exitStatus(status)
	}
	return nil
}

// suite turns the options into a configuration of the suite, checked as far as that goes without sending anything.
func (o verifyOptions) suite() (steps.Config, error) {
	c := steps.Config{Seed: o.Seed, Shuffle: o.Shuffle, Parallel: o.Parallel, Timeout: o.Timeout, Rate: o.Rate}
	var err error
	if c.Profile, err = fixtures.LoadProfile(o.Profile); err != nil {
		return c, err
	}
	if c.Dialects, err = parseDialect(o.Dialect); err != nil {
		return c, err
	}
	if c.Features, err = ownFeatures(o.Features); err != nil {
		return c, err
	}
	if c.Run, err = steps.ParsePatterns(o.Run); err != nil {
		return c, fmt.Errorf("run: %w", err)
	}
	if c.Skip, err = steps.ParsePatterns(o.Skip); err != nil {
		return c, fmt.Errorf("skip: %w", err)
	}
	if c.Values, err = fixtures.ReadValues(o.Values); err != nil {
		return c, err
	}
	if !o.updateKnown {
		if c.KnownFailing, err = steps.ParsePatterns(o.KnownFailing); err != nil {
			return c, fmt.Errorf("known-failing: %w", err)
		}
	}
	switch {
	case o.Timeout <= 0:
		return c, fmt.Errorf("timeout: expected a time above 0, found %s", o.Timeout)
	case checkRate(o.Rate) != nil:
		return c, checkRate(o.Rate)
	case o.Parallel < 0:
		return c, fmt.Errorf("parallel: expected a number of scenarios, found %d", o.Parallel)
	}
	if c.Seed == 0 {
		c.Seed = rand.Int64N(1 << 40) //nolint:gosec // not secret; small enough for every JSON reader
	}
	if o.Target == "" {
		if o.TokenFile != "" || o.TokenEnv != "" {
			return c, errors.New("target: expected the endpoint that the token is for, found nothing: give it with --target")
		}
		if c.Parallel == 0 {
			c.Parallel = runtime.GOMAXPROCS(0)
		}
		c.Target = steps.NewEmbedded(embedded(c.Profile))
		return c, nil
	}
	token, err := readToken(o.TokenFile, o.TokenEnv)
	if err != nil {
		return c, err
	}
	c.Target, err = steps.NewExternal(steps.ExternalOptions{URL: o.Target, Token: token, CAFile: o.CAFile,
		Insecure: o.Insecure, AllowWrites: o.AllowWrites})
	return c, err
}

// embedded makes reference servers for the suite, each new and empty.
func embedded(profile fixtures.Profile) func() (steps.Service, error) {
	return func() (steps.Service, error) {
		const token, portalToken = "embedded-scim-token", "embedded-portal-token" // of servers that nobody else can reach
		server, err := reference.New(reference.Options{Profile: profile, Token: token, PortalToken: portalToken,
			BaseURL: steps.EmbeddedOrigin})
		if err != nil {
			return steps.Service{}, err
		}
		return steps.Service{SCIM: server, BasePath: profile.BasePath, Token: token,
			Portal: server.Portal(), PortalToken: portalToken}, nil
	}
}

// ownFeatures opens the user's folder of features; none means those inside.
func ownFeatures(dir string) (fs.FS, error) {
	if dir == "" {
		return nil, nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("features: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("features: expected a folder, found the file %s", dir)
	}
	return os.DirFS(dir), nil
}

func parseDialect(name string) ([]connector.Dialect, error) {
	switch name {
	case "both":
		return []connector.Dialect{connector.DialectDefault, connector.DialectCompliant}, nil
	case "default":
		return []connector.Dialect{connector.DialectDefault}, nil
	case "compliant":
		return []connector.Dialect{connector.DialectCompliant}, nil
	default:
		return nil, fmt.Errorf("dialect: expected default, compliant or both, found %q", name)
	}
}

// readToken takes the token from a file or an environment variable, never from the command line, where every process of
// the machine could read it. Without either, requests carry none.
func readToken(file, variable string) (string, error) {
	var token, option, source string
	switch {
	case file != "" && variable != "":
		return "", errors.New("token-file: expected one of token-file and token-env, found both")
	case file != "":
		text, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("token-file: %w", err)
		}
		token, option, source = string(text), "token-file", file
	case variable != "":
		token, option, source = os.Getenv(variable), "token-env", "the environment variable "+variable
	default:
		return "", nil
	}
	token = strings.TrimSpace(token)
	if token == "" {
		return "", fmt.Errorf("%s: expected the secret token in %s, found nothing", option, source)
	}
	if strings.ContainsAny(token, "\r\n") {
		return "", fmt.Errorf("%s: expected one line in %s, found several", option, source)
	}
	if rest, found := strings.CutPrefix(token, "Bearer "); found {
		return strings.TrimSpace(rest), nil // the header's form was pasted; the scheme is added when sending
	}
	return token, nil
}

// colourful says whether a terminal reads the output and wants colours (https://no-color.org).
func colourful(w io.Writer) bool {
	f, isFile := w.(*os.File)
	if !isFile || os.Getenv("NO_COLOR") != "" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
