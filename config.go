package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"

	"github.com/spf13/pflag"

	"github.com/entrasim/entrasim/fixtures"
)

// readConfig fills options from a YAML file whose keys are the flags' names; flags that were given win. Without a file it is
// entrasim.yaml of the folder, if there is one. An unknown key or a value of another type is an error with line, column and
// the nearest right one. Paths in the file are relative to where the command
// runs, as on the command line.
func readConfig(flags *pflag.FlagSet, file string, options *verifyOptions) error {
	given := file
	if file == "" {
		file = configFile
	}
	text, err := os.ReadFile(file)
	if given == "" && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("config: %w", err)
	}
	byFlag := *options
	if err := fixtures.DecodeStrict(file, text, options); err != nil {
		return fmt.Errorf("config: %w", err)
	}
	into, from := reflect.ValueOf(options).Elem(), reflect.ValueOf(byFlag)
	for i := range into.NumField() {
		if name := into.Type().Field(i).Tag.Get("yaml"); name != "" && flags.Changed(name) {
			into.Field(i).Set(from.Field(i))
		}
	}
	return nil
}
