package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/entrasim/entrasim/fixtures"
	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/directory"
	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// evalOptions are the flags of eval.
type evalOptions struct {
	set, inUse     []string
	object, domain string
	tenant, user   string
	settings       string
	seed           int64
	json           bool
}

func newEvalCommand() *cobra.Command {
	var o evalOptions
	cmd := &cobra.Command{
		Use:   "eval EXPRESSION",
		Short: "Evaluate an attribute-mapping expression against a user",
		Long: `eval evaluates an expression of Entra ID's attribute mappings. Source attributes come from --set, and from --object for
those that are no plain text, or from a --user of a --tenant; one that is in none of them has no value. Without a value as the result nothing is printed: such
an attribute does not flow. Several values are printed one to a line. What the documentation advises against is said on
standard error. With --json the answer is that of Microsoft Graph's action parseExpression, with the parsed expression.

An expression that cannot be parsed or evaluated ends with status 2 and shows the place of the fault.`,
		Example: `  # A telephone number without blanks: +442079460958
  entrasim eval 'StripSpaces([telephoneNumber])' --set 'telephoneNumber=+44 20 7946 0958'

  # The second of the addresses in ann.json, {"otherMails": ["ann@home.example", "ann@work.example"]}: ann@work.example
  entrasim eval 'Item([otherMails], 2)' --object ann.json

  # What a mapping makes of somebody
  entrasim eval 'Join(" ", [givenName], [surname])' --tenant contoso.yaml --user ann@contoso.example`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("eval: expected one expression, quoted for the shell, found %d arguments", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if !cmd.Flags().Changed("seed") {
				o.seed = time.Now().UnixNano()
			}
			env, err := o.environment(cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			if o.json {
				return evalJSON(cmd.OutOrStdout(), args[0], env)
			}
			return evalText(cmd.OutOrStdout(), cmd.ErrOrStderr(), args[0], env)
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.set, "set", nil, "source attribute as name=value; repeatable")
	f.StringVar(&o.object, "object", "", "file with the source object in JSON: its attributes, or Graph's expressionInputObject; --set wins")
	f.StringVar(&o.tenant, "tenant", "", "file or folder with users, as simulate reads it, for --user")
	f.StringVar(&o.user, "user", "", "userPrincipalName or id of the user to evaluate for; --set wins")
	f.StringArrayVar(&o.inUse, "in-use", nil, "value that the target has already, for SelectUniqueValue; repeatable")
	f.StringVar(&o.settings, "settings", "", "YAML file with settings as simulate reads them, of which those of Expressions count")
	f.StringVar(&o.domain, "default-domain", "", "default domain of the tenant, for DefaultDomain")
	f.Int64Var(&o.seed, "seed", 0, "repeat what Guid and RandomString gave (default: a new one)")
	f.BoolVar(&o.json, "json", false, "print the parsed expression and the result as JSON")
	return cmd
}

// environment is what the expression is evaluated in.
func (o evalOptions) environment(stderr io.Writer) (*expression.Environment, error) {
	attributes := map[string]expression.Value{}
	for _, s := range o.set {
		name, value, found := strings.Cut(s, "=")
		if !found || name == "" {
			return nil, fmt.Errorf("set: expected attribute=value, found %q", s)
		}
		attributes[name] = expression.String(value)
	}
	object, err := o.userSource(stderr)
	if err != nil {
		return nil, err
	}
	if o.object != "" {
		text, err := os.ReadFile(o.object)
		if err != nil {
			return nil, fmt.Errorf("object: %w", err)
		}
		if object, err = mapping.ParseInputObject(text); err != nil {
			return nil, fmt.Errorf("object: %s: %w", o.object, err)
		}
	}
	settings, err := simulateOptions{settings: o.settings}.readSettings(fixtures.Profile{})
	if err != nil {
		return nil, err
	}
	settings.Expressions.DefaultDomain = cmp.Or(o.domain, settings.Expressions.DefaultDomain)
	env := &expression.Environment{
		Attribute: func(name string) (expression.Value, bool) {
			if v, found := attributes[name]; found {
				return v, true
			}
			return object(name)
		},
		Now:     time.Now,
		Random:  rand.New(rand.NewPCG(uint64(o.seed), 0)), //nolint:gosec // repeatable, not secret
		Options: settings.Expressions,
	}
	if len(o.inUse) > 0 {
		env.InUse = func(value string) (bool, error) { return slices.Contains(o.inUse, value), nil }
	}
	return env, nil
}

// userSource are the attributes of the user whom the flags name; without one there are none.
func (o evalOptions) userSource(stderr io.Writer) (mapping.Source, error) {
	switch {
	case o.tenant == "" && o.user == "":
		return func(string) (expression.Value, bool) { return expression.Null(), false }, nil
	case o.tenant == "" || o.user == "":
		return nil, errors.New("expected --tenant and --user together, found one of them")
	case o.object != "":
		return nil, errors.New("expected one of --object and --user, found both")
	}
	tenant := directory.New(time.Now, uuid.NewString)
	if err := (simulateOptions{tenant: o.tenant}).fill(tenant, newProgress(stderr)); err != nil {
		return nil, err
	}
	user, ok := tenant.FindUser(o.user)
	if !ok {
		user, ok = tenant.User(o.user)
	}
	if !ok {
		return nil, fmt.Errorf("user: expected the userPrincipalName or the id of somebody in %s, found %q", o.tenant, o.user)
	}
	return simulator.UserSource(user), nil
}

func evalText(stdout, stderr io.Writer, text string, env *expression.Environment) error {
	e, err := expression.Parse(text)
	if err != nil {
		return err
	}
	for _, w := range e.Warnings() {
		fmt.Fprintln(stderr, "warning:", w)
	}
	value, err := e.Eval(env)
	var fault *expression.EvalError
	if errors.As(err, &fault) {
		return fmt.Errorf("%w\n%s", err, fault.Caret())
	}
	switch {
	case err != nil:
		return err
	case value.Kind() == expression.KindList:
		for _, item := range value.Items() {
			fmt.Fprintln(stdout, item.Text())
		}
	case !value.IsNull():
		fmt.Fprintln(stdout, value.Text())
	}
	return nil
}

func evalJSON(stdout io.Writer, text string, env *expression.Environment) error {
	answer := mapping.ParseExpression(text, env.Attribute, nil, *env)
	encoder := json.NewEncoder(stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(answer); err != nil {
		return err
	}
	if answer.Error != nil {
		return exitStatus(exitNothingLearnt)
	}
	return nil
}
