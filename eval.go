package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/entrasim/entrasim/simulator/expression"
)

func newEvalCommand() *cobra.Command {
	var set []string
	cmd := &cobra.Command{
		Use:   "eval EXPRESSION",
		Short: "Evaluate an attribute-mapping expression against a user",
		Long: `eval evaluates an expression of Entra ID's attribute mappings. Source attributes come from --set; one that is not set
has no value. Without a value as the result nothing is printed: such an attribute does not flow.`,
		Example: `  entrasim eval 'StripSpaces([telephoneNumber])' --set 'telephoneNumber=+44 20 7946 0958'
  entrasim eval 'Switch([IsSoftDeleted], , "False", "True", "True", "False")' --set IsSoftDeleted=True`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("eval: expected one expression, quoted for the shell, found %d arguments", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			attributes := map[string]expression.Value{}
			for _, s := range set {
				name, value, found := strings.Cut(s, "=")
				if !found || name == "" {
					return fmt.Errorf("set: expected attribute=value, found %q", s)
				}
				attributes[name] = expression.String(value)
			}
			e, err := expression.Parse(args[0])
			if err != nil {
				return err
			}
			value, err := e.Eval(func(name string) (expression.Value, bool) {
				v, found := attributes[name]
				return v, found
			})
			var fault *expression.EvalError
			if errors.As(err, &fault) {
				return fmt.Errorf("%w\n%s", err, fault.Caret())
			}
			if err != nil {
				return err
			}
			if !value.IsNull() {
				fmt.Fprintln(cmd.OutOrStdout(), value.Text())
			}
			return nil
		},
	}
	cmd.Flags().StringArrayVar(&set, "set", nil, "source attribute as name=value; repeatable")
	return cmd
}
