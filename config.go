package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/spf13/pflag"

	"github.com/entrasim/entrasim/fixtures"
)

// readConfig fills options from a YAML file whose keys are the flags' names; flags that were given win. Without a file it is
// entrasim.yaml of the folder, if there is one. An unknown key or a value of another type is an error with line, column and
// the nearest right one. Paths in the file are relative to its folder. What comes back says where the file has the keys that
// count.
func readConfig(flags *pflag.FlagSet, file string, options *verifyOptions) (configPlaces, error) {
	given := file
	if file == "" {
		file = configFile
	}
	text, err := os.ReadFile(file)
	if given == "" && errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	byFlag := *options
	if err := fixtures.DecodeStrict(file, text, options); err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	places := configPlaces{}
	for key, at := range fixtures.Places(text) {
		places[key] = fmt.Sprintf("%s:%d:%d", file, at.Line, at.Column)
	}
	into, from := reflect.ValueOf(options).Elem(), reflect.ValueOf(byFlag)
	for i := range into.NumField() {
		if name := into.Type().Field(i).Tag.Get("yaml"); name != "" && flags.Changed(name) {
			into.Field(i).Set(from.Field(i))
			delete(places, name)
		}
	}
	options.pathsFrom(filepath.Dir(file), places)
	return places, nil
}

// pathsFrom makes the paths that a configuration file has independent of where the command runs.
func (o *verifyOptions) pathsFrom(dir string, inFile configPlaces) {
	from := func(path string) string {
		if path == "" || filepath.IsAbs(path) {
			return path
		}
		return filepath.Join(dir, path)
	}
	for key, path := range map[string]*string{"token-file": &o.TokenFile, "values": &o.Values, "features": &o.Features,
		"report": &o.Report, "ca-file": &o.CAFile} {
		if _, is := inFile[key]; is {
			*path = from(*path)
		}
	}
	for key, patterns := range map[string][]string{"run": o.Run, "skip": o.Skip, "known-failing": o.KnownFailing} {
		for i, text := range patterns {
			if file, isFile := strings.CutPrefix(text, "@"); isFile && inFile[key] != "" {
				patterns[i] = "@" + from(file)
			}
		}
	}
}

// configPlaces are the keys that a configuration file gives and no flag overrules, each with file:line:column.
type configPlaces map[string]string

// of says where the file has what an error is about: an error about an option begins with its name. Any other is as it was.
func (p configPlaces) of(err error) error {
	if err == nil {
		return nil
	}
	option, _, _ := strings.Cut(err.Error(), ": ")
	if at, inFile := p[option]; inFile {
		return fmt.Errorf("config: %s: %w", at, err)
	}
	return err
}
