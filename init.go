package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/steps"
)

// configFile is what init writes and verify reads without being told.
const configFile = "entrasim.yaml"

// valuesFile is the file of values that init writes beside it.
const valuesFile = "entrasim-values.yaml"

// initOptions are the flags of init.
type initOptions struct {
	target, tokenFile, tokenEnv, profile, dir, caFile string
	insecure, force                                   bool
}

func newInitCommand() *cobra.Command {
	var o initOptions
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write entrasim.yaml for an endpoint, so that verify needs no flags",
		Long: `init reads an endpoint's discovery documents and writes entrasim.yaml, with the flags of verify as commented keys, and
entrasim-values.yaml, with what the endpoint demands of users and groups. It asks on a terminal for what no flag says, and
sends nothing that writes. entrasim verify reads entrasim.yaml of the folder that it runs in.`,
		Example: `  entrasim init
  entrasim init --target https://scim.example.com/scim/v2 --token-env SCIM_TOKEN`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return initialise(cmd.Context(), o, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.target, "target", "", "base URL of the endpoint to judge, the tenant URL of the admin center")
	f.StringVar(&o.tokenFile, "token-file", "", "file that holds the secret token")
	f.StringVar(&o.tokenEnv, "token-env", "", "environment variable that holds the secret token")
	f.StringVar(&o.profile, "profile", "", "what to judge by: "+strings.Join(fixtures.ProfileNames(), ", ")+" (default: entra)")
	f.StringVar(&o.dir, "dir", ".", "folder to write into")
	f.StringVar(&o.caFile, "ca-file", "", "PEM file with further certificate authorities")
	f.BoolVar(&o.insecure, "insecure", false, "go on when the certificate is not valid")
	f.BoolVar(&o.force, "force", false, "write over files that are there")
	return cmd
}

func initialise(ctx context.Context, o initOptions, in io.Reader, out, progress io.Writer) error {
	config, values := filepath.Join(o.dir, configFile), filepath.Join(o.dir, valuesFile)
	for _, file := range []string{config, values} { // before anybody is asked anything
		if _, err := os.Lstat(file); err == nil && !o.force {
			return fmt.Errorf("init: %s is there already; --force writes over it", file)
		}
	}
	if err := o.ask(in, out); err != nil {
		return err
	}
	profile, err := fixtures.LoadProfile(o.profile)
	if err != nil {
		return err
	}
	token, err := readToken(o.tokenFile, o.tokenEnv)
	if err != nil {
		return err
	}
	target, err := steps.NewExternal(steps.ExternalOptions{URL: o.target, Token: token, CAFile: o.caFile, Insecure: o.insecure,
		AllowWrites: true}) // a look writes nothing
	if err != nil {
		return err
	}
	o.target = target.URL()
	fmt.Fprintf(progress, "looking at %s\n", o.target)
	survey, err := steps.Look(ctx, steps.Config{Target: target, Profile: profile, Timeout: time.Minute})
	if err != nil {
		return err
	}
	if survey.Refused != "" {
		return errors.New("init: " + survey.Refused)
	}
	if err := os.MkdirAll(o.dir, 0o755); err != nil {
		return fmt.Errorf("init: %w", err)
	}
	o.tokenFile, o.caFile = o.fromDir(o.tokenFile), o.fromDir(o.caFile)
	if err := o.write(config, o.config()); err != nil {
		return err
	}
	if err := o.write(values, valuesOf(o.target, survey)); err != nil {
		return err
	}
	for _, doubt := range survey.Doubts {
		fmt.Fprintln(progress, "note:", doubt)
	}
	if len(survey.Doubts) > 0 && strings.Contains(survey.Doubts[0], "/Users: ") {
		fmt.Fprintf(progress, "note: that is no SCIM endpoint's answer; is %s what a customer pastes into the admin center?\n", o.target)
	}
	_, err = fmt.Fprintf(out, "wrote %s and %s\nentrasim verify judges %s\n", config, values, o.target)
	return err
}

// write makes a file, and only with --force one that has come to be there meanwhile.
func (o *initOptions) write(name, text string) error {
	how := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if o.force {
		how = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	file, err := os.OpenFile(name, how, 0o600)
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	_, err = io.WriteString(file, text)
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("init: %w", err)
	}
	return nil
}

// fromDir writes a path as the configuration file needs it, whose paths begin in its own folder.
func (o *initOptions) fromDir(path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	dir, err := filepath.Abs(o.dir)
	if err != nil {
		return path
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if shorter, err := filepath.Rel(dir, whole); err == nil {
		return shorter
	}
	return whole
}

// ask asks for what no flag says, where somebody can answer.
func (o *initOptions) ask(in io.Reader, out io.Writer) error {
	if file, isFile := in.(*os.File); isFile && o.target == "" && !term.IsTerminal(int(file.Fd())) {
		return errors.New("init: expected --target, the base URL of the endpoint, found nothing") // and nobody to answer
	}
	answers := bufio.NewScanner(in)
	question := func(into *string, text string) {
		if *into != "" {
			return
		}
		fmt.Fprint(out, text)
		if answers.Scan() {
			*into = strings.TrimSpace(answers.Text())
		}
	}
	if o.target == "" {
		question(&o.target, "Tenant URL of the endpoint: ")
		if o.target == "" {
			return errors.New("init: expected --target, the base URL of the endpoint, found nothing")
		}
		if o.tokenEnv == "" {
			question(&o.tokenFile, "File that holds its secret token (empty: none): ")
		}
		question(&o.profile, "Profile, one of "+strings.Join(fixtures.ProfileNames(), ", ")+" (empty: entra): ")
	}
	if o.profile == "" {
		o.profile = "entra"
	}
	return nil
}
