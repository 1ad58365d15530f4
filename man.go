package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// newManCommand is for those who package the executable; completions for shells are cobra's own command.
func newManCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write man pages into a folder",
		Long:  "man writes a man page for each command into a folder, which is made if it is not there.",
		Example: `  entrasim man /usr/local/share/man/man1
  entrasim man . && man ./entrasim-verify.1`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return fmt.Errorf("man: %w", err)
			}
			root := cmd.Root()
			root.DisableAutoGenTag = true // equal input, equal pages
			header := &doc.GenManHeader{Title: "ENTRASIM", Section: "1", Source: "entrasim " + root.Version, Date: &time.Time{}}
			if err := doc.GenManTree(root, header, args[0]); err != nil {
				return fmt.Errorf("man: %w", err)
			}
			return nil
		},
	}
}
