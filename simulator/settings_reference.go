package simulator

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
)

// settingsSource is the one place where a setting, its default and the reason for it are written down.
//
//go:embed settings.go
var settingsSource string

// Setting is a field of Settings, for people.
type Setting struct {
	// Name is the field's, Type as Go writes it.
	Name, Type string
	// Doc says what the setting does, its default and the reason for it, in one line.
	Doc string
}

// SettingsReference are all fields of Settings in their order.
func SettingsReference() []Setting {
	file, err := parser.ParseFile(token.NewFileSet(), "settings.go", settingsSource, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		panic(fmt.Sprintf("simulator: %v", err)) // it has been compiled
	}
	var settings []Setting
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok || spec.Name.Name != "Settings" {
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
