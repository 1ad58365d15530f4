package main

import (
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/cobra"
)

// newHealthCommand is for an image that has no other program: its HEALTHCHECK asks whether serve, or the control listener of
// simulate, answers.
func newHealthCommand() *cobra.Command {
	var timeout time.Duration
	cmd := &cobra.Command{
		Use:   "health [URL]",
		Short: "Say whether a server answers: for the health check of a container",
		Long: `health sends one request without a credential. Any answer of HTTP is a sign of life, one that asks for a token or for
TLS included.

Exit status: 0 something answers, 2 nothing does.`,
		Example: `  entrasim health
  entrasim health http://127.0.0.1:8090/`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			url := "http://127.0.0.1:8080/"
			if len(args) == 1 {
				url = args[0]
			}
			req, err := http.NewRequestWithContext(cmd.Context(), http.MethodHead, url, nil)
			if err != nil {
				return fmt.Errorf("health: expected a URL such as http://127.0.0.1:8080/, found %q", url)
			}
			resp, err := (&http.Client{Timeout: timeout}).Do(req)
			if err != nil {
				return fmt.Errorf("health: %w", err)
			}
			return resp.Body.Close()
		},
	}
	cmd.Flags().DurationVar(&timeout, "timeout", 2*time.Second, "how long the answer may take")
	return cmd
}
