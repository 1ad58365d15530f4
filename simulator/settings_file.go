package simulator

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/entrasim/entrasim/simulator/connector"
)

// SettingsFile is what a file of settings has: every field is named as in Settings and in connector.Wire, and means the same.
type SettingsFile struct {
	Settings `yaml:",inline"`
	Wire     connector.Wire
}

// ReadSettings reads settings from YAML: names are those of SettingsReference, with those of Scoping, Expressions,
// QuarantineThresholds and Wire below such a key. Durations are as 40m, choices have the names of their constants, a time
// zone that of the IANA's list. What the file does not name keeps its default.
//
// The error has the place of the fault in the file: file:line:column.
func ReadSettings(file string, text []byte) (SettingsFile, error) {
	var s SettingsFile
	parsed, err := parser.ParseBytes(text, 0)
	if err == nil {
		err = decodeSettings(file, parsed, &s)
	}
	var fault yaml.Error
	switch {
	case err == nil:
	case errors.As(err, &fault) && fault.GetToken() != nil:
		at := fault.GetToken().Position
		return s, fmt.Errorf("%s:%d:%d: %s", file, at.Line, at.Column, fault.GetMessage())
	case errors.As(err, new(placed)):
		return s, err
	default:
		return s, fmt.Errorf("%s: %w", file, err)
	}
	if err := s.validate(); err != nil {
		return s, fmt.Errorf("%s: %w", file, err)
	}
	return s, nil
}

func decodeSettings(file string, parsed *ast.File, into *SettingsFile) error {
	for _, document := range parsed.Docs {
		if document.Body == nil {
			continue
		}
		if err := lowerKeys(file, "settings", document.Body, reflect.TypeFor[SettingsFile]()); err != nil {
			return err
		}
		if err := yaml.NodeToValue(document.Body, into, yaml.CustomUnmarshaler(readZone), yaml.CustomUnmarshaler(readDuration)); err != nil {
			return err
		}
	}
	return nil
}

// placed is an error that has its place.
type placed struct{ error }

// readZone reads the name of a time zone.
func readZone(zone *time.Location, text []byte) error {
	var name string
	if err := yaml.Unmarshal(text, &name); err != nil {
		return err
	}
	found, err := time.LoadLocation(name)
	if err != nil {
		return fmt.Errorf("expected a time zone such as Europe/Berlin, found %q", name)
	}
	*zone = *found
	return nil
}

func readDuration(d *time.Duration, text []byte) error {
	found, err := time.ParseDuration(strings.Trim(strings.TrimSpace(string(text)), `"'`))
	if err != nil {
		return fmt.Errorf("expected a duration such as 40m or 6h, found %q", text)
	}
	*d = found
	return nil
}

// lowerKeys checks the names of fields and their values, and writes the names as the decoder knows them: in small letters. Name
// is that of the setting.
func lowerKeys(file, name string, node ast.Node, of reflect.Type) error {
	if err := checkValue(file, name, node, of); err != nil {
		return err
	}
	switch n := node.(type) {
	case *ast.SequenceNode:
		if of.Kind() != reflect.Slice {
			return nil // the decoder tells
		}
		for i, item := range n.Values {
			if err := lowerKeys(file, fmt.Sprintf("%s[%d]", name, i), item, of.Elem()); err != nil {
				return err
			}
		}
	case *ast.MappingNode:
		for _, value := range n.Values {
			if err := lowerKey(file, name, value, of); err != nil {
				return err
			}
		}
	case *ast.MappingValueNode:
		return lowerKey(file, name, n, of)
	}
	return nil
}

func lowerKey(file, below string, pair *ast.MappingValueNode, of reflect.Type) error {
	if of.Kind() == reflect.Map { // names of headers
		return lowerKeys(file, below+"."+pair.Key.GetToken().Value, pair.Value, of.Elem())
	}
	if of.Kind() != reflect.Struct {
		return nil
	}
	token := pair.Key.GetToken()
	names := fieldNames(of)
	at := slices.IndexFunc(names, func(known string) bool { return strings.EqualFold(known, token.Value) })
	if at < 0 {
		nearest := slices.MinFunc(names, func(a, b string) int { return distance(a, token.Value) - distance(b, token.Value) })
		return placed{fmt.Errorf("%s:%d:%d: expected the name of a setting, found %s; the nearest is %s (entrasim list settings has all)",
			file, token.Position.Line, token.Position.Column, token.Value, nearest)}
	}
	field, _ := of.FieldByName(names[at])
	if key, ok := pair.Key.(*ast.StringNode); ok {
		key.Value = strings.ToLower(key.Value)
	}
	name := names[at]
	if below != "settings" {
		name = below + "." + name
	}
	return lowerKeys(file, name, pair.Value, field.Type)
}

// fieldNames are those of a struct, with those of what it embeds.
func fieldNames(of reflect.Type) []string {
	var names []string
	for _, field := range reflect.VisibleFields(of) {
		if !field.Anonymous {
			names = append(names, field.Name)
		}
	}
	return names
}

func distance(a, b string) int {
	return levenshtein.ComputeDistance(strings.ToLower(a), strings.ToLower(b))
}
