package simulator

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"

	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

// settingsSource is the one place where a setting, its default and the reason for it are written down.
//
//go:embed settings.go
var settingsSource string

//go:embed quarantine.go
var quarantineSource string

// Setting is a field of Settings, for people.
type Setting struct {
	// Name is the field's, Type as Go writes it.
	Name, Type string
	// Doc says what the setting does, its default and the reason for it, in one line.
	Doc string
}

// SettingsReference are all fields of Settings in their order, and behind them those of the structs that it has and of the
// connector's Wire, as QuarantineThresholds.Name, Scoping.Name, Expressions.Name and Wire.Name.
func SettingsReference() []Setting {
	settings := fieldsOf("Settings", settingsSource)
	for _, part := range []struct{ name, typeName, source string }{
		{"QuarantineThresholds", "QuarantineThresholds", quarantineSource},
		{"Scoping", "Options", mapping.OptionsSource}, {"Expressions", "Options", expression.OptionsSource},
		{"Wire", "Wire", connector.WireSource},
	} {
		for _, s := range fieldsOf(part.typeName, part.source) {
			s.Name = part.name + "." + s.Name
			settings = append(settings, s)
		}
	}
	return settings
}

// fieldsOf are the fields of a struct type in a source text.
func fieldsOf(typeName, source string) []Setting {
	file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		panic(fmt.Sprintf("simulator: %v", err)) // it has been compiled
	}
	var settings []Setting
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok || spec.Name.Name != typeName {
			return true
		}
		for _, field := range spec.Type.(*ast.StructType).Fields.List {
			for _, name := range field.Names {
				settings = append(settings, Setting{
					Name: name.Name, Type: types.ExprString(field.Type), Doc: strings.Join(strings.Fields(field.Doc.Text()), " "),
				})
			}
		}
		return false
	})
	return settings
}
