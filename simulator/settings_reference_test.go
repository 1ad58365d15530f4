package simulator_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/entrasim/entrasim/simulator"
	"github.com/entrasim/entrasim/simulator/connector"
	"github.com/entrasim/entrasim/simulator/expression"
	"github.com/entrasim/entrasim/simulator/mapping"
)

func TestEverySettingIsExplained(t *testing.T) {
	settings := simulator.SettingsReference()
	var names []string
	for _, field := range reflect.VisibleFields(reflect.TypeFor[simulator.Settings]()) {
		names = append(names, field.Name)
	}
	for _, part := range []struct {
		name string
		typ  reflect.Type
	}{
		{"QuarantineThresholds.", reflect.TypeFor[simulator.QuarantineThresholds]()},
		{"Scoping.", reflect.TypeFor[mapping.Options]()}, {"Expressions.", reflect.TypeFor[expression.Options]()},
		{"Wire.", reflect.TypeFor[connector.Wire]()},
	} {
		for _, field := range reflect.VisibleFields(part.typ) {
			names = append(names, part.name+field.Name)
		}
	}
	assert.Len(t, settings, len(names))
	for i, s := range settings {
		assert.Equal(t, names[i], s.Name)
		assert.Contains(t, s.Doc, s.Name[strings.LastIndexByte(s.Name, '.')+1:], "its docstring begins with it, or names it together with others")
		assert.NotContains(t, s.Doc, "\n")
	}
}
